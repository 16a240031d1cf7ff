// A hand in the page, for engines that Playwright does not drive: it finds controls by what they are called, taps and types, and sees what is on the screen.

/** Defined in the page before each errand: `sees`, `tap`, `typeInto`. */
const HAND = `
const shown = (e) => e.getClientRects().length > 0;
const nameOf = (e) => (e.getAttribute('aria-label') || (e.labels && e.labels[0] ? e.labels[0].textContent : '') || e.textContent || '').trim();
const layers = () => { const open = [...document.querySelectorAll('dialog[open]')]; return open.length ? [open[open.length - 1]] : [document]; };
const controls = (kind) => layers().flatMap((l) => [...l.querySelectorAll(kind)]).filter((e) => shown(e) && !e.disabled);
const fits = (e, name) => name[0] === '/' ? new RegExp(name.slice(1, -1)).test(nameOf(e)) : nameOf(e) === name;
const sees = (text) => document.body.innerText.includes(text);
const has = (name, kind = 'button,a,input') => controls(kind).some((e) => fits(e, name));
const tap = (name, kind = 'button,a,input') => { const e = controls(kind).find((one) => fits(one, name)); if (!e) return false; e.scrollIntoView({ block: 'center' }); e.click(); return true; };
const typeInto = (label, value) => {
  const e = controls('input,textarea').find((one) => fits(one, label));
  if (!e) return false;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'value').set.call(e, value);
  e.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
};
`;

/** A page in some engine. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  /** Runs a function's body in the page; what it returns comes back by JSON. */
  run(body: string): Promise<unknown>;
  /** The whole browser. `killed`: by SIGKILL, where its process is ours. */
  close(): Promise<void>;
}

export class Hand {
  readonly page: EnginePage;

  constructor(page: EnginePage) {
    this.page = page;
  }

  ask<T>(expression: string): Promise<T> {
    return this.page.run(`${HAND} return ${expression};`) as Promise<T>;
  }

  /** Waits until it is so; a page that is being loaded may not answer for a moment. */
  async until(what: string, expression: string, ms = 60_000): Promise<void> {
    const end = Date.now() + ms;
    let last: unknown = null;
    while (Date.now() < end) {
      try {
        last = await this.ask(expression);
        if (last) return;
      } catch (error) {
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const screen = await this.ask<string>('document.body.innerText').catch(String);
    throw new Error(`${what}: not within ${ms / 1000} s (${String(last).slice(0, 200)}). On the screen:\n${screen.slice(0, 1500)}`);
  }

  sees(text: string, ms?: number): Promise<void> {
    return this.until(`「${text}」 is on the screen`, `sees(${JSON.stringify(text)})`, ms);
  }

  /** `name` between slashes is a pattern. */
  taps(name: string, kind?: string): Promise<void> {
    return this.until(`${name} can be tapped`, `tap(${JSON.stringify(name)}${kind ? `, ${JSON.stringify(kind)}` : ''})`);
  }

  types(label: string, value: string): Promise<void> {
    return this.until(`${label} can be filled in`, `typeInto(${JSON.stringify(label)}, ${JSON.stringify(value)})`);
  }
}
