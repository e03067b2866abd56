/** A filter's tree against the catalog: properties become columns, navigation becomes joins, everything becomes SQL. */
import type { Session } from '../../engine.ts';
import { badRequest, notSupported, unknownProperty } from '../../errors.ts';
import {
  isLookup,
  isPolymorphic,
  typeColumnOf,
  type Table,
  type CollectionNavigation,
} from '../../metadata/catalog.ts';
import type { Column } from '../../metadata/types.ts';
import type { Sql } from '../../store/database.ts';
import { condition, type ColumnReference } from '../operators.ts';
import {
  addJoin,
  allOf,
  anyOf,
  columnSql,
  readableSql,
  fromWhere,
  selectFrom,
  type Select,
} from '../select.ts';
import type { Comparison, Filter, Literal, Operand, Path } from './filter.ts';
import { fetchOperatorOf } from './functions.ts';

/** What the names in a filter start from. */
export interface Scope {
  readonly session: Session;
  readonly select: Select;
  readonly table: Table;
  readonly alias: string;
  /** Inside a lambda: the variable that stands for the row. */
  readonly variable?: string;
}

export function bindFilter(scope: Scope, filter: Filter): Sql {
  switch (filter.kind) {
    case 'and':
      return allOf(filter.parts.map((part) => bindFilter(scope, part)));
    case 'or':
      return anyOf(filter.parts.map((part) => bindFilter(scope, part)));
    case 'not':
      return bindNot(scope, filter.part);
    case 'compare':
      return bindComparison(scope, filter.operator, filter.left, filter.right);
    case 'text':
      return bindText(scope, filter.function, filter.path, filter.value);
    case 'query':
      return bindQueryFunction(scope, filter.function, filter.path, filter.values);
    case 'some':
      return bindLambda(scope, filter);
  }
}

/** The column a path leads to, joining the tables on the way. */
export function resolvePath(scope: Scope, path: Path): ColumnReference {
  const segments = withoutVariable(scope, path);
  const { table, alias } = follow(scope, segments.slice(0, -1));
  const name = segments.at(-1) ?? '';
  const column = table.columnByProperty.get(name);
  if (column === undefined) throw unknownProperty(name, table.logicalName);
  return { alias, table, column };
}

function withoutVariable({ variable }: Scope, { segments }: Path): readonly string[] {
  return variable !== undefined && segments[0] === variable ? segments.slice(1) : segments;
}

/** The table single-valued navigation properties lead to. */
function follow(scope: Scope, names: readonly string[]): { table: Table; alias: string } {
  let { table, alias } = scope;
  for (const name of names) {
    const navigation = table.singles.get(name);
    if (navigation === undefined) throw unknownProperty(name, table.logicalName);
    const [target, ...others] = navigation.targets;
    if (target === undefined || others.length > 0)
      throw notSupported(`Filtering through '${name}', which can hold several tables,`);
    alias = joinSingle(scope, { table, alias }, navigation.column, target);
    table = target;
  }
  return { table, alias };
}

/** A row is joined once, however often a filter goes through it. */
function joinSingle(
  { session, select }: Scope,
  from: { table: Table; alias: string },
  column: Column,
  target: Table,
): string {
  const alias = `${from.alias}/${column.logicalName}/${target.logicalName}`;
  if (!select.joins.some((join) => join.alias === alias)) {
    const link = `${columnSql(alias, target.primaryId)} = ${readableSql(session, from.table, from.alias, column)}`;
    const type = isPolymorphic(from.table, column)
      ? ` AND ${columnSql(from.alias, typeColumnOf(column))} = '${target.logicalName}'`
      : '';
    addJoin(session, select, { kind: 'LEFT', table: target, alias, on: { text: link + type, params: [] } });
  }
  return alias;
}

function bindNot(scope: Scope, part: Filter): Sql {
  if (part.kind === 'text') {
    // As in FetchXML's "not like", an empty value does not contain the text.
    const reference = resolvePath(scope, part.path);
    const operator = { contains: 'not-like', startswith: 'not-begins-with', endswith: 'not-end-with' }[
      part.function
    ];
    return condition(scope.session, reference, operator, [
      part.function === 'contains' ? `%${part.value}%` : part.value,
    ]);
  }
  const inner = bindFilter(scope, part);
  return { text: `NOT (${inner.text})`, params: inner.params };
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

function bindComparison(scope: Scope, operator: Comparison, left: Operand, right: Operand): Sql {
  if (left.kind === 'literal') {
    if (right.kind === 'literal') throw notSupported('A comparison of two literals');
    return bindComparison(scope, mirrored[operator], right, left);
  }
  const reference = resolvePath(scope, left);
  if (right.kind === 'path') return compareColumns(scope, reference, operator, resolvePath(scope, right));
  if (right.type === 'null') {
    if (operator === 'eq') return condition(scope.session, reference, 'null', []);
    if (operator === 'ne') return condition(scope.session, reference, 'not-null', []);
    throw badRequest(`'${operator}' cannot be used with null.`);
  }
  requireType(reference.column, right, operator);
  return condition(scope.session, reference, operator, [right.value]);
}

function compareColumns(
  { session }: Scope,
  left: ColumnReference,
  operator: Comparison,
  right: ColumnReference,
): Sql {
  const seen = ({ table, alias, column }: ColumnReference): string =>
    readableSql(session, table, alias, column);
  const sign = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' }[operator];
  if (edmType(left.column) !== edmType(right.column))
    throw incompatible(left.column, edmType(right.column), operator);
  return {
    text: `${seen(left)} ${sign} ${seen(right)}`,
    params: [],
  };
}

const operatorKinds: Readonly<Record<Comparison, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};

