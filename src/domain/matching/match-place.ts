// From what a row says of a place to its township and village, or to the question a person must answer; it never guesses.
import { candidatesFor } from './candidates.ts';
import { cutGroup, groupName } from './group-name.ts';
import { foreignPlace } from './outside.ts';
import type { PlaceIndex, Village } from './place-index.ts';
import type { PlaceMatch, PlaceText } from './place-match.ts';
import { normalisePlace, takeApart } from './place-name.ts';
import { readTownships, type TownshipReading, withoutOwnPrefixes } from './township-reading.ts';
import { findVillage } from './village-search.ts';

const NOTHING = /^(?:无|没有|不详|未知|空|null|none|n\/?a|0)?$/;
const MEMORY = 50_000;

interface Hypothesis {
  village: Village;
  group: string;
  confidence: number;
  note: string;
  how: 'exact' | 'slip';
  townshipNamed: boolean;
}
/** What one text came to; `doubts` are words on why it is not one village. */
interface Reading {
  hypotheses: Hypothesis[];
  favoured: Village[];
  townshipCodes: string[];
  rests: string[];
  doubts: string[];
}

/** What one column says of the township. */
interface TownshipColumn {
  state: 'none' | 'known' | 'unknown';
  reading: TownshipReading | null;
}

function readTownshipColumn(text: string, index: PlaceIndex): TownshipColumn {
  const alternatives = withoutOwnPrefixes(text, index);
  if (alternatives.includes('') || text === '') return { state: 'none', reading: null };
  let unknown: TownshipReading | null = null;
  for (const alternative of alternatives) {
    for (const reading of readTownships(alternative, index)) {
      if (reading.written === 'none') continue;
      if (reading.codes.length > 0 && (reading.rest === '' || reading.written !== 'stem')) return { state: 'known', reading };
      unknown ??= reading;
    }
  }
  return { state: 'unknown', reading: unknown };
}

function readText(text: string, column: TownshipColumn, bareTownshipIsVillage: boolean, index: PlaceIndex): Reading {
  const found: Reading = { hypotheses: [], favoured: [], townshipCodes: column.reading?.codes ?? [], rests: [], doubts: [] };
  const alternatives = withoutOwnPrefixes(text, index);
  for (const alternative of alternatives) {
    // Doubts and near names are drawn from the text without its county only; with it, everything looks unknown.
    const bareText = alternative === alternatives.at(-1);
    const readings = readTownships(alternative, index);
    const townshipWritten = readings.some((reading) => reading.written === 'full' || reading.written === 'slip');
    for (const reading of readings) {
      if (reading.written === 'unknown') {
        if (bareText && column.state !== 'known' && !townshipWritten) found.doubts.push(reading.note);
        continue;
      }
      const fixed = column.reading?.codes ?? [];
      const codes = reading.codes.length === 0 ? fixed : fixed.length === 0 ? reading.codes : reading.codes.filter((code) => fixed.includes(code));
      if (reading.codes.length > 0 && codes.length === 0) {
        const other = index.townshipByCode.get(reading.codes[0] as string)?.name ?? '';
        if (reading.written === 'full') found.doubts.push(`一处写${index.townshipByCode.get(fixed[0] as string)?.name}，一处写${other}`);
        continue;
      }
      if (reading.codes.length > 0 && fixed.length === 0 && reading.written !== 'stem') found.townshipCodes.push(...reading.codes);
      const finding = findVillage(reading.rest, codes, index);
      if (finding.kind === 'empty') continue;
      if (bareText && reading.written !== 'stem' && (reading.written !== 'none' || !townshipWritten)) found.rests.push(reading.rest);
      if (finding.kind === 'several') {
        if (reading.written === 'stem' || !bareText || (reading.written === 'none' && townshipWritten)) continue;
        found.favoured.push(...finding.villages);
        found.doubts.push(finding.note);
      }
      if (finding.kind !== 'found') continue;
      const bare = reading.codes.length === 0 && fixed.length === 0 && reading.rest === takeApart(reading.rest).base;
      if (bare && !bareTownshipIsVillage && index.townships.some((township) => township.stem === reading.rest)) {
        found.favoured.push(finding.village);
        found.doubts.push(`“${reading.rest}”可能是乡镇，也可能是村`);
        continue;
      }
      const confidence = finding.confidence * reading.confidence * (column.reading?.confidence ?? 1);
      const notes = [column.reading?.note, reading.note, finding.note].filter(Boolean);
      const { village, group, how } = finding;
      found.hypotheses.push({ village, group, how, confidence, note: [...new Set(notes)].join('；'), townshipNamed: codes.length > 0 });
    }
  }
  return found;
}

