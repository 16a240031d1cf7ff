// A collector's phone in Node: the real store and sync code, an IndexedDB of its own, and a network that can be spoilt request by request.

import type { Task } from '../../../src/domain/task.ts';
import type { PhoneStore } from '../../../src/phone/store/phone-store.ts';
import type { Line } from '../../../src/phone/sync/post.ts';
import { type Sync, startSync } from '../../../src/phone/sync/start-sync.ts';
import type { HandIn } from '../../../src/wire/sync.ts';
import type { PEOPLE } from '../../support/county.ts';
import type { Client, TestServer } from '../../support/server.ts';
import { draft, newShelter, notIncluded } from './people.ts';
import { openStore } from './sealed-phone.ts';

/** What the network does to one request; `cut` keeps so much of the reply (0…1). */
export type Fault =
  | {
      kind:
        | 'none'
        | 'dropRequest'
        | 'dropReply'
        | 'duplicate'
        | 'portal'
        | 'redirect'
        | 'badGateway'
        | 'serverError'
        | 'signedOut'
        | 'tooLarge'
        | 'busy'
        | 'nowhere';
    }
  | { kind: 'cut'; at: number }
  /** A text in the reply comes out as another: a proxy that meddles. */
  | { kind: 'altered'; from: string; to: string }
  /** The server goes down so many ms after the request left, and comes up again. */
  | { kind: 'restart'; afterMs: number };

export interface Phone {
  store: PhoneStore;
  sync: Sync;
  client: Client;
  /** Faults for the next requests, the first first; healthy when empty. */
  faults: Fault[];
  /** Sync requests that left the phone, with bytes up. */
  requests: { bytesUp: number }[];
  /** How far the device's clock is off, ms. */
  clock: { offMs: number };
  /** Types a check about this task and hands it in, without sending. */
  visit(task: Task, summary?: string): Promise<HandIn>;
  putDown(): void;
}

const html = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('<html><body>请先登录校园网</body></html>', { status, headers: { 'content-type': 'text/html', ...headers } });

/** The reply up to a byte, then the connection breaks. */
function broken(bytes: Uint8Array, at: number, whole: Response): Response {
  let given = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (given) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes.slice(0, Math.floor(bytes.length * at)));
      given = true;
    },
  });
  const headers = new Headers(whole.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(body, { status: whole.status, headers });
}

export async function pickUpPhone(server: TestServer, who: keyof typeof PEOPLE, more: { faults?: Fault[] } = {}): Promise<Phone> {
  const client = await server.client(who);
  const session = client.session;
  if (!session) throw new Error('nobody signed in');
  const store = await openStore(session.account.id, newShelter());
  await store.keepSession(session);
  const faults = more.faults ?? [];
  const requests: Phone['requests'] = [];
  const clock = { offMs: 0 };
  const real = (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', client.cookie);
    return fetch(server.url + path, { ...init, headers });
  };
  const line: Line = {
    now: () => Date.now() + clock.offMs,
    async fetch(path, init) {
      if (path === '/api/v1/sync') requests.push({ bytesUp: (init.body as Uint8Array).byteLength });
      const fault = faults.shift() ?? { kind: 'none' };
      switch (fault.kind) {
        case 'dropRequest':
          throw new TypeError('fetch failed');
        case 'dropReply':
          await (await real(path, init)).arrayBuffer();
          throw new TypeError('fetch failed');
        case 'duplicate': {
          const [first] = await Promise.all([real(path, init), real(path, init).then((reply) => reply.arrayBuffer())]);
          return first;
        }
        case 'cut': {
          const reply = await real(path, init);
          return broken(new Uint8Array(await reply.arrayBuffer()), fault.at, reply);
        }
        case 'altered': {
          const reply = await real(path, init);
          const text = (await reply.text()).split(fault.from).join(fault.to);
          return new Response(text, { status: reply.status, headers: { 'content-type': reply.headers.get('content-type') ?? '' } });
        }
        case 'restart': {
          const going = real(path, init)
            .then((reply) => reply.arrayBuffer())
            .catch(() => undefined);
          await new Promise((resolve) => setTimeout(resolve, fault.afterMs));
          await server.restart();
          await going;
          throw new TypeError('fetch failed');
        }
        case 'portal':
          return html(200);
        case 'redirect':
          return html(302, { location: 'http://10.0.0.1/login' });
        case 'badGateway':
          return html(502);
        case 'serverError':
          return Response.json({ problem: 'internal', number: 5000, message: '服务器出错了' }, { status: 500 });
        case 'signedOut':
          return Response.json({ problem: 'signInNeeded', number: 4010, message: '请重新登录' }, { status: 401 });
        case 'tooLarge':
          return html(413);
        case 'busy':
          return html(429, { 'retry-after': '7' });
        case 'nowhere':
          return html(404);
        default:
          return real(path, init);
      }
    },
  };
  const sync = startSync({ store, device: { label: 'Redmi 9A', appVersion: '0.1.0' }, line, locks: null, random: () => 0.5 });
  let made = 0;
  return {
    store,
    sync,
    client,
    faults,
    requests,
    clock,
    visit(task, summary) {
      const content = notIncluded(summary);
      const written = draft(0, content, {
        taskId: task.id,
        householdId: task.householdId,
        villageCode: task.villageCode,
        personName: task.personName,
        revision: task.revision + 1,
      });
      return store.handIn(written, content, { handInId: crypto.randomUUID(), now: new Date(Date.UTC(2026, 10, 21, 1, 0, made++)) });
    },
    putDown() {
      sync.stop();
      store.close();
    },
  };
}
