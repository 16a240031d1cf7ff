// The phone at / and the desk at /desk/: built files with the cache headers they need, and the page itself for every address a person may open.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, Parts } from './app.ts';
import { sendProblem } from './problems.ts';

/** Vite puts a content hash into every name under assets/: such a file never changes. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+(\.br|\.gz)?$/;

export async function registerFaces(app: App, { faces }: Parts): Promise<void> {
  const built = { phone: existsSync(join(faces.phone, 'index.html')), desk: existsSync(join(faces.desk, 'index.html')) };
  const common = {
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply: { setHeader(name: string, value: string): unknown }, path: string) => {
      // A cache between must not hand one browser's packing to another.
      reply.setHeader('vary', 'accept-encoding');
      reply.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  };
  if (built.phone) await app.register(fastifyStatic, { ...common, root: faces.phone, prefix: '/' });
  if (built.desk) await app.register(fastifyStatic, { ...common, root: faces.desk, prefix: '/desk/', decorateReply: !built.phone });
  app.get('/desk', { schema: { hide: true } }, (_request, reply) => reply.redirect('/desk/', 301));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (!wantsPage(request, path)) return sendProblem(reply, 'notFound');
    const face = path.startsWith('/desk/') ? 'desk' : 'phone';
    if (!built[face]) return sendProblem(reply, 'notFound');
    return page(reply, faces[face]);
  });
}

/** A person opening an address, not a script asking for a file or a service. */
const wantsPage = (request: FastifyRequest, path: string): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !path.startsWith('/api/') &&
  !/\.\w+$/.test(path) &&
  (request.headers.accept ?? '').includes('text/html');

const page = (reply: FastifyReply, root: string): FastifyReply =>
  reply.header('cache-control', 'no-cache').sendFile('index.html', root, { cacheControl: false });
