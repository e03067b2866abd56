/** Which rows a FetchXML query is about: its filters, and links that are only looked for. */
import { badRequest, notSupported } from '../../errors.ts';
import type { Sql } from '../../store/database.ts';
import { condition, type ColumnReference } from '../operators.ts';
import { allOf, anyOf, fromWhere, readableSql, selectFrom, type Select } from '../select.ts';
import { scopeNamed, scopeOf, type Binding } from './binding.ts';
import { isJoin, joinLink, newScope } from './joins.ts';
import type { FetchEntity, FetchFilter, FetchLink } from './parse.ts';
import { columnNamed, joinOf, type Scope } from './parts.ts';

/** Conditions can name any alias, so all links are joined before. */
export function bindConditions(binding: Binding, { filters, links }: FetchEntity): void {
  const { select, root } = binding;
  select.where.push(...filters.map((filter) => filterSql(binding, root, filter)));
  bindLinkedConditions(binding, links);
}

/** Conditions of an outer link belong to its join: they must not remove rows of the parent. */
function bindLinkedConditions(binding: Binding, links: readonly FetchLink[]): void {
  const { select } = binding;
  for (const link of links.filter(isJoin)) {
    const scope = scopeOf(binding, link);
    const conditions = link.filters.map((filter) => filterSql(binding, scope, filter));
    if (link.type === 'outer') narrowJoin(select, scope.alias, conditions);
    else select.where.push(...conditions);
    bindLinkedConditions(binding, link.links);
  }
}

function narrowJoin({ joins }: Select, alias: string, conditions: readonly Sql[]): void {
  const index = joins.findIndex((join) => join.alias === alias);
  const join = joins[index];
  if (join !== undefined) joins[index] = { ...join, on: allOf([join.on, ...conditions]) };
}

function filterSql(binding: Binding, scope: Scope, filter: FetchFilter): Sql {
  const parts = [
    ...filter.conditions.map((entry) => {
      const target = entry.entityName === undefined ? scope : scopeNamed(binding, entry.entityName);
      const reference = { ...target, column: columnNamed(target.table, entry.attribute) };
      if (entry.valueOf !== undefined)
        return compareColumns(binding, reference, entry.operator, entry.valueOf, scope);
      return condition(binding.session, reference, entry.operator, entry.values);
    }),
    ...filter.filters.map((inner) => filterSql(binding, scope, inner)),
    ...filter.links.map((link) => existence(binding, scope, link)),
  ];
  if (parts.length === 0) return { text: '1', params: [] };
  return filter.type === 'and' ? allOf(parts) : anyOf(parts);
}

function compareColumns(
  binding: Binding,
  left: ColumnReference,
  operator: string,
  valueOf: string,
  scope: Scope,
): Sql {
  const sign = { eq: '=', ne: '<>', neq: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' }[operator];
  if (sign === undefined) throw badRequest(`The operator '${operator}' cannot compare columns.`);
  const [first = '', second] = valueOf.split('.');
  const target = second === undefined ? scope : scopeNamed(binding, first);
  const right = columnNamed(target.table, (second ?? first).toLowerCase());
  const near = readableSql(binding.session, left.table, left.alias, left.column);
  const far = readableSql(binding.session, target.table, target.alias, right);
  return { text: `${near} ${sign} ${far}`, params: [] };
}

/**
 * Rows are tested for having related rows, which are not themselves part of the answer. "all" is what Dataverse makes of the word:
 * there are related rows, and none of them satisfies the filter; "not all" means the same as "any".
 */
export function existence(binding: Binding, parent: Scope, link: FetchLink): Sql {
  const { session } = binding;
  const scope = newScope(binding, link);
  const related = (filtered: boolean): Sql => {
    const select = selectFrom(session, scope.table, scope.alias);
    select.where.push(joinOf(session, parent, scope.table, scope.alias, link));
    if (filtered) narrow(binding, select, scope, link);
    const from = fromWhere(select);
    return { text: `EXISTS (SELECT 1 ${from.text})`, params: from.params };
  };
  const matching = related(true);
  if (link.type === 'all') return allOf([related(false), not(matching)]);
  return link.type === 'not any' ? not(matching) : matching;
}

/** What a link inside such a test asks of its rows, and of theirs. */
function narrow(binding: Binding, select: Select, scope: Scope, link: FetchLink): void {
  for (const inner of link.links) {
    if (!isJoin(inner)) {
      select.where.push(existence(binding, scope, inner));
      continue;
    }
    const joined = joinLink(binding, select, scope, inner);
    if (inner.type === 'outer')
      throw notSupported(`An outer link-entity inside a link-entity of type '${link.type}'`);
    narrow(binding, select, joined, inner);
  }
  select.where.push(...link.filters.map((filter) => filterSql(binding, scope, filter)));
}

function not(inner: Sql): Sql {
  return { text: `NOT ${inner.text}`, params: inner.params };
}
