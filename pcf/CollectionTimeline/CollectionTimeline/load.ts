/** Reads the timeline: two calls to open it, one for each further page. Refusals come back as values. */
import { failureOf, UnreadableAnswer, type Failure } from '../../common/failure.ts';
import type { RecordName } from './entry.ts';
import type { CurrencyFormat, Debtor, Loaded, Pages } from './loaded.ts';
import { plainText } from './plain-text.ts';
import type { Place } from './place.ts';
import {
  activitiesQuery,
  continuationQuery,
  debtorsQuery,
  firstPageSize,
  navigationFromDebtor,
  nextPageSize,
  queryOfLink,
  sourceTables,
  type Direction,
  type LedgerSource,
  type Source,
} from './queries.ts';
import { isRow, labelOf, numberIn, textIn, type Row } from './row.ts';

export type Service = {
  readonly webAPI: Pick<ComponentFramework.WebApi, 'retrieveMultipleRecords' | 'retrieveRecord'>;
  isOnline(): boolean;
};

/** The first rows of all sources. Ledger and activities fail apart: whoever may read only one of them sees that one. */
export async function open(service: Service, place: Place, direction: Direction): Promise<Loaded> {
  const ledger = attempt(service, () => readDebtors(service, place, direction));
  // On the form of an account or contact both questions can be asked at once.
  const customer = isCustomer(place) ? place.id : customerOf(await ledger);
  const activities =
    customer === undefined
      ? undefined
      : await attempt(service, () =>
          readPage(service, 'activities', activitiesQuery(customer, direction), firstPageSize),
        );
  return loadedOf(direction, await ledger, activities);
}

/** The next page of a source added to what is there. */
export async function readOn(service: Service, loaded: Loaded, source: Source): Promise<Loaded | Failure> {
  const { rows, rest } = loaded.sources[source];
  if (rest === undefined) throw new RangeError(`All ${source} are loaded already`);
  const page = await attempt(service, () => readPage(service, source, rest.query, nextPageSize));
  if (isFailure(page)) return page;
  const { id } = sourceTables[source];
  const known = new Set(rows.map((row) => row[id]));
  const added = page.rows.filter((row) => !known.has(row[id]));
  const pages: Pages = { ...page, rows: [...rows, ...added] };
  return { ...loaded, sources: { ...loaded.sources, [source]: pages } };
}

/** The text of an activity, read when somebody wants it: all texts of a long timeline would be megabytes. Empty when it has none. */
export async function readText(
  service: Service,
  activity: RecordName,
): Promise<{ readonly text: string } | Failure> {
  return attempt(service, async () => {
    const query = '?$select=description';
    const row: unknown = await service.webAPI.retrieveRecord(activity.table, activity.id, query);
    if (!isRow(row)) throw new UnreadableAnswer('The answer is no row');
    const description = textIn(row, 'description') ?? '';
    return { text: writtenAsHtml.has(activity.table) ? plainText(description) : description.trim() };
  });
}

/** Everywhere else a description is text, and what looks like markup in it was typed by somebody. */
const writtenAsHtml: ReadonlySet<string> = new Set(['email', 'appointment']);

export function isFailure(value: object): value is Failure {
  return 'kind' in value;
}

type Ledger = Pick<Loaded, 'debtors' | 'currencies'> & {
  readonly customerId: string | undefined;
  readonly sources: Readonly<Record<LedgerSource, Pages>>;
};

async function readDebtors(service: Service, place: Place, direction: Direction): Promise<Ledger> {
  const query = debtorsQuery(place, direction);
  const { rows } = await answer(service.webAPI.retrieveMultipleRecords('dun_debtor', query));
  const [first] = rows;
  if (first === undefined && !isCustomer(place)) throw new RowNotFound();
  const pagesOf = (source: LedgerSource): Pages => firstPages(source, rows, direction);
  return {
    debtors: rows.map(debtorOf),
    currencies: new Map(rows.flatMap(currencyOf)),
    customerId: first === undefined ? undefined : textIn(first, '_dun_customerid_value'),
    sources: {
      receivables: pagesOf('receivables'),
      payments: pagesOf('payments'),
      actions: pagesOf('actions'),
      cases: pagesOf('cases'),
    },
  };
}

/** The debtor or case is gone, or this user may not see it; the service would say so with this code. */
class RowNotFound extends Error {
  override readonly name = 'RowNotFound';
  readonly errorCode = 0x8004_0217;
}

