// Builds the two faces: `--mode phone` the collector's PWA at /, `--mode desk` the office's pages at /desk/.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };

/** Browsers in the field: Chrome and WebView 87, Safari 15.4, Firefox of the day. */
const target = ['chrome87', 'safari15.4', 'firefox115'];

const phone: UserConfig = {
  root: at('src/phone'),
  base: '/',
  publicDir: at('public'),
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: { outDir: at('dist/phone'), emptyOutDir: true, target, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'worker',
      filename: 'sw.ts',
      // The form may be open: a new version waits until the person agrees.
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'] },
      manifest: {
        id: '/',
        name: '入户 · 防止返贫动态监测',
        short_name: '入户',
        description: '入户核查，没有信号也能用',
        lang: 'zh-CN',
        dir: 'ltr',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'portrait',
        theme_color: '#05693a',
        background_color: '#f1f3f1',
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
};

const desk: UserConfig = {
  root: at('src/desk'),
  base: '/desk/',
  publicDir: false,
  build: { outDir: at('dist/desk'), emptyOutDir: true, target },
};

export default defineConfig(({ mode }) => ({
  ...(mode === 'desk' ? desk : phone),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { transformer: 'postcss' },
}));
