// Who comes by plain http to the port that speaks HTTPS is shown the right address instead of a broken connection.
import { createServer } from 'node:http';
import type { Server, Socket } from 'node:net';

/** First byte of every TLS connection: a handshake record. */
const HANDSHAKE = 0x16;
/** Who connects and says nothing is let go, ms. */
const SILENT = 5000;

export function redirectPlainComers(server: Server): void {
  const plain = createServer((request, reply) => {
    const host = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(request.headers.host ?? '') ? request.headers.host : undefined;
    const path = request.url?.startsWith('/') ? request.url : '/';
    reply.setHeader('connection', 'close').setHeader('cache-control', 'no-store').setHeader('content-type', 'text/plain; charset=utf-8');
    if (!host) return reply.writeHead(400).end('请用 https:// 开头的网址。Use an address that begins with https://.\n');
    // Only reading is sent on: a password typed into a form has been seen by then.
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (reading) reply.setHeader('location', `https://${host}${path}`);
    return reply.writeHead(reading ? 307 : 400).end(`请用 https:// 开头的网址。Use an address that begins with https://: https://${host}/\n`);
  });
  const secure = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    socket.setTimeout(SILENT, onError);
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      socket.removeListener('timeout', onError).setTimeout(0);
      socket.removeListener('error', onError);
      if (!first) return void socket.destroy();
      socket.unshift(first);
      if (first[0] !== HANDSHAKE) return void plain.emit('connection', socket);
      for (const listener of secure) listener.call(server, socket);
    });
  });
}
