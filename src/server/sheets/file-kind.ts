// What a file is by its content, whatever its name says, and whether it is safe to unpack.
import { inflateRawSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import type { ReadingLimits, SheetFailure, SheetFailureKind } from './reading.ts';

const MESSAGES: Record<SheetFailureKind, string> = {
  empty: '文件是空的，请检查后重新选择',
  unsupported: '这不是表格文件，请用 .xlsx、.xls 或 .csv（文件名改了后缀也不行）',
  encrypted: '文件设了打开密码，请在 Excel 里去掉密码、另存后再导入',
  broken: '文件已损坏或不完整，请用 Excel 打开后另存为 .xlsx 再试',
  tooLarge: '文件太大，请分成几个文件（每个不超过 10 万行、20 MB）再导入',
  timeout: '读取超过时限，已停止。请删去多余的工作表和空行，或分成几个文件再导入',
};
export const failure = (kind: SheetFailureKind): SheetFailure => ({ outcome: 'failed', kind, message: MESSAGES[kind] });

export type FileKind = 'workbook' | 'markup' | 'text';

const startsWith = (bytes: Buffer, ...head: number[]): boolean => head.every((byte, at) => bytes[at] === byte);

/** Walks the central directory and really unpacks every entry against a budget: declared sizes may lie. Returns entry names, or why not. */
function unpack(bytes: Buffer, budget: number): string[] | 'broken' | 'tooLarge' | 'encrypted' {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return 'broken';
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let left = budget;
  const names: string[] = [];
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return 'broken';
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const declared = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (flags & 1) return 'encrypted';
    if (declared > left) return 'tooLarge';
    if (local + 30 > bytes.length) return 'broken';
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + packed > bytes.length) return 'broken';
    if (method === 0) left -= packed;
    else if (method === 8) {
      try {
        left -= inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(1, left) }).length;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'broken';
      }
    } else return 'broken';
    if (left < 0) return 'tooLarge';
  }
  return names;
}

function compoundKind(bytes: Buffer): FileKind | SheetFailure {
  try {
    const paths = CFB.read(bytes, { type: 'buffer' }).FullPaths;
    if (paths.some((path: string) => /EncryptedPackage|EncryptionInfo/i.test(path))) return failure('encrypted');
    return paths.some((path: string) => /\/(?:Workbook|Book)$/i.test(path)) ? 'workbook' : failure('unsupported');
  } catch {
    return failure('broken');
  }
}

/** Looks at the first bytes and, for packed files, at everything inside. */
export function kindOf(bytes: Buffer, limits: ReadingLimits): FileKind | SheetFailure {
  if (bytes.length === 0) return failure('empty');
  if (bytes.length > limits.fileBytes) return failure('tooLarge');
  if (startsWith(bytes, 0x50, 0x4b)) {
    const names = unpack(bytes, limits.unpackedBytes);
    if (typeof names === 'string') return failure(names);
    return names.some((name) => /^xl\/workbook\.(?:xml|bin)$/i.test(name)) ? 'workbook' : failure('unsupported');
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return compoundKind(bytes);
  // BIFF 2–5 without a container begin with a BOF record.
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? 0xff) && bytes[3] === 0x00) return 'workbook';
  const unicode = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
  const sample = bytes.subarray(0, 4096);
  if (!unicode && sample.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return failure('unsupported');
  const head = sample.toString('latin1').toLowerCase();
  if (/^\s*%pdf|^\{\\rtf|^#!/.test(head)) return failure('unsupported');
  if (/<html|<table|<!doctype html|urn:schemas-microsoft-com:office:spreadsheet/.test(head)) return 'markup';
  return 'text';
}
