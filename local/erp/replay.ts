/**
 * Replays a history: a CSV file of invoices with issue, due and settlement dates, as it stands long afterwards. For each day it writes
 * the export that an ERP would have made that evening: what was issued by then, and of settlements only what had happened. Only the
 * columns that the mapping names are exported, since others (days late, say) may tell what was not known yet.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvCells, csvLine } from './csv-text.ts';
import { readDay, sequenceOf } from './days.ts';
import type { ErpHistory } from './history.ts';
import { readSource, SourceError } from './read-source.ts';
import { writeDrop } from './write-drop.ts';

export type ReplayOptions = {
  readonly source: string;
  /** Paths of the three files. */
  readonly history: string;
  readonly customers: string;
  /** Its `settled` says whether settled items are left out of an export or stay in it with their date. */
  readonly mapping: string;
  /** After a first full export, only the rows that changed since the last one. */
  readonly mode?: 'full' | 'delta';
};

/** @throws SourceError naming the file when one cannot be read or the mapping lacks what a replay needs. */
export function replayHistory(options: ReplayOptions): ErpHistory {
  const { source, mode = 'full' } = options;
  const mapping = readSource(options.mapping);
  const customers = readSource(options.customers);
  const ledger = ledgerOf(options.history, mappingOf(options.mapping, mapping));
  if (mode === 'delta' && ledger.settled === 'absent') {
    throw new SourceError(`${options.mapping}: settled has to be "marked" for exports of changes only`);
  }

  return {
    source,
    ...ledger.span,
    async drop(folder, day) {
      if (ledger.span.firstDay === undefined || day < ledger.span.firstDay) return undefined;
      const before = mode === 'full' ? undefined : await lastDropBefore(folder, source, day);
      const known = new Set(before === undefined ? [] : ledger.linesOn(before));
      const lines = [ledger.header, ...ledger.linesOn(day).filter((line) => !known.has(line))];
      const items = Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
      return writeDrop(folder, {
        source,
        day,
        mode: before === undefined ? 'full' : 'delta',
        items,
        customers,
        mapping,
      });
    },
  };
}

type Ledger = {
  readonly settled: 'absent' | 'marked';
  readonly span: { readonly firstDay?: string; readonly lastDay?: string };
  readonly header: string;
  linesOn(day: string): readonly string[];
};

type Mapping = {
  readonly settled: 'absent' | 'marked';
  readonly delimiter: string;
  readonly encoding: string;
  readonly dates: string;
  readonly columns: Readonly<Record<string, string>> & {
    readonly issuedOn: string;
    readonly settledOn: string;
  };
};

type Row = {
  readonly cells: readonly string[];
  /** Undefined when it cannot be read: such a row is in every export. */
  readonly issuedOn: string | undefined;
  readonly settledOn: string | undefined;
};

/** Bytes are carried as Latin-1 characters, so that the export has the encoding of the history, whichever it is. */
function ledgerOf(file: string, mapping: Mapping): Ledger {
  const { delimiter, columns, settled } = mapping;
  const text = readSource(file)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const [header = [], ...records] = csvCells(text, delimiter);
  const names = header.map((name) =>
    new TextDecoder(mapping.encoding).decode(Buffer.from(name, 'latin1')).trim(),
  );
  const at = (role: string): number => {
    const index = names.indexOf(columns[role] ?? '');
    if (index < 0) throw new SourceError(`${file}: no column "${columns[role]}" (${role} in the mapping)`);
    return index;
  };
  const kept = Object.keys(columns)
    .map(at)
    .sort((a, b) => a - b);
  const [issued, settledAt, open] = [
    at('issuedOn'),
    at('settledOn'),
    columns['open'] === undefined ? -1 : at('open'),
  ];
  const day = (cell: string | undefined): string | undefined => readDay(cell?.trim() ?? '', mapping.dates);
  const rows = records.map((cells): Row => ({
    cells,
    issuedOn: day(cells[issued]),
    settledOn: day(cells[settledAt]),
  }));

  const lineOn = (row: Row, today: string): string => {
    // A row that lacks cells is exported as broken as it is.
    if (row.cells.length !== header.length) return csvLine(row.cells, delimiter);
    const isSettled = row.settledOn !== undefined && row.settledOn <= today;
    const isFuture = row.settledOn !== undefined && row.settledOn > today;
    const cells = kept.map((index) => {
      if (index === settledAt && isFuture) return '';
      return index === open && isSettled ? '0' : (row.cells[index] ?? '');
    });
    return csvLine(cells, delimiter);
  };

  return {
    settled,
    span: spanOf(rows),
    header: csvLine(
      kept.map((index) => header[index] ?? ''),
      delimiter,
    ),
    linesOn: (today) =>
      rows
        .filter(({ issuedOn }) => issuedOn === undefined || issuedOn <= today)
        .filter(({ settledOn }) => settled === 'marked' || settledOn === undefined || settledOn > today)
        .map((row) => lineOn(row, today)),
  };
}

function spanOf(rows: readonly Row[]): Ledger['span'] {
  const days = (from: readonly (string | undefined)[]): string[] =>
    from.filter((day) => day !== undefined).sort();
  const firstDay = days(rows.map((row) => row.issuedOn))[0];
  const lastDay = days(rows.flatMap((row) => [row.issuedOn, row.settledOn])).at(-1);
  return { ...(firstDay === undefined ? {} : { firstDay }), ...(lastDay === undefined ? {} : { lastDay }) };
}

function mappingOf(file: string, bytes: Buffer): Mapping {
  const whole = jsonOf(file, bytes) as {
    settled?: Mapping['settled'];
    items?: Partial<Pick<Mapping, 'delimiter' | 'encoding' | 'dates' | 'columns'>>;
  };
  const { settled, items } = whole;
  if (settled === undefined || items?.dates === undefined)
    throw new SourceError(`${file}: settled and items.dates are needed`);
  const columns = items.columns;
  if (columns?.issuedOn === undefined || columns.settledOn === undefined) {
    throw new SourceError(`${file}: items.columns.issuedOn and settledOn are needed to replay a history`);
  }
  return {
    settled,
    delimiter: items.delimiter ?? ',',
    encoding: items.encoding ?? 'utf-8',
    dates: items.dates,
    columns,
  };
}

function jsonOf(file: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new SourceError(`${file}: is not JSON (${(cause as SyntaxError).message})`, { cause });
  }
}

/** The day of the last export of this source before `day`, by the manifests in the folder. */
async function lastDropBefore(folder: string, source: string, day: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const manifests = await Promise.all(
    names
      .filter((name) => name.endsWith('.drop.json'))
      .map(
        async (name) =>
          JSON.parse(await readFile(join(folder, name), 'utf8')) as {
            source: string;
            sequence: number;
            asOf: string;
          },
      ),
  );
  return manifests
    .filter((manifest) => manifest.source === source && manifest.sequence < sequenceOf(day))
    .map((manifest) => manifest.asOf)
    .sort()
    .at(-1);
}
