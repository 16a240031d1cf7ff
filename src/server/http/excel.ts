// An Excel file as a reply.
import type { FastifyReply } from 'fastify';

/** As a download with its Chinese name; never kept by a cache, since it holds people's data. */
export function sendExcel(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  return reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes);
}
