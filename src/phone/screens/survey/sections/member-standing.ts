// How each member stands, computed once a member: an answer about one of twenty is looked at for that one only.
import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FormNode } from '../../../../domain/survey/form.ts';
import type { SurveyDesk } from '../survey-desk.ts';
import { type MemberState, memberState, partState, questionsOf, viewsOf } from './member-reading.ts';

export interface MemberStanding {
  state: MemberState;
  /** Something of the archive's still waits to be confirmed. */
  waits: boolean;
}

/** Reading a member's signal subscribes to how that member stands, not to every answer. */
export type Standings = (memberId: string) => MemberStanding;

export function useStandings(desk: SurveyDesk, repeat: FormNode | undefined): Standings {
  return useMemo(() => {
    const questions = questionsOf(repeat);
    const known = new Map<string, { state: ReadonlySignal<MemberState>; waits: ReadonlySignal<boolean> }>();
    return (memberId) => {
      let standing = known.get(memberId);
      if (!standing) {
        const views = computed(() => viewsOf(desk, memberId, questions));
        standing = { state: computed(() => memberState(views.value)), waits: computed(() => partState(views.value).known > 0) };
        known.set(memberId, standing);
      }
      return { state: standing.state.value, waits: standing.waits.value };
    };
  }, [desk, repeat]);
}
