// Remarks that stand among cards and not in one: on a card of their own; nothing where there are none.
import { RemarkLines } from '../remarks-at-field.tsx';
import type { SurveyDesk } from '../survey-desk.ts';

export function RemarksOnCard({ desk, instanceId, name }: { desk: SurveyDesk; instanceId: string; name: string }) {
  const remarks = desk.remarks(instanceId, name);
  if (remarks.length === 0) return null;
  return (
    <div class="group">
      <div class="card">
        <RemarkLines desk={desk} remarks={remarks} />
      </div>
    </div>
  );
}
