/** Test data: a row as the Web API answers it, empty but for what a story is about. */
import type { RowOf, Table } from '../../tables/table.ts';
import { selectOf } from '../../tables/wire.ts';

export function aRow<T extends Table>(table: T, values: Partial<RowOf<T>>): RowOf<T> {
  const empty = Object.fromEntries(selectOf(table).map((name) => [name, null]));
  return { ...empty, '@odata.etag': 'W/"1"', statecode: 0, statuscode: 1, ...values } as unknown as RowOf<T>;
}
