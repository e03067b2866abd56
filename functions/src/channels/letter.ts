/**
 * Letters. A letter is composed once into the exact bytes of a PDF, which are stored before anything is printed: text, items, total and
 * where to pay on one page, and on further pages the items that do not fit. The printer hands those bytes to the print folder under the
 * dispatch's own name, so that a repeat finds its letter already there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '@dunlin/shared/dates/instant';
import type { MessageView } from '@dunlin/shared/templates/message-view';
import type { Words } from '@dunlin/shared/templates/words';
import { InvalidMessage, reasonOf, type EffectResult } from './effect.ts';
import { drawItems } from './letter-items.ts';
import {
  drawFooters,
  drawHead,
  drawText,
  ink,
  left,
  makeRoom,
  mm,
  muted,
  newPage,
  ruleColor,
  textWidth,
  type Page,
} from './letter-page.ts';

export type Letter = {
  readonly view: MessageView;
  readonly subject: string;
  /** Paragraphs with a blank line between, the greeting first. Items, payment details and closing follow by themselves. */
  readonly body: string;
  readonly createdAt: Instant;
  readonly words: Words;
};

/**
 * The letter as PDF, the same bytes for the same letter.
 * @throws InvalidMessage when subject, text or postal address is missing, or the address does not fit the window.
 */
export async function composeLetter({ view, subject, body, createdAt, words }: Letter): Promise<Uint8Array> {
  const paragraphs = body.trim().split(/\n\s*\n/);
  if (subject.trim() === '' || body.trim() === '')
    throw new InvalidMessage('A letter needs a subject and a text');
  const page = newPage({ view, subject, createdAt, words });
  drawHead(page, view, words);
  drawText(page, subject, paragraphs);
  drawItems(page, view, words);
  drawPayment(page, view, words);
  drawFooters(page, view, words);
  return bytesOf(page);
}

/** Where and until when to pay, in a frame, and the closing below it: never torn apart. */
function drawPayment(page: Page, view: MessageView, words: Words): void {
  const { pdf } = page;
  const { company } = view;
  const bic = company.bic === '' ? '' : ` (BIC ${company.bic})`;
  const facts = [
    [words.payee, company.name],
    [words.bankAccount, `${company.bankAccount}${bic}`],
    [words.reference, view.reference],
    [words.total, view.total],
    [words.payBy, view.payBy],
  ] as const;
  const frame = { padding: mm(3), line: 13.5 };
  const height = 2 * frame.padding + frame.line * facts.length;
  makeRoom(page, height + mm(20));
  const top = pdf.y + mm(4);
  page.decoration(() => {
    pdf.roundedRect(left, top, textWidth, height, 3).lineWidth(0.8).strokeColor(ruleColor).stroke();
  });
  facts.forEach(([label, value], index) => {
    const y = top + frame.padding + index * frame.line;
    page.tagged('P', () => {
      pdf.font('regular', 9).fillColor(muted);
      pdf.text(label, left + frame.padding, y, { width: mm(45) });
      pdf.font('bold', 9.5).fillColor(ink);
      pdf.text(value, left + mm(50), y, { width: mm(110), lineBreak: false, ellipsis: true });
    });
  });
  pdf.y = top + height + mm(4);
  page.tagged('P', () => {
    pdf.font('regular', 10).fillColor(ink);
    pdf.text(`${words.closing}\n${company.name}`, left, pdf.y, { width: textWidth, lineGap: 2.5 });
  });
}

function bytesOf({ pdf }: Page): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.end();
  });
}

export type LetterPrinter = {
  /** @param dispatchId a UUID; the letter's name in the print folder. */
  print(pdf: Uint8Array, { dispatchId }: { readonly dispatchId: string }): Promise<EffectResult>;
};

/**
 * A printer that puts `<dispatchId>.pdf` into the print folder, whole or not at all, and never over another letter. The same letter found
 * there counts as sent: the folder remembers names.
 */
export function createLetterPrinter({ folder }: { readonly folder: string }): LetterPrinter {
  return {
    async print(pdf, { dispatchId }) {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(dispatchId)) {
        throw new RangeError(`Not the id of a dispatch: ${dispatchId}`);
      }
      const name = `${dispatchId}.pdf`;
      try {
        const created = await createWhole(folder, name, pdf);
        if (created || (await readFile(join(folder, name))).equals(pdf))
          return { kind: 'sent', receipt: receiptOf(name, pdf) };
        return { kind: 'refused', reason: `the print folder has another letter named ${name}` };
      } catch (error) {
        return { kind: 'later', reason: reasonOf(error) };
      }
    },
  };
}

function receiptOf(name: string, pdf: Uint8Array): string {
  return `${name} sha256:${createHash('sha256').update(pdf).digest('hex')}`;
}

/**
 * Creates a file that is complete from the moment it has its name; false when the name is taken. A rename is used, not a hard link,
 * because file shares have none; should two tries of one letter meet, both bring the same bytes.
 */
async function createWhole(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  if (await exists(join(folder, name))) return false;
  const unfinished = join(folder, `.${randomUUID()}.unfinished`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(folder, name));
    return true;
  } finally {
    await unlink(unfinished).catch((error: unknown) => {
      if (!isCode(error, 'ENOENT')) throw error;
    });
    await syncFolder(folder);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** A name survives a power cut only once its folder is on disk. Windows writes folders through and opens none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
