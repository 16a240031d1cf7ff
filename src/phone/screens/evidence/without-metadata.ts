// A JPEG without what a camera writes beside the picture: place, time, the phone's name, a small picture of its own, remarks.

const SEGMENTS = { first: 0xe0, last: 0xef, comment: 0xfe, scan: 0xda, end: 0xd9 };
/** JFIF and Adobe's colour mark say how the picture is to be read and nothing about where it was taken. */
const KEPT = [0xe0, 0xee];

/**
 * Leaves out every application segment and comment before the picture's data. Canvas encoders write none but JFIF; this is the guard for the browser that does.
 * Bytes that are no JPEG come back as they are.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 3 < bytes.length) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff) break;
    if (marker === SEGMENTS.scan || marker === SEGMENTS.end) break;
    const end = at + 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
    const aside = (marker >= SEGMENTS.first && marker <= SEGMENTS.last && !KEPT.includes(marker)) || marker === SEGMENTS.comment;
    if (!aside) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of kept) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
