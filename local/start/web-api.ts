/** Plain requests to the local Web API as the administrator: for what a person would do, and for the summary. */
import type { Stack } from './stack.ts';

const service = '/api/data/v9.2/';

export type WebApi = {
  /** All rows of a FetchXML query's first page; enough for aggregates. */
  fetchXml<T>(set: string, xml: string): Promise<readonly T[]>;
  /** All rows of a query, page after page. */
  list<T>(pathAndQuery: string): Promise<readonly T[]>;
  create(set: string, row: Readonly<Record<string, unknown>>): Promise<void>;
  update(path: string, row: Readonly<Record<string, unknown>>): Promise<void>;
};

/** @param user the sign-in name of a person, for example admin@local */
export async function webApiAs(stack: Stack, user: string): Promise<WebApi> {
  const root = stack.addresses.dataverse;
  const tokenOf = async (): Promise<string> => {
    const response = await fetch(`${root}/_local/token?user=${encodeURIComponent(user)}`);
    if (!response.ok) throw new Error(`No token for ${user}: ${await response.text()}`);
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    // A token lasts an hour of the local clock, which may have moved by days since the last call.
    const headers = {
      authorization: `Bearer ${await tokenOf()}`,
      accept: 'application/json',
      'content-type': 'application/json',
      prefer: 'odata.include-annotations="*"',
    };
    const response = await fetch(`${root}${service}${path}`, { ...init, headers });
    if (!response.ok)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  type Page<T> = { readonly value: readonly T[]; readonly '@odata.nextLink'?: string };
  const page = async <T>(path: string): Promise<Page<T>> => (await (await call(path)).json()) as Page<T>;
  return {
    fetchXml: async <T>(set: string, xml: string) =>
      (await page<T>(`${set}?fetchXml=${encodeURIComponent(xml)}`)).value,
    async list<T>(path: string) {
      const rows: T[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const { value, '@odata.nextLink': link }: Page<T> = await page<T>(next);
        rows.push(...value);
        next = link?.slice(link.indexOf(service) + service.length);
      }
      return rows;
    },
    async create(set, row) {
      await call(set, { method: 'POST', body: JSON.stringify(row) });
    },
    async update(path, row) {
      await call(path, { method: 'PATCH', body: JSON.stringify(row) });
    },
  };
}

export async function adminToken(stack: Stack): Promise<string> {
  const response = await fetch(`${stack.addresses.dataverse}/_local/token?user=admin@local`);
  return ((await response.json()) as { access_token: string }).access_token;
}
