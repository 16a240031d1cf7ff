// 按组分工: which collector looks after which group of a village.
import { useState } from 'preact/hooks';
import { Sheet } from '../../ui/sheet.tsx';
import { Empty } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { Collectors } from '../../wire/desk.ts';
import { call, Done } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count } from '../figures.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { Reading } from '../widgets/page.tsx';

export function GroupsDialog({ onClose }: { onClose: () => void }) {
  const w = words();
  const g = w.groups;
  const [village, setVillage] = useState('');
  const found = useResource<Collectors>(village || null, () => call('/api/collectors', Collectors, { query: { division: village } }));

  const assign = async (groupName: string, accountId: string | null): Promise<void> => {
    const before = found.value;
    if (!before) return;
    found.set({ ...before, groups: before.groups.map((group) => (group.groupName === groupName ? { ...group, accountId } : group)) });
    const reply = await call('/api/collectors/groups', Done, { method: 'PUT', body: { villageCode: village, groupName, accountId } });
    if (!reply.ok) {
      found.set(before);
      toast(sentenceOf(reply.failure));
      return;
    }
    const name = before.collectors.find((collector) => collector.id === accountId)?.name ?? g.nobody;
    toast(g.saved(groupName || g.unnamed, name));
  };
  return (
    <Sheet title={g.title} closeLabel={w.act.close} onClose={onClose}>
      <p class="quiet">{g.note}</p>
      <DivisionField label={g.village} value={village} onPick={setVillage} blank={g.choose} level="village" />
      {village === '' ? null : (
        <Reading of={found} rows={3}>
          {(value) =>
            value.groups.length === 0 ? (
              <Empty title={g.none} />
            ) : (
              <ul class="groups">
                {value.groups.map((group) => (
                  <li key={group.groupName}>
                    <span>
                      <b>{group.groupName || g.unnamed}</b>{' '}
                      <small class="num">
                        {g.households} {count(group.households)}
                      </small>
                    </span>
                    <select
                      class="input"
                      aria-label={`${g.collector}：${group.groupName || g.unnamed}`}
                      value={group.accountId ?? ''}
                      onChange={(event) => void assign(group.groupName, event.currentTarget.value || null)}
                    >
                      <option value="">{g.nobody}</option>
                      {value.collectors.map((collector) => (
                        <option key={collector.id} value={collector.id}>
                          {collector.name}
                        </option>
                      ))}
                    </select>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      )}
    </Sheet>
  );
}
