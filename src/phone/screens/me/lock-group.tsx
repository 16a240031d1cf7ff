// 我的 › 锁和 PIN: lock at once, change the PIN, and when it locks by itself.
import { Button } from '../../../ui/button.tsx';
import { Cell, Group } from '../../../ui/cell.tsx';
import { toast } from '../../../ui/toast.tsx';
import { fail } from '../state/archive.ts';
import { lockMinutes, lockUp } from '../state/entrance.ts';
import { w } from '../state/look.ts';

export function LockGroup() {
  const words = w().lock;
  const lockNow = async (): Promise<void> => {
    if ((await lockUp('now')) === 'notSaved') toast(words.notSaved);
  };
  return (
    <Group title={words.group}>
      <Cell href="/me/pin">{words.change}</Cell>
      <Cell note={words.nowNote(lockMinutes())}>
        <Button look="outline" wide onClick={() => void lockNow().catch(fail)}>
          {words.now}
        </Button>
      </Cell>
    </Group>
  );
}
