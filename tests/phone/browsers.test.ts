// Browsers in the field: Chrome and WebView 87, Safari 15.4. Syntax is lowered by the build; what a browser lacks at run time is held here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
/** Rooms whose code runs on the phone. */
const ROOMS = ['phone', 'ui', 'paper', 'domain', 'words/phone', 'words/common', 'words/paper', 'wire'];
/** Of these the server only reads files and masks what the office sees. */
const SERVER_ONLY = /^domain\/(matching|roster|masking)/;
const TOO_NEW =
  /\.at\(-?\d|\.findLast(Index)?\(|Object\.hasOwn\(|structuredClone\(|\.to(Sorted|Reversed|Spliced)\(|crypto\.randomUUID\(|\(\?<[!=]|AbortSignal\.timeout\(/;
const STYLES_TOO_NEW = /:has\(|:is\(|:where\(|color-mix\(|accent-color|aspect-ratio|@layer|@container/;

it('nothing on the phone needs a newer browser than Chrome 87', () => {
  const files = ROOMS.flatMap((room) => readdirSync(join(src, room), { recursive: true }).map((name) => join(room, String(name)))).filter(
    (file) => !SERVER_ONLY.test(file),
  );
  const wrong = (ending: RegExp, found: RegExp): string[] =>
    files.filter((file) => ending.test(file)).filter((file) => found.test(readFileSync(join(src, file), 'utf8')));
  expect(files.length).toBeGreaterThan(50);
  expect(wrong(/\.tsx?$/, TOO_NEW)).toEqual([]);
  expect(wrong(/\.css$/, STYLES_TOO_NEW)).toEqual([]);
});