const nowhere = { villageCode: null, villageName: '', confidence: 0, candidates: [] };

function township(index: PlaceIndex, codes: readonly string[]): { townshipCode: string | null; townshipName: string } {
  const unique = [...new Set(codes)];
  const only = unique.length === 1 ? index.townshipByCode.get(unique[0] as string) : undefined;
  return { townshipCode: only?.code ?? null, townshipName: only?.name ?? '' };
}

function decide(text: string, column: TownshipColumn, group: string, bareTownshipIsVillage: boolean, index: PlaceIndex): PlaceMatch {
  const reading = readText(text, column, bareTownshipIsVillage, index);
  const foreign = foreignPlace(text, index);
  const best = ['exact', 'slip'] as const;
  const ask = (reason: string): PlaceMatch => ({
    ...nowhere,
    outcome: 'ask',
    ...township(index, reading.townshipCodes),
    groupName: group || cutGroup(text).group,
    reason,
    candidates: candidatesFor([...new Set(reading.rests)], reading.townshipCodes, reading.favoured, index),
  });
  for (const how of best) {
    const named = reading.hypotheses.filter((one) => one.how === how);
    // A township written out decides over the same text read without one.
    const hypotheses = named.some((one) => one.townshipNamed) ? named.filter((one) => one.townshipNamed) : named;
    const codes = new Set(hypotheses.map((one) => one.village.code));
    if (codes.size === 0) continue;
    reading.favoured.push(...hypotheses.map((one) => one.village));
    const [first] = hypotheses.sort((a, b) => b.confidence - a.confidence);
    if (!first) continue;
    if (codes.size > 1) return ask(`“${text}”可指${[...new Set(hypotheses.map((one) => one.village.name))].join('、')}`);
    if (foreign !== '') return ask(`写的是${foreign}，但村名与本县${first.village.townshipName}${first.village.name}相同`);
    if (column.state === 'unknown') return ask(column.reading?.note || '乡镇一栏写的不是本县的乡镇');
    const otherwise = reading.doubts.find((doubt) => doubt.startsWith('一处写') || (how === 'slip' && doubt !== ''));
    if (otherwise) return ask(otherwise);
    const alone = first.townshipNamed ? '' : `；没写乡镇，全县只有${first.village.townshipName}有`;
    return {
      outcome: 'matched',
      villageCode: first.village.code,
      townshipCode: first.village.townshipCode,
      villageName: first.village.name,
      townshipName: first.village.townshipName,
      groupName: group || first.group,
      confidence: Math.round(first.confidence * (first.townshipNamed ? 1 : 0.96) * 1000) / 1000,
      reason: `${first.note}${alone}`,
      candidates: [],
    };
  }
  if (foreign !== '') return { ...nowhere, outcome: 'outside', ...township(index, []), groupName: '', reason: `${foreign}不在本县` };
  const townName = township(index, reading.townshipCodes).townshipName;
  if (column.state !== 'none' || reading.townshipCodes.length > 0) {
    const elsewhere = reading.rests
      .map((rest) => findVillage(rest, [], index))
      .find((finding) => finding.kind === 'found' && finding.how === 'exact');
    if (elsewhere?.kind === 'found' && townName) {
      reading.favoured.push(elsewhere.village);
      return ask(`写的是${townName}，但${elsewhere.village.name}在${elsewhere.village.townshipName}`);
    }
  }
  if (reading.rests.length === 0 && townName) return ask(`只写到${townName}，没有写村`);
  const doubt = reading.doubts.find((words) => words !== '');
  const where = townName || '本县';
  return ask(doubt ?? `${where}没有名叫“${cutGroup(reading.rests.at(-1) ?? text).name}”的村或社区`);
}

