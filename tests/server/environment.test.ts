// What the operator may say, and what is answered when it cannot be meant.
import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/server/main/environment.ts';

test('nothing said is the usual installation', () => {
  const usual = readEnvironment({ DATABASE_URL: '', PORT: ' ' }, ['serve']);
  expect(usual).toMatchObject({ mode: 'serve', port: 8080, databaseUrl: null, tls: null, full: false, behindProxy: false });
  expect(usual.dataFolder.endsWith('/data')).toBe(true);
  expect(readEnvironment({}, ['demo', '--full'])).toMatchObject({ mode: 'demo', full: true, demoPassword: 'ruhu-demo' });
});

test.each([
  ['PORT', '80a', /PORT=80a/],
  ['PORT', '70000', /端口号/],
  ['DATABASE_URL', 'mysql://x', /postgres:\/\//],
  ['RUHU_TLS_CERT', '/etc/cert.pem', /一起设置/],
  ['RUHU_LOG', 'loud', /RUHU_LOG/],
])('%s=%s is refused in words', (name, value, words) => {
  expect(() => readEnvironment({ [name]: value }, ['serve'])).toThrow(words);
});

test('a missing certificate and an unknown option name what is meant; a password in an address is not repeated', () => {
  expect(() => readEnvironment({ RUHU_TLS_CERT: '/no/such', RUHU_TLS_KEY: '/no/such' }, ['serve'])).toThrow(/no\/such/);
  expect(() => readEnvironment({}, ['serve', '--fulll'])).toThrow(/--fulll/);
  expect(() => readEnvironment({ DATABASE_URL: 'mysql://me:secret@host/db' }, [])).not.toThrow(/secret/);
});
