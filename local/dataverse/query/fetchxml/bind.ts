/** A FetchXML tree against the catalog: a select, and for each of its outputs how it is shown. */
import type { Session } from '../../engine.ts';
import { badRequest } from '../../errors.ts';
import type { Table } from '../../metadata/catalog.ts';
import { selectFrom, type Select } from '../select.ts';
import { rootAlias, type Binding, type FetchOutput } from './binding.ts';
import { bindConditions, existence } from './conditions.ts';
import { isJoin, joinLink } from './joins.ts';
import { bindOrder } from './orders.ts';
import { bindIdentity, bindOutputs } from './outputs.ts';
import type { Fetch, FetchLink } from './parse.ts';
import type { Scope } from './parts.ts';

export interface BoundFetch {
  readonly select: Select;
  readonly outputs: readonly FetchOutput[];
  readonly table: Table;
  /** Whether the rows can be continued after the last one by the values of their order. */
  readonly pagesByKeys: boolean;
}

export function bindFetch(session: Session, table: Table, fetch: Fetch): BoundFetch {
  const { entity } = fetch;
  const root: Scope = { table, alias: rootAlias };
  const select = selectFrom(session, table, rootAlias);
  select.distinct = fetch.distinct;
  const scopes = new Map([[table.logicalName, root]]);
  const binding: Binding = { session, fetch, root, select, outputs: [], scopes, scopeByLink: new Map() };
  bindLinks(binding, root, entity.links);
  bindOutputs(binding, root, entity, undefined);
  if (!fetch.aggregate && !fetch.distinct) bindIdentity(binding);
  if (select.outputs.length === 0) throw badRequest('An aggregate query needs an <attribute>.');
  bindConditions(binding, entity);
  const pagesByKeys = bindOrder(binding, entity);
  return { select, outputs: binding.outputs, table, pagesByKeys };
}

/** Joins first, so that conditions and orders can name any alias. */
function bindLinks(binding: Binding, parent: Scope, links: readonly FetchLink[]): void {
  const { select } = binding;
  for (const link of links) {
    if (!isJoin(link)) {
      select.where.push(existence(binding, parent, link));
      continue;
    }
    const scope = joinLink(binding, select, parent, link);
    bindLinks(binding, scope, link.links);
    bindOutputs(binding, scope, link, scope.alias);
  }
}
