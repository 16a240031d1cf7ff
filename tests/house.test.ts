// The map in src/README.md is law: every import, every fetch, every read of the environment stands where its room table allows it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const src = join(root, 'src');

interface Room {
  name: string;
  mayImport: string[];
  onlyHere: string[];
}

const backticked = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);

/** The rows of the room table: | `room` | what it knows | may import | only here |. */
function readTable(): Room[] {
  return readFileSync(join(src, 'README.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 6)
    .map((cells) => ({
      name: backticked(cells[1] as string)[0] as string,
      mayImport: backticked(cells[3] as string),
      onlyHere: backticked(cells[4] as string),
    }));
}

const rooms = readTable();

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ path: file, text: readFileSync(join(src, file), 'utf8') }));

/** The room with the longest name that a path lies in, or undefined. */
function roomOf(path: string): Room | undefined {
  const bare = path.replace(/\.(tsx?|css|sql|json|csv)$/, '');
  return rooms.filter((room) => bare === room.name || bare.startsWith(`${room.name}/`)).sort((a, b) => b.name.length - a.name.length)[0];
}

const IMPORTS = /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

const importsOf = (text: string): string[] => [...text.matchAll(IMPORTS)].map((match) => (match[1] ?? match[2] ?? match[3]) as string);

const allows = (room: Room, target: Room): boolean =>
  target === room || room.mayImport.some((name) => target.name === name || target.name.startsWith(`${name}/`));

const matchesPackage = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern || name.startsWith(`${pattern}/`);

/** Globals that a row may claim, and how their use looks in code. */
const GLOBALS: Record<string, RegExp> = {
  fetch: /(?<![\w.'"`])fetch\(|\b(?:globalThis|window|self)\.fetch\b/,
  indexedDB: /(?<![\w'"`])indexedDB\b/,
  'process.env': /\bprocess\.env\b/,
};

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

describe('the house is as its map says', () => {
  test('the table is there and names each room once', () => {
    expect(rooms.length).toBeGreaterThan(10);
    expect(new Set(rooms.map((room) => room.name)).size).toBe(rooms.length);
  });

  test('every file lies in a room', () => {
    expect(files.filter((file) => !roomOf(file.path)).map((file) => file.path)).toEqual([]);
  });

  test('every import goes where the table allows', () => {
    const broken: string[] = [];
    for (const { path, text } of files) {
      const room = roomOf(path);
      if (!room) continue;
      for (const name of importsOf(text).filter((name) => name.startsWith('.'))) {
        const target = relative(src, join(src, dirname(path), name));
        // Data files and package.json lie outside src; they are inlined by the build.
        if (target.startsWith('..')) continue;
        const targetRoom = roomOf(target);
        if (!targetRoom || !allows(room, targetRoom)) broken.push(`${path} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('a package that belongs to a room is imported nowhere else', () => {
    const claims = rooms.flatMap((room) => room.onlyHere.filter((claim) => !(claim in GLOBALS)).map((pattern) => ({ pattern, room })));
    const broken: string[] = [];
    for (const { path, text } of files) {
      for (const name of importsOf(text).filter((name) => !name.startsWith('.'))) {
        const owners = claims.filter((claim) => matchesPackage(claim.pattern, name)).map((claim) => claim.room);
        const room = roomOf(path);
        if (owners.length > 0 && !owners.some((owner) => owner === room)) broken.push(`${path} imports ${name}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test.each(Object.keys(GLOBALS))('%s is used only where the table says so', (name) => {
    const owners = rooms.filter((room) => room.onlyHere.includes(name));
    expect(owners.length).toBeGreaterThan(0);
    const use = GLOBALS[name] as RegExp;
    const broken = files
      .filter(({ path }) => !owners.some((owner) => roomOf(path) === owner))
      .filter(({ text }) => use.test(withoutComments(text)))
      .map((file) => file.path);
    expect(broken).toEqual([]);
  });

  test('each file opens with a sentence that says what it is', () => {
    const silent = files.filter(({ text }) => !/^(\/\/|\/\*) ?\S.*/.test(text)).map((file) => file.path);
    expect(silent).toEqual([]);
  });
});

test('the lock file names the parts of every platform, so that npm ci works on all of them', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`]),
  );
  expect(missing).toEqual([]);
});
