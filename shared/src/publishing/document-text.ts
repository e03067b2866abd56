/**
 * The policy as a text file (YAML 1.2) that people read, compare and keep under version control. Nothing is lost on the way to the rows and
 * back. Steps stand under their strategy.
 */
import { LineCounter, parseDocument, stringify } from 'yaml';
import type { Table } from '../tables/table.ts';
import {
  inOneOrder,
  ofParts,
  parts,
  placeOf,
  policyTables,
  repeated,
  type Part,
  type PolicyDocument,
} from './document.ts';
import { anError, type Problem } from './problem.ts';
import { readableName, valueProblem, type ReadableRow, type ReadableValue } from './readable-row.ts';

const head = `# Dunlin policy. Names are those of the columns; what is left out is empty.
# npm run policy -- check --file <this file>
`;

/** The same document always gives the same text. */
export function printDocument(document: PolicyDocument): string {
  const ordered = inOneOrder(document);
  const rows = ofParts((part) => ordered[part].map((row) => inColumnOrder(policyTables[part], row)));
  const { steps, ...others } = rows;
  const stepsOf = (code: unknown): readonly ReadableRow[] =>
    steps.filter(({ strategy }) => strategy === code).map(({ strategy: _, ...step }) => step);
  const plain = {
    ...others,
    strategies: rows.strategies.map((row) => ({ ...row, steps: stepsOf(row.code) })),
  };
  return head + stringify(plain, { lineWidth: 0, blockQuote: 'literal' });
}

export type ParsedDocument =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** @returns every problem with its place, so that a file is mended in one go */
export function parseDocumentText(text: string): ParsedDocument {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (parsed.errors.length > 0) {
    return {
      ok: false,
      problems: parsed.errors.map(({ pos, message }) =>
        anError(`line ${lines.linePos(pos[0]).line}`, '', message.split('\n')[0] ?? message),
      ),
    };
  }
  const problems: Problem[] = [];
  const document = documentIn(parsed.toJS() as unknown, problems);
  problems.push(...repeated(document));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, document };
}

/** `steps` is found under the strategies only. */
const topParts = parts.filter((part) => part !== 'steps');

function documentIn(value: unknown, problems: Problem[]): PolicyDocument {
  const root = isRecord(value) ? value : {};
  if (!isRecord(value)) problems.push(anError('the file', '', `lists are expected: ${topParts.join(', ')}`));
  for (const name of Object.keys(root)) {
    if (!topParts.some((part) => part === name))
      problems.push(anError(name, '', `there are only ${topParts.join(', ')}`));
  }
  const list = (place: string, rows: unknown): readonly Readonly<Record<string, unknown>>[] => {
    if (rows === undefined || rows === null) return [];
    if (Array.isArray(rows) && rows.every(isRecord)) return rows;
    problems.push(anError(place, '', 'a list of rows is expected'));
    return [];
  };
  const steps = list('strategies', root.strategies).flatMap((row) =>
    list(`strategy ${String(row.code)}, steps`, row.steps).map((step) => ({ strategy: row.code, ...step })),
  );
  const rows = ofParts((part) => (part === 'steps' ? steps : list(part, root[part])));
  return inOneOrder(
    ofParts((part) =>
      rows[part].map((row: Readonly<Record<string, unknown>>) => {
        const { steps: _, ...own } = row;
        return rowIn(part, part === 'strategies' ? own : row, problems);
      }),
    ),
  );
}

function rowIn(part: Part, values: Readonly<Record<string, unknown>>, problems: Problem[]): ReadableRow {
  const table: Table = policyTables[part];
  const columns = new Map(
    Object.entries(table.columns).map(([name, column]) => [readableName(name, column), column]),
  );
  const place = placeOf(part, values as ReadableRow);
  const row: Record<string, ReadableValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const column = columns.get(name);
    if (column === undefined) {
      problems.push(anError(`${place}, ${name}`, '', `there are only ${[...columns.keys()].join(', ')}`));
      continue;
    }
    if (value === null || value === '') continue;
    const problem = valueProblem(`${place}, ${name}`, column, value);
    if (problem) problems.push(problem);
    else row[name] = value as ReadableValue;
  }
  for (const [name, { required, label }] of columns) {
    if (
      required &&
      row[name] === undefined &&
      !problems.some((problem) => problem.place === `${place}, ${name}`)
    )
      problems.push(anError(`${place}, ${name}`, '', `${label} has to be filled in`));
  }
  return row;
}

function inColumnOrder(table: Table, row: ReadableRow): ReadableRow {
  const names = Object.entries(table.columns).map(([name, column]) => readableName(name, column));
  // The code names the row, so it comes first.
  return Object.fromEntries(
    ['code', ...names.filter((name) => name !== 'code')].flatMap((name) => {
      const value = row[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
