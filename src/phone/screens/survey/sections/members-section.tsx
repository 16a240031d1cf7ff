// 家庭成员: everybody as a card, confirmed together or one by one; a card opens the member's page.
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { Empty } from '../../../../ui/states.tsx';
import { whenIdle } from '../../state/after-paint.ts';
import { w } from '../../state/look.ts';
import { fieldNameOf, type Place, type SectionProps, type SurveyDesk } from '../survey-desk.ts';
import { MemberCard } from './member-card.tsx';
import { MemberPage } from './member-page.tsx';
import { nameOf, presenceOf, questionsOf, viewsOf } from './member-reading.ts';
import { useStandings } from './member-standing.ts';
import { rehearseMember } from './rehearse-member.tsx';
import { RemarksOnCard } from './remarks-on-card.tsx';

/** So long the cards are left alone: a tap on one is answered first. */
const REHEARSE_MS = 400;

/** Whose page holds this place: a member's own answers, or those of a repeat within. */
function memberAt(desk: SurveyDesk, instanceId: string, repeat: string, place: Place): string | null {
  const nested = desk.node(instanceId, repeat)?.inner?.repeats ?? [];
  const holds = (id: string): boolean =>
    id === place.instanceId || nested.some((inner) => desk.instances(id, inner.key).some((one) => one.id === place.instanceId));
  return desk.instances(instanceId, repeat).find(({ id }) => holds(id))?.id ?? null;
}

export function MembersSection({ desk, instanceId, group, onDone, only }: SectionProps) {
  const words = w().sections.members;
  const node = desk.node(instanceId, group);
  const repeat = node?.kind === 'repeat' ? node : node?.children.find((child) => child.kind === 'repeat');
  const key = repeat?.key ?? '';
  const [open, setOpen] = useState<{ id: string; at: Place | null } | null>(() => {
    const id = only ? memberAt(desk, instanceId, key, only) : null;
    return id ? { id, at: only ?? null } : null;
  });
  useEffect(() => {
    const id = only ? memberAt(desk, instanceId, key, only) : null;
    if (id && only) setOpen({ id, at: only });
  }, [only]);
  const standings = useStandings(desk, repeat);
  // A card that is there is the same card when somebody comes or goes: it draws itself again by what it reads.
  const cards = useMemo(() => new Map<string, VNode>(), [desk, standings]);
  const someone = repeat ? desk.instances(instanceId, key)[0]?.id : undefined;
  useEffect(() => {
    if (!repeat || someone === undefined || desk.readOnly) return;
    const timer = setTimeout(() => whenIdle(() => here && rehearseMember(desk, repeat, someone)), REHEARSE_MS);
    let here = true;
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [desk, repeat, someone]);
  if (!repeat) return null;
  const members = desk.instances(instanceId, key);
  const here = members.filter(({ id }) => presenceOf(desk, id) === 'present');
  const gone = members.filter(({ id }) => presenceOf(desk, id) !== 'present');
  const standing = members.map(({ id }) => standings(id));
  const waiting = standing.filter(({ waits }) => waits).length;
  const unchanged = standing.every(({ state }) => state === 'known' || state === 'confirmed');
  const card = ({ id }: { id: string }) => {
    const made = cards.get(id) ?? <MemberCard key={id} desk={desk} memberId={id} standings={standings} onOpen={() => setOpen({ id, at: null })} />;
    cards.set(id, made);
    return made;
  };
  return (
    <div id={`field-${fieldNameOf({ instanceId, key })}`} tabIndex={-1}>
      {members.length === 0 ? (
        <Empty title={words.empty} icon="me">
          {desk.readOnly ? null : <p>{words.emptyNote}</p>}
        </Empty>
      ) : null}
      {waiting > 0 && !desk.readOnly ? (
        <div class="group members-all">
          <p class="step-lead">{words.hint}</p>
          <Button
            look="primary"
            wide
            onClick={() => {
              desk.confirm(instanceId, key);
              if (unchanged && desk.remarksWithin(instanceId, key).every((remark) => remark.weight !== 'error')) onDone();
            }}
          >
            {waiting === members.length ? words.allSame(waiting) : words.restSame(waiting)}
          </Button>
        </div>
      ) : null}
      <RemarksOnCard desk={desk} instanceId={instanceId} name={key} />
      {here.length > 0 ? <ul class="members">{here.map(card)}</ul> : null}
      {gone.length > 0 ? (
        <section aria-label={words.gone}>
          <div class="group-head members-gone">
            <h3>{words.gone}</h3>
          </div>
          <ul class="members">{gone.map(card)}</ul>
        </section>
      ) : null}
      {desk.readOnly || repeat.computed ? null : (
        <div class="group">
          <Button
            look="outline"
            wide
            onClick={() => {
              const id = desk.add(instanceId, key);
              if (id) setOpen({ id, at: null });
            }}
          >
            <Icon name="plus" small />
            {words.add}
          </Button>
        </div>
      )}
      {open && members.some(({ id }) => id === open.id) ? (
        <MemberPage
          key={open.id}
          desk={desk}
          memberId={open.id}
          repeat={repeat}
          at={open.at}
          onClose={() => {
            // Somebody of whom nothing was said was not meant to be added.
            if (!desk.readOnly && nameOf(desk, open.id) === '' && isBlank(desk, open.id, repeat)) desk.remove(open.id, words.added);
            // Whoever comes back comes back to the list.
            desk.at({ instanceId, key });
            setOpen(null);
          }}
          onRemove={() => {
            desk.remove(open.id, nameOf(desk, open.id) || words.added);
            setOpen(null);
          }}
        />
      ) : null}
    </div>
  );
}

/** Nothing known and nothing answered; what is computed or a default does not count. */
const isBlank = (desk: SurveyDesk, id: string, repeat: NonNullable<ReturnType<SurveyDesk['node']>>): boolean =>
  viewsOf(desk, id, questionsOf(repeat)).every(
    (view) => view.known === null && (view.source !== 'answer' || view.value === null || view.key === 'presence'),
  );
