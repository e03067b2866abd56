/** A view: its columns as the layout has them, its order, and what of it the local CRM does not show. */
import type { ColumnInfo } from '../data/columns.ts';
import type { TableInfo, ViewInfo } from '../data/metadata.ts';
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';
import type { Sort } from './query.ts';

export type ViewColumn = {
  /** The name of the value in a row. */
  readonly key: string;
  readonly column: ColumnInfo;
  /** Of columns of a linked table: the link's alias. */
  readonly alias?: string;
  readonly label: string;
  /** In pixels. */
  readonly width: number;
  readonly sortable: boolean;
};

export type View = {
  readonly id: string;
  readonly name: string;
  readonly fetchXml: string;
  readonly columns: readonly ViewColumn[];
  /** The column whose text leads to the record. */
  readonly linkKey: string | undefined;
  readonly sort: Sort | undefined;
  /** What of the view is not shown, by name. */
  readonly notShown: readonly string[];
};

const standardWidth = 150;

/** The tables a view's query links to, by alias: their definitions are needed to read the view. */
export function linkedTables(fetchXml: string): ReadonlyMap<string, string> {
  const links = Array.from(parseXml(fetchXml).getElementsByTagName('link-entity'));
  return new Map(
    links.flatMap((link): readonly (readonly [string, string])[] => {
      const [alias, name] = [attribute(link, 'alias'), attribute(link, 'name')];
      return alias === undefined || name === undefined ? [] : [[alias, name.toLowerCase()]];
    }),
  );
}

/**
 * @param linked definitions of the tables linked to, by alias
 * @throws XmlError
 */
export function readView(info: ViewInfo, table: TableInfo, linked: ReadonlyMap<string, TableInfo>): View {
  const grid = info.layoutXml === '' ? undefined : parseXml(info.layoutXml);
  const row = childOf(grid, 'row');
  const notShown: string[] = [];
  const columns = childrenOf(row, 'cell').flatMap((cell): readonly ViewColumn[] => {
    const name = attribute(cell, 'name') ?? '';
    if (isTrue(cell.getAttribute('ishidden'))) return [];
    const icons = attribute(cell, 'imageproviderwebresource');
    if (icons !== undefined) notShown.push(`${name}: ${icons}`);
    const column = columnNamed(name, table, linked);
    if (column === undefined) {
      notShown.push(name);
      return [];
    }
    const sortable = !isTrue(cell.getAttribute('disableSorting'));
    return [{ ...column, width: Number(cell.getAttribute('width')) || standardWidth, sortable }];
  });
  for (const control of Array.from(grid?.getElementsByTagName('customControl') ?? [])) {
    const name = attribute(control, 'name');
    if (name !== undefined) notShown.push(name);
  }
  const jump = grid && attribute(grid, 'jump');
  return {
    id: info.id,
    name: info.name,
    fetchXml: info.fetchXml,
    columns,
    linkKey: (columns.find(({ key }) => key === jump) ?? columns[0])?.key,
    sort: orderOf(info.fetchXml),
    notShown,
  };
}

function columnNamed(
  name: string,
  table: TableInfo,
  linked: ReadonlyMap<string, TableInfo>,
): Omit<ViewColumn, 'width' | 'sortable'> | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) {
    const column = table.columns.get(name);
    return column && { key: column.property, column, label: column.label };
  }
  const alias = name.slice(0, dot);
  const other = linked.get(alias);
  const column = other?.columns.get(name.slice(dot + 1));
  return column && other && { key: name, column, alias, label: `${column.label} (${other.displayName})` };
}

function orderOf(fetchXml: string): Sort | undefined {
  const order = childOf(childOf(parseXml(fetchXml), 'entity'), 'order');
  const column = order && attribute(order, 'attribute');
  if (order === undefined || column === undefined) return undefined;
  return { column, descending: isTrue(order.getAttribute('descending')) };
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}
