// Reading a dropped file: in a worker thread to rows, then against the archive to a preview.
import { countyOf, type Division } from '../../domain/division.ts';
import { FORMER_NAMES } from '../../domain/matching/former-names.ts';
import type { RosterCorrection, RosterPreview, RosterRow } from '../../domain/roster/roster.ts';
import { systemOf } from '../ledger/asker.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { divisionsOf } from '../ledger/divisions.ts';
import { knownLeadKeys, learnedAliases, peopleByIdNumber, peopleByName } from '../ledger/import-lookups.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { policyFor } from '../ledger/policies.ts';
import { readRoster } from '../sheets/read-roster.ts';
import type { ReadingProgress, SheetFailure } from '../sheets/reading.ts';
import type { Settled } from './preview-row.ts';
import { type ArchiveQuestions, type Understanding, understandRows } from './understand-rows.ts';

export interface ReadImport {
  preview: RosterPreview;
  /** Understands rows of this file again, e.g. after a person settled some of them. */
  understand: (rows: readonly RosterRow[], settled: readonly Settled[]) => ReturnType<typeof understandRows>;
}

/**
 * The archive is asked as the system: a department's file is matched against households that the department itself may not see, and it learns no more of them
 * than whether somebody was found.
 */
const archiveOf = (ledger: Ledger, county: string, department: string): ArchiveQuestions => {
  const system = systemOf(county);
  return {
    byIdNumber: (ids) => ledger.within(system, (tx) => peopleByIdNumber(tx, county, ids)),
    byName: (people) => ledger.within(system, (tx) => peopleByName(tx, county, people)),
    known: (keys) => ledger.within(system, (tx) => knownLeadKeys(tx, county, department, keys)),
  };
};

/** `around` are divisions of the province: they tell another county's place from an unknown one. */
export async function readImport(
  ledger: Ledger,
  file: { path: string; name: string },
  given: { county: string; department: string; around: readonly Division[]; correction: RosterCorrection; now: Date },
  onProgress: ReadingProgress,
): Promise<ReadImport | SheetFailure> {
  const { county, department } = given;
  const known = await ledger.within(systemOf(county), async (tx) => ({
    divisions: await divisionsOf(tx, county),
    learned: await learnedAliases(tx, county),
    policy: await policyFor(tx, county, dayInChina(given.now)),
  }));
  const own = new Set(known.divisions.map((division) => division.code));
  const context = {
    county,
    divisions: [...known.divisions, ...given.around.filter((division) => countyOf(division.code) !== county && !own.has(division.code))],
    aliases: [...FORMER_NAMES, ...known.learned],
    indicators: known.policy.indicators,
  };
  const reading = await readRoster(file, context, onProgress, given.correction);
  if (reading.outcome === 'failed') return reading;
  const { preview } = reading;
  const understanding: Omit<Understanding, 'settled'> = {
    names: new Map(known.divisions.map((division) => [division.code, division.name])),
    indicator: preview.indicator,
    period: preview.period,
    labels: new Map(known.policy.indicators.map((indicator) => [indicator.code, indicator.label])),
    thresholds: new Map(known.policy.indicators.map((indicator) => [indicator.code, indicator.threshold])),
    archive: archiveOf(ledger, county, department),
  };
  return { preview, understand: (rows, settled) => understandRows(rows, { ...understanding, settled }) };
}
