/** Runs a FetchXML query and shapes its rows. */
import type { Session } from '../../engine.ts';
import { badRequest, DataverseError } from '../../errors.ts';
import type { Table } from '../../metadata/catalog.ts';
import type { Row } from '../../store/database.ts';
import type { Annotations } from '../annotations.ts';
import type { Json, Representation } from '../represent.ts';
import { FormattedValues } from '../formatted.ts';
import { maximumPageSize } from '../odata/read.ts';
import { afterRow, nextPageCookie, pageCookie, readPageCookie } from '../paging.ts';
import { requireFewEnough } from '../aggregates.ts';
import { countRows, runSelect } from '../select.ts';
import { bindFetch, type BoundFetch } from './bind.ts';
import { parseFetch, type Fetch } from './parse.ts';
import { representFetched } from './represent.ts';

export interface FetchedRows {
  readonly rows: readonly Json[];
  readonly moreRecords: boolean;
  /** The outer cookie, for the next page. */
  readonly cookie: string | undefined;
  /** Up to 5000; undefined when not asked for. */
  readonly total: number | undefined;
}

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
  if (fetch.aggregate) requireFewEnough(session, bound.select, fetch.aggregateLimit);
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
  const whole = { version: !fetch.aggregate, id: !fetch.aggregate && !fetch.distinct };
  return {
    rows: rows.map((row) => representFetched(bound, row, representation, whole)),
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
