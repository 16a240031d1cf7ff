// A photo as a phone's camera writes it: lying on its side with a note that it is to be turned, the place, the time and the phone's name in it.
import type { Page } from '@playwright/test';

/** Entries of an Exif directory, little-endian: tag, type, count, value or where it stands. */
function directory(entries: readonly (readonly [number, number, number, number])[]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}

const MODEL = 'SECRET-PHONE\0';
const TAKEN = '2026:11:22 10:00:00\0';

/** An Exif segment: orientation 6 (a quarter turn to the right), model, time, and a GPS directory with a latitude. */
export function exif(): Buffer {
  const first = 8;
  const modelAt = first + 2 + 4 * 12 + 4;
  const takenAt = modelAt + MODEL.length;
  const gpsAt = takenAt + TAKEN.length;
  const degreesAt = gpsAt + 2 + 2 * 12 + 4;
  const degrees = Buffer.alloc(24);
  [35, 1, 29, 1, 28, 1].forEach((value, index) => {
    degrees.writeUInt32LE(value, index * 4);
  });
  const tiff = Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    directory([
      [0x0110, 2, MODEL.length, modelAt],
      [0x0112, 3, 1, 6],
      [0x0132, 2, TAKEN.length, takenAt],
      [0x8825, 4, 1, gpsAt],
    ]),
    Buffer.from(MODEL + TAKEN, 'latin1'),
    directory([
      [0x0001, 2, 2, 'N'.charCodeAt(0)],
      [0x0002, 5, 3, degreesAt],
    ]),
    degrees,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body, Buffer.from([0xff, 0xfe, 0, 12]), Buffer.from('GPS 35.49N', 'latin1')]);
}

/** 2400 × 1800, red in its upper left, with much in it that packs badly; `hue` tells one picture from another. */
export async function photoOfACamera(page: Page, hue = 0): Promise<Buffer> {
  const plain = await page.evaluate(async (shift) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 2400, height: 1800 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    for (let x = 0; x < 2400; x += 6)
      for (let y = 0; y < 1800; y += 6) {
        context.fillStyle = `hsl(${(x * 7 + y * 13 + shift) % 360} 60% ${30 + ((x * y) % 40)}%)`;
        context.fillRect(x, y, 6, 6);
      }
    context.fillStyle = '#e01010';
    context.fillRect(0, 0, 400, 400);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  }, hue);
  const bytes = Buffer.from(plain);
  return Buffer.concat([bytes.subarray(0, 2), exif(), bytes.subarray(2)]);
}
