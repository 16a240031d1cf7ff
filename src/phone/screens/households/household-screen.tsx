// One household: what is known, who lives there, what earlier visits found, and a check that can be started without a task.

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { GUARANTEES, type GuaranteeProblems } from '../../../domain/household.ts';
import { OPEN_STATES } from '../../../domain/task.ts';
import { Foot } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group, Note } from '../../../ui/cell.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { beginWithoutTask, prepareCheck } from '../check/begin.ts';
import { paperWords } from '../paper/paper-words.ts';
import { Screen, useWayBack } from '../shell/screen.tsx';
import { drafts, tasks } from '../state/archive.ts';
import { attempt } from '../state/attempt.ts';
import { common, w } from '../state/look.ts';
import { FamilyCard, MembersCard } from './family-card.tsx';
import { PastChecks } from './past-checks.tsx';
import { useHousehold } from './use-household.ts';

export function HouseholdScreen({ id }: { id: string }) {
  const words = w().household;
  const back = useWayBack('/households');
  const { route } = useLocation();
  const household = useHousehold(id);
  const [asking, setAsking] = useState(false);
  const openTask = (tasks.value ?? []).find((task) => task.householdId === id && OPEN_STATES.includes(task.state));
  const draft = drafts.value.find((one) => one.householdId === id);
  const fresh = openTask === undefined && draft === undefined;
  useEffect(() => prepareCheck(fresh ? { household } : {}), [fresh, household]);
  if (household === undefined) {
    return (
      <Screen title="" back={back}>
        <Skeleton label={w().common.loading} />
      </Screen>
    );
  }
  if (household === null) {
    return (
      <Screen title={w().tabs.households} back={back}>
        <Empty title={words.gone} icon="home" />
      </Screen>
    );
  }
  const begin = (origin: 'self' | 'round'): void => {
    attempt(() => beginWithoutTask(household, origin).then((taskId) => route(`/check/${taskId}`)));
  };
  return (
    <Screen
      title={w().task.title(household.headName)}
      back={back}
      foot={
        <Foot>
          {draft ? (
            <Button look="primary" href={`/check/${draft.taskId}`}>
              {w().task.resume}
            </Button>
          ) : openTask ? (
            <Button look="primary" href={`/tasks/${openTask.id}`}>
              {words.openTaskGo}
            </Button>
          ) : (
            <Button look="primary" onClick={() => setAsking(true)}>
              {words.start}
            </Button>
          )}
        </Foot>
      }
    >
      {openTask && !draft ? <Note tone="info" title={words.openTask} /> : null}
      {household.disputed ? <Note tone="warn" title={words.disputed(household.disputed.length)} /> : null}
      <FamilyCard household={household} />
      <MembersCard household={household} />
      <Guarantees problems={household.guarantees} />
      <PastChecks household={household} />
      <Group title={paperWords().papers}>
        <Cell href={`/paper/letter/${household.id}`}>{paperWords().printLetter}</Cell>
        <Cell href="/paper/blank/now">{paperWords().printBlank}</Cell>
      </Group>
      {asking ? (
        <Sheet title={words.startTitle} closeLabel={w().common.close} onClose={() => setAsking(false)}>
          <p class="sheet-text">{words.startLead}</p>
          <div class="card sheet-card">
            <Cell note={words.selfNote} onClick={() => begin('self')}>
              {words.self}
            </Cell>
            <Cell note={words.roundNote} onClick={() => begin('round')}>
              {words.round}
            </Cell>
          </div>
        </Sheet>
      ) : null}
    </Screen>
  );
}

function Guarantees({ problems }: { problems: GuaranteeProblems }) {
  const said = GUARANTEES.filter((name) => problems[name]).map((name) => common().guarantees[name]);
  return (
    <Group title={w().household.guarantees}>
      <Cell>{said.join(w().common.list) || w().household.guaranteesFine}</Cell>
    </Group>
  );
}
