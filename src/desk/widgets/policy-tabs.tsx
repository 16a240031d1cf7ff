// The two halves of 政策与表单, each at an address of its own.
import { words } from '../language.ts';
import { PAGES } from '../roles.ts';

export const FORMS_PATH = `${PAGES.policy.path}/forms`;

export function PolicyTabs({ here }: { here: 'policy' | 'forms' }) {
  const w = words().policy;
  return (
    <nav class="page-tabs" aria-label={w.title}>
      <a href={PAGES.policy.path} aria-current={here === 'policy' ? 'page' : undefined}>
        {w.tabPolicy}
      </a>
      <a href={FORMS_PATH} aria-current={here === 'forms' ? 'page' : undefined}>
        {w.tabForms}
      </a>
    </nav>
  );
}
