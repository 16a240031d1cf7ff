// After handing in: what happens with it now, and the next household.

import { Foot } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group, Tag } from '../../../ui/cell.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { paperWords } from '../paper/paper-words.ts';
import { Screen } from '../shell/screen.tsx';
import { handIns } from '../state/archive.ts';
import { common, w } from '../state/look.ts';
import { nextAfter } from '../tasks/task-list.ts';
import { TaskRow } from '../tasks/task-row.tsx';

export function HandedInScreen({ taskId }: { taskId: string }) {
  const words = w().handedIn;
  const kept = handIns.value.find((one) => one.handIn.taskId === taskId);
  const next = nextAfter(taskId);
  const sent = kept?.state === 'received';
  return (
    <Screen
      title={words.title}
      foot={
        <Foot>
          <Button look={next ? 'outline' : 'primary'} href="/">
            {words.backToTasks}
          </Button>
        </Foot>
      }
    >
      <div class="state handed-in">
        <Icon name="check" />
        <p class="state-title">{words.lead(kept?.personName ?? '')}</p>
        <p role="status">
          <Tag tone={sent ? 'good' : 'warn'}>{sent ? common().taskStates.submitted : common().taskStates.waiting}</Tag>{' '}
          {sent ? words.sent : words.waiting}
        </p>
      </div>
      {kept ? (
        <Group>
          <Cell href={`/paper/check/${taskId}`}>{paperWords().printCheck}</Cell>
        </Group>
      ) : null}
      {next ? (
        <Group title={words.nextTitle}>
          <TaskRow line={next} edge="edge-first edge-last flat" />
        </Group>
      ) : (
        <p class="center quiet">{words.allDone}</p>
      )}
    </Screen>
  );
}
