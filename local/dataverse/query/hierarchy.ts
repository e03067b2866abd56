/** Conditions over trees: accounts under an account, users under a manager. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { invalidArgument } from '../errors.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { quote, type Sql, type SqlValue } from '../store/database.ts';

export type TreeOperator = 'above' | 'eq-or-above' | 'under' | 'eq-or-under' | 'not-under';

export function isTreeOperator(name: string): name is TreeOperator {
  return ['above', 'eq-or-above', 'under', 'eq-or-under', 'not-under'].includes(name);
}

/** @param sql the id, or a lookup to the same table @param id the row the others are seen from */
export function treeCondition(table: Table, sql: string, operator: TreeOperator, id: SqlValue): Sql {
  const upwards = operator === 'above' || operator === 'eq-or-above';
  const itself = operator === 'eq-or-above' || operator === 'eq-or-under';
  const rows = upwards ? ancestors(table) : descendants(table);
  const others = { text: `${sql} IN (${rows})`, params: [id] };
  if (operator === 'not-under')
    return { text: `(NOT (${others.text}) OR ${sql} IS NULL)`, params: others.params };
  return itself ? { text: `(${others.text} OR ${sql} = ?)`, params: [id, id] } : others;
}

/** The user and everybody below, by managers. */
export function usersBelow({ engine, caller }: Session): readonly string[] {
  const users = tableOf(engine.catalog, 'systemuser');
  const below = engine.store.database.all(descendants(users), [caller.userId]);
  return [caller.userId, ...below.map(({ id }) => String(id))];
}

function descendants(table: Table): string {
  const { name, id, parent } = partsOf(table);
  return (
    `WITH RECURSIVE tree(id) AS (SELECT ${id} FROM ${name} WHERE ${parent} = ? UNION ` +
    `SELECT ${name}.${id} FROM ${name} JOIN tree ON ${name}.${parent} = tree.id) SELECT id FROM tree`
  );
}

function ancestors(table: Table): string {
  const { name, id, parent } = partsOf(table);
  return (
    `WITH RECURSIVE tree(id) AS (SELECT ${parent} FROM ${name} WHERE ${id} = ? UNION ` +
    `SELECT ${name}.${parent} FROM ${name} JOIN tree ON ${name}.${id} = tree.id) SELECT id FROM tree WHERE id IS NOT NULL`
  );
}

function partsOf(table: Table): { name: string; id: string; parent: string } {
  const parent = parentColumnOf(table);
  return { name: quote(table.logicalName), id: quote(table.primaryId), parent: quote(parent) };
}

/** Users point at users in these, too, and merged rows at their master; they are nobody's place in a tree. */
const outsideTrees = new Set([
  'createdby',
  'modifiedby',
  'createdonbehalfby',
  'modifiedonbehalfby',
  'masterid',
]);

/** Assumed: a table's only lookup to itself is its hierarchy; packages that declare one have no other. */
function parentColumnOf(table: Table): string {
  const columns = table.referencedBy
    .filter(({ referencingTable }) => referencingTable === table.logicalName)
    .map(({ referencingColumn }) => referencingColumn)
    .filter((name) => !outsideTrees.has(name) && table.targets.get(name)?.length === 1);
  const [column, ...others] = columns;
  if (column === undefined || others.length > 0 || !assumes('selfLookupIsHierarchy'))
    throw invalidArgument(`The table '${table.logicalName}' has no hierarchical relationship.`);
  return column;
}
