// Which languages a workbook speaks, in which order, and to which of them a column without a language belongs.
import type { Text } from '../definition.ts';
import type { Heading } from './grid.ts';

/** The name of a form's only language, where it names none. */
export const NAMELESS = 'default';

export class Languages {
  private readonly named: string[] = [];
  private nameless = false;
  private readonly preferred: string;

  /** `preferred` is the settings' default_language, or empty. */
  constructor(preferred: string) {
    this.preferred = preferred === NAMELESS ? '' : preferred;
  }

  hear(headings: readonly Heading[]): void {
    for (const { known, language, name } of headings) {
      if (!known) continue;
      if (language !== '' && !this.named.includes(language)) this.named.push(language);
      if (language === '' && name === 'label') this.nameless = true;
    }
  }

  /** A column without a language speaks the default one, where no column says so itself. */
  private get ofNameless(): string {
    return this.preferred !== '' && !this.named.includes(this.preferred) ? this.preferred : NAMELESS;
  }

  /** To be called when both sheets' headings were heard: before that, the language of a plain column is open. */
  textOf(texts: Readonly<Record<string, string>>): Text {
    return Object.fromEntries(Object.entries(texts).map(([language, text]) => [language === '' ? this.ofNameless : language, text]));
  }

  all(): string[] {
    const heard = [...(this.nameless || this.named.length === 0 ? [this.ofNameless] : []), ...this.named];
    const first = heard.includes(this.preferred) ? [this.preferred] : [];
    return [...first, ...heard.filter((language) => !first.includes(language))];
  }
}
