// A photo is made small and loses what the camera wrote into it; a signature is cut out of its paper; a voice note is of a kind the office can play.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkPart, LEAST_POINTS } from '../../src/phone/screens/evidence/ink.ts';
import { better } from '../../src/phone/screens/evidence/locate.ts';
import { ATTEMPTS, fitWithin, PHOTO_SIDE, partWithin } from '../../src/phone/screens/evidence/photo-size.ts';
import { sayLength, voiceFormat } from '../../src/phone/screens/evidence/voice-format.ts';
import { withoutMetadata } from '../../src/phone/screens/evidence/without-metadata.ts';

const side = fc.integer({ min: 1, max: 12_000 });
const segment = (marker: number, text: string): number[] => [0xff, marker, 0, text.length + 2, ...Buffer.from(text, 'latin1')];
const picture = (...segments: number[][]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);

describe('a photo', () => {
  it('of twelve megapixels is kept at 1600 × 1200; a small one as it is', () => {
    expect(fitWithin({ width: 4000, height: 3000 }, PHOTO_SIDE)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin({ width: 3000, height: 4000 }, PHOTO_SIDE)).toEqual({ width: 1200, height: 1600 });
    expect(fitWithin({ width: 640, height: 480 }, PHOTO_SIDE)).toEqual({ width: 640, height: 480 });
  });

  it('of any shape fits and is never nothing', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const fitted = fitWithin({ width, height }, PHOTO_SIDE);
        return Math.max(fitted.width, fitted.height) <= PHOTO_SIDE && Math.min(fitted.width, fitted.height) >= 1;
      }),
    );
  });

  it('is tried coarser, then smaller, and never larger again', () => {
    for (const [index, attempt] of ATTEMPTS.entries()) {
      const before = ATTEMPTS[index - 1];
      if (before) expect(attempt.side < before.side || (attempt.side === before.side && attempt.quality < before.quality)).toBe(true);
    }
    expect(ATTEMPTS[0]?.side).toBe(PHOTO_SIDE);
  });

  it('of a card is cut to the frame on the screen, and to the picture where the frame goes beyond it', () => {
    const whole = { width: 1920, height: 1440 };
    expect(partWithin(whole, { width: 960, height: 720 }, { x: 100, y: 200, width: 760, height: 480 }, 0)).toEqual({
      x: 200,
      y: 400,
      width: 1520,
      height: 960,
    });
    // A narrow screen shows the middle of a wide picture.
    expect(partWithin(whole, { width: 360, height: 720 }, { x: 0, y: 0, width: 360, height: 720 }, 0)).toEqual({
      x: 600,
      y: 0,
      width: 720,
      height: 1440,
    });
    const box = fc.integer({ min: 50, max: 2000 });
    fc.assert(
      fc.property(box, box, box, box, fc.double({ min: 0, max: 1, noNaN: true }), (pw, ph, bw, bh, from) => {
        const frame = { x: (bw * from) / 2, y: (bh * from) / 2, width: bw / 2, height: bh / 2 };
        const part = partWithin({ width: pw, height: ph }, { width: bw, height: bh }, frame);
        return part.x >= 0 && part.y >= 0 && part.x + part.width <= pw + 1 && part.y + part.height <= ph + 1;
      }),
    );
  });

  it('loses place, time, phone and remarks, and stays the same picture', () => {
    const jfif = segment(0xe0, 'JFIF\0');
    const tables = segment(0xdb, 'tables');
    const spoilt = picture(
      jfif,
      segment(0xe1, 'Exif\0\0GPS 35N'),
      segment(0xe2, 'ICC'),
      tables,
      segment(0xed, 'Photoshop'),
      segment(0xfe, 'a remark'),
    );
    expect(withoutMetadata(spoilt)).toEqual(picture(jfif, tables));
    expect(withoutMetadata(picture(jfif, tables))).toEqual(picture(jfif, tables));
  });

  it('that is none, or is cut off, comes back without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, asJpeg) => {
        const given = asJpeg ? Uint8Array.from([0xff, 0xd8, ...bytes]) : bytes;
        return withoutMetadata(given).length <= given.length;
      }),
    );
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);
    expect(withoutMetadata(png)).toBe(png);
  });
});

describe('a signature', () => {
  it('is cut out with a little paper around it', () => {
    const points = Array.from({ length: LEAST_POINTS }, (_, index) => ({ x: 100 + index * 10, y: 50 + index }));
    expect(inkPart(points, { width: 300, height: 200 })).toEqual({ x: 88, y: 38, width: 94, height: 31 });
    expect(inkPart(points, { width: 120, height: 60 })).toEqual({ x: 88, y: 38, width: 32, height: 22 });
  });

  it('of a slip of the finger is none', () => {
    expect(inkPart([{ x: 1, y: 1 }], { width: 300, height: 200 })).toBeNull();
    expect(inkPart([], { width: 300, height: 200 })).toBeNull();
  });
});

describe('a voice note', () => {
  it('is WebM where the browser records it, MP4 on an iPhone, and nothing where there is neither', () => {
    expect(voiceFormat(() => true)?.type).toBe('audio/webm');
    expect(voiceFormat((kind) => kind.startsWith('audio/mp4'))?.type).toBe('audio/mp4');
    expect(voiceFormat((kind) => kind.startsWith('audio/ogg'))).toBeNull();
  });

  it('says its length', () => expect([0.4, 7, 59.9, 102].map(sayLength)).toEqual(['0:00', '0:07', '0:59', '1:42']));
});

describe('a place', () => {
  it('gives way to a more exact one only', () => {
    const at = (accuracy: number) => ({ latitude: 35, longitude: 111, accuracy, at: '2026-11-22T02:00:00.000Z' });
    expect(better(null, at(900)).accuracy).toBe(900);
    expect(better(at(900), at(15)).accuracy).toBe(15);
    expect(better(at(15), at(40)).accuracy).toBe(15);
  });
});
