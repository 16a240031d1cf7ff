// The frame of every screen: title, sync line, what scrolls, and tabs or buttons at the bottom.
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso/router';
import { NavBar, TabBar } from '../../../ui/bars.tsx';
import { w } from '../state/look.ts';
import { SyncLine } from './sync-line.tsx';

/** Paths visited in this run of the app: the way back stays inside it. */
let depth = 0;
export const noteVisit = (): void => {
  depth++;
};

/** Back to where the person came from, or to `otherwise` after a cold start on this very page. */
export function useWayBack(otherwise: string): () => void {
  const { route } = useLocation();
  return () => {
    if (depth > 1) {
      depth -= 2;
      history.back();
    } else route(otherwise, true);
  };
}

export function Tabs({ current }: { current: '/' | '/households' | '/me' }) {
  const words = w().tabs;
  return (
    <TabBar
      label={words.label}
      current={current}
      tabs={[
        { href: '/', word: words.tasks, icon: 'tasks' },
        { href: '/households', word: words.households, icon: 'home' },
        { href: '/me', word: words.me, icon: 'me' },
      ]}
    />
  );
}

export function Screen(props: {
  title: string;
  aside?: ComponentChildren;
  /** Where the arrow leads; a tab's own screen has none. */
  back?: () => void;
  /** Below the sync line, above what scrolls. */
  head?: ComponentChildren;
  /** Instead of the scrolling box: a list that scrolls by itself. */
  list?: ComponentChildren;
  children?: ComponentChildren;
  foot?: ComponentChildren;
}) {
  return (
    <div class="screen">
      <header class="top">
        <NavBar title={props.title} aside={props.aside} {...(props.back ? { back: { label: w().common.back, onClick: props.back } } : {})} />
        <SyncLine />
        {props.head}
      </header>
      {props.list ?? <main class="scroll">{props.children}</main>}
      {props.foot}
    </div>
  );
}
