// From what a file says, row by row, to what may be imported: places and households are settled against the archive, doubts are left to a person.
import { spokenName, townshipOf } from '../../domain/division.ts';
import { leadKey } from '../../domain/lead.ts';
import { decideHousehold } from '../../domain/matching/decide-household.ts';
import type { FoundPerson, HouseholdMatch } from '../../domain/matching/household-match.ts';
import type { Candidate } from '../../domain/matching/place-match.ts';
import { type Indicator, thresholdMissed } from '../../domain/policy.ts';
import type { RosterRow } from '../../domain/roster/roster.ts';
import type { PreviewRow, Settled } from './preview-row.ts';

export interface NamedPerson {
  villageCode: string;
  name: string;
}

/** What understanding asks of the ledger, in batches. */
export interface ArchiveQuestions {
  byIdNumber(idNumbers: readonly string[]): Promise<Map<string, FoundPerson[]>>;
  /** By village code, |, name. */
  byName(people: readonly NamedPerson[]): Promise<Map<string, FoundPerson[]>>;
  /** Lead keys that this department sent before. */
  known(keys: readonly string[]): Promise<Set<string>>;
}

export interface Understanding {
  /** Names of divisions by code. */
  names: ReadonlyMap<string, string>;
  /** The whole file's indicator and period, for rows that say none; labels of indicators by code. */
  indicator: string;
  period: string;
  labels: ReadonlyMap<string, string>;
  /** From which amount an indicator counts, by its code. */
  thresholds: ReadonlyMap<string, Indicator['threshold']>;
  settled: readonly Settled[];
  archive: ArchiveQuestions;
}

/** Where a row belongs before households are looked at. */
interface Place {
  outcome: 'matched' | 'ask' | 'outside' | 'empty' | 'leftOut';
  villageCode: string | null;
  confidence: number;
  reason: string;
  byPerson: boolean;
}

const first18 = (id: string): string => id.slice(0, 18);

/** Finds the choice that holds for a row: the latest about itself, or about its place as written. */
function choices(settled: readonly Settled[]): (row: RosterRow) => Settled | undefined {
  const byRow = new Map<string, number>();
  const byPlace = new Map<string, number>();
  for (const [index, one] of settled.entries()) {
    byRow.set(`${one.sheet}|${one.row}`, index);
    if (one.alike) byPlace.set(one.placeText, index);
  }
  return (row) => {
    const own = byRow.get(`${row.sheet}|${row.row}`) ?? -1;
    const alike = row.match.outcome === 'matched' ? -1 : (byPlace.get(row.person.placeText) ?? -1);
    return settled[Math.max(own, alike)];
  };
}

function placeOf(row: RosterRow, choice: Settled | undefined): Place {
  if (choice) {
    const reason = choice.villageCode ? `由${choice.authorName}确定` : `由${choice.authorName}排除`;
    return { outcome: choice.villageCode ? 'matched' : 'leftOut', villageCode: choice.villageCode, confidence: 1, reason, byPerson: true };
  }
  const { outcome, villageCode, confidence, reason } = row.match;
  return { outcome, villageCode, confidence, reason, byPerson: false };
}

function candidateOf(code: string, names: ReadonlyMap<string, string>, confidence: number, reason: string): Candidate {
  return {
    villageCode: code,
    villageName: spokenName({ name: names.get(code) ?? '', level: 'village' }),
    townshipName: names.get(townshipOf(code)) ?? '',
    confidence,
    reason,
  };
}

interface Verdict {
  state: PreviewRow['state'];
  villageCode: string | null;
  household: HouseholdMatch | null;
  confidence: number;
  reason: string;
  candidates: Candidate[];
  asksPlace: boolean;
}

const joined = (...reasons: string[]): string => reasons.filter((reason) => reason !== '').join('；');

/**
 * Place and archive together. The ID number in the archive settles a place that was doubtful or not written; it never overrules a place that is written clearly:
 * where the two contradict each other, and for somebody of another county who is in the archive, a person decides.
 */
function judge(row: RosterRow, place: Place, found: readonly FoundPerson[], names: ReadonlyMap<string, string>): Verdict {
  const verdict = (part: Partial<Verdict>): Verdict => ({
    state: 'ask',
    villageCode: null,
    household: null,
    confidence: 0,
    reason: place.reason,
    candidates: row.match.candidates,
    asksPlace: false,
    ...part,
  });
  if (place.outcome === 'leftOut') return verdict({ state: 'outside', candidates: [] });
  const match = decideHousehold({ ...row.person, villageCode: place.outcome === 'matched' ? place.villageCode : null }, found);
  if (place.outcome === 'matched' && place.villageCode) {
    if (match.outcome !== 'contradiction' || place.byPerson) {
      const household = match.outcome === 'contradiction' ? null : match;
      return verdict({
        state: 'ready',
        villageCode: place.villageCode,
        household,
        confidence: place.confidence,
        reason: joined(place.reason, household?.reason ?? ''),
        candidates: [],
      });
    }
    const [person] = found.filter((one) => first18(one.idNumber) === first18(row.person.idNumber));
    const candidates = [candidateOf(place.villageCode, names, place.confidence, '表里写的村')];
    if (person && person.villageCode !== place.villageCode)
      candidates.unshift(candidateOf(person.villageCode, names, 0.5, '身份证号在这个村的档案里'));
    return verdict({ reason: match.reason, candidates });
  }
  const known = match.outcome === 'found' ? match.villageCode : null;
  if (known && (place.outcome === 'empty' || row.match.candidates.some((one) => one.villageCode === known))) {
    return verdict({ state: 'ready', villageCode: known, household: match, confidence: match.confidence, reason: match.reason, candidates: [] });
  }
  if (known) {
    const candidates = [candidateOf(known, names, 0.5, match.reason), ...row.match.candidates.filter((one) => one.villageCode !== known)];
    return verdict({ reason: joined(place.reason, match.reason), candidates });
  }
  if (match.outcome === 'contradiction') return verdict({ reason: joined(place.reason, match.reason), asksPlace: place.outcome === 'ask' });
  return place.outcome === 'ask' ? verdict({ asksPlace: true }) : verdict({ state: 'outside', candidates: [] });
}

