/** Rows a lookup can point at, found by their names. */
import { client } from '../../data/client.ts';
import type { ColumnInfo } from '../../data/columns.ts';
import { tableOf, viewsOf, type TableInfo, type ViewInfo } from '../../data/metadata.ts';
import { textOf } from '../../list/cell.tsx';
import { readView } from '../../list/view.ts';
import type { LookupValue } from '../values.ts';

export type Found = {
  readonly rows: readonly (LookupValue & { readonly detail: string })[];
  readonly hasMore: boolean;
};

const shownRows = 10;

/** Active rows whose name contains the text, in the order of their names. @throws WebApiError */
export async function searchLookup(tableName: string, text: string): Promise<Found> {
  const table = await tableOf(tableName);
  const { primaryId, primaryName, entitySetName } = table;
  if (primaryName === undefined) return { rows: [], hasMore: false };
  const filters = [...activeFilter(table), ...nameFilter(primaryName, text)];
  const filter = filters.length === 0 ? '' : `&$filter=${encodeURIComponent(filters.join(' and '))}`;
  const second = secondColumn(table, await viewsOf(tableName));
  const { rows, nextLink } = await client.list(
    entitySetName,
    `$select=${[primaryId, primaryName, ...(second === undefined ? [] : [second.property])].join(',')}` +
      `&$orderby=${primaryName}${filter}`,
    { pageSize: shownRows },
  );
  return {
    rows: rows.map((row) => ({
      table: tableName,
      id: String(row[primaryId]),
      name: typeof row[primaryName] === 'string' ? row[primaryName] : '',
      detail: second === undefined ? '' : textOf(row, { key: second.property }),
    })),
    hasMore: nextLink !== undefined,
  };
}

const quickFind = 4;

/** What tells rows of the same name apart: the column the table's quick find view, or its default one, shows beside the name. */
function secondColumn(table: TableInfo, views: readonly ViewInfo[]): ColumnInfo | undefined {
  const view =
    views.find(({ queryType }) => queryType === quickFind) ?? views.find(({ isDefault }) => isDefault);
  if (view === undefined || view.layoutXml === '') return undefined;
  const { columns } = readView(view, table, new Map());
  return columns.find(({ column }) => column.logicalName !== table.primaryName)?.column;
}

function activeFilter({ columns, logicalName }: TableInfo): readonly string[] {
  if (logicalName === 'systemuser') return ['isdisabled eq false'];
  return columns.has('statecode') ? ['statecode eq 0'] : [];
}

/** Signs with a meaning in LIKE are meant as they stand. */
function nameFilter(primaryName: string, text: string): readonly string[] {
  const typed = text.trim().replaceAll(/[[%_]/g, '[$&]').replaceAll("'", "''");
  return typed === '' ? [] : [`contains(${primaryName},'${typed}')`];
}
