// One uploaded file with the fields of its form, within bounds: what is too large is refused unread, what is clearly no spreadsheet at its first bytes.
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../ledger/refusal.ts';
import { kindOf } from '../sheets/file-kind.ts';
import type { ReadingLimits } from '../sheets/reading.ts';

/** The form around a file, in bytes. */
const AROUND = 100_000;
/** How long a browser that is still sending is listened to after it has been refused, so that it hears why instead of a broken line. */
const LINGER_MS = 2000;

export interface Upload {
  fileName: string;
  bytes: Buffer;
  fields: Readonly<Record<string, string>>;
}

/** For the route's `bodyLimit`: larger requests, by their own word, are refused before anything of them is read. */
export const uploadLimit = (fileBytes: number): number => fileBytes + AROUND;

/** For the registration of multipart in the routes' own scope. */
export const multipartFor = (fileBytes: number) => ({
  limits: { files: 1, fields: 10, fieldSize: 1000, fileSize: fileBytes },
  throwFileSizeLimit: false,
});

/** The file and the fields, in whatever order they come. `tooLarge` says what to do. */
export async function receiveUpload(request: FastifyRequest, fileBytes: number, tooLarge: string): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal('unsupportedFile', { message: '请选择一个文件' });
  if (Number(request.headers['content-length'] ?? 0) > uploadLimit(fileBytes)) {
    const { socket } = request.raw;
    setTimeout(() => request.raw.complete || socket.destroy(), LINGER_MS).unref();
    throw new Refusal('tooLarge', { message: tooLarge });
  }
  let file: { name: string; bytes: Buffer } | undefined;
  let cut = false;
  const fields = new Map<string, string>();
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields.set(part.fieldname, String(part.value));
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    cut = part.file.truncated;
    file = { name: part.filename, bytes: cut ? Buffer.alloc(0) : Buffer.concat(chunks) };
  }
  if (cut) throw new Refusal('tooLarge', { message: tooLarge });
  if (!file) throw new Refusal('invalidInput', { message: '请选择一个文件', fields: [{ path: 'file', message: '请选择一个文件' }] });
  return { fileName: file.name.slice(0, 200), bytes: file.bytes, fields: Object.fromEntries(fields) };
}

/** What is clearly no list is refused at once; packed files are opened by the reader, off the event loop, and fail there. */
export function refuseOther(bytes: Buffer, limits: ReadingLimits): void {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return;
  const kind = kindOf(bytes, limits);
  if (typeof kind === 'string') return;
  throw new Refusal(kind.kind === 'unsupported' ? 'unsupportedFile' : 'badFile', { message: kind.message });
}