const literalTypes: Readonly<Record<Exclude<Literal['type'], 'null'>, readonly string[]>> = {
  text: ['Edm.String'],
  number: ['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double'],
  guid: ['Edm.Guid'],
  date: ['Edm.Date', 'Edm.DateTimeOffset'],
  boolean: ['Edm.Boolean'],
};

function requireType(column: Column, literal: Literal, operator: Comparison): void {
  if (literal.type === 'null' || literalTypes[literal.type].includes(edmType(column))) return;
  const [found = ''] = literalTypes[literal.type];
  throw incompatible(column, found, operator);
}

function incompatible(column: Column, found: string, operator: Comparison): Error {
  return badRequest(
    'A binary operator with incompatible types was detected. Found operand types ' +
      `'${edmType(column)}' and '${found}' for operator kind '${operatorKinds[operator]}'.`,
  );
}

/** The OData type of a column's property. */
export function edmType(column: Column): string {
  switch (column.kind) {
    case 'lookup':
    case 'customer':
    case 'owner':
    case 'uniqueidentifier':
    case 'file':
      return 'Edm.Guid';
    case 'string':
    case 'memo':
    case 'entityname':
      return 'Edm.String';
    case 'bigint':
      return 'Edm.Int64';
    case 'decimal':
    case 'money':
      return 'Edm.Decimal';
    case 'double':
      return 'Edm.Double';
    case 'boolean':
      return 'Edm.Boolean';
    case 'datetime':
      return column.dateBehavior === 'dateOnly' ? 'Edm.Date' : 'Edm.DateTimeOffset';
    case 'integer':
    case 'picklist':
    case 'state':
    case 'status':
      return 'Edm.Int32';
  }
}

function bindText(
  scope: Scope,
  name: 'contains' | 'startswith' | 'endswith',
  path: Path,
  value: string,
): Sql {
  const reference = resolvePath(scope, path);
  if (edmType(reference.column) !== 'Edm.String') throw badRequest(`'${name}' needs a text property.`);
  const operator = { contains: 'like', startswith: 'begins-with', endswith: 'ends-with' }[name];
  return condition(scope.session, reference, operator, [name === 'contains' ? `%${value}%` : value]);
}

function bindQueryFunction(
  scope: Scope,
  name: string,
  path: Path | undefined,
  values: readonly unknown[],
): Sql {
  const operator = fetchOperatorOf(name);
  if (operator === undefined) throw notSupported(`The query function '${name}'`);
  if (path === undefined) throw badRequest(`The query function '${name}' needs a PropertyName.`);
  return condition(scope.session, propertyOrColumn(scope, path), operator, values);
}

/** Query functions name the column, where filters name the property: `ownerid` as well as `_ownerid_value`. */
function propertyOrColumn(scope: Scope, path: Path): ColumnReference {
  const name = path.segments.at(-1) ?? '';
  const column = path.segments.length === 1 ? scope.table.columnByName.get(name) : undefined;
  if (column !== undefined && isLookup(column)) return { alias: scope.alias, table: scope.table, column };
  return resolvePath(scope, path);
}

function bindLambda(scope: Scope, filter: Extract<Filter, { kind: 'some' }>): Sql {
  const { quantifier, path, variable, part } = filter;
  const segments = withoutVariable(scope, path);
  const near = follow(scope, segments.slice(0, -1));
  const name = segments.at(-1) ?? '';
  const navigation = near.table.collections.get(name);
  if (navigation === undefined) throw unknownProperty(name, near.table.logicalName);
  const alias = `${near.alias}*${name}`;
  const related = selectFrom(scope.session, navigation.table, alias);
  related.where.push(relatedTo(near.alias, near.table, navigation, alias));
  if (part !== undefined) {
    const inner: Scope = {
      session: scope.session,
      select: related,
      table: navigation.table,
      alias,
      ...(variable === undefined ? {} : { variable }),
    };
    const bound = bindFilter(inner, part);
    // All rows satisfy it when there is none that does not.
    related.where.push(
      quantifier === 'any' ? bound : { text: `NOT coalesce(${bound.text}, 0)`, params: bound.params },
    );
  }
  const from = fromWhere(related);
  return { text: `${quantifier === 'any' ? '' : 'NOT '}EXISTS (SELECT 1 ${from.text})`, params: from.params };
}

/** The condition that a row under `alias` belongs to the row under `parentAlias`. */
export function relatedTo(
  parentAlias: string,
  parent: Table,
  navigation: CollectionNavigation,
  alias: string,
): Sql {
  const parentId = columnSql(parentAlias, parent.primaryId);
  if (navigation.kind === 'manyToMany') {
    const { nearColumn, farColumn, relationship, table } = navigation;
    return {
      text:
        `${columnSql(alias, table.primaryId)} IN (SELECT "${farColumn}" FROM "${relationship.intersectTable}" ` +
        `WHERE "${nearColumn}" = ${parentId})`,
      params: [],
    };
  }
  const { table, relationship } = navigation;
  const column = table.columnByName.get(relationship.referencingColumn);
  if (column === undefined) throw new RangeError(`Unknown column ${relationship.referencingColumn}`);
  const type = isPolymorphic(table, column)
    ? ` AND ${columnSql(alias, typeColumnOf(column))} = '${relationship.referencedTable}'`
    : '';
  return { text: `${columnSql(alias, column)} = ${parentId}${type}`, params: [] };
}
