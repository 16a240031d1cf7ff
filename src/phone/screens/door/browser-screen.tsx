// Says in plain words what to do where the browser cannot keep work or open without a network: WeChat's own, an old one, private browsing.
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group } from '../../../ui/cell.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { toast } from '../../../ui/toast.tsx';
import { w } from '../state/look.ts';
import type { BrowserReport } from './browser-check.ts';

export function BrowserScreen({ report, onAgain }: { report: BrowserReport; onAgain: () => void }) {
  const words = w().check;
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(location.href).then(
      () => {
        setCopied(true);
        toast(words.copied);
      },
      () => undefined,
    );
  };
  return (
    <div class="screen">
      <main class="scroll">
        <div class="state">
          <Icon name="warn" />
          <h1 class="state-title">{words.title}</h1>
          <p>{report.missing.map((part) => words.missing[part]).join(w().common.list)}</p>
        </div>
        <Group title={words.lead}>
          {report.wechat ? <Cell>{words.wechat}</Cell> : null}
          {report.insecure ? <Cell>{words.insecure}</Cell> : null}
          <Cell>{words.other}</Cell>
          {report.missing.includes('storage') ? <Cell>{words.privateMode}</Cell> : null}
        </Group>
        <div class="pad">
          <Button look="primary" wide onClick={copy}>
            {copied ? `✓ ${words.copied}` : words.copy}
          </Button>
        </div>
        <div class="pad">
          <Button look="outline" wide onClick={onAgain}>
            {words.again}
          </Button>
        </div>
        <p class="center quiet num">{location.origin}</p>
      </main>
    </div>
  );
}
