// Opens a check: what was laid ready for it is drawn at once; else the draft is held for this tab and everything read, and the form is drawn once.
import { useEffect, useState } from 'preact/hooks';
import { NavBar } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { useWayBack } from '../shell/screen.tsx';
import { store } from '../state/archive.ts';
import { attempt } from '../state/attempt.ts';
import { formOpen } from '../state/form-open.ts';
import { w } from '../state/look.ts';
import { CheckForm } from './check-form.tsx';
import { makeReady, type NotReady, type ReadyCheck, takeReady } from './ready-check.ts';

/** One check a screen: another task begins anew. */
export function CheckScreen({ taskId }: { taskId: string }) {
  return <OneCheck key={taskId} taskId={taskId} />;
}

function OneCheck({ taskId }: { taskId: string }) {
  const from = store.value;
  const [check, setCheck] = useState<ReadyCheck | NotReady | null>(() => takeReady(taskId));
  const back = useWayBack(`/tasks/${taskId}`);
  const known = check !== null && typeof check !== 'string' && check.from === from ? check : null;
  useEffect(() => {
    formOpen.value = true;
    return () => {
      formOpen.value = false;
    };
  }, []);
  useEffect(() => {
    if (known) return known.release;
    if (!from) return;
    let current = true;
    attempt(async () => {
      const made = await makeReady(from, taskId).catch((error: unknown) => {
        // Nothing was drawn that could be lost: the screen that says what is wrong may come.
        formOpen.value = false;
        throw error;
      });
      if (current) {
        formOpen.value = true;
        setCheck(made);
      } else if (typeof made !== 'string') made.release();
    });
    return () => {
      current = false;
    };
  }, [taskId, from, known]);
  if (known) return <CheckForm {...known} readOnly={!known.mine} back={back} />;
  if (typeof check !== 'string') return <Waiting back={back} />;
  return (
    <div class="screen">
      <header>
        <NavBar title={w().form.steps.result} back={{ label: w().common.back, onClick: back }} />
      </header>
      <main class="scroll">
        <Empty title={check === 'gone' ? w().task.gone : w().survey.formless}>
          {check === 'formless' ? <p>{w().survey.formlessNote}</p> : null}
          <Button look="primary" href="/">
            {w().states.home}
          </Button>
        </Empty>
      </main>
    </div>
  );
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