/** A debtor whose list is full may have more rows than came with it. */
function firstPages(source: LedgerSource, debtors: readonly Row[], direction: Direction): Pages {
  const lists = debtors.map((debtor) => {
    const list = debtor[navigationFromDebtor(source)];
    if (!Array.isArray(list) || !list.every(isRow))
      throw new UnreadableAnswer(`The ${source} are no list of rows`);
    return { debtorId: String(debtor['dun_debtorid']), rows: list };
  });
  const rows = lists.flatMap((list) => list.rows);
  const unfinished = lists.filter((list) => list.rows.length >= firstPageSize);
  const { orderColumn } = sourceTables[source];
  const ends = unfinished
    .flatMap((list) => textIn(list.rows.at(-1) ?? {}, orderColumn)?.slice(0, 10) ?? [])
    .sort();
  const from = direction === 'newestFirst' ? ends.at(-1) : ends[0];
  if (from === undefined) return { rows };
  const debtorIds = unfinished.map(({ debtorId }) => debtorId);
  return { rows, rest: { from, query: continuationQuery(source, { debtorIds, day: from, direction }) } };
}

async function readPage(service: Service, source: Source, query: string, pageSize: number): Promise<Pages> {
  const { table, orderColumn } = sourceTables[source];
  const { rows, nextLink } = await answer(service.webAPI.retrieveMultipleRecords(table, query, pageSize));
  const last = rows.at(-1);
  if (nextLink === undefined || last === undefined) return { rows };
  const from = textIn(last, orderColumn);
  if (from === undefined) throw new UnreadableAnswer(`The last of the ${source} has no ${orderColumn}`);
  return { rows, rest: { from, query: queryOfLink(nextLink) } };
}

async function answer(
  call: Promise<ComponentFramework.WebApi.RetrieveMultipleResponse>,
): Promise<{ readonly rows: readonly Row[]; readonly nextLink: string | undefined }> {
  const given: unknown = await call;
  const rows: unknown = isRow(given) ? given['entities'] : undefined;
  if (!isRow(given) || !Array.isArray(rows) || !rows.every(isRow)) {
    throw new UnreadableAnswer('The answer is no list of rows');
  }
  const nextLink = textIn(given, 'nextLink');
  return { rows, nextLink: nextLink === '' ? undefined : nextLink };
}

async function attempt<T extends object>(service: Service, read: () => Promise<T>): Promise<T | Failure> {
  try {
    return await read();
  } catch (reason) {
    return failureOf(reason, service.isOnline());
  }
}

function loadedOf(
  direction: Direction,
  ledger: Ledger | Failure,
  activities: Pages | Failure | undefined,
): Loaded {
  const nothing: Pages = { rows: [] };
  const ledgerFailed = isFailure(ledger);
  const activitiesFailed = activities !== undefined && isFailure(activities);
  return {
    direction,
    debtors: ledgerFailed ? [] : ledger.debtors,
    currencies: ledgerFailed ? new Map() : ledger.currencies,
    sources: {
      ...(ledgerFailed
        ? { receivables: nothing, payments: nothing, actions: nothing, cases: nothing }
        : ledger.sources),
      activities: activities === undefined || activitiesFailed ? nothing : activities,
    },
    failed: {
      ...(ledgerFailed && { ledger }),
      ...(activitiesFailed && { activities }),
    },
  };
}

function isCustomer({ table }: Place): boolean {
  return table === 'account' || table === 'contact';
}

function customerOf(ledger: Ledger | Failure): string | undefined {
  return isFailure(ledger) ? undefined : ledger.customerId;
}

function debtorOf(row: Row): Debtor {
  return {
    id: String(row['dun_debtorid']),
    number: textIn(row, 'dun_number'),
    company: labelOf(row, '_dun_companyid_value'),
    customer: customerIn(row),
  };
}

function customerIn(row: Row): RecordName | undefined {
  const id = textIn(row, '_dun_customerid_value');
  const table = textIn(row, '_dun_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname');
  return id === undefined || table === undefined ? undefined : { table, id };
}

function currencyOf(row: Row): readonly (readonly [string, CurrencyFormat])[] {
  const currency = row['transactioncurrencyid'];
  if (!isRow(currency)) return [];
  const id = textIn(currency, 'transactioncurrencyid');
  const symbol = textIn(currency, 'currencysymbol');
  const precision = numberIn(currency, 'currencyprecision');
  return id === undefined || symbol === undefined || precision === undefined
    ? []
    : [[id, { symbol, precision }]];
}
