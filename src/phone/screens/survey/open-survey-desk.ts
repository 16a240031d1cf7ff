// Opens a survey on the screen: the engine behind one signal an address, so that an answer draws again only what it changes.
import { batch, type Signal, signal } from '@preact/signals';
import type { Draft as SurveyDraft } from '../../../domain/survey/answers.ts';
import type { Form, FormNode } from '../../../domain/survey/form.ts';
import { isUnsettled, progressOf } from '../../../domain/survey/progress.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import {
  addInstance,
  answer,
  type Change,
  confirmKnown,
  draftOf,
  openSurvey,
  removeInstance,
  setClock,
  setLanguage,
  takeBack,
  tell,
} from '../../../domain/survey/survey.ts';
import { addressOf, choicesFor, instancesOf, textFor, viewOf } from '../../../domain/survey/view.ts';
import { newId } from '../../store/new-id.ts';
import { language } from '../state/look.ts';
import { sayValue } from './say-value.ts';
import type { How, Place, Remark, Removed, SurveyDesk } from './survey-desk.ts';

export interface SurveyOpening extends Pick<SurveyDesk, 'readOnly' | 'household' | 'task' | 'policy' | 'today'> {
  form: Form;
  draft?: SurveyDraft;
  /** One that stands open already, with these answers. */
  opened?: Survey | null;
  known?: Readonly<Record<string, unknown>>;
  onePerPage: () => boolean;
  /** Every change, for the disk. */
  keep: (draft: SurveyDraft, how: How) => void;
  onPlace: (place: Place) => void;
  explain: SurveyDesk['explain'];
}

/** The desk, and what its frame needs besides: the engine's own survey, and the remarks to lay out. */
export interface OpenSurveyDesk extends SurveyDesk {
  readonly survey: Survey;
  /** Grows with every change. */
  readonly changes: Signal<number>;
  readonly removed: Signal<Removed | null>;
  draft(): SurveyDraft;
  /** The top-level group, repeat or question in which an answer stands; null for what there is not. */
  sectionKey(place: Place): string | null;
  /** Puts the remarks at their fields; only fields whose remarks are others are drawn again. */
  layOut(remarks: readonly Remark[]): void;
  speak(code: string): void;
  /** A new day. */
  tick(now: Date): void;
}

/** The clock as the engine wants it, in China's time whatever the phone is set to. */
export function clockAt(now: Date): { today: string; now: string } {
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 23);
  return { today: local.slice(0, 10), now: `${local}+08:00` };
}

const NOTHING: readonly Remark[] = [];

