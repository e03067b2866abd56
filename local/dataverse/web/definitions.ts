/** Metadata endpoints: tables, their columns, keys and relationships, and global option sets, to read. */
import { badRequest, DataverseError, notSupported, unknownSegment } from '../errors.ts';
import { namedId } from '../ids.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import type { Filter } from '../query/odata/filter.ts';
import type { Expand, QueryOptions } from '../query/odata/options.ts';
import {
  describeColumn,
  describeKey,
  describeManyToMany,
  describeOneToMany,
  describeOptionSet,
  describeTable,
} from './describe.ts';
import { writeDefinition } from './define/write.ts';
import { hasKeyIndex } from '../store/tables.ts';
import type { Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import type { Json } from '../query/represent.ts';

export const definitionRoots: ReadonlySet<string> = new Set([
  'EntityDefinitions',
  'GlobalOptionSetDefinitions',
  'RelationshipDefinitions',
]);

export function answerDefinitions(exchange: Exchange, segments: readonly Segment[]): WebResponse {
  exchange.session.meter.add('other');
  const [root, ...rest] = segments;
  if (exchange.request.method !== 'GET') {
    const named = root?.name === 'EntityDefinitions' && root.key !== undefined ? root.key : undefined;
    const table = named === undefined ? undefined : tableByKey(exchange, named);
    return writeDefinition(exchange, segments, table);
  }
  if (root?.name === 'EntityDefinitions') return answerTables(exchange, root, rest);
  if (root?.name === 'GlobalOptionSetDefinitions') return answerOptionSets(exchange, root, rest);
  return answerRelationships(exchange, root, rest);
}

function answerTables(exchange: Exchange, root: Segment, rest: readonly Segment[]): WebResponse {
  const { engine, caller } = exchange.session;
  const { catalog } = engine;
  const describe = (table: Table): Json => describeTable(table, caller.languageId);
  const expandTable: Expander<Table> = (table, json, expand) => expandPart(exchange, table, json, expand);
  if (root.key === undefined) {
    if (rest.length > 0) throw unknownSegment(rest[0]?.name ?? '');
    const tables = [...catalog.tables.values()].map((table) => [table, describe(table)] as const);
    return list(exchange, 'EntityDefinitions', tables, expandTable);
  }
  const table = tableByKey(exchange, root.key);
  const [part, ...further] = rest;
  if (part === undefined) {
    return one(exchange, 'EntityDefinitions', table, describe(table), expandTable);
  }
  const described = partOf(exchange, table, part.name);
  if (described === undefined) throw unknownSegment(part.name);
  const context = `EntityDefinitions('${table.logicalName}')/${part.name}`;
  if (part.key === undefined) {
    const cast = further[0]?.name;
    const kept =
      cast === undefined ? described : described.filter((entry) => entry['@odata.type'] === `#${cast}`);
    return list(
      exchange,
      context,
      kept.map((entry) => [entry, entry] as const),
      keep,
    );
  }
  const name = /^(?:LogicalName|SchemaName)\s*=\s*'([^']*)'$/.exec(part.key)?.[1];
  const found = described.find((entry) =>
    name === undefined
      ? entry['MetadataId'] === part.key
      : entry['LogicalName'] === name || entry['SchemaName'] === name,
  );
  if (found === undefined) throw notFound(`${part.name} ${part.key}`);
  const cast = further[0]?.name;
  if (cast !== undefined && found['@odata.type'] !== `#${cast}`)
    throw notFound(`${part.name} ${part.key} as ${cast}`);
  return one(exchange, context, found, found, expandColumn);
}

function partOf({ session }: Exchange, table: Table, name: string): readonly Json[] | undefined {
  const language = session.caller.languageId;
  const { database } = session.engine.store;
  switch (name) {
    case 'Attributes':
      return table.columns.map((column) => describeColumn(table, column, language));
    case 'Keys':
      return table.keys.map((key) => describeKey(table, key, hasKeyIndex(database, table, key), language));
    case 'OneToManyRelationships':
      return table.referencedBy.map(describeOneToMany);
    case 'ManyToOneRelationships':
      return manyToOneOf(table);
    case 'ManyToManyRelationships':
      return manyToManyOf(table);
    default:
      return undefined;
  }
}

function manyToOneOf(table: Table): readonly Json[] {
  const targets = new Set([...table.targets.values()].flat());
  return [...targets]
    .flatMap((target) => target.referencedBy)
    .filter((relationship) => relationship.referencingTable === table.logicalName)
    .map(describeOneToMany);
}

function manyToManyOf(table: Table): readonly Json[] {
  return [...table.collections.values()]
    .filter((navigation) => navigation.kind === 'manyToMany')
    .map((navigation) => describeManyToMany(navigation.relationship));
}

function tableByKey(exchange: Exchange, key: string): Table {
  const { catalog } = exchange.session.engine;
  const name = /^LogicalName\s*=\s*'([^']*)'$/.exec(key)?.[1];
  const found =
    name === undefined
      ? [...catalog.tables.values()].find((table) => namedId(`table ${table.logicalName}`) === key)
      : catalog.tables.get(name);
  if (found === undefined) throw notFound(`EntityDefinitions(${key})`);
  return tableOf(catalog, found.logicalName);
}

