/** What a new row takes over from the row it is made from, as values to begin with. */
import { client, type Row } from '../data/client.ts';
import { tableOf, type TableInfo } from '../data/metadata.ts';
import { knownTables } from '../data/tables.ts';
import { askFor } from './new-record.ts';
import type { LookupValue } from './values.ts';

/** @throws WebApiError */
export async function takenOver(
  from: LookupValue,
  target: string,
): Promise<Readonly<Record<string, string>>> {
  const [tables, table] = await Promise.all([knownTables(), tableOf(target)]);
  const moniker = `{'@odata.id':'${tables.get(from.table)?.entitySetName ?? from.table}(${from.id})'}`;
  const begun = await client.get(
    'InitializeFrom(EntityMoniker=@r,TargetEntityName=@t,TargetFieldType=@f)' +
      `?@r=${encodeURIComponent(moniker)}&@t='${encodeURIComponent(target)}'` +
      `&@f=${encodeURIComponent("Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'")}`,
  );
  const values = await Promise.all(
    Object.entries(begun).map(([name, value]) => valuesFor({ name, value, from, table })),
  );
  return Object.assign({}, ...values) as Readonly<Record<string, string>>;
}

const reference = /^\/?(\w+)\(([0-9a-f-]{36})\)$/i;

async function valuesFor(given: {
  readonly name: string;
  readonly value: unknown;
  readonly from: LookupValue;
  readonly table: TableInfo;
}): Promise<Readonly<Record<string, string>>> {
  const { name, value, from, table } = given;
  const [property = '', annotation] = name.split('@');
  if (annotation === undefined) return { [name]: String(value) };
  const [, set, id] = reference.exec(annotation === 'odata.bind' ? String(value) : '') ?? [];
  if (set === undefined || id === undefined) return {};
  const known = [...(await knownTables()).values()].find(({ entitySetName }) => entitySetName === set);
  const column = [...table.columns.values()].find(
    ({ navigation }) => known !== undefined && navigation?.get(known.logicalName) === property,
  );
  if (known === undefined || column === undefined) return {};
  const { logicalName, primaryName } = known;
  if (id === from.id && from.name !== '') return askFor(column.logicalName, from);
  const row: Row = primaryName === undefined ? {} : await client.read(set, id, `$select=${primaryName}`);
  const called = primaryName === undefined ? '' : row[primaryName];
  return askFor(column.logicalName, {
    table: logicalName,
    id,
    name: typeof called === 'string' ? called : '',
  });
}
