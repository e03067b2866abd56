/** A FetchXML tree against the catalog: a select, and for each of its outputs how it is shown. */
import type { Session } from '../../engine.ts';
import { badRequest, DataverseError, notSupported } from '../../errors.ts';
import { isLookup, isPolymorphic, typeColumnOf, type Table } from '../../metadata/catalog.ts';
import type { Column } from '../../metadata/types.ts';
import type { Sql } from '../../store/database.ts';
import { condition, type ColumnReference } from '../operators.ts';
import { fetchOrderSql } from '../order.ts';
import {
  addJoin,
  allOf,
  anyOf,
  columnSql,
  fromWhere,
  readableSql,
  selectFrom,
  type Select,
} from '../select.ts';
import type { Fetch, FetchAttribute, FetchEntity, FetchFilter, FetchLink } from './parse.ts';
import { columnNamed, datePart, joinOf, plainAttribute, type Scope } from './parts.ts';

/** A column of the answer. */
export interface FetchOutput {
  /** The name of the value among the SQL outputs; its type, for lookups, has `__type` after it. */
  readonly name: string;
  readonly column: Column;
  readonly table: Table;
  /** Columns of the entity itself are shown as properties, others under this name. */
  readonly shownAs: string | undefined;
  readonly kind: 'value' | 'count' | 'number' | 'datePart';
}

export interface BoundFetch {
  readonly select: Select;
  readonly outputs: readonly FetchOutput[];
  readonly table: Table;
  /** Whether the rows can be continued after the last one by the values of their order. */
  readonly pagesByKeys: boolean;
}

export const rootAlias = 'row';

export function bindFetch(session: Session, table: Table, fetch: Fetch): BoundFetch {
  const binder = new Binder(session, table, fetch);
  return binder.bind();
}

class Binder {
  readonly #session: Session;
  readonly #table: Table;
  readonly #fetch: Fetch;
  readonly #select: Select;
  readonly #outputs: FetchOutput[] = [];
  readonly #scopes = new Map<string, Scope>();
  readonly #scopeByLink = new Map<FetchLink, Scope>();
  #links = 0;
  #pagesByKeys: boolean;

  constructor(session: Session, table: Table, fetch: Fetch) {
    this.#session = session;
    this.#table = table;
    this.#fetch = fetch;
    this.#select = selectFrom(session, table, rootAlias);
    this.#select.distinct = fetch.distinct;
    this.#pagesByKeys = !fetch.aggregate && !fetch.distinct;
  }

