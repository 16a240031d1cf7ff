// What the comparison runs in Chromium: PouchDB, RxDB and Workbox's queue with the very checks that the product hands in, each kept in IndexedDB first.
import PouchDB from 'pouchdb-browser';
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { Queue } from 'workbox-background-sync/Queue.js';
import { sealHandIn } from '../../src/wire/hand-in-hash.ts';
import { checkOf } from '../support/check-text.ts';
import { idOf } from '../support/household-text.ts';

async function recordOf(n) {
  const unsealed = {
    id: idOf('80', n),
    kind: 'check',
    number: n + 1,
    villageCode: '140826101201',
    householdId: idOf('01', n),
    taskId: idOf('40', n),
    origin: 'lead',
    revision: 1,
    seenVersion: 1,
    madeAt: new Date().toISOString(),
    clockOffsetMs: 0,
    content: checkOf(n),
  };
  return (await sealHandIn(unsealed)).handIn;
}
const recordsOf = (count, seed) => Promise.all(Array.from({ length: count }, (_, n) => recordOf(seed + n)));

const pouches = new Map();
const pouchOf = (run) => {
  if (!pouches.has(run)) pouches.set(run, new PouchDB(run, { adapter: 'idb' }));
  return pouches.get(run);
};
/** `settings`: {} are the defaults, batches of 100. */
const pouch = {
  fill: async (run, count, seed) =>
    void (await pouchOf(run).bulkDocs((await recordsOf(count, seed)).map(({ id, ...rest }) => ({ _id: id, ...rest })))),
  async handOver(run, settings) {
    await pouchOf(run).replicate.to(new PouchDB(`${location.origin}/db/${run}`), settings);
  },
};

const text = (maxLength) => ({ type: 'string', maxLength });
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(40), hash: text(64), content: { type: 'object' } },
  required: ['id'],
};
for (const name of ['kind', 'villageCode', 'householdId', 'taskId', 'origin', 'madeAt']) schema.properties[name] = { type: 'string' };
for (const name of ['number', 'revision', 'seenVersion', 'clockOffsetMs']) schema.properties[name] = { type: 'number' };
const collections = new Map();
const collectionOf = (run) => {
  const open = async () => {
    const db = await createRxDatabase({ name: run, storage: getRxStorageDexie(), multiInstance: false, eventReduce: true });
    return (await db.addCollections({ checks: { schema } })).checks;
  };
  if (!collections.has(run)) collections.set(run, open());
  return collections.get(run);
};
const replications = new Map();
/** `settings`: batchSize and retryTime, RxDB's own (100 and 5 s) when left out. */
const rxdb = {
  fill: async (run, count, seed) => void (await (await collectionOf(run)).bulkInsert(await recordsOf(count, seed))),
  async handOver(run, { batchSize, retryTime } = {}) {
    const collection = await collectionOf(run);
    const handler = async (rows) => {
      const reply = await fetch(`/rx/${run}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rows) });
      if (!reply.ok) throw new Error(String(reply.status));
      return reply.json();
    };
    if (!replications.has(run)) {
      const push = { handler, ...(batchSize ? { batchSize } : {}) };
      replications.set(
        run,
        replicateRxCollection({ collection, replicationIdentifier: run, live: false, push, ...(retryTime ? { retryTime } : {}) }),
      );
    }
    // It tries again by itself until all has gone.
    await replications.get(run).awaitInitialReplication();
  },
};

// Outside a service worker, where the measurement can see it: without Background Sync the queue is replayed on call.
self.registration ??= {};
const queues = new Map();
const queueOf = (run) => {
  if (!queues.has(run)) queues.set(run, new Queue(run, { forceSyncFallback: true, onSync: async () => undefined }));
  return queues.get(run);
};
const queue = {
  async fill(run, count, seed) {
    for (const record of await recordsOf(count, seed)) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(record) };
      await queueOf(run).pushRequest({ request: new Request(`/queue/${run}`, init) });
    }
  },
  handOver: (run) => queueOf(run).replayRequests(),
};

/** Tries until it ends well, as an app would that looks after its queue; says how often it had to. */
async function handOver(rival, run, settings) {
  const from = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      await { pouch, rxdb, queue }[rival].handOver(run, settings);
      return { ms: performance.now() - from, tries };
    } catch (error) {
      if (performance.now() - from > 60_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

const fill = (rival, run, count, seed) => ({ pouch, rxdb, queue })[rival].fill(run, count, seed);
window.rivals = { fill, handOver };
