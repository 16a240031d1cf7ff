// Mistakes that others have made in offline programs, written into our own code at load, to see that the fault suite finds each. They exist here and nowhere else.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

interface Rewrite {
  /** Of the file, from src/. */
  file: string;
  find: string;
  replace: string;
}

export interface ClassicBug {
  what: string;
  rewrites: Rewrite[];
  /** What its author's database would have looked like. */
  sql?: string[];
}

export const CLASSIC_BUGS: Record<string, ClassicBug> = {
  'receipt before storage': {
    what: 'the receipts of a batch leave before its transaction is committed, as a server does that writes behind',
    rewrites: [
      {
        file: 'server/ledger/accept-hand-ins.ts',
        find: 'return await ledger.within(sender.asker, (tx) => accept(tx, sender, arrivals, now));',
        replace: `return await new Promise<Receipt[]>((answer, fail) => {
      ledger.within(sender.asker, async (tx) => {
        const receipts = await accept(tx, sender, arrivals, now);
        answer(receipts);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }).catch(fail);
    });`,
      },
    ],
  },
  'plain sequence as cursor': {
    what: 'numbers come from a database sequence without the village’s lock, and the highest number in sight is the cursor',
    sql: ['CREATE SEQUENCE plain_log START 1000', 'GRANT USAGE ON SEQUENCE plain_log TO ruhu_app'],
    rewrites: [
      {
        file: 'server/ledger/village-log.ts',
        find: '::text[]) ORDER BY code FOR UPDATE`.execute(tx);',
        replace: '::text[])`.execute(tx);',
      },
      {
        file: 'server/ledger/village-log.ts',
        find: 'UPDATE village SET seq = village.seq + n.count\n    FROM unnest',
        replace: 'SELECT village.code, village.seq FROM village, unnest',
      },
      { file: 'server/ledger/village-log.ts', find: '\n    RETURNING village.code, village.seq`', replace: '`' },
      {
        file: 'server/ledger/village-log.ts',
        find: '  const numbers = rows.map((row) => {',
        replace: `  const { rows: plain } = await sql<{ seq: number }>\`SELECT nextval('plain_log') AS seq FROM generate_series(1, \${rows.length})\`.execute(tx);
  const numbers = plain.map((row) => Number(row.seq));
  void rows.map((row) => {`,
      },
      {
        file: 'server/ledger/pull.ts',
        find: 'SELECT code, seq FROM village WHERE county',
        replace:
          'SELECT code, COALESCE((SELECT max(l.seq) FROM village_log l WHERE l.county = village.county AND l.village_code = village.code), 1) AS seq FROM village WHERE county',
      },
    ],
  },
  'delete on 404': {
    what: 'what was answered with 404 is taken for dealt with',
    rewrites: [
      {
        file: 'phone/sync/trouble.ts',
        find: '  if (response.status === 413) return',
        replace: `  if (response.status === 404) return { kind: 'problem', problem: 'notFound', message: '', fields: [], retryAfterMs: null };
  if (response.status === 413) return`,
      },
      {
        file: 'phone/sync/pass.ts',
        find: '      const { trouble } = error;',
        replace: `      const { trouble } = error;
      if (trouble.kind === 'problem' && trouble.problem === 'notFound') {
        const serverTime = new Date().toISOString();
        const records = batch.flatMap((letter) => ('text' in letter ? [JSON.parse(letter.text as string)] : []));
        const receipts = records.map(({ id, hash }) => ({ outcome: 'accepted' as const, id, hash, receivedAt: serverTime }));
        await store.applyPage((await store.beginPass()).id, { receipts, changes: [], cursors: {}, serverTime, end: true }, new Date());
        return;
      }`,
      },
    ],
  },
  'dedupe outside the transaction': {
    what: 'which hand-ins are already there is looked up before the transaction, and nothing in the database forbids a second one',
    sql: ['ALTER TABLE hand_in DROP CONSTRAINT hand_in_pkey CASCADE'],
    rewrites: [
      {
        file: 'server/ledger/accept-hand-ins.ts',
        find: 'return await ledger.within(sender.asker, (tx) => accept(tx, sender, arrivals, now));',
        replace: `const seen = await ledger.within(sender.asker, async (tx) => (await standingOf(tx, sender.asker.county, arrivals)).received);
    return await ledger.within(sender.asker, (tx) => accept(tx, { ...sender, seen } as HandInSender, arrivals, now));`,
      },
      {
        file: 'server/ledger/accept-hand-ins.ts',
        find: '  const standing = await standingOf(tx, asker.county, arrivals);',
        replace: `  const { seen } = sender as unknown as { seen: Standing['received'] };
  const standing = { ...(await standingOf(tx, asker.county, arrivals)), received: seen };`,
      },
    ],
  },
};

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** The text of a file with the mistake in it; null when the mistake is elsewhere. */
export function spoilt(bug: string, path: string): string | null {
  const known = CLASSIC_BUGS[bug];
  if (!known) throw new Error(`no such classic bug: ${bug}; there are ${Object.keys(CLASSIC_BUGS).join(', ')}`);
  const rewrites = known.rewrites.filter((rewrite) => src + rewrite.file === path);
  if (rewrites.length === 0) return null;
  return rewrites.reduce(
    (text, { find, replace }) => {
      if (text.split(find).length !== 2) throw new Error(`${path} does not say once: ${find}`);
      return text.replace(find, () => replace);
    },
    readFileSync(path, 'utf8'),
  );
}

/** For the servers' bundle. */
export const bugPlugin = (bug: string): Plugin => ({
  name: `classic bug: ${bug}`,
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const contents = spoilt(bug, path);
      return contents === null ? undefined : { contents, loader: 'ts' };
    });
  },
});

/** For what runs in the process of the tests: the phones and the office. */
export const spoiltBy = (bug: string): { name: string; enforce: 'pre'; load(id: string): string | null } => ({
  name: `classic bug: ${bug}`,
  enforce: 'pre',
  load: (id) => (id.startsWith(src) ? spoilt(bug, id) : null),
});
