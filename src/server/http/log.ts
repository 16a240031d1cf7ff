// The server's log: JSON lines with ids and figures only; what could name a person is taken out once more here.
import fastify, { type FastifyBaseLogger } from 'fastify';

const SECRET = [
  'password',
  'current',
  'next',
  'token',
  'csrfToken',
  'idNumber',
  'phone',
  'personName',
  'headName',
  'cookie',
  'authorization',
  'headers',
  'body',
];

/** `to` is where the lines go; standard output when left out. */
export function makeLog(level: string, to?: { write(line: string): void }): FastifyBaseLogger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return fastify({ logger: { level, redact: { paths, censor: '***' }, ...(to ? { stream: to } : {}) } }).log;
}