/** The text under which a person's choice for this place is learned and found again; see PlaceAlias. Pure function of the row's words. */
export function aliasOf(place: PlaceText, index: PlaceIndex): { text: string; townshipCode: string | null } {
  const [town, village, whole] = [place.township, place.village, place.place].map((text) => normalisePlace(text)) as [string, string, string];
  const column = readTownshipColumn(town, index);
  const text = cutGroup(village || whole || (column.state === 'known' ? '' : town)).name;
  const { townshipCode } = township(index, column.state === 'known' ? (column.reading?.codes ?? []) : []);
  return townshipCode !== null || town === '' ? { text, townshipCode } : { text: `${town}${village || whole ? text : ''}`, townshipCode: null };
}

function learned(place: PlaceText, group: string, index: PlaceIndex): PlaceMatch | null {
  if (index.learned.size === 0) return null;
  const { text, townshipCode } = aliasOf(place, index);
  const alias = index.learned.get(`${townshipCode ?? ''}|${text}`) ?? index.learned.get(`|${text}`);
  const village = alias ? index.villageByCode.get(alias.divisionCode) : undefined;
  if (!alias || !village) return null;
  const written = normalisePlace(place.village || place.place || place.township);
  return {
    outcome: 'matched',
    villageCode: village.code,
    townshipCode: village.townshipCode,
    villageName: village.name,
    townshipName: village.townshipName,
    groupName: group || cutGroup(written).group,
    confidence: 1,
    reason: `由${alias.author || '管理员'}定过：“${alias.text}”是${village.townshipName}${village.name}`,
    candidates: [],
  };
}

function match(place: PlaceText, index: PlaceIndex): PlaceMatch {
  const clean = (text: string) => {
    const normal = normalisePlace(text);
    return NOTHING.test(normal) ? '' : normal;
  };
  const town = clean(place.township);
  const village = clean(place.village);
  const whole = clean(place.place);
  const group = groupName(clean(place.group));
  const settled = learned(place, group, index);
  if (settled) return settled;
  if (town === '' && village === '' && whole === '') {
    return { ...nowhere, outcome: 'empty', townshipCode: null, townshipName: '', groupName: group, reason: '没有写地址' };
  }
  const foreign = town === '' ? '' : foreignPlace(town, index);
  if (foreign !== '') {
    return { ...nowhere, outcome: 'outside', townshipCode: null, townshipName: '', groupName: '', reason: `${foreign}不在本县` };
  }
  if (village === '' && whole === '') return decide(town, { state: 'none', reading: null }, group, false, index);
  const column = readTownshipColumn(town, index);
  if (column.state === 'unknown') {
    const owner = index.otherTownships.get(town);
    if (owner && findVillage(village || whole, [], index).kind !== 'found') {
      return { ...nowhere, outcome: 'outside', townshipCode: null, townshipName: '', groupName: '', reason: `${town}属于${owner}，不在本县` };
    }
  }
  if (village === '') return decide(whole, column, group, false, index);
  const byColumns = decide(village, column, group, true, index);
  if (whole === '') return byColumns;
  const byAddress = decide(whole, column, group, false, index);
  if (byAddress.outcome !== 'matched') return byColumns;
  if (byColumns.outcome === 'matched' && byColumns.villageCode !== byAddress.villageCode) {
    const reason = `村一栏是${byColumns.villageName}，地址里是${byAddress.villageName}`;
    const both = [byColumns.villageCode, byAddress.villageCode].flatMap((code) => index.villageByCode.get(code ?? '') ?? []);
    const candidates = candidatesFor([village], [], both, index);
    return { ...nowhere, outcome: 'ask', townshipCode: null, townshipName: '', groupName: group, reason, candidates };
  }
  if (byColumns.outcome === 'matched') return { ...byColumns, groupName: byColumns.groupName || byAddress.groupName };
  const offered = byColumns.candidates.some((one) => one.villageCode === byAddress.villageCode);
  return byColumns.outcome === 'ask' && offered && column.state !== 'unknown' ? byAddress : byColumns;
}

/** Township and village for what a row says, with the reason in words. Never throws; the same words give the same answer. */
export function matchPlace(place: PlaceText, index: PlaceIndex): PlaceMatch {
  const key = `${place.township}\n${place.village}\n${place.place}\n${place.group}`;
  const known = index.remembered.get(key);
  if (known) return known;
  const answer = match(place, index);
  if (index.remembered.size >= MEMORY) index.remembered.clear();
  index.remembered.set(key, answer);
  return answer;
}