/** 个人自付金额（元）: on a task the amount follows with its own unit. */
const UNIT = /[（(](单位[：:])?万?元[）)]$/;
/** Headings that say nothing of what the figure is. */
const PLAIN_HEADING = /^(总|合计)?(金额|数额|费用|支出)?[（(]?(元|万元)?[）)]?$/;

function rowOf(source: RosterRow, verdict: Verdict, found: readonly FoundPerson[], given: Understanding): PreviewRow {
  const { names, labels } = given;
  const indicator = source.person.indicator || given.indicator;
  const text = source.person.indicatorText.replace(UNIT, '');
  const indicatorText = PLAIN_HEADING.test(text) ? (labels.get(indicator) ?? text) : text;
  const person = { ...source.person, indicator, indicatorText, period: source.person.period || given.period };
  const faulty = source.faults.length > 0;
  const own = faulty ? { state: 'faulty' as const, reason: source.faults.join('；') } : { state: verdict.state, reason: verdict.reason };
  const code = verdict.villageCode;
  const isWatched = found.some((one) => one.householdId === verdict.household?.householdId && one.watched === true);
  return {
    source,
    person,
    ...own,
    own,
    villageCode: code,
    villageName: code ? spokenName({ name: names.get(code) ?? '', level: 'village' }) : '',
    townshipName: code ? (names.get(townshipOf(code)) ?? '') : source.match.townshipName,
    household: verdict.household?.outcome === 'found' ? 'found' : verdict.household?.outcome === 'several' ? 'several' : 'notFound',
    householdId: verdict.household?.householdId ?? null,
    belowThreshold: thresholdMissed(given.thresholds.get(indicator) ?? null, person.amount, isWatched),
    confidence: verdict.confidence,
    candidates: faulty ? [] : verdict.candidates,
    alike: 1,
    asksPlace: own.state === 'ask' && verdict.asksPlace,
    leadKey: own.state === 'ready' ? leadKey({ ...person, villageCode: code }) : '',
    inLedger: false,
  };
}

/** How many rows are judged before others get their turn on the event loop. */
const TURN = 2000;

/** Rows in the order of the file, each in exactly one state by itself; `markRepeated` has still to be called over all of them. */
export async function understandRows(rows: readonly RosterRow[], given: Understanding): Promise<PreviewRow[]> {
  const choiceFor = choices(given.settled);
  const places = rows.map((row) => placeOf(row, choiceFor(row)));
  const ids = rows.map((row) => first18(row.person.idNumber)).filter((id) => id.length === 18);
  const byId = await given.archive.byIdNumber(ids);
  const named = rows.flatMap((row, index): NamedPerson[] => {
    const villageCode = places[index]?.villageCode;
    return villageCode && row.person.personName && !byId.has(first18(row.person.idNumber)) ? [{ villageCode, name: row.person.personName }] : [];
  });
  const byName = await given.archive.byName(named);
  const understood: PreviewRow[] = [];
  for (const [index, row] of rows.entries()) {
    const place = places[index];
    if (!place) continue;
    const found = [...(byId.get(first18(row.person.idNumber)) ?? []), ...(byName.get(`${place.villageCode}|${row.person.personName}`) ?? [])];
    understood.push(rowOf(row, judge(row, place, found, given.names), found, given));
    if (index % TURN === TURN - 1) await new Promise(setImmediate);
  }
  const known = await given.archive.known(understood.flatMap((row) => sentAs(row) || []));
  return understood.map((row) => (known.has(sentAs(row)) ? { ...row, inLedger: true } : row));
}

/** The key under which this row may have been sent before. With an ID number it does not hang on the place: nobody is asked twice where the same person lives. */
function sentAs({ leadKey: key, person, own, source }: PreviewRow): string {
  if (key !== '' || own.state !== 'ask' || source.faults.length > 0 || first18(person.idNumber).length < 18) return key;
  return leadKey({ ...person, villageCode: null });
}

/** Over all rows of a file: those in the ledger already or repeating an earlier row are merged, and alike questions are counted. */
export function markRepeated(rows: readonly PreviewRow[]): PreviewRow[] {
  const seen = new Map<string, PreviewRow>();
  const alike = new Map<string, number>();
  for (const row of rows) if (row.asksPlace) alike.set(row.person.placeText, (alike.get(row.person.placeText) ?? 0) + 1);
  return rows.map((row) => {
    const fresh = { ...row, ...row.own, alike: row.asksPlace ? (alike.get(row.person.placeText) ?? 1) : 1 };
    if (row.leadKey === '' && !row.inLedger) return fresh;
    if (row.inLedger) return { ...fresh, state: 'known', reason: '以前已经导入过：同一人、同一指标、同一时间段' };
    const first = seen.get(row.leadKey);
    if (!first) {
      seen.set(row.leadKey, row);
      return fresh;
    }
    const where = first.source.sheet === row.source.sheet ? '' : `“${first.source.sheet}”`;
    return { ...fresh, state: 'known', reason: `与${where}第 ${first.source.row} 行重复，合并成一条` };
  });
}
