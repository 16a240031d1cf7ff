// The table of guarantees in docs/sync.md names the tests that hold them: those files are there, and say so in these words.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const [, section = ''] = readFileSync(join(root, 'docs/sync.md'), 'utf8').split('## Guarantees and the tests that hold them');
const rows = (section.split('\n## ')[0] ?? '').split('\n').flatMap((line) => /^\| (\d+) ([^|]+)\|(.+)\|$/.exec(line)?.slice(1) ?? []);
const guarantees = Array.from({ length: rows.length / 3 }, (_, at) => ({
  number: Number(rows[at * 3]),
  name: rows[at * 3 + 1],
  held: rows[at * 3 + 2] ?? '',
}));

test('every guarantee from 1 to 14 has its row', () => {
  expect(guarantees.map((one) => one.number)).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
});

test.each(guarantees)('$number $name is held by tests that are there', ({ held }) => {
  const missing = held.split(' · ').flatMap((place) => {
    const file = /`((?:tests|e2e)\/[^`]+)`/.exec(place)?.[1];
    if (!file) return place.includes('“') ? [`no file before ${place}`] : [];
    if (!existsSync(join(root, file))) return [file];
    const text = readFileSync(join(root, file), 'utf8');
    const titles = [...place.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? '');
    return titles.length === 0 ? [`${file}: no title`] : titles.filter((title) => !text.includes(title)).map((title) => `${file}: ${title}`);
  });
  expect(missing).toEqual([]);
});
