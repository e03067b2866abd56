/** Filters a user puts on a column: which there are for its type, and what they are in FetchXML. */
import type { ColumnType } from '../data/columns.ts';
import type { ViewColumn } from './view.ts';

export type FilterOperator =
  | 'contains'
  | 'begins'
  | 'eq'
  | 'ge'
  | 'le'
  | 'on'
  | 'on-or-after'
  | 'on-or-before'
  | 'today'
  | 'last-seven-days'
  | 'next-seven-days'
  | 'in'
  | 'null'
  | 'not-null';

export type ColumnFilter = {
  readonly key: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
};

const text: readonly FilterOperator[] = ['contains', 'begins', 'eq', 'null', 'not-null'];
const number: readonly FilterOperator[] = ['eq', 'ge', 'le', 'null', 'not-null'];
const date: readonly FilterOperator[] = [
  'on',
  'on-or-after',
  'on-or-before',
  'today',
  'last-seven-days',
  'next-seven-days',
  'null',
  'not-null',
];
const choice: readonly FilterOperator[] = ['in', 'null', 'not-null'];
const lookup: readonly FilterOperator[] = ['contains', 'null', 'not-null'];
const presence: readonly FilterOperator[] = ['null', 'not-null'];

const operatorsByType: Readonly<Record<ColumnType, readonly FilterOperator[]>> = {
  text,
  memo: text,
  integer: number,
  bigint: number,
  decimal: number,
  double: number,
  money: number,
  datetime: date,
  boolean: choice,
  choice,
  state: choice,
  status: choice,
  lookup,
  customer: lookup,
  owner: lookup,
  choices: presence,
  file: presence,
  image: presence,
  id: presence,
  partylist: [],
  tablename: [],
  other: [],
};

export function operatorsFor(type: ColumnType): readonly FilterOperator[] {
  return operatorsByType[type];
}

export function needsValue(operator: FilterOperator): boolean {
  return !['today', 'last-seven-days', 'next-seven-days', 'null', 'not-null'].includes(operator);
}

/** Whether the values are complete and of the column's type, so that the filter can be applied. */
export function isComplete(
  { operator, values }: Pick<ColumnFilter, 'operator' | 'values'>,
  type: ColumnType,
): boolean {
  if (!needsValue(operator)) return true;
  const given = values.filter((value) => value.trim() !== '');
  if (given.length === 0) return false;
  return operatorsByType[type] !== number || given.every((value) => Number.isFinite(Number(value)));
}

/** Ids and names of the tables that lookups point at; tables the user may not read are left out. */
export type LookupTargets = ReadonlyMap<string, { readonly primaryId: string; readonly primaryName: string }>;

/** Adds a filter to a query. Lookups are found by the names of what they point at. */
export function addFilter(
  entity: Element,
  filter: ColumnFilter,
  { column, alias }: Pick<ViewColumn, 'column' | 'alias'>,
  targets: LookupTargets,
): void {
  const { operator, values } = filter;
  if (operator === 'contains' && column.targets !== undefined) {
    const holder = alias === undefined ? entity : linkWithAlias(entity, alias);
    const pattern = `%${escapeLike(values[0] ?? '')}%`;
    entity.append(namedLike(holder, column.logicalName, column.targets, pattern, targets));
    return;
  }
  const group = element(entity, 'filter', { type: 'and' });
  group.append(conditionOf(entity, filter, column.logicalName, alias));
  entity.append(group);
}

function conditionOf(
  entity: Element,
  { operator, values }: ColumnFilter,
  column: string,
  alias: string | undefined,
): Element {
  const place = { ...(alias !== undefined && { entityname: alias }), attribute: column };
  const [first = ''] = values;
  switch (operator) {
    case 'contains':
      return element(entity, 'condition', { ...place, operator: 'like', value: `%${escapeLike(first)}%` });
    case 'begins':
      return element(entity, 'condition', { ...place, operator: 'like', value: `${escapeLike(first)}%` });
    case 'in': {
      const condition = element(entity, 'condition', { ...place, operator: 'in' });
      for (const value of values) {
        const one = element(entity, 'value', {});
        one.textContent = value;
        condition.append(one);
      }
      return condition;
    }
    case 'today':
    case 'last-seven-days':
    case 'next-seven-days':
    case 'null':
    case 'not-null':
      return element(entity, 'condition', { ...place, operator });
    case 'eq':
    case 'ge':
    case 'le':
    case 'on':
    case 'on-or-after':
    case 'on-or-before':
      return element(entity, 'condition', { ...place, operator, value: first.trim() });
  }
}

/** Rows whose lookup points at something with such a name, whichever table it is in; links are added to `holder`. */
export function namedLike(
  holder: Element,
  column: string,
  tables: readonly string[],
  pattern: string,
  targets: LookupTargets,
): Element {
  const anyName = element(holder, 'filter', { type: 'or' });
  for (const table of tables) {
    const target = targets.get(table);
    if (target === undefined) continue;
    const alias = `name_${column}_${table}`;
    const known = Array.from(holder.children).some((child) => child.getAttribute('alias') === alias);
    if (!known) {
      holder.append(
        element(holder, 'link-entity', {
          name: table,
          from: target.primaryId,
          to: column,
          'link-type': 'outer',
          alias,
        }),
      );
    }
    anyName.append(
      element(holder, 'condition', {
        entityname: alias,
        attribute: target.primaryName,
        operator: 'like',
        value: pattern,
      }),
    );
  }
  return anyName;
}

/** What was typed is meant as it stands, but for the asterisk, which stands for anything as in Dynamics. */
export function escapeLike(typed: string): string {
  return typed.trim().replaceAll(/[[%_]/g, '[$&]').replaceAll('*', '%');
}

export function element(near: Element, name: string, attributes: Readonly<Record<string, string>>): Element {
  const created = near.ownerDocument.createElementNS(null, name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  return created;
}

function linkWithAlias(entity: Element, alias: string): Element {
  const link = Array.from(entity.getElementsByTagName('link-entity')).find(
    (one) => one.getAttribute('alias') === alias,
  );
  if (link === undefined) throw new RangeError(`The view has no link with the alias '${alias}'`);
  return link;
}
