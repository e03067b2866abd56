/** What was changed, by whom and when: histories of rows and columns, and forgetting them. */
import { detailsOf, forgetHistory, historyOf, type HistoryPage } from '../audit/history.ts';
import { badRequest, unknownProperty } from '../errors.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { resolveReference } from '../records/references.ts';
import type { BoundRow } from './actions.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import { addressIn, parametersOf, requiredParameter } from './parameters.ts';
import type { Segment } from './path.ts';
import { referenceIn } from './row-parameters.ts';
import { applied } from './sets.ts';

/** `RetrieveRecordChangeHistory(Target=@t,PagingInfo=@p)` */
export function retrieveRecordChangeHistory(exchange: Exchange, segment: Segment): WebResponse {
  return answerHistory(exchange, segment, targetOf(exchange, segment), undefined);
}

/** `RetrieveAttributeChangeHistory(Target=@t,AttributeLogicalName=@a,PagingInfo=@p)` */
export function retrieveAttributeChangeHistory(exchange: Exchange, segment: Segment): WebResponse {
  const target = targetOf(exchange, segment);
  const column = requiredParameter(exchange, segment, 'AttributeLogicalName').replace(/^'(.*)'$/, '$1');
  if (!target.table.columnByName.has(column)) throw unknownProperty(column, target.table.logicalName);
  return answerHistory(exchange, segment, target, column);
}

/** `audits(id)/Microsoft.Dynamics.CRM.RetrieveAuditDetails` */
export function retrieveAuditDetails(exchange: Exchange, { id }: BoundRow): WebResponse {
  const { session, request, preferences } = exchange;
  return jsonResponse(
    200,
    {
      '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveAuditDetailsResponse`,
      AuditDetail: detailsOf(session, id, preferences.annotations),
    },
    applied(preferences.applied),
  );
}

/** The row may be gone: its history is there until it is deleted too. */
export function deleteRecordChangeHistory(exchange: Exchange): WebResponse {
  const { session, request } = exchange;
  const target = referenceIn(session, 'Target', jsonBody(exchange)['Target']);
  session.meter.add('rowWritten');
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.DeleteRecordChangeHistoryResponse`,
    DeletedEntriesCount: forgetHistory(session, target.id),
  });
}

function targetOf(exchange: Exchange, segment: Segment): BoundRow {
  const { session } = exchange;
  const { table, id } = resolveReference(session, addressIn(requiredParameter(exchange, segment, 'Target')));
  return { table: tableOf(session.engine.catalog, table), id };
}

function answerHistory(
  exchange: Exchange,
  segment: Segment,
  target: { readonly table: Table; readonly id: string },
  column: string | undefined,
): WebResponse {
  const { session, request, preferences } = exchange;
  const { page, isCounted } = pagingIn(exchange, segment);
  const { details, total } = historyOf(session, target, {
    column,
    page,
    annotations: preferences.annotations,
  });
  const moreRecords = total > page.page * page.size;
  return jsonResponse(
    200,
    {
      '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.${segment.name}Response`,
      AuditDetailCollection: {
        MoreRecords: moreRecords,
        // The number of the page is what counts; the cookie only says that there is another.
        PagingCookie: moreRecords ? `<cookie page="${page.page}"></cookie>` : '',
        // -1 says that nobody asked for the count.
        TotalRecordCount: isCounted ? total : -1,
        AuditDetails: details,
      },
    },
    applied(preferences.applied),
  );
}

const largestPage = 5_000;

function pagingIn(exchange: Exchange, segment: Segment): { page: HistoryPage; isCounted: boolean } {
  const text = parametersOf(exchange, segment).get('PagingInfo');
  if (text === undefined) return { page: { page: 1, size: largestPage }, isCounted: false };
  const given = objectIn(text);
  const page = wholeIn(given, 'PageNumber', 1);
  const size = wholeIn(given, 'Count', largestPage);
  if (size > largestPage) throw badRequest(`The page size ${size} exceeds ${largestPage}.`);
  return { page: { page, size }, isCounted: given['ReturnTotalRecordCount'] === true };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(`'${text}' is not valid JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest("'PagingInfo' must be an object.");
  return value as Readonly<Record<string, unknown>>;
}

function wholeIn(given: Readonly<Record<string, unknown>>, name: string, otherwise: number): number {
  const value = given[name] ?? otherwise;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw badRequest(`'${name}' of 'PagingInfo' must be a whole number from 1.`);
  return value;
}
