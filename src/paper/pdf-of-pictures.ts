// A PDF whose pages are JPEG pictures: all that sharing a drawn sheet needs. A PDF library weighs 100 kB and more on the phone, for text that would need a Chinese font of megabytes.

const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** Pages in order, each a whole JPEG of `width` × `height` dots that fills an A4 page (595 × 842 points). */
export function pdfOfPictures(pictures: readonly { jpeg: Uint8Array; width: number; height: number }[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (number: number, head: string, stream?: Uint8Array): void => {
    offsets[number] = length;
    write(latin(`${number} 0 obj\n${head}\n`));
    if (stream) {
      write(latin('stream\n'));
      write(stream);
      write(latin('\nendstream\n'));
    }
    write(latin('endobj\n'));
  };
  // The four bytes above 127 say that the file is not text.
  write(latin('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'));
  const pageNumber = (index: number): number => 3 + index * 3;
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Kids [${pictures.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] /Count ${pictures.length} >>`);
  pictures.forEach(({ jpeg, width, height }, index) => {
    const page = pageNumber(index);
    object(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${page + 1} 0 R /Resources << /XObject << /P ${page + 2} 0 R >> >> >>`,
    );
    const draw = latin('595 0 0 842 0 0 cm /P Do');
    object(page + 1, `<< /Length ${draw.length} >>`, draw);
    object(
      page + 2,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    );
  });
  const table = length;
  const count = 3 + pictures.length * 3;
  const entries = offsets
    .slice(1)
    .map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  write(latin(`xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`));
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