export function openSurveyDesk(opening: SurveyOpening): OpenSurveyDesk {
  const { form, readOnly, keep } = opening;
  const survey =
    opening.opened ??
    openSurvey(form, {
      clock: clockAt(new Date()),
      newId,
      language: language.peek(),
      ...(opening.draft ? { draft: opening.draft } : {}),
      ...(opening.known ? { known: opening.known } : {}),
    });
  const seen = new Map<string, Signal<number>>();
  const remarkAt = new Map<string, Signal<readonly Remark[]>>();
  const everyRemark = signal<readonly Remark[]>(NOTHING);
  const changes = signal(0);
  const removed = signal<Removed | null>(null);

  const watch = (instanceId: string, key: string): void => {
    const address = addressOf(instanceId, key);
    let watched = seen.get(address);
    if (!watched) {
      watched = signal(0);
      seen.set(address, watched);
    }
    watched.value;
  };
  const show = (touched: readonly string[]): void =>
    batch(() => {
      for (const address of touched) {
        const watched = seen.get(address);
        if (watched) watched.value++;
      }
      changes.value++;
    });
  const settle = (change: Change, how: How): void => {
    if (change.touched.length === 0) return;
    show(change.touched);
    keep(change.draft, how);
  };
  const node = (instanceId: string, key: string): FormNode | undefined => survey.instances.get(instanceId)?.scope.byKey.get(key);
  const within = (remark: Remark, instanceId: string, key: string | undefined): boolean => {
    const outer = key === undefined ? undefined : node(instanceId, key);
    if (key !== undefined && !outer) return false;
    for (let at = survey.instances.get(remark.instanceId), inner = at?.scope.byKey.get(remark.key); at; ) {
      if (at.id === instanceId && !outer) return true;
      if (at.id === instanceId) {
        for (let up: FormNode | null | undefined = inner; up && up.scope === at.scope; up = up.parent) if (up === outer) return true;
        return false;
      }
      inner = at.scope.repeat ?? undefined;
      at = at.parent ?? undefined;
    }
    return false;
  };

  return {
    form,
    survey,
    readOnly,
    changes,
    removed,
    household: opening.household,
    task: opening.task,
    policy: opening.policy,
    today: opening.today,
    get onePerPage() {
      return opening.onePerPage();
    },
    draft: () => draftOf(survey),
    sectionKey: (place) => {
      let cells = survey.instances.get(place.instanceId) ?? null;
      let at: FormNode | null = cells?.scope.byKey.get(place.key) ?? null;
      while (cells && at) {
        while (at.parent && at.parent.scope === at.scope) at = at.parent;
        if (!at.parent) return at.key;
        at = cells.scope.repeat;
        cells = cells.parent;
      }
      return null;
    },
    node,
    view: (instanceId, key) => {
      watch(instanceId, key);
      return viewOf(survey, instanceId, key);
    },
    text: (instanceId, key, which) => {
      watch(instanceId, key);
      return textFor(survey, instanceId, key, which);
    },
    choices: (instanceId, key) => {
      watch(instanceId, key);
      return choicesFor(survey, instanceId, key);
    },
    words: (instanceId, key, value) => {
      watch(instanceId, key);
      return sayValue(survey, instanceId, key, value, language.value, opening.today);
    },
    instances: (instanceId, repeatKey) => {
      watch(instanceId, repeatKey);
      return instancesOf(survey, instanceId, repeatKey);
    },
    remarks: (instanceId, key) => {
      const address = addressOf(instanceId, key);
      let at = remarkAt.get(address);
      if (!at) {
        at = signal(everyRemark.peek().filter((one) => one.instanceId === instanceId && one.key === key));
        remarkAt.set(address, at);
      }
      return at.value;
    },
    remarksWithin: (instanceId, key) => everyRemark.value.filter((one) => within(one, instanceId, key)),
    progress: (instanceId, key) => {
      changes.value;
      return progressOf(survey, instanceId, key);
    },
    isUnsettled: (instanceId, key, faults) => {
      changes.value;
      return isUnsettled(survey, instanceId, key, faults);
    },
    answer: (instanceId, key, value, how) => {
      if (!readOnly) settle(answer(survey, instanceId, key, value), how);
    },
    takeBack: (instanceId, key) => {
      if (!readOnly) settle(takeBack(survey, instanceId, key), 'tap');
    },
    confirm: (instanceId, key) => {
      if (readOnly) return;
      const repeat = survey.instances.get(instanceId)?.scope.repeat;
      const keys =
        key !== undefined
          ? [key]
          : repeat
            ? repeat.children.map((child) => child.key)
            : form.root.nodes.filter((one) => !one.parent).map((one) => one.key);
      batch(() => {
        for (const each of keys) settle(confirmKnown(survey, instanceId, each), 'tap');
      });
    },
    add: (parentId, repeatKey, known) => {
      if (readOnly) return null;
      const change = addInstance(survey, parentId, repeatKey, known ? { known } : {});
      settle(change, 'tap');
      return change.id;
    },
    remove: (instanceId, name) => {
      const cells = survey.instances.get(instanceId);
      const repeat = cells?.scope.repeat;
      const parentId = cells?.parent?.id;
      if (readOnly || !repeat || parentId === undefined) return;
      const change = removeInstance(survey, instanceId);
      settle(change, 'tap');
      const record = change.removed;
      if (!record) return;
      removed.value = {
        name,
        bringBack: () => {
          removed.value = null;
          settle(addInstance(survey, parentId, repeat.key, { record }), 'tap');
        },
      };
    },
    tell: (key, value) => {
      if (!readOnly) settle(tell(survey, key, value), 'tap');
    },
    explain: (remark, said) => {
      if (!readOnly) opening.explain(remark, said);
    },
    at: opening.onPlace,
    layOut: (remarks) => {
      const byAddress = new Map<string, Remark[]>();
      for (const one of remarks) {
        const address = addressOf(one.instanceId, one.key);
        const there = byAddress.get(address);
        if (there) there.push(one);
        else byAddress.set(address, [one]);
      }
      batch(() => {
        if (!sameRemarks(everyRemark.peek(), remarks)) everyRemark.value = remarks;
        for (const [address, at] of remarkAt) {
          const now = byAddress.get(address) ?? NOTHING;
          if (!sameRemarks(at.peek(), now)) at.value = now;
        }
      });
    },
    speak: (code) => show(setLanguage(survey, code).touched),
    tick: (now) => settle(setClock(survey, clockAt(now)), 'tap'),
  };
}

const sameRemarks = (a: readonly Remark[], b: readonly Remark[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index] as Remark;
    return (
      one.code === other.code &&
      one.instanceId === other.instanceId &&
      one.key === other.key &&
      one.text === other.text &&
      one.explanation === other.explanation
    );
  });
