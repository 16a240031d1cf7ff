// A photo as it is kept: drawn anew the right way up, at most 1600 pixels and about 400 kB, with nothing of the camera in it.
import { ATTEMPTS, fitWithin, type Part, PHOTO_BYTES, type Size } from './photo-size.ts';
import { withoutMetadata } from './without-metadata.ts';

type Drawn = HTMLImageElement | HTMLVideoElement;

const sizeOf = (picture: Drawn): Size =>
  picture instanceof HTMLVideoElement
    ? { width: picture.videoWidth, height: picture.videoHeight }
    : { width: picture.naturalWidth, height: picture.naturalHeight };

/** Off the page where the browser can (Chrome 69, Safari 16.4), else on a canvas that nobody sees. */
async function encode(picture: Drawn, part: Part, { width, height }: Size, quality: number): Promise<Blob> {
  if (typeof OffscreenCanvas === 'function' && 'convertToBlob' in OffscreenCanvas.prototype) {
    const canvas = new OffscreenCanvas(width, height);
    draw(canvas.getContext('2d'), picture, part, { width, height });
    return canvas.convertToBlob({ type: 'image/jpeg', quality });
  }
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  draw(canvas.getContext('2d'), picture, part, { width, height });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  // Safari lets go of a canvas's memory only when it has no size.
  Object.assign(canvas, { width: 0, height: 0 });
  if (!blob) throw new UnreadablePicture();
  return blob;
}

function draw(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null, picture: Drawn, part: Part, size: Size): void {
  if (!context) throw new UnreadablePicture();
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height);
}

/** A file that this browser can't show as a picture. */
export class UnreadablePicture extends Error {}

/** `part`: only this of the picture. Throws UnreadablePicture. */
export async function shrink(picture: Drawn, part?: Part): Promise<Uint8Array> {
  const whole = part ?? { x: 0, y: 0, ...sizeOf(picture) };
  if (whole.width < 1 || whole.height < 1) throw new UnreadablePicture();
  for (const [index, { side, quality }] of ATTEMPTS.entries()) {
    const blob = await encode(picture, whole, fitWithin(whole, side), quality);
    if (blob.size <= PHOTO_BYTES || index === ATTEMPTS.length - 1) return withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
  }
  throw new UnreadablePicture();
}

/** A file from the phone. An image element turns it the right way up in every browser that we know; a bitmap does not in all of them. */
export async function shrinkFile(file: Blob): Promise<Uint8Array> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.decoding = 'async';
  image.src = url;
  try {
    await image.decode();
    return await shrink(image);
  } catch (error) {
    if (error instanceof DOMException) throw new UnreadablePicture();
    throw error;
  } finally {
    image.src = '';
    URL.revokeObjectURL(url);
  }
}
