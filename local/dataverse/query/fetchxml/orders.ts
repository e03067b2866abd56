/** The order of a FetchXML query's rows: of the entity, then of its links, and of the id at last where pages go on by it. */
import { badRequest } from '../../errors.ts';
import { fetchOrderSql } from '../order.ts';
import { rootAlias, scopeNamed, scopeOf, type Binding } from './binding.ts';
import { isJoin } from './joins.ts';
import type { FetchEntity, FetchLink } from './parse.ts';
import { columnNamed, type Scope } from './parts.ts';

/** Gives whether the rows can be continued after the last one by the values of their order. */
export function bindOrder(binding: Binding, { orders, links }: FetchEntity): boolean {
  const { fetch, root, select } = binding;
  const scopes: Scope[] = [];
  for (const { alias, attribute, entityName, descending } of orders) {
    if (alias !== undefined) {
      orderByOutput(binding, alias, descending);
      continue;
    }
    if (attribute === undefined) throw badRequest('An <order> needs an attribute or an alias.');
    if (fetch.aggregate) throw badRequest('An aggregate query is ordered by alias.');
    const scope = entityName === undefined ? root : scopeNamed(binding, entityName);
    orderBy(binding, scope, attribute, descending);
    scopes.push(scope);
  }
  scopes.push(...orderByLinks(binding, links));
  const pagesByKeys =
    !fetch.aggregate && !select.distinct && scopes.every(({ alias }) => alias === rootAlias);
  if (pagesByKeys) orderBy(binding, root, root.table.primaryId, false);
  return pagesByKeys;
}

function orderByOutput({ select }: Binding, alias: string, descending: boolean): void {
  const output = select.outputs.find(({ name }) => name === alias);
  if (output === undefined) throw badRequest(`There is no attribute with the alias '${alias}'.`);
  select.order.push({ sql: output.sql, descending, output: output.name });
}

/** The scopes of the links that are ordered by. */
function orderByLinks(binding: Binding, links: readonly FetchLink[]): readonly Scope[] {
  return links.filter(isJoin).flatMap((link) => {
    const scope = scopeOf(binding, link);
    const ordered = link.orders.flatMap(({ attribute, descending }) => {
      if (attribute === undefined) return [];
      orderBy(binding, scope, attribute, descending);
      return [scope];
    });
    return [...ordered, ...orderByLinks(binding, link.links)];
  });
}

function orderBy({ session, select }: Binding, scope: Scope, attribute: string, descending: boolean): void {
  const column = columnNamed(scope.table, attribute);
  const sql = fetchOrderSql(session, scope.table, scope.alias, column);
  const output = `order ${select.order.length} ${attribute}`;
  if (!select.distinct) select.outputs.push({ name: output, sql });
  select.order.push({ sql, descending, output });
}
