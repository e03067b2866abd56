/**
 * The page a letter is drawn on: A4 with the address window of DIN 5008 form B, so that it fits the usual window envelopes. Everything
 * that is read is also tagged, for people who listen to letters; rules, fold marks and footers are marked as decoration.
 */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { millisecondsOf, type Instant } from '@dunlin/shared/dates/instant';
import type { MessageView } from '@dunlin/shared/templates/message-view';
import type { Words } from '@dunlin/shared/templates/words';
import { InvalidMessage } from './effect.ts';

export type Page = {
  readonly pdf: PDFKit.PDFDocument;
  /** Draws what belongs under a structure tag: a heading, a paragraph, a table. */
  readonly tagged: (tag: 'H1' | 'P', draw: () => void) => void;
  /** A tag that holds others; it is filled and ended by the caller. */
  readonly open: (tag: 'Table') => PDFKit.PDFStructureElement;
  /** Draws what says nothing. */
  readonly decoration: (draw: () => void) => void;
};

export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const left = mm(25);
export const textWidth = mm(165);
/** Where text ends and the footer begins. */
const bottomOfText = mm(275);

export const ink = '#1a1a1a';
export const muted = '#5c5c5c';
export const ruleColor = '#b5b5b5';

const addressWindow = { top: mm(62.7), width: mm(80), height: mm(27.3) };

const { resolve } = createRequire(import.meta.url);
const fonts = {
  regular: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

/** An empty first page. The document's id comes from this information alone, so the same letter has the same bytes. */
export function newPage({
  view,
  subject,
  createdAt,
  words,
}: {
  readonly view: MessageView;
  readonly subject: string;
  readonly createdAt: Instant;
  readonly words: Words;
}): Page {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: mm(25), bottom: mm(297) - bottomOfText, left, right: mm(20) },
    pdfVersion: '1.7',
    lang: words.language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: subject,
      Author: view.company.name,
      Subject: [view.customer.name, ...view.customer.addressLines].join(', '),
      Keywords: view.reference,
      Creator: 'Dunlin',
      CreationDate: new Date(millisecondsOf(createdAt)),
    },
  });
  escapeMetadata(pdf);
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  const letter = pdf.struct('Document');
  pdf.addStructure(letter);
  return {
    pdf,
    tagged: (tag, draw) => void letter.add(pdf.struct(tag, {}, draw)),
    open: (tag) => {
      const element = pdf.struct(tag);
      letter.add(element);
      return element;
    },
    decoration: (draw) => {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
  };
}

/** pdfkit repeats the information in XMP, which is XML, as it is: the ampersand of a name would make it unreadable. */
function escapeMetadata(pdf: PDFKit.PDFDocument): void {
  const endMetadata = pdf.endMetadata.bind(pdf);
  pdf.endMetadata = () => {
    for (const name of ['Title', 'Author', 'Subject', 'Keywords'] as const) {
      pdf.info[name] = (pdf.info[name] ?? '').replace(
        /[&<>]/g,
        (character) => `&#${character.charCodeAt(0)};`,
      );
    }
    endMetadata();
  };
}

/**
 * Who writes, to whom, and when.
 * @throws InvalidMessage when there is no postal address or the window cannot show all of it.
 */
export function drawHead(page: Page, view: MessageView, words: Words): void {
  const { pdf } = page;
  const { company, customer } = view;
  page.tagged('P', () => {
    pdf.font('bold', 14).fillColor(ink).text(company.name, left, mm(20), { width: textWidth });
    pdf.font('regular', 8).fillColor(muted).text(contactsOf(view), { width: textWidth });
  });

  const sender = [company.name, ...company.addressLines].join(' · ');
  page.decoration(() => {
    pdf.font('regular', 6.5).text(sender, left, mm(58.5), { ...oneLine, width: addressWindow.width });
    pdf.moveTo(left, mm(61.5)).lineTo(left + addressWindow.width, mm(61.5));
    for (const fold of [mm(105), mm(210)]) pdf.moveTo(mm(5), fold).lineTo(mm(9), fold);
    pdf.lineWidth(0.4).strokeColor(ruleColor).stroke();
  });

  if (customer.addressLines.length === 0) throw new InvalidMessage('A letter needs a postal address');
  const address = [customer.name, ...customer.addressLines].join('\n');
  const shape = { width: addressWindow.width, lineGap: 1 };
  pdf.font('regular', 10).fillColor(ink);
  if (pdf.heightOfString(address, shape) > addressWindow.height) {
    throw new InvalidMessage(`The postal address does not fit the window: ${JSON.stringify(address)}`);
  }
  page.tagged('P', () => pdf.text(address, left, addressWindow.top, shape));

  const facts = [
    [words.date, view.today],
    [words.customerNumber, view.debtor.number],
  ] as const;
  facts.forEach(([label, value], index) => {
    const y = addressWindow.top + index * mm(9);
    page.tagged('P', () => {
      pdf
        .font('regular', 7.5)
        .fillColor(muted)
        .text(label, mm(135), y, { width: mm(55) });
      pdf
        .font('regular', 10)
        .fillColor(ink)
        .text(value, { width: mm(55) });
    });
  });
}

/** The subject below the window, then the paragraphs; a long text goes on on the next page. */
export function drawText(page: Page, subject: string, paragraphs: readonly string[]): void {
  const { pdf } = page;
  page.tagged('H1', () => {
    pdf.font('bold', 11).fillColor(ink).text(subject, left, mm(98), { width: textWidth, lineGap: 1.5 });
  });
  pdf.y += 8;
  for (const paragraph of paragraphs) {
    page.tagged('P', () => {
      pdf.font('regular', 10).fillColor(ink).text(paragraph, left, pdf.y, { width: textWidth, lineGap: 2.5 });
    });
    pdf.y += 7;
  }
}

/** What is only known once all pages are there: who writes at the foot of each, and, when there are more, their numbers. */
export function drawFooters(page: Page, view: MessageView, words: Words): void {
  const { pdf } = page;
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    // Below the margin text would open another page.
    pdf.page.margins.bottom = 0;
    page.decoration(() => {
      pdf.font('regular', 7).fillColor(muted);
      pdf.text(view.company.name, left, mm(282), { ...oneLine, width: mm(120) });
      if (count === 1) return;
      pdf.text(words.page(index - start + 1, count), left, mm(282), {
        ...oneLine,
        width: textWidth,
        align: 'right',
      });
      if (index === start) return;
      const whose = `${view.customer.name} · ${words.customerNumber} ${view.debtor.number} · ${view.today}`;
      pdf.text(whose, left, mm(15), { ...oneLine, width: textWidth });
    });
  }
}

/** Goes on on a new page when less than `height` points are left on this one. */
export function makeRoom({ pdf }: Page, height: number): boolean {
  if (pdf.y + height <= bottomOfText) return false;
  pdf.addPage();
  return true;
}

const oneLine = { lineBreak: false, ellipsis: true } as const;

function contactsOf({ company }: MessageView): string {
  return [...company.addressLines, company.phone, company.email].filter((text) => text !== '').join(' · ');
}
