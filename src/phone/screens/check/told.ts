// What the app tells a survey that nobody is asked: the policy's figures, the county, and what the check began with.
import type { Policy } from '../../../domain/policy.ts';
import type { AnswerValue } from '../../../domain/survey/answers.ts';
import type { Draft } from '../../store/phone-store.ts';

export interface Told {
  policy: Policy | null;
  villageCode: string;
  /** Not known before a check without a task is begun. */
  origin: Draft['origin'] | undefined;
}

export function tellTheSurvey(tell: (key: string, value: AnswerValue | null) => unknown, { policy, villageCode, origin }: Told): void {
  tell('monitoringLine', policy?.monitoringLine ?? null);
  tell('sharpDrop', policy?.ruleThresholds.incomeChange ?? null);
  tell('county', villageCode.slice(0, 6));
  if (origin) tell('origin', origin);
}
