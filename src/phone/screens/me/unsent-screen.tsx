// Every record without a receipt, each with where it stands and what to do; then drafts, then the latest that were received.
import { useLocation } from 'preact-iso/router';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group, Tag } from '../../../ui/cell.tsx';
import { Empty } from '../../../ui/states.tsx';
import { PROBLEMS } from '../../../wire/problem-list.ts';
import { sayMoment } from '../../../words/common/say.ts';
import type { KeptHandIn } from '../../store/phone-store.ts';
import { canCorrect, correctRefused } from '../check/begin.ts';
import { Screen, useWayBack } from '../shell/screen.tsx';
import { drafts, fail, handIns, store } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { common, language, w } from '../state/look.ts';

const RECENT = 20;

export function UnsentScreen() {
  const words = w().unsent;
  const back = useWayBack('/me');
  const unsent = handIns.value.filter((kept) => kept.state === 'waiting' || kept.state === 'refused');
  const received = handIns.value.filter((kept) => kept.state === 'received' || kept.state === 'aside').slice(0, RECENT);
  return (
    <Screen title={words.title} back={back}>
      {unsent.length === 0 ? (
        <Empty title={words.empty} icon="check">
          <p>{words.emptyNote}</p>
        </Empty>
      ) : (
        <Group aside={w().common.items(unsent.length)}>
          {unsent.map((kept) => (
            <Unsent key={kept.handIn.id} kept={kept} />
          ))}
        </Group>
      )}
      {drafts.value.length > 0 ? (
        <Group title={w().me.drafts}>
          {drafts.value.map((draft) => (
            <Cell
              key={draft.taskId}
              href={`/check/${draft.taskId}`}
              note={sayMoment(draft.updatedAt, language.value, today.value)}
              end={<Tag>{w().tasks.progress(draft.percent)}</Tag>}
            >
              {draft.personName}
            </Cell>
          ))}
        </Group>
      ) : null}
      {received.length > 0 ? (
        <Group title={words.recent}>
          {received.map((kept) => (
            <Cell
              key={kept.handIn.id}
              note={sayMoment(kept.receivedAt ?? kept.handIn.madeAt, language.value, today.value)}
              end={<Tag tone={kept.state === 'received' ? 'good' : 'plain'}>{kept.state === 'received' ? words.received : words.aside}</Tag>}
            >
              {kept.personName}
            </Cell>
          ))}
        </Group>
      ) : null}
    </Screen>
  );
}

function Unsent({ kept }: { kept: KeptHandIn }) {
  const words = w().unsent;
  const { route } = useLocation();
  const { result } = kept.handIn.content;
  const decided = result.include ? common().include.yes : common().include.no;
  return (
    <>
      <Cell
        note={[decided, words.madeAt(sayMoment(kept.handIn.madeAt, language.value, today.value))].join(w().common.dot)}
        end={<Tag tone={kept.refused ? 'bad' : 'warn'}>{kept.refused ? words.refused : words.waiting}</Tag>}
      >
        {kept.personName}
      </Cell>
      {kept.refused ? (
        <div class="pad refused">
          <p>{kept.refused.message || common().problems[kept.refused.problem]}</p>
          {PROBLEMS[kept.refused.problem].mend === 'user' ? null : <p class="quiet">{words.askOffice}</p>}
          <div class="hint-acts">
            <Button look={canCorrect(kept) ? 'plain' : 'primary'} small onClick={() => store.value?.putAside(kept.handIn.id).catch(fail)}>
              {words.putAside}
            </Button>
            {canCorrect(kept) ? (
              <Button look="primary" small onClick={() => correctRefused(kept).then(() => route(`/check/${kept.handIn.taskId}`), fail)}>
                {w().task.correct}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
    </>
  );
}
