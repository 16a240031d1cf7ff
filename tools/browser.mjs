// Finds a Chromium for tests and pictures: the one named, an installed one, Playwright's own, the one that came along from npm, or Debian's package.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Whether the program starts at all: a browser whose libraries are missing is no browser. */
function starts(path) {
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function installed() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path) && starts(path));
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) && starts(path) ? path : undefined;
}

/**
 * The packed Chromium of npm's @sparticuz/chromium (Linux x64): unpacked to the temporary folder at its first use.
 * A machine with Node only lacks libnss3: the package carries it too, but unpacks it only when it believes itself on Lambda.
 */
async function broughtAlong() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  if (!existsSync(join(tmpdir(), 'al2023', 'lib'))) rmSync(join(tmpdir(), 'chromium'), { force: true });
  const path = await chromium.executablePath();
  return starts(path) ? path : undefined;
}

function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'inherit' });
  return installed();
}

/** Absolute path of a Chromium that starts; throws with what to do when there is none to be had. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  for (const find of [installed, playwrights, broughtAlong, fromDebian]) {
    try {
      const path = await find();
      if (path) return path;
    } catch (error) {
      console.error(`${find.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  throw new Error('No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to its program file.');
}

/** Launch options for Playwright. Root has no sandbox to give. */
export async function launchOptions() {
  return {
    executablePath: await findBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
  };
}
