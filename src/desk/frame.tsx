// What stands around every page: the county's name, where one can go, who is signed in, and whether the server can be reached.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Role } from '../domain/account.ts';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { session, unreachable } from './call.ts';
import { common, switchLanguage, words } from './language.ts';
import { PasswordForm } from './pages/password.tsx';
import { askAgain } from './renewal.ts';
import { homeOf, mayOpen, PAGES, type PageName } from './roles.ts';
import { signOut } from './sign-in.ts';
import { Tag } from './widgets/page.tsx';

const ORDER: readonly PageName[] = [
  'overview',
  'imports',
  'dispatch',
  'tasks',
  'review',
  'outcomes',
  'cases',
  'comparisons',
  'quality',
  'audit',
  'devices',
  'policy',
  'accounts',
];

function pageWord(page: PageName, role: string): string {
  const { nav } = words();
  if (page === 'review') return role === 'reviewer' ? nav.township : nav.county;
  return nav[page];
}

/** Who keeps the accounts finds the phones beside them. */
const inMenu = (page: PageName, role: Role): boolean => mayOpen(page, role) && !(page === 'devices' && mayOpen('accounts', role));

const isHere = (path: string, target: string, role: Role): boolean =>
  (target === PAGES.accounts.path && path === PAGES.devices.path && mayOpen('accounts', role)) || isAt(path, target);

const isAt = (path: string, target: string): boolean =>
  target === PAGES.overview.path ? path === '/desk' : path === target || path.startsWith(`${target}/`);

export function Frame({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const w = words();
  const who = session.value;
  if (!who) return null;
  const { role } = who.account;
  return (
    <>
      <a class="skip" href="#main">
        {w.skip}
      </a>
      <header class="frame">
        <a class="frame-name" href={homeOf(role)}>
          {common().appName} · {who.county.name}
        </a>
        {who.demonstration ? (
          <span title={w.demonstrationNote}>
            <Tag tone="warn">{w.demonstration}</Tag>
          </span>
        ) : null}
        <nav aria-label={w.menu}>
          {ORDER.filter((page) => inMenu(page, role)).map((page) => (
            <a
              key={page}
              href={PAGES[page].path}
              class={isHere(path, PAGES[page].path, role) ? 'on' : ''}
              aria-current={isHere(path, PAGES[page].path, role) ? 'page' : undefined}
              onClick={() => isHere(path, PAGES[page].path, role) && askAgain()}
            >
              {pageWord(page, role)}
            </a>
          ))}
        </nav>
        <PersonMenu />
      </header>
      {unreachable.value ? (
        <div class="offline-bar" role="status">
          {w.states.offlineBar}
        </div>
      ) : null}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function PersonMenu() {
  const w = words();
  const who = session.value;
  const [changing, setChanging] = useState(false);
  if (!who) return null;
  return (
    <div class="frame-me">
      <button type="button" class="link" lang={w.language === 'English' ? 'en' : 'zh-CN'} onClick={switchLanguage}>
        {w.language}
      </button>
      <details class="menu">
        <summary>
          <Icon name="me" small />
          <span class="frame-person">{who.account.name}</span>
        </summary>
        <div class="menu-body">
          <p>
            <b>{who.account.name}</b>
            <span>{common().roles[who.account.role]}</span>
            <span class="num">{who.account.login}</span>
          </p>
          <button type="button" class="menu-language" onClick={switchLanguage}>
            {w.language}
          </button>
          <button type="button" onClick={() => setChanging(true)}>
            {w.act.password}
          </button>
          <button type="button" onClick={() => void signOut()}>
            {w.act.signOut}
          </button>
        </div>
      </details>
      {changing ? (
        <Sheet title={w.password.title} closeLabel={w.act.close} onClose={() => setChanging(false)}>
          <PasswordForm onDone={() => setChanging(false)} />
        </Sheet>
      ) : null}
    </div>
  );
}
