/** Links whose rows stand beside those of their parent. */
import { badRequest, DataverseError } from '../../errors.ts';
import type { Sql } from '../../store/database.ts';
import { addJoin, allOf, columnSql, fromWhere, selectFrom, type Select } from '../select.ts';
import type { Binding } from './binding.ts';
import type { FetchLink } from './parse.ts';
import { joinOf, type Scope } from './parts.ts';

/** Joins the link's table to the select, which is that of the query or of a test inside it. */
export function joinLink(binding: Binding, select: Select, parent: Scope, link: FetchLink): Scope {
  const { session } = binding;
  const scope = newScope(binding, link);
  const { table, alias } = scope;
  const on = joinOf(session, parent, table, alias, link);
  addJoin(session, select, {
    kind: link.type === 'outer' ? 'LEFT' : 'INNER',
    table,
    alias,
    on:
      link.type === 'matchfirstrowusingcrossapply'
        ? allOf([on, firstOnly(binding, parent, scope, link)])
        : on,
  });
  binding.scopeByLink.set(link, scope);
  return scope;
}

/** Whether the link's rows stand beside those of its parent, or are only looked for. */
export function isJoin({ type }: FetchLink): boolean {
  return type === 'inner' || type === 'outer' || type === 'matchfirstrowusingcrossapply';
}

/** A link without an alias is called as its table, with its number among all links. */
export function newScope({ session, scopes }: Binding, link: FetchLink): Scope {
  const table = session.engine.catalog.tables.get(link.name);
  if (table === undefined) throw unknownTable(link.name);
  const alias = link.alias ?? `${link.name}${scopes.size}`;
  if (scopes.has(alias)) throw badRequest(`The alias '${alias}' is used twice.`);
  const scope = { table, alias };
  scopes.set(alias, scope);
  return scope;
}

/** Of the rows that match, the first by id. */
function firstOnly({ session }: Binding, parent: Scope, { table, alias }: Scope, link: FetchLink): Sql {
  const first = selectFrom(session, table, `${alias}/first`);
  first.where.push(joinOf(session, parent, table, first.alias, link));
  const from = fromWhere(first);
  const id = (of: string): string => columnSql(of, table.primaryId);
  return {
    text: `${id(alias)} = (SELECT min(${id(first.alias)}) ${from.text})`,
    params: from.params,
  };
}

function unknownTable(name: string): Error {
  return new DataverseError(
    400,
    '0x80041102',
    `The entity with a name = '${name}' was not found in the MetadataCache.`,
  );
}
