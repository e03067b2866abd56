/** Which row a text such as `/accounts(…)`, `accounts(key='v')`, a full address or `$1` means. */
import type { Session, RowReference } from '../engine.ts';
import { badRequest, keyNotDeclared, rowNotFoundByKey, unknownSegment } from '../errors.ts';
import { parseId } from '../ids.ts';
import { columnOf, isLookup, type Table } from '../metadata/catalog.ts';
import type { AlternateKey } from '../metadata/types.ts';
import type { SqlValue } from '../store/database.ts';
import { storedValue } from './values.ts';

/** How a row is named in a URL. */
export type RowKey =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'alternate'; readonly key: AlternateKey; readonly values: readonly SqlValue[] };

const simple = /^\/?([a-z_][a-z0-9_]*)\(([0-9a-f-]{36})\)$/i;
const full = /^(?:https?:\/\/[^/]+)?(?:\/?api\/data\/v\d+\.\d+)?\/?([a-z_][a-z0-9_]*)\((.*)\)$/is;

export interface ResolvedReference extends RowReference {
  /** Whether the row was looked up and is there. */
  readonly isFound: boolean;
}

/** The row a reference in a payload points at. A missing alternate key is refused; a missing id is found out when it is used. */
export function resolveReference(session: Session, text: string): ResolvedReference {
  if (contentId.test(text)) return { ...madeEarlier(session, text), isFound: false };
  const { catalog } = session.engine;
  const match = simple.exec(text) ?? full.exec(text);
  const [, set, keyText] = match ?? [];
  if (set === undefined || keyText === undefined) throw badRequest(`Invalid entity reference '${text}'.`);
  const table = catalog.tableBySet.get(set);
  if (table === undefined) throw unknownSegment(set);
  const key = parseKey(table, keyText);
  if (key.kind === 'id') return { table: table.logicalName, id: key.id, isFound: false };
  const id = session.engine.store.idByKey(table, key.key, key.values);
  if (id === undefined) throw rowNotFoundByKey(table.logicalName);
  return { table: table.logicalName, id, isFound: true };
}

const contentId = /^\/?\$/;

/** The row an earlier request of the change set made. */
function madeEarlier(session: Session, text: string): RowReference {
  const name = text.replace('/', '');
  const made = session.references.get(name);
  if (made !== undefined) return made;
  throw badRequest(`Content-ID Reference: '${name}' does not exist in the batch context.`);
}

/** What stands between the parentheses of `set(…)`, already percent-decoded. */
export function parseKey(table: Table, text: string): RowKey {
  const id = parseId(text.trim());
  if (id !== undefined) return { kind: 'id', id };
  const pairs = keyPairs(text);
  if (pairs === undefined) {
    throw badRequest(
      `Bad Request - Error in query syntax: '(${text})' is not a valid key for '${table.entitySetName}'.`,
    );
  }
  const [first] = pairs;
  if (pairs.length === 1 && first !== undefined && first[0] === table.primaryId) {
    const named = typeof first[1] === 'string' ? parseId(first[1]) : undefined;
    if (named === undefined) throw badRequest(`'${String(first[1])}' is not a valid GUID.`);
    return { kind: 'id', id: named };
  }
  const values = new Map<string, unknown>();
  for (const [name, value] of pairs) values.set(columnNameOf(name), value);
  const key = table.keys.find(
    ({ columns }) => columns.length === values.size && columns.every((column) => values.has(column)),
  );
  if (key === undefined) throw keyNotDeclared(table.logicalName);
  return {
    kind: 'alternate',
    key,
    values: key.columns.map((name) => keyValue(table, name, values.get(name))),
  };
}

/** A key names a lookup as it is read, `_lookup_value`. */
function columnNameOf(name: string): string {
  return name.startsWith('_') && name.endsWith('_value') ? name.slice(1, -'_value'.length) : name;
}

function keyValue(table: Table, name: string, value: unknown): SqlValue {
  const column = columnOf(table, name);
  if (!isLookup(column)) return storedValue(table, column, value);
  const id = typeof value === 'string' ? parseId(value) : undefined;
  if (id === undefined) throw badRequest(`'${String(value)}' is not a valid GUID for '${name}'.`);
  return id;
}

const pairPattern = /\s*([a-z_][a-z0-9_]*)\s*=\s*(?:'((?:[^']|'')*)'|([^,']+))\s*(,|$)/iy;

/** `a='x',b=5` as names and values, or undefined when it does not read like that. */
function keyPairs(text: string): readonly (readonly [string, unknown])[] | undefined {
  const pairs: (readonly [string, unknown])[] = [];
  pairPattern.lastIndex = 0;
  while (pairPattern.lastIndex < text.length) {
    const match = pairPattern.exec(text);
    if (match === null) return undefined;
    const [, name = '', quoted, bare = '', end] = match;
    pairs.push([name, quoted === undefined ? bareValue(bare.trim()) : quoted.replaceAll("''", "'")]);
    if (end === '') return pairs;
  }
  return undefined;
}

function bareValue(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
