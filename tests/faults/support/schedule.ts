// What may happen in one schedule, step by step, and how a county clerk would tell it.
import fc from 'fast-check';
import type { Fault, Stranger } from './network.ts';
import type { OfficeAct } from './place.ts';

/** Which of the three phones, which of the doors it knows, after how many of its own steps the power fails. */
interface AtPhone {
  phone: number;
  powerFailsAfter?: number | undefined;
}
export type Step =
  | ({ do: 'visit' | 'type' | 'round'; door: number } & AtPhone)
  /** With a door: a check is handed in there first. */
  | ({ do: 'pass'; door?: number | undefined; faults: Fault[] } & AtPhone)
  | { do: 'office'; act: OfficeAct; which: number }
  | { do: 'scope'; phone: number; villages: number }
  | { do: 'clock'; phone: number; hours: number }
  | { do: 'signOut' | 'signIn'; phone: number }
  | { do: 'killServer' | 'arrive' }
  | { do: 'slowDisk'; ms: number };
/** One step, or several at the same moment. */
export type Moment = Step | { together: Step[]; slowMs: number };

const share = fc.nat(999).map((at) => at / 1000);
const STRANGERS: Stranger[] = [
  'portal',
  'redirect',
  '401',
  '401 html',
  '404',
  '404 html',
  '413',
  '429',
  '500',
  '502',
  '503',
  'masked 502',
  'masked 404',
];

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Fault>(
      { kind: 'none' },
      { kind: 'requestLost' },
      { kind: 'replyLost' },
      { kind: 'twice' },
      { kind: 'twiceLater' },
      { kind: 'late' },
    ),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('requestCut' as const, 'replyCut' as const, 'replyEndsEarly' as const), at: share }) },
  { weight: 3, arbitrary: fc.constantFrom(...STRANGERS).map((answer): Fault => ({ kind: 'stranger', answer })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 25 }).map((ms): Fault => ({ kind: 'slow', ms })) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('serverKilled' as const),
      when: fc.constantFrom('asked' as const, 'answering' as const),
      ms: fc.nat(12),
    }),
  },
);

const phone = fc.nat(2);
const door = fc.nat(5);
const powerFailsAfter = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(60) });
const pass = fc.record({ do: fc.constant('pass' as const), phone, faults: fc.array(fault, { maxLength: 3 }), powerFailsAfter });
const office = fc.record({
  do: fc.constant('office' as const),
  act: fc.constantFrom<OfficeAct>('returns', 'returns', 'reviews', 'audits', 'withdraws', 'dispatches', 'moves'),
  which: fc.nat(5),
});
const visit = fc.record({ do: fc.constant('visit' as const), phone, door, powerFailsAfter });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: visit },
  { weight: 9, arbitrary: pass },
  { weight: 4, arbitrary: office },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('type' as const, 'round' as const), phone, door, powerFailsAfter }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scope' as const), phone, villages: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), phone, hours: fc.integer({ min: -9000, max: 9000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('signOut' as const, 'signIn' as const), phone }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'arrive' }, { do: 'arrive' }, { do: 'killServer' }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 3, 15).map((ms): Step => ({ do: 'slowDisk', ms })) },
);
/** Some faults happen to somebody who has just handed in; most who are at the server together have. */
const fresh = fc.record({
  do: fc.constant('pass' as const),
  phone,
  door,
  faults: fc.oneof({ weight: 2, arbitrary: fc.constant<Fault[]>([]) }, { weight: 1, arbitrary: fc.array(fault, { minLength: 1, maxLength: 2 }) }),
  powerFailsAfter,
});
/** At one moment: the phones at the server and the office at its desk, before a database that is quick or takes its time; no phone twice. */
const together = fc.record({
  together: fc.uniqueArray(fc.oneof({ weight: 1, arbitrary: pass }, { weight: 4, arbitrary: fresh }, { weight: 2, arbitrary: office }), {
    minLength: 2,
    maxLength: 4,
    size: 'max',
    selector: (one) => (one.do === 'pass' ? one.phone : `office ${one.act}`),
  }),
  slowMs: fc.constantFrom(0, 60),
});

export const schedule = fc.array(
  fc.oneof({ weight: 5, arbitrary: step as fc.Arbitrary<Moment> }, { weight: 2, arbitrary: together as fc.Arbitrary<Moment> }),
  {
    minLength: 3,
    maxLength: 12,
    size: 'max',
  },
);

const NAMES = ['周采集', '吴采集', '郑采集 (of both villages)'];
const percent = (at: number): string => `${(at * 100).toFixed(1)} %`;
const faultInWords = (one: Fault): string => {
  switch (one.kind) {
    case 'none':
      return 'goes well';
    case 'requestLost':
      return 'request lost';
    case 'replyLost':
      return 'reply lost';
    case 'twice':
      return 'request arrives twice at once';
    case 'twiceLater':
      return 'request arrives a second time later';
    case 'late':
      return 'request arrives when the phone has given it up';
    case 'requestCut':
      return `request cut after ${percent(one.at)}`;
    case 'replyCut':
      return `reply cut after ${percent(one.at)}`;
    case 'replyEndsEarly':
      return `reply seems to end after ${percent(one.at)}`;
    case 'slow':
      return `request ${one.ms} ms late`;
    case 'stranger':
      return `${one.answer} answers`;
    case 'serverKilled':
      return one.when === 'asked' ? `server killed ${one.ms} ms after it was asked` : 'server killed while it answers';
  }
};
const OFFICE: Record<OfficeAct, string> = {
  returns: 'the township returns a check',
  reviews: 'the township passes a check',
  audits: 'the county passes a check',
  withdraws: 'the county takes a task back',
  dispatches: 'the county dispatches a task',
  moves: 'a family moves to the other village',
};

function stepInWords(one: Step): string {
  const who = 'phone' in one ? NAMES[one.phone] : '';
  const dark = 'powerFailsAfter' in one && one.powerFailsAfter !== undefined ? `; the phone dies after ${one.powerFailsAfter} steps` : '';
  switch (one.do) {
    case 'visit':
      return `${who} hands in a check at door ${one.door}${dark}`;
    case 'round':
      return `${who} hands in a check of their own at door ${one.door}${dark}`;
    case 'type':
      return `${who} types at door ${one.door}${dark}`;
    case 'pass':
      return `${who}${one.door === undefined ? '' : ` hands in a check at door ${one.door} and`} is in coverage: ${one.faults.map(faultInWords).join(', then ') || 'all goes well'}${dark}`;
    case 'office':
      return `${OFFICE[one.act]} (number ${one.which})`;
    case 'scope':
      return `${who} now looks after ${['nothing', 'the first village', 'the second village', 'both villages'][one.villages]}`;
    case 'clock':
      return `${who}’s clock is ${one.hours} hours off`;
    case 'signOut':
      return `${who}’s session ends`;
    case 'signIn':
      return `${who} signs in`;
    case 'killServer':
      return 'a server is killed';
    case 'arrive':
      return 'what was late in the network arrives';
    case 'slowDisk':
      return one.ms > 0 ? `the database takes up to ${one.ms} ms for a commit` : 'the database is quick';
  }
}

/** The schedule as the county would tell it, a line a moment. */
export const inWords = (moments: readonly Moment[]): string =>
  moments
    .map(
      (one, at) =>
        `${at + 1}. ${'together' in one ? `at the same moment${one.slowMs > 0 ? `, each commit up to ${one.slowMs} ms` : ''}: ${one.together.map(stepInWords).join(' | ')}` : stepInWords(one)}`,
    )
    .join('\n');
