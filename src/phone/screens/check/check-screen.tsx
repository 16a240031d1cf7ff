// Opens a check: holds its draft for this tab, then reads the draft, its forms and its household together, and draws the form once.
import { useEffect, useState } from 'preact/hooks';
import type { Household } from '../../../domain/household.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import { NavBar } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { useWayBack } from '../shell/screen.tsx';
import { fail, store } from '../state/archive.ts';
import { attempt } from '../state/attempt.ts';
import { formOpen } from '../state/form-open.ts';
import { w } from '../state/look.ts';
import { formNamed, type ShelvedForm } from '../survey/form-shelf.ts';
import { CheckForm } from './check-form.tsx';
import { holdDraft } from './desk.ts';
import { takeOver } from './just-begun.ts';

interface Opened {
  draft: Draft;
  opened: Survey | null;
  survey: ShelvedForm;
  supplements: readonly ShelvedForm[];
  household: Household | null;
}

/** `gone`: there is no such draft; `formless`: the phone lost the form that it is filled in with. */
async function read(from: PhoneStore, taskId: string): Promise<Opened | 'gone' | 'formless'> {
  const begun = takeOver(taskId);
  const draft = begun?.draft ?? (await from.draft(taskId));
  if (!draft) return 'gone';
  const [survey, household, ...supplements] = await Promise.all([
    formNamed(from, draft.forms.survey),
    begun ? begun.household : draft.householdId === null ? null : from.household(draft.householdId),
    ...draft.forms.supplements.map((hash) => formNamed(from, hash)),
  ]);
  if (!survey || supplements.includes(null)) return 'formless';
  return { draft, opened: begun?.opened ?? null, survey, supplements: supplements as ShelvedForm[], household: household ?? null };
}

export function CheckScreen({ taskId }: { taskId: string }) {
  const [opened, setOpened] = useState<Opened | 'gone' | 'formless' | null>(null);
  const [mine, setMine] = useState(false);
  const from = store.value;
  const back = useWayBack(`/tasks/${taskId}`);
  useEffect(() => {
    let release = (): void => undefined;
    let current = true;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    formOpen.value = true;
    // The lock first: what another tab wrote last is then what is read.
    holdDraft(taskId, until)
      .then((held) =>
        attempt(async () => {
          if (!from || !current) return;
          const found = await read(from, taskId);
          if (!current) return;
          setMine(held);
          setOpened(found);
        }),
      )
      .catch(fail);
    return () => {
      current = false;
      formOpen.value = false;
      release();
    };
  }, [taskId, from]);
  if (opened === null || !from) return <Waiting back={back} />;
  if (opened === 'gone' || opened === 'formless') {
    return (
      <div class="screen">
        <header>
          <NavBar title={w().form.steps.result} back={{ label: w().common.back, onClick: back }} />
        </header>
        <main class="scroll">
          <Empty title={opened === 'gone' ? w().task.gone : w().survey.formless}>
            {opened === 'formless' ? <p>{w().survey.formlessNote}</p> : null}
            <Button look="primary" href="/">
              {w().states.home}
            </Button>
          </Empty>
        </main>
      </div>
    );
  }
  return <CheckForm from={from} {...opened} readOnly={!mine} back={back} />;
}

function Waiting({ back }: { back: () => void }) {
  return (
    <div class="screen">
      <header>
        <NavBar title="" back={{ label: w().common.back, onClick: back }} />
      </header>
      <main class="scroll">
        <Skeleton label={w().common.loading} />
      </main>
    </div>
  );
}
