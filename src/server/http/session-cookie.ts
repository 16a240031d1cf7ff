// The cookie that carries a session's token: out of reach of scripts, sent to this site only.
import type { FastifyReply, FastifyRequest } from 'fastify';

/** With TLS the browser itself holds the cookie to this host and to HTTPS. */
const nameOf = (secure: boolean): string => (secure ? '__Host-ruhu' : 'ruhu');

export const sessionToken = (request: FastifyRequest, secure: boolean): string | undefined => request.cookies[nameOf(secure)];

export function keepCookie(reply: FastifyReply, token: string, expires: Date, secure: boolean): void {
  reply.setCookie(nameOf(secure), token, { path: '/', httpOnly: true, sameSite: 'lax', secure, expires });
}

export function dropCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(nameOf(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
}
