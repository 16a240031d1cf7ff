// The other side of the comparison: express-pouchdb on LevelDB, RxDB's HTTP end points and a plain POST a record, each durable before it answers. Runs in .cache/compare.
import { fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const folder = process.env.RIVAL_FOLDER;
const app = express();
app.use(express.static(process.env.RIVAL_PAGE));

mkdirSync(join(folder, 'pouch'), { recursive: true });
const Stored = PouchDB.defaults({ prefix: `${join(folder, 'pouch')}/` });
app.use('/db', expressPouch(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'pouch.log') }));

const file = openSync(join(folder, 'kept.ndjson'), 'a');
/** On the disk before the answer leaves, as the product does it. */
const keep = (records) => {
  writeSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  fsyncSync(file);
};
const runs = new Map();
const runOf = (name) => {
  if (!runs.has(name)) runs.set(name, { masters: new Map(), effects: 0 });
  return runs.get(name);
};

/** As RxDB's documentation of its HTTP replication writes it: what the sender took for the master is compared, the master comes back where it is another. */
app.post('/rx/:run', express.json({ limit: '50mb' }), (request, response) => {
  const run = runOf(request.params.run);
  const conflicts = [];
  const fresh = [];
  for (const { assumedMasterState, newDocumentState } of request.body) {
    const master = run.masters.get(newDocumentState.id);
    if ((master === undefined) !== (assumedMasterState === undefined || assumedMasterState === null)) conflicts.push(master);
    else {
      run.masters.set(newDocumentState.id, newDocumentState);
      run.effects++;
      fresh.push(newDocumentState);
    }
  }
  keep(fresh);
  response.json(conflicts);
});

app.post('/queue/:run', express.json({ limit: '1mb' }), (request, response) => {
  const run = runOf(request.params.run);
  keep([request.body]);
  run.masters.set(request.body.id, true);
  run.effects++;
  response.json({ ok: true });
});

app.get('/count/:run', async (request, response) => {
  const { run } = request.params;
  if (!run.startsWith('pouch')) return response.json({ records: runOf(run).masters.size, effects: runOf(run).effects });
  const { doc_count: records } = await new Stored(run).info();
  response.json({ records, effects: records });
});

const server = app.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.once('SIGTERM', () => process.exit(0));
