// Whether somebody is still in the household: leaving with its reason and date in three taps, and the way back.
import { useState } from 'preact/hooks';
import { Button } from '../../../../ui/button.tsx';
import { Note } from '../../../../ui/cell.tsx';
import { DateSheet } from '../../../../ui/date-sheet.tsx';
import { Sheet } from '../../../../ui/sheet.tsx';
import { w } from '../../state/look.ts';
import { dateWords } from '../entry-words.ts';
import { RemarksAtField } from '../remarks-at-field.tsx';
import { fieldNameOf, type SurveyDesk } from '../survey-desk.ts';
import { nameOf, presenceOf, textOf } from './member-reading.ts';

type Leaving = keyof ReturnType<typeof w>['sections']['member']['leaveWhen'];

export function PresenceField({ desk, memberId }: { desk: SurveyDesk; memberId: string }) {
  const words = w().sections;
  const [asking, setAsking] = useState<'why' | 'when' | null>(null);
  const view = desk.view(memberId, 'presence');
  if (!view?.applies) return null;
  const presence = presenceOf(desk, memberId);
  const on = textOf(desk.view(memberId, 'presenceOn'));
  const left = presence === 'present' ? null : ((presence in words.member.leaveWhen ? presence : 'other') as Leaving);
  return (
    <div class="presence" id={`field-${fieldNameOf({ instanceId: memberId, key: 'presence' })}`} tabIndex={-1}>
      {left ? (
        <Note
          tone="warn"
          title={`${words.members.left[left]}${w().common.dot}${on === '' ? words.member.noDay : desk.words(memberId, 'presenceOn', on)}`}
        >
          {desk.readOnly ? null : (
            <span class="presence-acts">
              <Button small look="outline" onClick={() => setAsking('when')}>
                {on === '' ? words.member.fillDay : words.member.changeDay}
              </Button>
              <Button
                small
                look="outline"
                onClick={() => {
                  desk.answer(memberId, 'presenceOn', null, 'tap');
                  desk.answer(memberId, 'presence', 'present', 'tap');
                }}
              >
                {words.member.comeBack}
              </Button>
            </span>
          )}
        </Note>
      ) : (
        <p class="presence-line">
          <span>{words.member.atHome}</span>
          {desk.readOnly ? null : (
            <button type="button" class="cell-act" onClick={() => setAsking('why')}>
              {words.member.leave}
            </button>
          )}
        </p>
      )}
      <div id={`field-${fieldNameOf({ instanceId: memberId, key: 'presenceOn' })}`} tabIndex={-1}>
        <RemarksAtField desk={desk} instanceId={memberId} name="presence" />
        <RemarksAtField desk={desk} instanceId={memberId} name="presenceOn" />
      </div>
      {asking === 'why' ? (
        <Sheet title={words.member.leaveWhy(nameOf(desk, memberId))} closeLabel={w().common.close} onClose={() => setAsking(null)}>
          <ul class="picks">
            {desk
              .choices(memberId, 'presence')
              .filter(({ name }) => name !== 'present')
              .map(({ name, label }) => (
                <li key={name}>
                  <button
                    type="button"
                    class="pick"
                    aria-pressed={presence === name}
                    onClick={() => {
                      desk.answer(memberId, 'presence', name, 'tap');
                      setAsking('when');
                    }}
                  >
                    <span class="pick-word">{label}</span>
                  </button>
                </li>
              ))}
          </ul>
        </Sheet>
      ) : null}
      {asking === 'when' && left ? (
        <DateSheet
          title={words.member.leaveWhen[left]}
          words={dateWords(desk.today)}
          kind="day"
          value={on}
          today={desk.today}
          max={desk.today}
          quick={[{ value: desk.today, word: words.date.today }]}
          onClose={() => setAsking(null)}
          onDone={(day) => {
            desk.answer(memberId, 'presenceOn', day, 'tap');
            setAsking(null);
          }}
        />
      ) : null}
    </div>
  );
}
