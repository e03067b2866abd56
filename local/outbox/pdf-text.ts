/**
 * What a PDF says, for lists, searches and tests: its information and its text in the order in which it was drawn. Reads what simple
 * writers write (plain objects, Flate streams, text shown through fonts with a ToUnicode map); what it does not know it leaves out.
 */
import { inflateSync } from 'node:zlib';

export type PdfText = {
  readonly title: string;
  /** The document's “subject” entry. */
  readonly subject: string;
  readonly createdAt: string | undefined;
  readonly pages: readonly string[];
};

export function readPdf(bytes: Uint8Array): PdfText {
  const objects = objectsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const dictionary = (id: string | undefined): string => objects.get(Number(id))?.head ?? '';
  const info = dictionary(reference(objects.trailer, 'Info'));
  const text = (name: string): string => stringOf(dictionary(reference(info, name)));
  const catalog = dictionary(reference(objects.trailer, 'Root'));
  const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary(reference(catalog, 'Pages')))?.[1] ?? '';
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const page = dictionary(id);
    const resources = dictionary(reference(page, 'Resources'));
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => {
        const map = objects.get(Number(reference(dictionary(font), 'ToUnicode')))?.stream;
        return [name, charactersOf(map?.toString('latin1') ?? '')] as const;
      }),
    );
    const content = objects.get(Number(reference(page, 'Contents')))?.stream;
    return textOf(content?.toString('latin1') ?? '', fonts);
  });
  const created = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(text('CreationDate'));
  const [, year, month, day, hour, minute, second] = created ?? [];
  const createdAt = created ? `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z` : undefined;
  return { title: text('Title'), subject: text('Subject'), createdAt, pages };
}

type PdfObject = { readonly head: string; readonly stream?: Buffer };

/** The most an object's stream may unpack to. */
const maxStreamBytes = 16 * 1024 * 1024;

function objectsOf(bytes: Buffer): Map<number, PdfObject> & { trailer: string } {
  const all = bytes.toString('latin1');
  const objects = new Map<number, PdfObject>();
  const start = /(\d+) 0 obj\s/g;
  for (let match = start.exec(all); match; match = start.exec(all)) {
    const end = all.indexOf('endobj', start.lastIndex);
    const streamAt = all.indexOf('stream\n', start.lastIndex);
    const head = all.slice(start.lastIndex, streamAt !== -1 && streamAt < end ? streamAt : end);
    if (streamAt === -1 || streamAt > end) {
      objects.set(Number(match[1]), { head });
      continue;
    }
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const packed = bytes.subarray(streamAt + 7, streamAt + 7 + length);
    const stream = head.includes('/FlateDecode')
      ? inflateSync(packed, { maxOutputLength: maxStreamBytes })
      : packed;
    objects.set(Number(match[1]), { head, stream });
    start.lastIndex = streamAt + 7 + length;
  }
  return Object.assign(objects, { trailer: all.slice(all.lastIndexOf('trailer')) });
}

function reference(dictionary: string, name: string): string | undefined {
  return new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1];
}

/** A literal string: UTF-16 with a byte order mark, or single bytes. */
function stringOf(literal: string): string {
  const inside = /\(([^]*)\)/.exec(literal)?.[1] ?? '';
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const raw = inside.replace(/\\([nrtbf()\\])/g, (_, character: string) => escapes[character] ?? character);
  if (!raw.startsWith('\u00fe\u00ff')) return raw;
  return Buffer.from(raw.slice(2), 'latin1').swap16().toString('utf16le');
}

/** Glyph codes to text, from the ranges of a ToUnicode map. */
function charactersOf(map: string): ReadonlyMap<number, string> {
  const characters = new Map<number, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]+)>/g)].forEach(([, units = ''], index) => {
      const codes = units.split(' ').map((unit) => parseInt(unit, 16));
      characters.set(parseInt(from, 16) + index, String.fromCharCode(...codes));
    });
  }
  return characters;
}

/** Pieces on one height are one line, with two spaces between. */
function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  const lines: { readonly height: number; text: string }[] = [];
  for (const [, block = ''] of content.matchAll(/\bBT\b([^]*?)\bET\b/g)) {
    const height = Number(/([\d.-]+) Tm/.exec(block)?.[1] ?? 0);
    const font = fonts.get(/\/(F\d+) [\d.]+ Tf/.exec(block)?.[1] ?? '');
    const shown = [...block.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    const text = shown.map((code) => font?.get(parseInt(code, 16)) ?? '').join('');
    const last = lines.at(-1);
    if (last && Math.abs(last.height - height) < 2) last.text += `  ${text}`;
    else lines.push({ height, text });
  }
  return lines.map((line) => line.text.trimEnd()).join('\n');
}
