// Stories of what is made ready while somebody still reads why to go: it is what the check opens with, and never of another day, household, language or draft.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginSurvey, newDraft } from '../../src/domain/draft.ts';
import { policyOn } from '../../src/domain/policy.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { answer, draftOf } from '../../src/domain/survey/survey.ts';
import { viewOf } from '../../src/domain/survey/view.ts';
import { answersFor, forgetAhead, layOutAhead } from '../../src/phone/screens/check/answers-for.ts';
import { computeAhead, forgetComputed, layReady, makeReady, takeReady } from '../../src/phone/screens/check/ready-check.ts';
import { language } from '../../src/phone/screens/state/look.ts';
import { formInUse } from '../../src/phone/screens/survey/form-shelf.ts';
import type { Draft, PhoneStore } from '../../src/phone/store/phone-store.ts';
import { aHousehold, aTask } from './county.ts';

vi.stubGlobal('navigator', {});
const policy = policyOn(DEFAULT_POLICIES, '140826', '2026-11-22') ?? null;
const household = aHousehold();
const task = aTask();
const about = { household, personName: household.headName, placeText: '', visitors: ['赵采集'], content: null };
let onDisk: Draft | undefined;
/** A phone that has not heard from the county: the survey that came with the app is in use. */
const store = {
  settings: async () => null,
  form: async () => null,
  household: async () => household,
  draft: async () => onDisk,
} as unknown as PhoneStore;

const lineIn = (survey: Survey | null): unknown => survey && viewOf(survey, 'root', 'monitoringLine')?.value;

beforeEach(() => {
  language.value = 'zh';
  forgetAhead(household);
  forgetComputed(task.id);
});

describe('a survey laid out while the task is read', () => {
  it('is what the check begins with, with what the app tells it already in it, and only once', async () => {
    await layOutAhead(store, household, { policy, origin: 'lead' });
    const { begun, opened } = await answersFor(store, about);
    expect(lineIn(opened)).toBe(policy?.monitoringLine);
    expect(begun.answers.survey.root.repeats.members?.map(({ id }) => id)).toEqual(household.members.map(({ id }) => id));
    const again = await answersFor(store, about);
    expect(again.opened).not.toBe(opened);
    expect(lineIn(again.opened)).toBeNull();
  });

  it('knows what a survey begun with the tap would know', async () => {
    await layOutAhead(store, household, { policy, origin: 'lead' });
    const ahead = await answersFor(store, about);
    const straight = await answersFor(store, about);
    const { values, ...rest } = ahead.begun.answers.survey.root;
    const { monitoringLine, sharpDrop, county, origin, ...others } = values as Record<string, unknown>;
    const { sharpDrop: preset, ...told } = straight.begun.answers.survey.root.values as Record<string, unknown>;
    expect({ ...rest, values: others }).toEqual({ ...straight.begun.answers.survey.root, values: told });
    expect(preset).toBeDefined();
    expect([monitoringLine, county, origin]).toEqual([policy?.monitoringLine, household.villageCode.slice(0, 6), 'lead']);
    expect(sharpDrop).toBe(policy?.ruleThresholds.incomeChange);
  });

  const changes: [string, () => Parameters<typeof answersFor>[1], () => void][] = [
    ['the archive has changed since', () => ({ ...about, household: { ...household } }), () => undefined],
    ['another household is checked', () => ({ ...about, household: null }), () => undefined],
    ['the language is another', () => about, () => void Object.assign(language, { value: 'en' })],
    ['the page was left', () => about, () => forgetAhead(household)],
    ['a day has passed', () => about, () => void vi.setSystemTime(Date.now() + 86_400_000)],
  ];
  it.each(changes)('is not used when %s', async (_, asked, meanwhile) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      await layOutAhead(store, household, { policy, origin: 'lead' });
      meanwhile();
      const { opened } = await answersFor(store, asked());
      expect(opened).not.toBeNull();
      expect(lineIn(opened)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a draft computed while the task is read', () => {
  async function draftAt(updatedAt: string): Promise<Draft> {
    const { hash, form } = await formInUse(store);
    const clock = { today: '2026-11-22', now: '2026-11-22T09:30:00.000+08:00' };
    const survey = beginSurvey(form, {}, { clock, newId: () => 'n' });
    answer(survey, 'root', 'phone', updatedAt === 'later' ? '13900000000' : '13800000000');
    const answers = newDraft(draftOf(survey), []);
    const place = { step: '', field: '' };
    return {
      taskId: task.id,
      householdId: household.id,
      villageCode: household.villageCode,
      origin: 'lead',
      personName: household.headName,
      revision: 1,
      seenVersion: 1,
      answers,
      forms: { survey: hash, supplements: [] },
      percent: 0,
      place,
      startedAt: updatedAt,
      updatedAt,
    };
  }
  const ready = async () => {
    const made = await makeReady(store, task.id);
    if (typeof made === 'string') throw new Error(made);
    return made;
  };

  it('is gone on with as it stands', async () => {
    onDisk = await draftAt('now');
    await computeAhead(store, onDisk);
    const { opened, written, mine } = await ready();
    expect(opened && viewOf(opened, 'root', 'phone')?.value).toBe('13800000000');
    expect([written, mine]).toEqual([true, true]);
    expect((await ready()).opened).toBeNull();
  });

  it('gives way to what another tab has written since', async () => {
    await computeAhead(store, await draftAt('now'));
    onDisk = await draftAt('later');
    const { opened, draft } = await ready();
    expect(opened).toBeNull();
    expect(draft.updatedAt).toBe('later');
  });

  it('is taken by the screen of its own task, and lets others have the draft where that never comes', async () => {
    onDisk = await draftAt('now');
    const made = await ready();
    const release = vi.fn();
    layReady({ ...made, release });
    expect(takeReady('another')).toBeNull();
    expect(release).toHaveBeenCalledOnce();
    layReady({ ...made, release });
    expect(takeReady(task.id)?.draft).toBe(onDisk);
    expect(takeReady(task.id)).toBeNull();
    expect(release).toHaveBeenCalledOnce();
  });
});
