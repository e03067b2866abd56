/** After a row is written: every step registered for it gets a posting, in the same transaction as the row. */
import type { Session } from '../engine.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Row } from '../store/database.ts';
import { executionContext, type WrittenRow } from './execution-context.ts';
import type { Step } from './register.ts';

export function raiseCreate(session: Session, table: Table, id: string, row: Row): void {
  raise(session, { message: 'Create', table, id, attributes: row, after: row });
}

export function raiseUpdate(
  session: Session,
  table: Table,
  id: string,
  update: { columns: readonly string[]; changes: Row; before: Row; after: Row },
): void {
  const { columns, changes, before, after } = update;
  const attributes = { ...changes, [table.primaryId]: id };
  raise(
    session,
    { message: 'Update', table, id, attributes, before, after },
    (step) =>
      step.filteringAttributes.size === 0 || columns.some((column) => step.filteringAttributes.has(column)),
  );
}

export function raiseDelete(session: Session, table: Table, id: string, row: Row): void {
  raise(session, { message: 'Delete', table, id, attributes: {}, before: row });
}

function raise(session: Session, written: WrittenRow, concerns: (step: Step) => boolean = () => true): void {
  const { engine, bypass } = session;
  for (const step of engine.steps.stepsFor(written.message, written.table.logicalName)) {
    if (bypass.stepIds.has(step.id) || (bypass.allAsynchronous && step.mode === 1)) continue;
    if (concerns(step)) engine.outbox.add(executionContext(session, step, written));
  }
}
