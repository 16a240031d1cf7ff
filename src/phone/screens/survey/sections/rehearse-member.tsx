// A new member's page drawn into nowhere while the family is looked at: on a slow phone it is there twice as soon when it is asked for.
import { render } from 'preact';
import type { FormNode } from '../../../../domain/survey/form.ts';
import type { SurveyDesk } from '../survey-desk.ts';
import { MemberPage } from './member-page.tsx';

let rehearsed = false;
const nothing = (): void => undefined;

/** Somebody of the family as if nothing were known: every field stands open, as for somebody new. Once while the app is open; nothing is answered. */
export function rehearseMember(desk: SurveyDesk, repeat: FormNode, memberId: string): void {
  if (rehearsed) return;
  rehearsed = true;
  const blank: SurveyDesk = {
    ...desk,
    onePerPage: false,
    view: (instanceId, key) => {
      const view = desk.view(instanceId, key);
      return view && { ...view, source: 'none', value: null, known: null };
    },
  };
  const nowhere = document.createElement('div');
  render(<MemberPage desk={blank} memberId={memberId} repeat={repeat} at={null} onClose={nothing} onRemove={nothing} />, nowhere);
  render(null, nowhere);
}
