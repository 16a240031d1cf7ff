// A network at its worst between one phone and the servers: each request meets one fault, on real connections that break at a byte.
import type { Line } from '../../../src/phone/sync/post.ts';
import type { Fleet, Server } from './fleet.ts';
import type { Battery } from './power.ts';
import { count, type Tally } from './tally.ts';
import { exchange, type Raw, responseOf, type Sending } from './wire.ts';

/** `at` is a share of the bytes, 0 ≤ at < 1. */
export type Fault =
  | { kind: 'none' | 'requestLost' | 'replyLost' | 'twice' | 'twiceLater' | 'late' }
  | { kind: 'requestCut' | 'replyCut' | 'replyEndsEarly'; at: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'stranger'; answer: Stranger }
  | { kind: 'serverKilled'; when: 'asked' | 'answering'; ms: number };

/** What answers in the server's place. `masked…`: the server has heard, and something between answers for it. */
export type Stranger =
  | 'portal'
  | 'redirect'
  | '401'
  | '401 html'
  | '404'
  | '404 html'
  | '413'
  | '429'
  | '500'
  | '502'
  | '503'
  | 'masked 502'
  | 'masked 404';

export interface Network extends Line {
  /** For the next requests, the first first; healthy when empty. */
  faults: Fault[];
  cookie: string;
  /** Without it no request leaves. */
  inCoverage: boolean;
  /** Every connection breaks after so many bytes of a body. */
  breaksEvery: number;
  /** Connections that broke so. */
  broken: number;
  /** Bytes of bodies that left. */
  bytesUp: number;
  /** Device clock minus the server's, ms. */
  offMs: number;
  /** Lets what was held back in the network arrive at last. */
  deliverLate(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

const html = (status: number, more: Record<string, string> = {}): Response =>
  new Response('<html><body>请先登录无线网络</body></html>', { status, headers: { 'content-type': 'text/html; charset=utf-8', ...more } });
const ours = (status: number, problem: string, number: number, more: Record<string, string> = {}): Response =>
  Response.json({ problem, number, message: '请稍后再试' }, { status, headers: more });

const STRANGERS: Record<Stranger, () => Response> = {
  portal: () => html(200),
  redirect: () => html(302, { location: 'http://10.0.0.1/login' }),
  '401': () => ours(401, 'signInNeeded', 4010),
  '401 html': () => html(401),
  '404': () => ours(404, 'notFound', 4040),
  '404 html': () => html(404),
  '413': () => html(413),
  '429': () => ours(429, 'tooMany', 4290, { 'retry-after': '7' }),
  '500': () => ours(500, 'internal', 5000),
  '502': () => html(502),
  '503': () => ours(503, 'unavailable', 5030),
  'masked 502': () => html(502),
  'masked 404': () => html(404),
};

type Send = (more?: (server: Server) => Sending) => Promise<Raw>;

export function newNetwork(fleet: Fleet, battery: () => Battery, tally: Tally): Network {
  const faults: Fault[] = [];
  const held: (() => Promise<unknown>)[] = [];
  const underWay = new Set<Promise<unknown>>();
  const network: Network = {
    faults,
    cookie: '',
    inCoverage: false,
    breaksEvery: Number.POSITIVE_INFINITY,
    broken: 0,
    bytesUp: 0,
    offMs: 0,
    now: () => fleet.now() + network.offMs,
    async fetch(path, init) {
      const mine = battery();
      mine.step();
      if (!network.inCoverage) throw new TypeError('fetch failed');
      const fault = faults.shift() ?? { kind: 'none' };
      tally.requests++;
      if (fault.kind !== 'none') count(tally, nameOf(fault));
      const { cookie } = network;
      const send: Send = async (more) => {
        const server = await fleet.pick();
        const length = (init.body as Uint8Array | null | undefined)?.byteLength ?? 0;
        const breaks = length > network.breaksEvery ? { cutRequestAt: network.breaksEvery / length } : {};
        if (length > network.breaksEvery) network.broken++;
        network.bytesUp += Math.min(length, network.breaksEvery);
        const going = exchange(server.url + path, init, cookie, { ...breaks, ...more?.(server) });
        const quiet: Promise<unknown> = going.catch(() => undefined).finally(() => underWay.delete(quiet));
        underWay.add(quiet);
        return going;
      };
      const response = await untilDark(
        mine,
        meet(fault, send, held, (raw, at, end) => responseOf(raw, mine, at, end)),
      );
      mine.step();
      return response;
    },
    async deliverLate() {
      if (held.length > 0) await Promise.all(held.splice(0).map((arrive) => arrive().catch(() => undefined)));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  return network;
}

/** Who has no power hears no answer. */
const untilDark = <T>(battery: Battery, work: Promise<T>): Promise<T> =>
  Promise.race([work, battery.dead.then(() => new Promise<T>(() => undefined))]);

async function meet(
  fault: Fault,
  send: Send,
  held: (() => Promise<unknown>)[],
  hear: (raw: Raw, at?: number, end?: 'breaks' | 'ends') => Response,
): Promise<Response> {
  switch (fault.kind) {
    case 'requestLost':
      throw new TypeError('fetch failed');
    case 'replyLost':
      await send();
      throw new TypeError('fetch failed');
    case 'twice': {
      const [first] = await Promise.all([send(), send().catch(() => undefined)]);
      return hear(first);
    }
    case 'twiceLater':
      held.push(() => send());
      return hear(await send());
    case 'late':
      held.push(() => send());
      throw new TypeError('fetch failed');
    case 'requestCut':
      return hear(await send(() => ({ cutRequestAt: fault.at })));
    case 'replyCut':
      return hear(await send(), fault.at, 'breaks');
    case 'replyEndsEarly':
      return hear(await send(), fault.at, 'ends');
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return hear(await send());
    case 'stranger':
      if (fault.answer.startsWith('masked')) await send();
      return STRANGERS[fault.answer]();
    case 'serverKilled':
      return hear(
        await send((server) =>
          fault.when === 'asked' ? { whenAsked: () => void setTimeout(() => server.kill(), fault.ms) } : { whenAnswering: () => server.kill() },
        ),
      );
    default:
      return hear(await send());
  }
}

const nameOf = (fault: Fault): string => (fault.kind === 'stranger' ? `answered ${fault.answer}` : fault.kind);
