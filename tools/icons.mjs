// Draws the app's icons from one drawing: a house whose door carries a check mark. Run after a change of the drawing: node tools/icons.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const GREEN = '#05693a';
/** The drawing on a 512-unit square; `round` is the corner radius, `scale` leaves room for the mask of a maskable icon. */
const drawing = ({ round, scale }) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <title>入户</title>
  <rect width="512" height="512" rx="${round}" fill="${GREEN}"/>
  <g transform="translate(256 256) scale(${scale}) translate(-256 -256)">
    <path d="M256 84 84 236a20 20 0 0 0 13 35h27v129a28 28 0 0 0 28 28h208a28 28 0 0 0 28-28V271h27a20 20 0 0 0 13-35z" fill="#fff"/>
    <path d="m186 300 50 52 92-100" fill="none" stroke="${GREEN}" stroke-width="40" stroke-linecap="round" stroke-linejoin="round"/>
  </g>
</svg>
`;

const files = [
  { name: 'icon-192.png', size: 192, round: 112, scale: 0.94 },
  { name: 'icon-512.png', size: 512, round: 112, scale: 0.94 },
  { name: 'maskable-512.png', size: 512, round: 0, scale: 0.76 },
  { name: 'apple-touch-icon.png', size: 180, round: 0, scale: 0.88 },
];

mkdirSync('public/icons', { recursive: true });
writeFileSync('public/icons/favicon.svg', drawing({ round: 112, scale: 0.94 }));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', chromiumSandbox: false });
for (const { name, size, round, scale } of files) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing({ round, scale })}`);
  await page.screenshot({ path: `public/icons/${name}`, omitBackground: true });
  await page.close();
}
await browser.close();
