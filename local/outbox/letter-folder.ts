/** The print folder: each PDF in it is a letter, its name the key. Letters are noticed when somebody asks. */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPdf, type PdfText } from './pdf-text.ts';
import type { OutboxStore } from './store.ts';

export type LetterFolder = {
  /** Enters letters that came since the last call. */
  notice(): void;
  read(file: string): Uint8Array | undefined;
};

/** The folder is created if missing. */
export function openLetterFolder({
  folder,
  store,
  now,
}: {
  readonly folder: string;
  readonly store: OutboxStore;
  readonly now: () => string;
}): LetterFolder {
  mkdirSync(folder, { recursive: true });
  const known = new Set(store.files());
  return {
    notice() {
      const files = readdirSync(folder).filter((file) => /^[^.].*\.pdf$/.test(file) && !known.has(file));
      const letters = files.map((file) => letterOf(file, readFileSync(join(folder, file)), now()));
      for (const letter of letters.sort(byDateAndName)) {
        store.add(letter);
        known.add(letter.file);
      }
    },
    read(file) {
      return known.has(file) ? readFileSync(join(folder, file)) : undefined;
    },
  };
}

type EnteredLetter = Parameters<OutboxStore['add']>[0] & { readonly file: string };

/** A letter is dated by its own date: the folder's dates know nothing of the local clock. */
function letterOf(file: string, bytes: Uint8Array, now: string): EnteredLetter {
  const pdf = readable(file, bytes);
  return {
    kind: 'letter',
    at: pdf?.createdAt ?? now,
    from: '',
    to: pdf?.subject ?? '',
    subject: pdf === undefined || pdf.title === '' ? file : pdf.title,
    text: pdf?.pages.join('\n\n') ?? '',
    key: file.slice(0, -'.pdf'.length),
    size: bytes.length,
    headers: [],
    file,
  };
}

/** Anything may lie in a folder: what cannot be read is listed by its name and said in the log. */
function readable(file: string, bytes: Uint8Array): PdfText | undefined {
  try {
    return readPdf(bytes);
  } catch (error) {
    console.error(`outbox: ${file} cannot be read as PDF: ${(error as Error).message}`);
    return undefined;
  }
}

function byDateAndName(a: EnteredLetter, b: EnteredLetter): number {
  return `${a.at} ${a.file}` < `${b.at} ${b.file}` ? -1 : 1;
}
