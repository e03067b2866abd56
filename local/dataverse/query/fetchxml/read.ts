/** Runs a FetchXML query and shapes its rows. */
import type { Session } from '../../engine.ts';
import { badRequest, DataverseError } from '../../errors.ts';
import { isLookup, propertyOf, type Table } from '../../metadata/catalog.ts';
import { roundTo } from '../../records/values.ts';
import { isEmpty, type Row } from '../../store/database.ts';
import { annotationNames, type Annotations } from '../annotations.ts';
import { etagOf, lookupTarget, representColumn, type Json, type Representation } from '../represent.ts';
import { FormattedValues } from '../formatted.ts';
import { maximumPageSize } from '../odata/read.ts';
import { afterRow, nextPageCookie, pageCookie, readPageCookie } from '../paging.ts';
import { countRows, runSelect } from '../select.ts';
import { bindFetch, type BoundFetch, type FetchOutput } from './bind.ts';
import { parseFetch, type Fetch } from './parse.ts';

export interface FetchedRows {
  readonly rows: readonly Json[];
  readonly moreRecords: boolean;
  /** The outer cookie, for the next page. */
  readonly cookie: string | undefined;
  /** Up to 5000; undefined when not asked for. */
  readonly total: number | undefined;
}

/** Aggregates give up beyond this many rows. */
const aggregateLimit = 50_000;
/** Paging without a cookie gives up beyond this many rows. */
const simplePagingLimit = 50_000;

export function readFetch(
  session: Session,
  table: Table,
  fetchXml: string,
  settings: { annotations: Annotations; pageSize: number | undefined },
): FetchedRows {
  const fetch = parseFetch(fetchXml);
  if (fetch.entity.name !== table.logicalName) {
    throw badRequest(
      `The entity name '${fetch.entity.name}' of the FetchXML does not match the '${table.entitySetName}' it is sent to.`,
    );
  }
  const bound = bindFetch(session, table, fetch);
  if (fetch.aggregate) requireFewEnough(session, bound);
  const total = fetch.returnTotal
    ? Math.min(countRows(session, bound.select, maximumPageSize), maximumPageSize)
    : undefined;
  const size = Math.min(fetch.count ?? settings.pageSize ?? maximumPageSize, maximumPageSize);
  const found =
    fetch.top === undefined
      ? pageOf(session, fetch, bound, size)
      : runSelect(session, bound.select, Math.min(fetch.top, maximumPageSize));
  const moreRecords = fetch.top === undefined && found.length > size;
  const rows = moreRecords ? found.slice(0, size) : found;
  const representation: Representation = {
    annotations: settings.annotations,
    formatted: new FormattedValues(session),
  };
  const inner = bound.pagesByKeys ? pageCookie(fetch.page, bound.select.order, rows) : '';
  return {
    rows: rows.map((row) => represent(bound, row, representation, fetch)),
    moreRecords,
    cookie: moreRecords ? nextPageCookie(fetch.page, inner) : undefined,
    total,
  };
}

function pageOf(session: Session, fetch: Fetch, bound: BoundFetch, size: number): Row[] {
  if (size === 0) return [];
  const { select } = bound;
  const after =
    fetch.page > 1 && bound.pagesByKeys && fetch.pagingCookie !== undefined
      ? readPageCookie(fetch.pagingCookie, select.order)
      : undefined;
  if (after !== undefined) {
    select.where.push(afterRow(select.order, after));
    return runSelect(session, select, size + 1);
  }
  const offset = (Math.max(fetch.page, 1) - 1) * size;
  if (offset + size > simplePagingLimit) {
    throw new DataverseError(
      400,
      '0x80048d1a',
      `Paging without a paging cookie is limited to ${simplePagingLimit} rows.`,
    );
  }
  return runSelect(session, select, size + 1, offset);
}

function requireFewEnough(session: Session, { select }: BoundFetch): void {
  if (countRows(session, select, aggregateLimit + 1) > aggregateLimit) {
    throw new DataverseError(
      400,
      '0x8004e023',
      'The maximum record limit is exceeded. Reduce the number of records.',
    );
  }
}

function represent(
  { table, outputs }: BoundFetch,
  row: Row,
  representation: Representation,
  fetch: Fetch,
): Json {
  const json: Json = {};
  if (!fetch.aggregate && !isEmpty(row['versionnumber'])) json['@odata.etag'] = etagOf(row['versionnumber']);
  for (const output of outputs) {
    if (isEmpty(row[output.name])) continue;
    if (output.shownAs === undefined) representColumn(json, output.table, output.column, row, representation);
    else representNamed(json, output, output.shownAs, row, representation);
  }
  if (!fetch.aggregate && !fetch.distinct) json[table.primaryId] ??= row[table.primaryId];
  return json;
}

/** A column under an alias, of a linked table, or the result of an aggregate. */
function representNamed(
  json: Json,
  output: FetchOutput,
  name: string,
  row: Row,
  representation: Representation,
): void {
  const { column, table, kind } = output;
  const value = row[output.name] ?? null;
  if (kind === 'count' || kind === 'datePart') {
    json[name] = value;
    return;
  }
  // The column's own rules, applied to a row that holds the value under the column's own name.
  const own: Row = {
    ...row,
    [column.logicalName]: rounded(output, value),
    [`${column.logicalName}__type`]: row[`${output.name}__type`] ?? null,
  };
  if (!isLookup(column)) {
    const shown: Json = {};
    representColumn(shown, table, column, own, representation);
    for (const [key, part] of Object.entries(shown)) json[key.replace(propertyOf(column), name)] = part;
    return;
  }
  const target = lookupTarget(table, column, own);
  if (target !== undefined && representation.annotations.formattedValue) {
    const text = representation.formatted.nameOf(target, String(value));
    if (text !== undefined) json[`${name}@${annotationNames.formattedValue}`] = text;
  }
  if (target !== undefined && representation.annotations.lookupLogicalName) {
    json[`${name}@${annotationNames.lookupLogicalName}`] = target;
  }
  json[name] = value;
}

/** Sums of doubles carry noise far behind the digits a column keeps. */
function rounded({ kind, column }: FetchOutput, value: Row[string]): Row[string] {
  if (kind !== 'number' || typeof value !== 'number') return value ?? null;
  return roundTo(value, column.kind === 'money' ? 4 : 10);
}
