// Draws a sheet's pages on a canvas with the device's own fonts, one page at a time (a cheap phone has memory for one), and makes a PDF file of them.
import { layOutPages, type Mark, PAGE } from './lay-out-pages.ts';
import { pdfOfPictures } from './pdf-of-pictures.ts';
import type { Sheet } from './sheet.ts';

const FONT = '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const fontOf = (size: number, weight: 'normal' | 'bold'): string => `${weight} ${size}px ${FONT}`;

const picture = (source: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('a signature could not be drawn'));
    image.src = source;
  });

async function draw(page: CanvasRenderingContext2D, marks: readonly Mark[]): Promise<void> {
  page.fillStyle = '#fff';
  page.fillRect(0, 0, PAGE.width, PAGE.height);
  page.strokeStyle = '#555';
  page.lineWidth = 1;
  for (const mark of marks) {
    if (mark.kind === 'box') {
      page.fillStyle = '#f0f0f0';
      if (mark.shaded) page.fillRect(mark.x, mark.y, mark.width, mark.height);
      page.strokeRect(mark.x, mark.y, mark.width, mark.height);
    } else if (mark.kind === 'line') {
      page.beginPath();
      page.moveTo(mark.x, mark.y);
      page.lineTo(mark.x + mark.width, mark.y);
      page.stroke();
    } else if (mark.kind === 'image') {
      const image = await picture(mark.source);
      const scale = Math.min(mark.width / image.width, mark.height / image.height);
      page.drawImage(image, mark.x, mark.y + mark.height - image.height * scale, image.width * scale, image.height * scale);
    } else {
      page.fillStyle = '#000';
      page.font = fontOf(mark.size, mark.weight);
      page.textAlign = mark.centre ? 'center' : 'left';
      page.fillText(mark.text, mark.x, mark.y);
    }
  }
}

/** The sheet as a PDF file, to be shared or kept. Rejects when the browser gives no canvas. */
export async function pdfOfSheet(sheet: Sheet, pageWords: (page: number, of: number) => string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = PAGE.width;
  canvas.height = PAGE.height;
  const page = canvas.getContext('2d');
  if (!page) throw new Error('this browser has no canvas');
  const measure = (text: string, size: number, weight: 'normal' | 'bold'): number => {
    page.font = fontOf(size, weight);
    return page.measureText(text).width;
  };
  const pictures: { jpeg: Uint8Array; width: number; height: number }[] = [];
  for (const marks of layOutPages(sheet, measure, pageWords)) {
    await draw(page, marks);
    const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
    if (!jpeg) throw new Error('a page could not be drawn');
    pictures.push({ jpeg: new Uint8Array(await jpeg.arrayBuffer()), width: PAGE.width, height: PAGE.height });
  }
  return new Blob([pdfOfPictures(pictures) as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}
