// The two halves of 账号与设备 for those who keep both, each at an address of its own.
import { session } from '../call.ts';
import { words } from '../language.ts';
import { mayOpen, PAGES } from '../roles.ts';

export function AccountTabs({ here }: { here: 'accounts' | 'devices' }) {
  const w = words().devices;
  const role = session.value?.account.role;
  if (!role || !mayOpen('accounts', role)) return null;
  return (
    <nav class="page-tabs" aria-label={w.both}>
      <a href={PAGES.accounts.path} aria-current={here === 'accounts' ? 'page' : undefined}>
        {w.tabAccounts}
      </a>
      <a href={PAGES.devices.path} aria-current={here === 'devices' ? 'page' : undefined}>
        {w.tabDevices}
      </a>
    </nav>
  );
}
