import type { FetchXmlQuery, ListQuery, ODataQuery } from './client.ts';

/** One page to ask for, and how its answer is read. */
export type PageRequest = {
  /** Relative to the Web API's root, or the absolute next link of the page before. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly read: (body: unknown) => Page;
};

export type Page = { readonly rows: readonly unknown[]; readonly next?: PageRequest };

/** Dataverse gives at most this many rows in a page. */
const largestPage = 5000;

/** The first page of a query; every page names the next one. */
export function firstPage(query: ListQuery, pageSize?: number): PageRequest {
  return query.fetchXml === undefined
    ? odataPage(odataUrl(query, pageSize), query, pageSize)
    : fetchXmlPage(query, { number: 1, size: pageSize });
}

/** `?$select=…&$expand=…`, shared by queries and single rows. */
export function queryOptions(options: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(options).filter(([, value]) => value !== undefined);
  return pairs
    .map(([name, value], n) => `${n === 0 ? '?' : '&'}${name}=${encodeURIComponent(value ?? '')}`)
    .join('');
}

function odataUrl(query: ODataQuery, pageSize: number | undefined): string {
  // Dataverse ignores $top beside a page size, and refuses more than a page.
  const top = pageSize === undefined && query.limit !== undefined && query.limit <= largestPage;
  return (
    query.collection +
    queryOptions({
      $select: query.select.join(','),
      $filter: query.filter,
      $orderby: query.orderBy?.join(','),
      $expand: query.expand,
      $top: top ? String(query.limit) : undefined,
    })
  );
}

function odataPage(url: string, query: ODataQuery, pageSize: number | undefined): PageRequest {
  const headers = preferring([
    ...(query.annotations === undefined ? [] : [query.annotations]),
    ...(pageSize === undefined ? [] : [{ pageSize }]),
  ]);
  return {
    url,
    headers,
    read: (body) => {
      const link = (body as Record<string, unknown>)['@odata.nextLink'];
      return {
        rows: rowsIn(body),
        ...(typeof link === 'string' && { next: odataPage(link, query, pageSize) }),
      };
    },
  };
}

const pagingCookie = 'Microsoft.Dynamics.CRM.fetchxmlpagingcookie';
const moreRecords = 'Microsoft.Dynamics.CRM.morerecords';

/** FetchXML pages by number and cookie, and says so in annotations only. `top` and pages exclude each other. */
function fetchXmlPage(
  query: FetchXmlQuery,
  page: { number: number; size: number | undefined; cookie?: string },
): PageRequest {
  const paged = !/^\s*<fetch[^>]*\s(?:top|page)=/.test(query.fetchXml);
  const attributes = paged
    ? ` page="${page.number}"` +
      (page.size === undefined ? '' : ` count="${page.size}"`) +
      (page.cookie === undefined ? '' : ` paging-cookie="${xmlEscaped(page.cookie)}"`)
    : '';
  const xml = query.fetchXml.replace(/<fetch/, () => `<fetch${attributes}`);
  return {
    url: query.collection + queryOptions({ fetchXml: xml }),
    headers: preferring([
      ...(query.annotations === undefined ? [] : [query.annotations]),
      ...(paged ? [pagingCookie, moreRecords] : []),
    ]),
    read: (body) => {
      const annotations = body as Record<string, unknown>;
      const more = paged && annotations[`@${moreRecords}`] === true;
      const cookie = cookieIn(annotations[`@${pagingCookie}`]);
      const next = { number: page.number + 1, size: page.size, ...(cookie !== undefined && { cookie }) };
      return { rows: rowsIn(body), ...(more && { next: fetchXmlPage(query, next) }) };
    },
  };
}

/** The cookie to send back stands in an attribute of the cookie received, URL-encoded twice. */
function cookieIn(annotation: unknown): string | undefined {
  const inner = typeof annotation === 'string' ? /pagingcookie="([^"]*)"/.exec(annotation)?.[1] : undefined;
  return inner === undefined ? undefined : decodeURIComponent(decodeURIComponent(inner));
}

function rowsIn(body: unknown): readonly unknown[] {
  const { value } = body as { value?: unknown };
  if (!Array.isArray(value)) throw new SyntaxError('A page without rows');
  return value;
}

function preferring(wishes: readonly (string | { pageSize: number })[]): Record<string, string> {
  const annotations = wishes.filter((wish) => typeof wish === 'string');
  const prefer = [
    ...(annotations.length === 0 ? [] : [`odata.include-annotations="${annotations.join(',')}"`]),
    ...wishes.filter((wish) => typeof wish === 'object').map((wish) => `odata.maxpagesize=${wish.pageSize}`),
  ];
  return prefer.length === 0 ? {} : { prefer: prefer.join(',') };
}

function xmlEscaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
