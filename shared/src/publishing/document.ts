/**
 * The policy as one document: every row that people keep of it, without ids and in one order. Two environments with the same policy have
 * the same document, and the same digest of it.
 */
import { canonicalJson, digestOf, uuidOf } from '../actions/keys.ts';
import type { PolicyRows } from '../records/policy-rows.ts';
import {
  alertRule,
  calendar,
  contactPolicy,
  scoreCard,
  segment,
  severity,
  strategy,
  strategyStep,
  template,
} from '../tables/policy.ts';
import type { RowOf, Table } from '../tables/table.ts';
import { anError, type Problem } from './problem.ts';
import { readableRow, storedRow, type ReadableRow, type StoredRow } from './readable-row.ts';

/** What a policy consists of; what a row refers to stands before it. */
export const policyTables = {
  calendars: calendar,
  contactPolicies: contactPolicy,
  strategies: strategy,
  steps: strategyStep,
  segments: segment,
  severities: severity,
  alertRules: alertRule,
  scoreCards: scoreCard,
  templates: template,
} as const satisfies Readonly<Record<string, Table>>;

export type Part = keyof typeof policyTables;
export const parts = Object.keys(policyTables) as readonly Part[];

export function ofParts<T>(make: (part: Part) => T): Readonly<Record<Part, T>> {
  return Object.fromEntries(parts.map((part) => [part, make(part)])) as Record<Part, T>;
}

export type PolicyDocument = Readonly<Record<Part, readonly ReadableRow[]>>;

export type TemplateRow = RowOf<typeof template>;
export type DocumentRows = PolicyRows & { readonly templates: readonly TemplateRow[] };

/** The document that the rows make; rows without a code of their own are named among the problems. */
export function documentOf(rows: Readonly<Record<Part, readonly StoredRow[]>>): {
  readonly document: PolicyDocument;
  readonly problems: readonly Problem[];
} {
  const codes = new Map(
    parts.flatMap((part) => rows[part].map((row) => [rowId(policyTables[part], row), textOf(row.dun_code)])),
  );
  const codeOf = (_table: string, id: string): string | undefined => codes.get(id);
  const problems: Problem[] = [];
  const readable = (part: Part, some: readonly StoredRow[]): readonly ReadableRow[] =>
    some.map((row) => {
      const read = readableRow(policyTables[part], row, placeOfStored(part, row, codeOf), codeOf);
      problems.push(...read.problems);
      return read.row;
    });
  const document = inOneOrder(
    ofParts((part) => readable(part, part === 'steps' ? ofStrategies(rows) : rows[part])),
  );
  return { document, problems: [...problems, ...repeated(document)] };
}

/** Without the steps of strategies that were taken out. */
function ofStrategies({
  strategies,
  steps,
}: Readonly<Record<Part, readonly StoredRow[]>>): readonly StoredRow[] {
  const ids = new Set(strategies.map((row) => rowId(strategy, row)));
  return steps.filter(({ _dun_strategyid_value: id }) => typeof id !== 'string' || ids.has(id));
}

/** Names a row for people: `step business/second-notice`, `template first-notice (email, hu)`. */
export function placeOf(part: Part, row: ReadableRow): string {
  const code = textOf(row.code);
  switch (part) {
    case 'calendars':
      return `calendar ${code}`;
    case 'contactPolicies':
      return `contact policy ${code}`;
    case 'strategies':
      return `strategy ${code}`;
    case 'steps':
      return `step ${textOf(row.strategy)}/${code}`;
    case 'segments':
      return `segment ${code}`;
    case 'severities':
      return `severity class ${code}`;
    case 'alertRules':
      return `alert rule ${code}`;
    case 'scoreCards':
      return `score card ${code}`;
    case 'templates':
      return `template ${code} (${textOf(row.channel)}, ${textOf(row.language)})`;
  }
}

/** Rows as the domain reads them, with ids that follow from their codes. @throws RangeError when a column is not known */
export function rowsOf(document: PolicyDocument): DocumentRows {
  const rows = ofParts((part) =>
    document[part].map((row): StoredRow => {
      const table = policyTables[part];
      const isNamedByCode = part !== 'steps' && part !== 'templates';
      const id = documentId(table.name, isNamedByCode ? textOf(row.code) : placeOf(part, row));
      return { [`${table.name}id`]: id, ...storedRow(table, row, documentId), ...asRead };
    }),
  );
  // Each row has the columns of its table, as a read of them has.
  return rows as unknown as DocumentRows;
}

/** The id a row has in the rows of every document. */
export function documentId(table: string, code: string): string {
  return uuidOf('policy row', table, code);
}

export function digestOfDocument(document: PolicyDocument): string {
  return digestOf(canonicalJson(document));
}

/** Columns that are no part of the policy but of every row. */
const asRead = { '@odata.etag': '', statecode: 0, statuscode: 1, createdon: '', modifiedon: '' } as const;

/** Steps in the order in which they are taken, all else by what names it. */
export function inOneOrder(document: PolicyDocument): PolicyDocument {
  return ofParts((part) => [...document[part]].sort(byName(part)));
}

function byName(part: Part) {
  return (a: ReadableRow, b: ReadableRow): number => {
    if (part === 'steps' && a.strategy === b.strategy && a.order !== b.order)
      return Number(a.order) - Number(b.order);
    const [one, other] = [placeOf(part, a), placeOf(part, b)];
    return one < other ? -1 : one > other ? 1 : 0;
  };
}

/** Codes name rows, so no two rows may have the same. */
export function repeated(document: PolicyDocument): readonly Problem[] {
  return parts.flatMap((part) =>
    [...Map.groupBy(document[part], (row) => placeOf(part, row))].flatMap(([place, rows]) =>
      rows.length > 1 ? [anError(place, '', `${rows.length} rows have this code; give each its own`)] : [],
    ),
  );
}

function placeOfStored(
  part: Part,
  row: StoredRow,
  codeOf: (table: string, id: string) => string | undefined,
): string {
  const channels = template.columns.dun_channel.options;
  const [channel = ''] = Object.entries(channels).find(([, { value }]) => value === row.dun_channel) ?? [];
  return placeOf(part, {
    code: textOf(row.dun_code),
    strategy: codeOf('dun_strategy', textOf(row._dun_strategyid_value)) ?? '',
    channel,
    language: textOf(row.dun_language),
  });
}

function rowId({ name }: Table, row: StoredRow): string {
  return textOf(row[`${name}id`]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
