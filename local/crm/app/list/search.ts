/** Quick search: what was typed, looked for in the columns of the table's quick find view. */
import type { ColumnInfo } from '../data/columns.ts';
import { attribute, parseXml } from '../data/xml.ts';
import { element, escapeLike, namedLike, type LookupTargets } from './filters.ts';

/** The columns a quick find view looks in. */
export function searchedColumns(quickFind: string): readonly string[] {
  const conditions = Array.from(parseXml(quickFind).getElementsByTagName('condition'));
  return [
    ...new Set(
      conditions.flatMap((condition) => {
        const isPlaceholder = (attribute(condition, 'value') ?? condition.textContent ?? '').includes('{0}');
        return isPlaceholder && attribute(condition, 'entityname') === undefined
          ? (attribute(condition, 'attribute') ?? [])
          : [];
      }),
    ),
  ];
}

/** As Dynamics: values that begin with the text; an asterisk stands for anything; numbers and dates only when it is one. */
export function searchFilter(
  entity: Element,
  search: {
    readonly quickFind: string;
    readonly columns: ReadonlyMap<string, ColumnInfo>;
    readonly primaryId: string;
    readonly typed: string;
    readonly targets: LookupTargets;
  },
): Element {
  const { quickFind, columns, primaryId, typed, targets } = search;
  const filter = element(entity, 'filter', { type: 'or' });
  for (const name of searchedColumns(quickFind)) {
    const column = columns.get(name);
    if (column === undefined) continue;
    if (column.targets !== undefined) {
      filter.append(namedLike(entity, name, column.targets, `${escapeLike(typed)}%`, targets));
      continue;
    }
    const condition = conditionOn(column, typed.trim());
    if (condition !== undefined)
      filter.append(element(entity, 'condition', { attribute: name, ...condition }));
  }
  // Nothing in this table can be like what was typed.
  if (filter.childElementCount === 0) filter.append(nothing(entity, primaryId));
  return filter;
}

function conditionOn(
  { type, options }: ColumnInfo,
  typed: string,
): { readonly operator: string; readonly value: string } | undefined {
  switch (type) {
    case 'text':
    case 'memo':
      return { operator: 'like', value: `${escapeLike(typed)}%` };
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'double':
    case 'money':
      return Number.isFinite(Number(typed)) ? { operator: 'eq', value: typed } : undefined;
    case 'datetime':
      return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? { operator: 'on', value: typed } : undefined;
    case 'choice':
    case 'state':
    case 'status':
    case 'boolean': {
      const option = options?.find(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()));
      return option && { operator: 'eq', value: String(option.value) };
    }
    // Lookups are found by name, before this; the others hold nothing one could type.
    case 'lookup':
    case 'customer':
    case 'owner':
    case 'partylist':
    case 'choices':
    case 'file':
    case 'image':
    case 'id':
    case 'tablename':
    case 'other':
      return undefined;
  }
}

function nothing(entity: Element, primaryId: string): Element {
  return element(entity, 'condition', { attribute: primaryId, operator: 'null' });
}
