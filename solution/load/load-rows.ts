/** Writes rows by their alternate keys. What is there already stays as it is, unless told otherwise: it may have been edited since. */
import { tables } from '@dunlin/shared/tables/index';
import type { Table } from '@dunlin/shared/tables/table';
import type { TableRows } from './starter-data.ts';
import { quoted, WebApiError, type WebApi } from './web-api.ts';
import { wireRow, type Resolve, type WireRow } from './wire-row.ts';

export type Counts = { readonly created: number; readonly updated: number; readonly kept: number };

/** @param overwrite whether rows that exist get the values of the files. */
export async function loadRows(
  api: WebApi,
  { table, rows }: TableRows,
  options: { readonly overwrite: boolean; readonly resolve: Resolve },
): Promise<Counts> {
  const counts = { created: 0, updated: 0, kept: 0 };
  for (const row of rows) {
    counts[await loadRow(api, table, await wireRow(table, row, options.resolve), options.overwrite)] += 1;
  }
  return counts;
}

async function loadRow(api: WebApi, table: Table, row: WireRow, overwrite: boolean): Promise<keyof Counts> {
  const write = (headers: Readonly<Record<string, string>>) =>
    api.send({ method: 'PATCH', path: `${table.set}(${row.key})`, body: row.body, headers });
  try {
    await write({ 'If-None-Match': '*' });
    return 'created';
  } catch (error) {
    if (!(error instanceof WebApiError && error.status === 412)) throw error;
  }
  if (!overwrite) return 'kept';
  await write({ 'If-Match': '*' });
  return 'updated';
}

/** Codes of our tables and names of teams and queues → ids, each asked for once. */
export function resolver(api: WebApi): Resolve {
  const found = new Map<string, Promise<{ readonly set: string; readonly id: string }>>();
  return (table, code) => {
    const place = `${table} ${code}`;
    const known = found.get(place) ?? find(api, table, code);
    found.set(place, known);
    return known;
  };
}

const namedSets: Readonly<Record<string, string>> = { team: 'teams', queue: 'queues' };

async function find(
  api: WebApi,
  table: string,
  code: string,
): Promise<{ readonly set: string; readonly id: string }> {
  const own = Object.values(tables).find((candidate) => candidate.name === table);
  const set = own?.set ?? namedSets[table];
  if (set === undefined) throw new RangeError(`Rows of ${table} cannot be found by a code`);
  const id = `${table}id`;
  const filter = own === undefined ? `name eq ${quoted(code)}` : `dun_code eq ${quoted(code)}`;
  const { body } = await api.send({ method: 'GET', path: `${set}?$select=${id}&$filter=${filter}` });
  const rows = body.value as readonly Readonly<Record<string, string>>[];
  const [row] = rows;
  if (row?.[id] === undefined) {
    const remedy = table === 'queue' ? '; npm run solution:provision makes the queues' : '';
    throw new RangeError(`There is no ${table} "${code}"${remedy}`);
  }
  return { set, id: row[id] };
}