  bind(): BoundFetch {
    const { entity } = this.#fetch;
    const root = { table: this.#table, alias: rootAlias };
    this.#scopes.set(this.#table.logicalName, root);
    this.#link(root, entity.links);
    this.#output(root, entity, undefined);
    if (!this.#fetch.aggregate && !this.#fetch.distinct) this.#outputIdentity();
    if (this.#select.outputs.length === 0) throw badRequest('An aggregate query needs an <attribute>.');
    this.#where(root, entity.filters);
    this.#linkedWhere(entity.links);
    this.#order(root, entity);
    return {
      select: this.#select,
      outputs: this.#outputs,
      table: this.#table,
      pagesByKeys: this.#pagesByKeys,
    };
  }

  /** Joins first, so that conditions and orders can name any alias. */
  #link(parent: Scope, links: readonly FetchLink[]): void {
    for (const link of links) {
      if (!isJoin(link)) {
        this.#select.where.push(this.#existence(parent, link));
        continue;
      }
      const scope = this.#join(this.#select, parent, link);
      this.#link(scope, link.links);
      this.#output(scope, link, scope.alias);
    }
  }

  #join(select: Select, parent: Scope, link: FetchLink): Scope {
    const scope = this.#scopeFor(link);
    const on = joinOf(this.#session, parent, scope.table, scope.alias, link);
    addJoin(this.#session, select, {
      kind: link.type === 'outer' ? 'LEFT' : 'INNER',
      table: scope.table,
      alias: scope.alias,
      on:
        link.type === 'matchfirstrowusingcrossapply' ? allOf([on, this.#firstOnly(parent, scope, link)]) : on,
    });
    this.#scopeByLink.set(link, scope);
    return scope;
  }

  #scopeFor(link: FetchLink): Scope {
    const table = this.#tableNamed(link.name);
    this.#links += 1;
    const alias = link.alias ?? `${link.name}${this.#links}`;
    if (this.#scopes.has(alias)) throw badRequest(`The alias '${alias}' is used twice.`);
    const scope = { table, alias };
    this.#scopes.set(alias, scope);
    return scope;
  }

  /** Of the rows that match, the first by id. */
  #firstOnly(parent: Scope, { table, alias }: Scope, link: FetchLink): Sql {
    const first = selectFrom(this.#session, table, `${alias}/first`);
    first.where.push(joinOf(this.#session, parent, table, first.alias, link));
    const from = fromWhere(first);
    const id = columnSql(first.alias, table.primaryId);
    return {
      text: `${columnSql(alias, table.primaryId)} = (SELECT min(${id}) ${from.text})`,
      params: from.params,
    };
  }

  /**
   * Rows are tested for having related rows, which are not themselves part of the answer. "all" is what Dataverse makes of the word:
   * there are related rows, and none of them satisfies the filter; "not all" means the same as "any".
   */
  #existence(parent: Scope, link: FetchLink): Sql {
    const scope = this.#scopeFor(link);
    const related = (filtered: boolean): Sql => {
      const select = selectFrom(this.#session, scope.table, scope.alias);
      select.where.push(joinOf(this.#session, parent, scope.table, scope.alias, link));
      if (filtered) this.#narrow(select, scope, link);
      const from = fromWhere(select);
      return { text: `EXISTS (SELECT 1 ${from.text})`, params: from.params };
    };
    const matching = related(true);
    if (link.type === 'all') return allOf([related(false), not(matching)]);
    return link.type === 'not any' ? not(matching) : matching;
  }

  /** What a link inside such a test asks of its rows, and of theirs. */
  #narrow(select: Select, scope: Scope, link: FetchLink): void {
    for (const inner of link.links) {
      if (!isJoin(inner)) {
        select.where.push(this.#existence(scope, inner));
        continue;
      }
      const joined = this.#join(select, scope, inner);
      if (inner.type === 'outer')
        throw notSupported(`An outer link-entity inside a link-entity of type '${link.type}'`);
      this.#narrow(select, joined, inner);
    }
    select.where.push(...link.filters.map((filter) => this.#filter(scope, filter)));
  }

  #output(scope: Scope, entity: FetchEntity, alias: string | undefined): void {
    const attributes = entity.allAttributes
      ? scope.table.columns.map((column) => plainAttribute(column.logicalName))
      : entity.attributes;
    const all =
      alias === undefined && !entity.allAttributes && attributes.length === 0 && !this.#fetch.aggregate;
    for (const attribute of all
      ? scope.table.columns.map((column) => plainAttribute(column.logicalName))
      : attributes) {
      this.#outputAttribute(scope, attribute, alias);
    }
  }

  #outputAttribute(scope: Scope, attribute: FetchAttribute, alias: string | undefined): void {
    const column = columnNamed(scope.table, attribute.name);
    const sql = readableSql(this.#session, scope.table, scope.alias, column);
    const name =
      attribute.alias ?? (alias === undefined ? column.logicalName : `${alias}.${column.logicalName}`);
    const shownAs = attribute.alias ?? (alias === undefined ? undefined : name);
    if (!this.#fetch.aggregate) {
      this.#value(scope.table, column, name, sql, shownAs, scope.alias);
      return;
    }
    if (attribute.alias === undefined)
      throw badRequest(`'${attribute.name}' needs an alias in an aggregate query.`);
    if (attribute.groupBy) this.#group(scope, column, attribute, name, sql);
    else this.#aggregate(scope.table, column, attribute, name, sql);
  }

  #value(
    table: Table,
    column: Column,
    name: string,
    sql: string,
    shownAs: string | undefined,
    alias: string,
  ): void {
    this.#select.outputs.push({ name, sql });
    if (isLookup(column) && isPolymorphic(table, column)) {
      this.#select.outputs.push({ name: `${name}__type`, sql: columnSql(alias, typeColumnOf(column)) });
    }
    this.#outputs.push({ name, column, table, shownAs, kind: 'value' });
  }

  #group(scope: Scope, column: Column, attribute: FetchAttribute, name: string, sql: string): void {
    if (attribute.dateGrouping === undefined) {
      this.#value(scope.table, column, name, sql, name, scope.alias);
      this.#select.groupBy.push(sql);
      return;
    }
    const part = datePart(attribute.dateGrouping, sql);
    this.#select.outputs.push({ name, sql: part });
    this.#select.groupBy.push(part);
    this.#outputs.push({ name, column, table: scope.table, shownAs: name, kind: 'datePart' });
  }

  #aggregate(table: Table, column: Column, attribute: FetchAttribute, name: string, sql: string): void {
    const { aggregate, distinct } = attribute;
    if (aggregate === undefined) throw badRequest(`'${attribute.name}' is neither grouped nor aggregated.`);
    const inner = distinct ? `DISTINCT ${sql}` : sql;
    const expression =
      aggregate === 'count'
        ? 'count(*)'
        : aggregate === 'countcolumn'
          ? `count(${inner})`
          : `${aggregate}(${inner})`;
    const counts = aggregate === 'count' || aggregate === 'countcolumn';
    this.#select.outputs.push({ name, sql: expression });
    this.#outputs.push({ name, column, table, shownAs: name, kind: counts ? 'count' : 'number' });
  }

  /** Every row brings its id and version, wanted or not. */
  #outputIdentity(): void {
    for (const name of [this.#table.primaryId, 'versionnumber', 'transactioncurrencyid']) {
      const column = this.#table.columnByName.get(name);
      if (column === undefined || this.#select.outputs.some((output) => output.name === name)) continue;
      this.#select.outputs.push({ name, sql: columnSql(rootAlias, column) });
    }
  }

  #where(scope: Scope, filters: readonly FetchFilter[]): void {
    for (const filter of filters) this.#select.where.push(this.#filter(scope, filter));
  }

  /** Conditions of an outer link belong to its join: they must not remove rows of the parent. */
  #linkedWhere(links: readonly FetchLink[]): void {
    for (const link of links) {
      if (!isJoin(link)) continue;
      const scope = this.#scopeOf(link);
      const conditions = link.filters.map((filter) => this.#filter(scope, filter));
      if (link.type === 'outer') this.#narrowJoin(scope.alias, conditions);
      else this.#select.where.push(...conditions);
      this.#linkedWhere(link.links);
    }
  }

  #scopeOf(link: FetchLink): Scope {
    const scope = this.#scopeByLink.get(link);
    if (scope === undefined) throw new RangeError(`The link to ${link.name} was not joined`);
    return scope;
  }

  #narrowJoin(alias: string, conditions: readonly Sql[]): void {
    const index = this.#select.joins.findIndex((join) => join.alias === alias);
    const join = this.#select.joins[index];
    if (join !== undefined) this.#select.joins[index] = { ...join, on: allOf([join.on, ...conditions]) };
  }

  #filter(scope: Scope, filter: FetchFilter): Sql {
    const parts = [
      ...filter.conditions.map((entry) => {
        const target = entry.entityName === undefined ? scope : this.#named(entry.entityName);
        const reference = { ...target, column: columnNamed(target.table, entry.attribute) };
        if (entry.valueOf !== undefined)
          return this.#compareColumns(reference, entry.operator, entry.valueOf, scope);
        return condition(this.#session, reference, entry.operator, entry.values);
      }),
      ...filter.filters.map((inner) => this.#filter(scope, inner)),
      ...filter.links.map((link) => this.#existence(scope, link)),
    ];
    if (parts.length === 0) return { text: '1', params: [] };
    return filter.type === 'and' ? allOf(parts) : anyOf(parts);
  }

  #compareColumns(left: ColumnReference, operator: string, valueOf: string, scope: Scope): Sql {
    const sign = { eq: '=', ne: '<>', neq: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' }[operator];
    if (sign === undefined) throw badRequest(`The operator '${operator}' cannot compare columns.`);
    const [first = '', second] = valueOf.split('.');
    const target = second === undefined ? scope : this.#named(first);
    const right = columnNamed(target.table, (second ?? first).toLowerCase());
    const near = readableSql(this.#session, left.table, left.alias, left.column);
    const far = readableSql(this.#session, target.table, target.alias, right);
    return { text: `${near} ${sign} ${far}`, params: [] };
  }

  #order(root: Scope, entity: FetchEntity): void {
    for (const order of entity.orders) {
      if (order.alias !== undefined) {
        const output = this.#select.outputs.find((candidate) => candidate.name === order.alias);
        if (output === undefined) throw badRequest(`There is no attribute with the alias '${order.alias}'.`);
        this.#select.order.push({ sql: output.sql, descending: order.descending, output: output.name });
        continue;
      }
      if (order.attribute === undefined) throw badRequest('An <order> needs an attribute or an alias.');
      if (this.#fetch.aggregate) throw badRequest('An aggregate query is ordered by alias.');
      const scope = order.entityName === undefined ? root : this.#named(order.entityName);
      this.#orderBy(scope, order.attribute, order.descending);
    }
    this.#linkedOrder(entity.links);
    if (this.#pagesByKeys) this.#orderBy(root, this.#table.primaryId, false);
  }

  #linkedOrder(links: readonly FetchLink[]): void {
    for (const link of links.filter(isJoin)) {
      for (const { attribute, descending } of link.orders) {
        if (attribute !== undefined) this.#orderBy(this.#scopeOf(link), attribute, descending);
      }
      this.#linkedOrder(link.links);
    }
  }

  #orderBy(scope: Scope, attribute: string, descending: boolean): void {
    const column = columnNamed(scope.table, attribute);
    const sql = fetchOrderSql(this.#session, scope.table, scope.alias, column);
    const output = `order ${this.#select.order.length} ${attribute}`;
    if (scope.alias !== rootAlias) this.#pagesByKeys = false;
    if (!this.#select.distinct) this.#select.outputs.push({ name: output, sql });
    this.#select.order.push({ sql, descending, output });
  }

  #named(alias: string): Scope {
    const scope = this.#scopes.get(alias);
    if (scope === undefined) throw badRequest(`There is no link-entity with the alias '${alias}'.`);
    return scope;
  }

  #tableNamed(name: string): Table {
    const table = this.#session.engine.catalog.tables.get(name);
    if (table === undefined) {
      throw new DataverseError(
        400,
        '0x80041102',
        `The entity with a name = '${name}' was not found in the MetadataCache.`,
      );
    }
    return table;
  }
}

/** Whether the link's rows stand beside those of its parent, or are only looked for. */
function isJoin({ type }: FetchLink): boolean {
  return type === 'inner' || type === 'outer' || type === 'matchfirstrowusingcrossapply';
}

function not(inner: Sql): Sql {
  return { text: `NOT ${inner.text}`, params: inner.params };
}
