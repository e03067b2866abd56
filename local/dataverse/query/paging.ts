/** Pages that continue after the last row seen, not after a number of rows: rows that change in between are neither skipped nor repeated. */
import { assumes } from '../assumptions.ts';
import { badRequest } from '../errors.ts';
import { childrenOf, escapeXml, parseXml, type Element } from '../xml.ts';
import type { Row, Sql, SqlValue } from '../store/database.ts';
import { allOf, anyOf, type Order } from './select.ts';

/** Where a page begins: its number, and the order values of the last row before it when they are known. */
export interface PageStart {
  readonly page: number;
  readonly after: readonly (SqlValue | undefined)[] | undefined;
}

/** The inner cookie: for each order column the values of the first and last row of the page just read. */
export function pageCookie(page: number, order: readonly Order[], rows: readonly Row[]): string {
  const first = rows[0];
  const last = rows.at(-1);
  const columns = order.map(({ output }) => {
    const name = cookieName(output);
    return `<${name}${cookieValue('last', last?.[output])}${cookieValue('first', first?.[output])} />`;
  });
  return `<cookie page="${page}">${columns.join('')}</cookie>`;
}

/** The outer cookie with the next page's number; it holds the inner one encoded twice. */
export function nextPageCookie(page: number, cookie: string): string {
  const encoded = encodeURIComponent(encodeURIComponent(cookie));
  return `<cookie pagenumber="${page + 1}" pagingcookie="${encoded}" istracking="False" />`;
}

/** Reads what a `$skiptoken` holds. Assumed: what is behind the cookie, such as the slash dataverse-webapi adds, is overlooked. */
export function readSkipToken(token: string, order: readonly Order[]): PageStart {
  if (!token.endsWith('>') && !assumes('behindCookieIsOverlooked'))
    throw badRequest('Malformed XML in the Paging Cookie');
  const outer = parseCookie(token);
  const page = Number(outer.attributes['pagenumber']);
  const inner = decodeURIComponent(decodeURIComponent(outer.attributes['pagingcookie'] ?? ''));
  if (!Number.isInteger(page) || page < 1) throw badRequest('Malformed XML in the Paging Cookie');
  return { page, after: inner === '' ? undefined : readPageCookie(inner, order) };
}

/** The order values of the last row in an inner cookie, or undefined when it belongs to another order. */
export function readPageCookie(
  cookie: string,
  order: readonly Order[],
): readonly (SqlValue | undefined)[] | undefined {
  const root = parseCookie(cookie);
  const after = order.map(({ output }) => {
    const [entry] = childrenOf(root, cookieName(output));
    if (entry === undefined) return undefined;
    if (entry.attributes['lastnull'] === '1') return null;
    const text = entry.attributes['last'] ?? '';
    return entry.attributes['lasttype'] === 'number' ? Number(text) : text;
  });
  return after.includes(undefined) ? undefined : after;
}

/** Rows that come after these values in this order. */
export function afterRow(order: readonly Order[], after: readonly (SqlValue | undefined)[]): Sql {
  return anyOf(
    order.map((term, index) =>
      allOf([
        ...order
          .slice(0, index)
          .map((earlier, position) => ({ text: `${earlier.sql} IS ?`, params: [after[position] ?? null] })),
        beyond(term, after[index] ?? null),
      ]),
    ),
  );
}

/** Empty values sort first, as SQL Server does. */
function beyond({ sql, descending }: Order, value: SqlValue): Sql {
  if (descending) {
    return value === null
      ? { text: '0', params: [] }
      : { text: `(${sql} < ? OR ${sql} IS NULL)`, params: [value] };
  }
  return value === null
    ? { text: `${sql} IS NOT NULL`, params: [] }
    : { text: `${sql} > ?`, params: [value] };
}

function cookieValue(which: 'first' | 'last', value: SqlValue | undefined): string {
  if (value === undefined || value === null) return ` ${which}null="1"`;
  const type = typeof value === 'number' ? ` ${which}type="number"` : '';
  return ` ${which}="${escapeXml(String(value))}"${type}`;
}

/** Element names cannot hold every character an output's name can. */
function cookieName(output: string): string {
  return output.replaceAll(/[^\w.]/g, '_');
}

function parseCookie(text: string): Element {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError)
      throw badRequest('Malformed XML in the Paging Cookie');
    throw error;
  }
}
