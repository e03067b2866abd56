/** The items of a letter as a table: what is open of each, what is deducted, and the total. Headings are repeated on every page. */
import type { MessageView } from '@dunlin/shared/templates/message-view';
import type { Words } from '@dunlin/shared/templates/words';
import { ink, left, makeRoom, mm, muted, ruleColor, textWidth, type Page } from './letter-page.ts';

/** Widths in millimetres: document, issued, due, days overdue, amount, open. */
const columns = [
  { width: mm(41), align: 'left' },
  { width: mm(22), align: 'left' },
  { width: mm(22), align: 'left' },
  { width: mm(18), align: 'right' },
  { width: mm(31), align: 'right' },
  { width: mm(31), align: 'right' },
] as const;

type Cells = readonly [string, string, string, string, string, string];

type Style = {
  readonly tag: 'TH' | 'TD';
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
};

const heading: Style = { tag: 'TH', font: 'regular', size: 7.5, color: muted };
const plain: Style = { tag: 'TD', font: 'regular', size: 9, color: ink };
const strong: Style = { tag: 'TD', font: 'bold', size: 9.5, color: ink };

const padding = 2;

export function drawItems(page: Page, view: MessageView, words: Words): void {
  const headings: Cells = [
    words.document,
    words.issuedOn,
    words.dueOn,
    words.daysPastDue,
    words.amount,
    words.open,
  ];
  const table = page.open('Table');
  const row = (cells: Cells, style: Style): void => {
    if (makeRoom(page, heightOf(page, cells, style))) drawRow(page, table, headings, heading);
    drawRow(page, table, cells, style);
  };

  page.pdf.y += 3;
  // The headings never stand at the foot of a page without an item.
  makeRoom(page, mm(18));
  drawRow(page, table, headings, heading);
  for (const { document, issuedOn, dueOn, daysPastDue, amount, open } of view.lines) {
    row([document, issuedOn, dueOn, daysPastDue, amount, open], plain);
  }
  if (view.creditsTotal !== '') {
    row([words.credits, '', '', '', '', ''], { ...heading, tag: 'TD' });
    for (const { document, issuedOn, open } of view.credits) {
      row([document, issuedOn, '', '', '', `\u2212${open}`], plain);
    }
  }
  row([words.total, '', '', '', '', view.total], strong);
  table.end();
}

/** One row and the rule below it. */
function drawRow(
  { pdf, decoration }: Page,
  table: PDFKit.PDFStructureElement,
  cells: Cells,
  style: Style,
): void {
  const top = pdf.y;
  const height = heightOf({ pdf }, cells, style);
  const row = pdf.struct('TR');
  table.add(row);
  columns.forEach(({ align }, index) => {
    const text = cells[index] ?? '';
    const { x, width } = spanOf(cells, index);
    const size = sizeOf({ pdf }, cells, index, style);
    const y =
      style === heading ? top + height - padding - textHeight({ pdf }, cells, index, style) : top + padding;
    const draw = (): void => {
      if (text === '') return;
      pdf.font(style.font, size).fillColor(style.color).text(text, x, y, { width, align });
    };
    row.add(pdf.struct(style.tag, {}, draw));
  });
  row.end();
  decoration(() => {
    pdf.moveTo(left, top + height).lineTo(left + textWidth, top + height);
    pdf
      .lineWidth(style === plain ? 0.3 : 0.8)
      .strokeColor(ruleColor)
      .stroke();
  });
  pdf.y = top + height;
}

function heightOf(page: Pick<Page, 'pdf'>, cells: Cells, style: Style): number {
  const heights = cells.map((_, index) => textHeight(page, cells, index, style));
  return Math.max(...heights) + 2 * padding;
}

function textHeight(page: Pick<Page, 'pdf'>, cells: Cells, index: number, style: Style): number {
  const size = sizeOf(page, cells, index, style);
  return page.pdf
    .font(style.font, size)
    .heightOfString(cells[index] ?? '', { width: spanOf(cells, index).width });
}

/** Words may be broken over lines, amounts may not: those too wide for their place are written smaller. */
function sizeOf({ pdf }: Pick<Page, 'pdf'>, cells: Cells, index: number, style: Style): number {
  if (style === heading || columns[index]?.align !== 'right') return style.size;
  const needed = pdf.font(style.font, style.size).widthOfString(cells[index] ?? '') + 1;
  return style.size * Math.min(1, spanOf(cells, index).width / needed);
}

const gap = 4;

/** Where a cell writes: its column, the first cell also over empty dates, the last also over empty amounts before it. */
function spanOf(cells: Cells, index: number): { readonly x: number; readonly width: number } {
  let [first, last] = [index, index];
  if (index === 0) while (last < 2 && cells[last + 1] === '') last += 1;
  if (index === columns.length - 1) while (first > 3 && cells[first - 1] === '') first -= 1;
  const widths = columns.map(({ width }) => width);
  const sum = (from: number, to: number): number =>
    widths.slice(from, to).reduce((total, width) => total + width, 0);
  const inset = columns[index]?.align === 'right' ? gap : 0;
  return { x: left + sum(0, first) + inset, width: sum(first, last + 1) - gap };
}
