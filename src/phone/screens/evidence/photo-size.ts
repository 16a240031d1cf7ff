// How large a photo is kept: small enough for a village's network, large enough to read an ID card on it.

/** The longer side, in pixels. */
export const PHOTO_SIDE = 1600;
/** So many bytes a photo has at most, where quality and size can bring it there. */
export const PHOTO_BYTES = 400_000;

export interface Size {
  width: number;
  height: number;
}

/** The same shape within `side`; never enlarged, never less than a pixel. */
export function fitWithin({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export interface Attempt {
  side: number;
  /** Of a JPEG, 0 to 1. */
  quality: number;
}

/** What is tried one after the other until a photo is small enough: coarser first, then smaller; the last is taken whatever it weighs. */
export const ATTEMPTS: readonly Attempt[] = [
  { side: PHOTO_SIDE, quality: 0.82 },
  { side: PHOTO_SIDE, quality: 0.7 },
  { side: PHOTO_SIDE, quality: 0.58 },
  { side: 1280, quality: 0.6 },
  { side: 1024, quality: 0.55 },
  { side: 800, quality: 0.5 },
];

/** The part of a picture, in its own pixels. */
export interface Part extends Size {
  x: number;
  y: number;
}

/**
 * What of the camera's picture lies within the frame on the screen, a little more on each side: hands are not exact.
 * The picture covers `box` (CSS object-fit: cover); `frame` is given in the box's pixels.
 */
export function partWithin(picture: Size, box: Size, frame: Part, margin = 0.06): Part {
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const left = (picture.width - box.width / scale) / 2;
  const top = (picture.height - box.height / scale) / 2;
  const more = { x: frame.width * margin, y: frame.height * margin };
  const x = Math.max(0, left + (frame.x - more.x) / scale);
  const y = Math.max(0, top + (frame.y - more.y) / scale);
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(Math.min(picture.width - x, (frame.width + 2 * more.x) / scale)),
    height: Math.round(Math.min(picture.height - y, (frame.height + 2 * more.y) / scale)),
  };
}
