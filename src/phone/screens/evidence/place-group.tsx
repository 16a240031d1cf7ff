// Where the check was made: one tap, measured behind whatever the person does meanwhile, never asked for twice.
import { Button } from '../../../ui/button.tsx';
import { Group } from '../../../ui/cell.tsx';
import { sayAgo } from '../../../words/common/say.ts';
import { now } from '../state/clock.ts';
import { language, w } from '../state/look.ts';
import type { EvidenceDesk } from './evidence-desk.ts';
import { ew } from './words.ts';

/** Metres beyond which a place no longer tells one house from the next. */
const ROUGH = 100;

export function PlaceGroup({ desk }: { desk: EvidenceDesk }) {
  const words = ew();
  const position = desk.position.value;
  const locating = desk.locating.value;
  const metres = position ? Math.max(1, Math.round(position.accuracy)) : 0;
  const said: string[] = [];
  if (position) {
    said.push(metres > ROUGH ? words.place.rough(metres) : words.place.within(metres));
    said.push(words.place.ago(sayAgo(Math.max(0, now.value - Date.parse(position.at)), language.value)));
  }
  if (locating === 'asking') said.push(words.place.asking);
  else if (locating !== 'idle') said.push(words.place[locating]);
  return (
    <Group title={words.position} aside={words.why.position}>
      <div class="cell place-line">
        <p class="cell-body num" role="status">
          {said.join(w().common.dot) || words.place.none}
        </p>
        {desk.readOnly ? null : (
          <span class="cell-end">
            <Button look="outline" small disabled={locating === 'asking'} onClick={() => desk.locate()}>
              {position ? words.place.again : words.place.measure}
            </Button>
            {position && locating !== 'asking' ? (
              <Button look="plain" small onClick={() => desk.forgetPosition()}>
                {words.place.forget}
              </Button>
            ) : null}
          </span>
        )}
      </div>
    </Group>
  );
}
