import { deflateSync } from 'node:zlib';
import { readPdf } from './pdf-text.ts';

const stream = (text: string): string => {
  const packed = deflateSync(text).toString('latin1');
  return `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream\n`;
};
const utf16 = (text: string): string =>
  `\u00fe\u00ff${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`.replace(/[()\\]/g, '\\$&');

/** One page that says “Ár 7” and, on the same height, “őű”; glyph 5 is the ligature ffi. */
function aPdf(title: string): Uint8Array {
  const map = '<0000> <0006> [<0000> <00c1> <0072> <0020> <0037> <0066 0066 0069> <0151>]';
  const content =
    'BT\n1 0 0 1 70 700 Tm\n/F1 9 Tf\n[<00010002> 12.5 <00030004> 0] TJ\nET\n' +
    'BT\n1 0 0 1 170 700.4 Tm\n/F1 9 Tf\n[<0006> 0] TJ\nET\nBT\n1 0 0 1 70 600 Tm\n/F1 9 Tf\n[<0005> 0] TJ\nET\n';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>\n',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>\n',
    '<< /Type /Page /Contents 4 0 R /Resources 5 0 R >>\n',
    stream(content),
    '<< /Font << /F1 6 0 R >> >>\n',
    '<< /Type /Font /ToUnicode 7 0 R >>\n',
    stream(map),
    '<< /Title 9 0 R /Subject 10 0 R /CreationDate 11 0 R >>\n',
    `(${title})\n`,
    '(Fo utca 1, \\(Budapest\\))\n',
    '(D:20260320081500Z)\n',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}endobj\n`).join('');
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Info 8 0 R >>\n%%EOF`, 'latin1');
}

describe('readPdf', () => {
  it('reads information and text, a line for each height', () => {
    expect(readPdf(aPdf(utf16('Emlékeztető (2) \\ ')))).toEqual({
      title: 'Emlékeztető (2) \\ ',
      subject: 'Fo utca 1, (Budapest)',
      createdAt: '2026-03-20T08:15:00.000Z',
      pages: ['Ár 7  ő\nffi'],
    });
  });

  it('finds nothing in what is no PDF', () => {
    expect(readPdf(Buffer.from('not a PDF'))).toEqual({
      title: '',
      subject: '',
      createdAt: undefined,
      pages: [],
    });
  });
});
