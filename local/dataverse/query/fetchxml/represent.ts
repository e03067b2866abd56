/** Rows of a FetchXML query, or of groups of rows, as JSON. */
import { isLookup, propertyOf } from '../../metadata/catalog.ts';
import { roundTo } from '../../records/values.ts';
import { isEmpty, type Row } from '../../store/database.ts';
import { annotationNames } from '../annotations.ts';
import { etagOf, lookupTarget, representColumn, type Json, type Representation } from '../represent.ts';
import type { BoundFetch } from './bind.ts';
import type { FetchOutput } from './binding.ts';

/** The row; empty values are left out. @param whole rows of the table, not groups of them */
export function representFetched(
  { table, outputs }: Pick<BoundFetch, 'table' | 'outputs'>,
  row: Row,
  representation: Representation,
  whole: { readonly version: boolean; readonly id: boolean },
): Json {
  const json: Json = {};
  if (whole.version && !isEmpty(row['versionnumber'])) json['@odata.etag'] = etagOf(row['versionnumber']);
  for (const output of outputs) {
    if (isEmpty(row[output.name])) continue;
    if (output.shownAs === undefined) representColumn(json, output.table, output.column, row, representation);
    else representNamed(json, output, output.shownAs, row, representation);
  }
  if (whole.id) json[table.primaryId] ??= row[table.primaryId];
  return json;
}

/** A column under an alias, of a linked table, or the result of an aggregate. */
function representNamed(
  json: Json,
  output: FetchOutput,
  name: string,
  row: Row,
  representation: Representation,
): void {
  const { column, table, kind } = output;
  const value = row[output.name] ?? null;
  if (kind === 'count' || kind === 'datePart') {
    if (kind === 'count' && representation.annotations.formattedValue)
      json[`${name}@${annotationNames.formattedValue}`] = representation.formatted.count(Number(value));
    json[name] = value;
    return;
  }
  // The column's own rules, applied to a row that holds the value under the column's own name.
  const own: Row = {
    ...row,
    [column.logicalName]: rounded(output, value),
    [`${column.logicalName}__type`]: row[`${output.name}__type`] ?? null,
  };
  if (!isLookup(column)) {
    const shown: Json = {};
    representColumn(shown, table, column, own, representation);
    for (const [key, part] of Object.entries(shown)) json[key.replace(propertyOf(column), name)] = part;
    return;
  }
  const target = lookupTarget(table, column, own);
  if (target !== undefined && representation.annotations.formattedValue) {
    const text = representation.formatted.nameOf(target, String(value));
    if (text !== undefined) json[`${name}@${annotationNames.formattedValue}`] = text;
  }
  if (target !== undefined && representation.annotations.lookupLogicalName) {
    json[`${name}@${annotationNames.lookupLogicalName}`] = target;
  }
  json[name] = value;
}

/** Sums of doubles carry noise far behind the digits a column keeps. */
function rounded({ kind, column }: FetchOutput, value: Row[string]): Row[string] {
  if (kind !== 'number' || typeof value !== 'number') return value ?? null;
  return roundTo(value, column.kind === 'money' ? 4 : 10);
}
