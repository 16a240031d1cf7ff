// Builds dist/: both faces (a face without a page yet is left out), the server and its workers, the migrations and the places. Nothing when no source changed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const SOURCES = ['src', 'public', 'data', 'tools/build.mjs', 'vite.config.ts', 'package.json', 'package-lock.json'];
const FACES = ['phone', 'desk'];

function* filesIn(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) return void (yield path);
  for (const name of readdirSync(path).sort()) yield* filesIn(join(path, name));
}

/** A database may live in data/: only the tables of places there are sources. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files =
      source === 'data'
        ? readdirSync('data')
            .filter((name) => name.endsWith('.csv'))
            .sort()
            .map((name) => join('data', name))
        : filesIn(source);
    for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Vite takes the version into the pages from here. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const hash = sourceHash();
const stamp = 'dist/build.json';
if (existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).hash === hash && !process.argv.includes('--force')) process.exit(0);

process.stdout.write('正在构建 building…\n');
// A build that is cut off leaves no stamp, and the next one starts over.
rmSync(stamp, { force: true });
process.env.RUHU_VERSION = `${version}+${hash.slice(0, 8)}`;

for (const face of FACES) {
  if (!existsSync(`src/${face}/index.html`)) {
    rmSync(`dist/${face}`, { recursive: true, force: true });
    continue;
  }
  const { build } = await import('vite');
  await build({ mode: face, logLevel: 'warn' });
  await compressAll(`dist/${face}`);
}
await buildServer();
writeFileSync(stamp, `${JSON.stringify({ version, hash })}\n`);

/** Compressed once here instead of at every request; the server picks what the browser takes. */
async function compressAll(folder) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  for (const file of [...filesIn(folder)].filter((name) => /\.(js|css|html|svg|json|webmanifest)$/.test(name))) {
    const content = readFileSync(file);
    if (content.length < 500) continue;
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, options));
    writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
  }
}

async function buildServer() {
  const { build } = await import('esbuild');
  const workers = [...filesIn('src/server')].filter((file) => file.endsWith('-worker.ts'));
  rmSync('dist/server', { recursive: true, force: true });
  await build({
    entryPoints: Object.fromEntries(['src/server/main.ts', ...workers].map((file) => [basename(file, '.ts'), file])),
    outdir: 'dist/server',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    loader: { '.csv': 'text', '.sql': 'text' },
  });
  cpSync('src/server/ledger/migrations', 'dist/server/migrations', { recursive: true });
  mkdirSync('dist/data', { recursive: true });
  for (const name of readdirSync('data').filter((file) => file.endsWith('.csv'))) cpSync(join('data', name), join('dist/data', name));
}
