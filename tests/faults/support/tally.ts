// Counts what a run of schedules has gone through, for the summary at its end.

export interface Tally {
  schedules: number;
  handIns: number;
  /** Refused with a reason and kept, as two phones at one door must be. */
  refused: number;
  lost: number;
  duplicated: number;
  requests: number;
  faults: Map<string, number>;
}

export const newTally = (): Tally => ({ schedules: 0, handIns: 0, refused: 0, lost: 0, duplicated: 0, requests: 0, faults: new Map() });

export const count = (tally: Tally, fault: string): void => {
  tally.faults.set(fault, (tally.faults.get(fault) ?? 0) + 1);
};

export function summaryOf(tally: Tally): string {
  const faults = Array.from(tally.faults, ([kind, times]) => ({ kind, times })).sort((a, b) => b.times - a.times);
  const injected = faults.reduce((sum, one) => sum + one.times, 0);
  return [
    `${tally.schedules} schedules, ${tally.handIns} checks handed in (${tally.refused} refused with a reason and kept), ${tally.requests} requests`,
    `${injected} faults: ${faults.map((one) => `${one.kind} ${one.times}`).join(', ')}`,
    `${tally.lost} lost, ${tally.duplicated} duplicated`,
  ].join('\n');
}
