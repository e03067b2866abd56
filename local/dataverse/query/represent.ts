/** Stored rows as the JSON Dataverse answers with. */
import {
  isLookup,
  isPolymorphic,
  isPrincipal,
  propertyOf,
  typeColumnOf,
  type Table,
} from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import type { FormattedValues } from './formatted.ts';
import { isEmpty, type Row, type SqlValue } from '../store/database.ts';
import { annotationNames, type Annotations } from './annotations.ts';

export type Json = Record<string, unknown>;

export interface Representation {
  readonly annotations: Annotations;
  readonly formatted: FormattedValues;
}

/** The row with its ETag, these columns, and its id. */
export function representRow(
  table: Table,
  columns: readonly Column[],
  row: Row,
  representation: Representation,
): Json {
  const json: Json = {};
  const version = row['versionnumber'];
  if (!isEmpty(version)) json['@odata.etag'] = etagOf(version);
  for (const column of columns) representColumn(json, table, column, row, representation);
  if (!(table.primaryId in json)) json[table.primaryId] = row[table.primaryId] ?? null;
  if (isPrincipal(table)) json['ownerid'] = row[table.primaryId] ?? null;
  return json;
}

export function etagOf(version: SqlValue): string {
  return `W/"${String(version)}"`;
}

/** Puts a column's value, and before it the annotations that are wanted, into `json`. */
export function representColumn(
  json: Json,
  table: Table,
  column: Column,
  row: Row,
  { annotations, formatted }: Representation,
): void {
  const stored = row[column.logicalName] ?? null;
  const property = propertyOf(column);
  if (isLookup(column)) {
    if (stored !== null && annotations.any)
      annotateLookup(json, table, column, row, { annotations, formatted });
  } else if (annotations.formattedValue) {
    const text = formatted.of(column, stored, row);
    if (text !== undefined) json[`${property}@${annotationNames.formattedValue}`] = text;
  }
  json[property] =
    column.kind === 'boolean' && stored !== null
      ? stored === 1
      : (formatted.localized(table, column, row) ?? stored);
}

function annotateLookup(
  json: Json,
  table: Table,
  column: Column,
  row: Row,
  { annotations, formatted }: Representation,
): void {
  const property = propertyOf(column);
  const target = lookupTarget(table, column, row);
  if (target === undefined) return;
  if (annotations.formattedValue) {
    const name = formatted.nameOf(target, String(row[column.logicalName]));
    if (name !== undefined) json[`${property}@${annotationNames.formattedValue}`] = name;
  }
  if (annotations.associatedNavigation) {
    const navigation = navigationOf(table, column, target);
    if (navigation !== undefined) json[`${property}@${annotationNames.associatedNavigation}`] = navigation;
  }
  if (annotations.lookupLogicalName) json[`${property}@${annotationNames.lookupLogicalName}`] = target;
}

/** The logical name of the table a lookup value points at. */
export function lookupTarget(table: Table, column: Column, row: Row): string | undefined {
  if (isPolymorphic(table, column)) {
    const type = row[typeColumnOf(column)];
    return typeof type === 'string' ? type : undefined;
  }
  return table.targets.get(column.logicalName)?.[0]?.logicalName;
}

function navigationOf(table: Table, column: Column, target: string): string | undefined {
  for (const single of table.singles.values()) {
    if (single.column === column && single.targets.some((candidate) => candidate.logicalName === target))
      return single.name;
  }
  return undefined;
}