function answerOptionSets(exchange: Exchange, root: Segment, rest: readonly Segment[]): WebResponse {
  if (rest.length > 1) throw unknownSegment(rest[1]?.name ?? '');
  const { engine, caller } = exchange.session;
  const sets = [...engine.catalog.globalOptionSets.values()];
  if (root.key === undefined) {
    return list(
      exchange,
      'GlobalOptionSetDefinitions',
      sets.map((set) => [set, describeOptionSet(set, caller.languageId)] as const),
      keep,
    );
  }
  const name = /^Name\s*=\s*'([^']*)'$/.exec(root.key)?.[1];
  const set = sets.find((candidate) => candidate.name === name);
  if (set === undefined) throw notFound(`GlobalOptionSetDefinitions(${root.key})`);
  return one(exchange, 'GlobalOptionSetDefinitions', set, describeOptionSet(set, caller.languageId), keep);
}

function answerRelationships(
  exchange: Exchange,
  root: Segment | undefined,
  rest: readonly Segment[],
): WebResponse {
  if (rest.length > 0) throw notSupported('A cast of RelationshipDefinitions');
  const { catalog } = exchange.session.engine;
  const all = [...catalog.oneToMany.map(describeOneToMany), ...catalog.manyToMany.map(describeManyToMany)];
  if (root?.key === undefined) {
    return list(
      exchange,
      'RelationshipDefinitions',
      all.map((entry) => [entry, entry] as const),
      keep,
    );
  }
  const name = /^SchemaName\s*=\s*'([^']*)'$/.exec(root.key)?.[1];
  const found = all.find((entry) => entry['SchemaName'] === name);
  if (found === undefined) throw notFound(`RelationshipDefinitions(${root.key})`);
  return one(exchange, 'RelationshipDefinitions', found, found, keep);
}

type Expander<T> = (source: T, json: Json, expand: Expand) => void;

function list<T>(
  exchange: Exchange,
  context: string,
  entries: readonly (readonly [T, Json])[],
  expander: Expander<T>,
): WebResponse {
  const { options, request } = exchange;
  refuseOthers(options);
  const kept = entries.filter(([, json]) => options.filter === undefined || holds(options.filter, json));
  const value = kept.map(([source, json]) => shaped(source, json, options, expander));
  const body: Json = { '@odata.context': `${request.base}$metadata#${context}` };
  if (options.count) body['@odata.count'] = value.length;
  return jsonResponse(200, { ...body, value });
}

function one<T>(
  exchange: Exchange,
  context: string,
  source: T,
  json: Json,
  expander: Expander<T>,
): WebResponse {
  const { options, request } = exchange;
  refuseOthers(options);
  const body = shaped(source, json, options, expander);
  return jsonResponse(200, { '@odata.context': `${request.base}$metadata#${context}/$entity`, ...body });
}

function refuseOthers(options: QueryOptions): void {
  if (options.top !== undefined || options.orderBy.length > 0)
    throw badRequest('Definitions can be neither ordered nor limited.');
}

function shaped<T>(
  source: T,
  json: Json,
  options: Pick<QueryOptions, 'select' | 'expand'>,
  expander: Expander<T>,
): Json {
  const shown: Json = selected(json, options.select);
  for (const expand of options.expand) expander(source, shown, expand);
  return shown;
}

function selected(json: Json, names: readonly string[] | undefined): Json {
  if (names === undefined) return { ...json };
  const shown: Json = {};
  if (json['@odata.type'] !== undefined) shown['@odata.type'] = json['@odata.type'];
  for (const name of names) {
    if (!(name in json)) throw badRequest(`Could not find a property named '${name}' on the definition.`);
    shown[name] = json[name];
  }
  if (json['MetadataId'] !== undefined) shown['MetadataId'] = json['MetadataId'];
  return shown;
}

function expandPart(exchange: Exchange, table: Table, json: Json, expand: Expand): void {
  const entries = partOf(exchange, table, expand.navigation);
  if (entries === undefined) throw badRequest(`'${expand.navigation}' cannot be expanded.`);
  json[expand.navigation] = entries
    .filter((entry) => expand.filter === undefined || holds(expand.filter, entry))
    .map((entry) => selected(entry, expand.select));
}

/** OptionSet is part of a column's description already; asking for it again changes nothing. */
function expandColumn(source: Json, json: Json, expand: Expand): void {
  if (!(expand.navigation in source)) throw badRequest(`'${expand.navigation}' cannot be expanded.`);
  json[expand.navigation] = source[expand.navigation];
}

function keep(_source: unknown, _json: Json, expand: Expand): void {
  throw notSupported(`$expand=${expand.navigation} here`);
}

/** Filters on definitions: equality of plain values, and/or/not. */
function holds(filter: Filter, json: Json): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => holds(part, json));
    case 'or':
      return filter.parts.some((part) => holds(part, json));
    case 'not':
      return !holds(filter.part, json);
    case 'text': {
      const named = json[filter.path.segments[0] ?? ''];
      const value = typeof named === 'string' ? named.toLowerCase() : '';
      const text = filter.value.toLowerCase();
      if (filter.function === 'contains') return value.includes(text);
      return filter.function === 'startswith' ? value.startsWith(text) : value.endsWith(text);
    }
    case 'compare': {
      if (filter.left.kind !== 'path' || filter.right.kind !== 'literal')
        throw notSupported('This filter on definitions');
      const [name = '', ...inner] = filter.left.segments;
      if (!(name in json)) throw badRequest(`Could not find a property named '${name}' on the definition.`);
      let value = json[name];
      for (const part of inner) value = (value as Json | null)?.[part];
      if (filter.operator === 'eq') return value === filter.right.value;
      if (filter.operator === 'ne') return value !== filter.right.value;
      throw notSupported(`'${filter.operator}' on definitions`);
    }
    case 'query':
    case 'some':
      throw notSupported('This filter on definitions');
  }
}

function notFound(what: string): DataverseError {
  return new DataverseError(404, '0x80060888', `Could not find ${what}.`);
}
