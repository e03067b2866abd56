/**
 * Two accounts or contacts become one: what points at the subordinate points at the master from then on, and the subordinate is inactive
 * and names its master. Assumed: every relationship is followed, whoever made it; a package cannot say otherwise.
 */
import { assumes } from '../assumptions.ts';
import { auditUpdate } from '../audit/record-change.ts';
import { noteWrite, type Session } from '../engine.ts';
import { auditActions } from '../metadata/base/audit.ts';
import { columnOf, tableOf, type Table } from '../metadata/catalog.ts';
import type { Column, ManyToMany } from '../metadata/types.ts';
import { raiseUpdate } from '../steps/raise.ts';
import { quote, type Row } from '../store/database.ts';
import { refreshActivity } from './activities.ts';
import { uniqueRefusal } from './create.ts';
import { followParents } from './hand-down.ts';

interface Pair {
  readonly table: Table;
  readonly master: string;
  readonly subordinate: string;
}

/** The caller's rights are checked before: what is moved is moved by the platform. */
export function mergeRows(session: Session, pair: Pair): void {
  for (const relationship of pair.table.referencedBy) {
    // Pointers go with their activities.
    if (relationship.referencingTable === 'activitypointer') continue;
    const table = tableOf(session.engine.catalog, relationship.referencingTable);
    if (table.isCustom && !assumes('mergingFollowsEveryRelationship')) continue;
    movePointers(session, pair, table, columnOf(table, relationship.referencingColumn));
  }
  for (const relationship of session.engine.catalog.manyToMany) movePairs(session, pair, relationship);
  retire(session, pair);
}

function movePointers(session: Session, pair: Pair, table: Table, column: Column): void {
  const target = { table: pair.table, id: pair.subordinate };
  for (const row of session.engine.store.referencing(table, column, target, -1)) {
    const isMaster = table === pair.table && row[table.primaryId] === pair.master;
    // Nobody is above itself.
    const value = isMaster ? null : pair.master;
    write(session, table, row, { [column.logicalName]: value }, [column.logicalName]);
  }
}

/** A pair that the master has already is not there twice. */
function movePairs(session: Session, { table, master, subordinate }: Pair, relationship: ManyToMany): void {
  const { store } = session.engine;
  const { intersectTable, firstTable, firstColumn, secondTable, secondColumn } = relationship;
  for (const [side, near, far] of [
    [firstTable, firstColumn, secondColumn],
    [secondTable, secondColumn, firstColumn],
  ] as const) {
    if (side !== table.logicalName) continue;
    const pairs = quote(intersectTable);
    store.database.run(
      `UPDATE OR IGNORE ${pairs} SET ${quote(near)} = ? WHERE ${quote(near)} = ? AND ${quote(far)} <> ?`,
      [master, subordinate, master],
    );
    store.database.run(`DELETE FROM ${pairs} WHERE ${quote(near)} = ?`, [subordinate]);
    noteWrite(session.engine, intersectTable);
  }
}

function retire(session: Session, { table, master, subordinate }: Pair): void {
  const row = session.engine.store.row(table, subordinate);
  if (row === undefined) throw new RangeError(`There is no ${table.logicalName} ${subordinate}`);
  const inactive = columnOf(table, 'statecode').optionSet?.options.find(({ value }) => value === 1);
  const changes: Row = {
    statecode: 1,
    statuscode: inactive?.defaultStatus ?? null,
    masterid: master,
    merged: 1,
  };
  write(session, table, row, changes, ['statecode', 'statuscode', 'masterid', 'merged'], auditActions.merge);
}

/** As an update of the row, but for the rights. */
function write(
  session: Session,
  table: Table,
  before: Row,
  values: Row,
  columns: readonly string[],
  action?: number,
): void {
  const { store } = session.engine;
  const id = String(before[table.primaryId]);
  const changes: Row = {
    ...values,
    ...(table.columnByName.has('modifiedon') && {
      modifiedon: session.now,
      modifiedby: session.caller.userId,
      modifiedonbehalfby: session.caller.initiatingUser?.userId ?? null,
    }),
    versionnumber: store.nextVersion(),
  };
  try {
    store.update(table, id, changes);
  } catch (error) {
    throw uniqueRefusal(table, error) ?? error;
  }
  const after = { ...before, ...changes };
  noteWrite(session.engine, table.logicalName);
  session.meter.add('rowWritten');
  followParents(session, table, before, after);
  if (table.isActivity) refreshActivity(session, id, changes);
  auditUpdate(session, table, before, after, action);
  raiseUpdate(session, table, id, { columns, changes, before, after });
}
