// 以前的核查: what earlier visits to this household came to, the latest first.
import type { Household } from '../../../domain/household.ts';
import { NotIncludedReason } from '../../../domain/visit.ts';
import { Cell, Group } from '../../../ui/cell.tsx';
import { sayMonth } from '../../../words/common/say.ts';
import { common, language, w } from '../state/look.ts';

export function PastChecks({ household }: { household: Household }) {
  const words = w().task;
  const past = [...household.pastChecks].sort((a, b) => b.on.localeCompare(a.on));
  return (
    <Group title={words.past}>
      {past.length === 0 ? <Cell>{words.noPast}</Cell> : null}
      {past.map((check) => {
        const reason = NotIncludedReason.safeParse(check.reason);
        const said = check.summary || (reason.success ? common().reasons[reason.data] : check.reason);
        return (
          <Cell key={`${check.on}${check.summary}`} note={said}>
            {[sayMonth(check.on, language.value), common().origins[check.origin], check.include ? common().include.yes : common().include.no].join(
              w().common.dot,
            )}
          </Cell>
        );
      })}
    </Group>
  );
}
