// The first step of a survey drawn into nowhere while the task is read: on a slow phone a screen takes twice as long the first time its code runs.
import { render } from 'preact';
import type { Survey } from '../../../domain/survey/recompute.ts';
import { policy } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { openSurveyDesk } from '../survey/open-survey-desk.ts';
import { CheckFoot } from './check-foot.tsx';
import { SectionStep } from './section-step.tsx';
import { stepsOf } from './steps.ts';

let rehearsed = false;
const nothing = (): void => undefined;

/** Once while the app is open; nothing of it stays, and the survey is as it was. */
export function rehearse(survey: Survey): void {
  if (rehearsed) return;
  rehearsed = true;
  const desk = openSurveyDesk({
    form: survey.form,
    opened: survey,
    readOnly: false,
    household: null,
    task: null,
    policy: policy.peek(),
    today: today.peek(),
    onePerPage: () => false,
    keep: nothing,
    onPlace: nothing,
    explain: nothing,
  });
  const step = stepsOf(desk, [], null)[0];
  if (step?.kind !== 'section') return;
  const nowhere = document.createElement('div');
  render(
    <>
      <SectionStep step={step} only={null} target={null} onDone={nothing} />
      <CheckFoot step={step} only={null} first={true} last={false} handing={false} onBack={nothing} onForward={nothing} onSubmit={nothing} />
    </>,
    nowhere,
  );
  render(null, nowhere);
}
