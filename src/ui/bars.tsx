// The bars of a screen: title with the way back above, tabs or the main buttons below, and the progress of a form in steps.
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export function NavBar({ title, aside, back }: { title: string; aside?: ComponentChildren; back?: { label: string; onClick: () => void } }) {
  return (
    <div class="nav">
      {back ? (
        <button type="button" class="nav-back" aria-label={back.label} onClick={back.onClick}>
          <Icon name="back" />
        </button>
      ) : null}
      <h1>{title}</h1>
      {aside ? <span class="nav-aside">{aside}</span> : null}
    </div>
  );
}

export interface Tab {
  href: string;
  word: string;
  icon: IconName;
}

export function TabBar({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a class="tab" key={tab.href} href={tab.href} aria-current={tab.href === current ? 'page' : undefined}>
          <Icon name={tab.icon} />
          {tab.word}
        </a>
      ))}
    </nav>
  );
}

export function Foot({ children }: { children: ComponentChildren }) {
  return <footer class="foot">{children}</footer>;
}

/** `step` counts from 1; said in words to who cannot see the bars. */
export function Steps({ step, of, label }: { step: number; of: number; label: string }) {
  return (
    <div class="steps" role="img" aria-label={label}>
      {Array.from({ length: of }, (_, index) => index + 1).map((bar) => (
        <i key={bar} class={bar <= step ? 'on' : ''} />
      ))}
    </div>
  );
}
