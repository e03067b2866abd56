import type { ListQuery } from './client.ts';

/** One page to ask for, and how its answer is read. */
export type PageRequest = {
  /** Relative to the Web API's root, or the absolute next link of the page before. */
  readonly url: string;
  readonly read: (body: unknown) => Page;
};

export type Page = { readonly rows: readonly unknown[]; readonly next?: PageRequest };

/** Dataverse gives at most this many rows in a page. */
const largestPage = 5000;

/** The first page of a query; every page names the next one. */
export function firstPage(query: ListQuery): PageRequest {
  return pageAt(
    query.collection +
      queryOptions({
        $select: query.select.join(','),
        $filter: query.filter,
        $orderby: query.orderBy?.join(','),
        $expand: query.expand,
        // Dataverse refuses more than a page.
        $top: query.limit !== undefined && query.limit <= largestPage ? String(query.limit) : undefined,
      }),
  );
}

/** `?$select=…&$expand=…`, shared by queries and single rows. */
export function queryOptions(options: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(options).filter(([, value]) => value !== undefined);
  return pairs
    .map(([name, value], n) => `${n === 0 ? '?' : '&'}${name}=${encodeURIComponent(value ?? '')}`)
    .join('');
}

function pageAt(url: string): PageRequest {
  return {
    url,
    read: (body) => {
      const link = (body as Record<string, unknown>)['@odata.nextLink'];
      return { rows: rowsIn(body), ...(typeof link === 'string' && { next: pageAt(link) }) };
    },
  };
}

function rowsIn(body: unknown): readonly unknown[] {
  const { value } = body as { value?: unknown };
  if (!Array.isArray(value)) throw new SyntaxError('A page without rows');
  return value;
}
