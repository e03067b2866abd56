/** Writes down what is done to rows of audited tables, in the same transaction. Costs nothing where nothing is audited. */
import type { Session } from '../engine.ts';
import { newId } from '../ids.ts';
import { auditActions, auditOperations } from '../metadata/base/audit.ts';
import {
  columnNumber,
  isLookup,
  isPolymorphic,
  tableOf,
  typeColumnOf,
  type Table,
} from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { isEmpty, type Row, type SqlValue } from '../store/database.ts';
import { changedAction } from './changed-action.ts';
import { putDetail, type AuditDetail } from './stored-details.ts';

interface Near {
  readonly table: Table;
  readonly id: string;
}

export function auditCreate(session: Session, table: Table, row: Row): void {
  if (!session.engine.auditing.concerns(table)) return;
  const columns = auditedColumns(table).filter(({ logicalName }) => !isEmpty(row[logicalName]));
  const change = { near: nearOf(table, row), action: auditActions.create, operation: auditOperations.create };
  write(session, change, columns, { old: {}, new: valuesOf(table, columns, row), row });
}

/**
 * Nothing is written down when no audited column differs.
 * @param event what the change is called when it is more than an update
 */
export function auditUpdate(session: Session, table: Table, before: Row, after: Row, event?: number): void {
  if (!session.engine.auditing.concerns(table)) return;
  const columns = auditedColumns(table).filter(
    ({ logicalName }) => (before[logicalName] ?? null) !== (after[logicalName] ?? null),
  );
  if (columns.length === 0) return;
  const action = event ?? changedAction(table, columns, after);
  const change = { near: nearOf(table, after), action, operation: auditOperations.update };
  const old = valuesOf(table, columns, before);
  write(session, change, columns, { old, new: valuesOf(table, columns, after), row: after });
}

export function auditDelete(session: Session, table: Table, row: Row): void {
  if (!session.engine.auditing.concerns(table)) return;
  const columns = auditedColumns(table).filter(({ logicalName }) => !isEmpty(row[logicalName]));
  const change = { near: nearOf(table, row), action: auditActions.delete, operation: auditOperations.delete };
  write(session, change, columns, { old: valuesOf(table, columns, row), new: {}, row });
}

/** @param masks what the principal could do before and after; no right at all is 0 */
export function auditShare(
  session: Session,
  near: Near,
  principal: Near,
  masks: { readonly oldMask: number; readonly newMask: number },
): void {
  if (!session.engine.auditing.concerns(near.table) || masks.oldMask === masks.newMask) return;
  const action =
    masks.oldMask === 0
      ? auditActions.share
      : masks.newMask === 0
        ? auditActions.unshare
        : auditActions.modifyShare;
  append(session, { near, action, operation: auditOperations.update }, '', {
    kind: 'share',
    principalId: principal.id,
    principalType: principal.table.logicalName,
    ...masks,
  });
}

/** A pair of rows connected, or no longer, is part of the history of both. */
export function auditLink(
  session: Session,
  name: string,
  pair: readonly [Near, Near],
  action: 'associate' | 'disassociate',
): void {
  const [first, second] = pair;
  for (const [near, far] of [
    [first, second],
    [second, first],
  ] as const) {
    if (!session.engine.auditing.concerns(near.table)) continue;
    const change = { near, action: auditActions[action], operation: auditOperations.update };
    append(session, change, '', {
      kind: 'relationship',
      name,
      targets: [{ table: far.table.logicalName, id: far.id }],
    });
  }
}

interface Change {
  readonly near: Near;
  readonly action: number;
  readonly operation: number;
}

function write(
  session: Session,
  change: Change,
  columns: readonly Column[],
  values: { readonly old: Row; readonly new: Row; readonly row: Row },
): void {
  const { table } = change.near;
  const mask = columns.map((column) => columnNumber(table, column)).join(',');
  const currency = values.row['transactioncurrencyid'];
  append(session, change, mask, {
    kind: 'columns',
    old: values.old,
    new: values.new,
    currency: typeof currency === 'string' ? currency : null,
  });
}

function append(session: Session, change: Change, attributemask: string, detail: AuditDetail): void {
  const { engine, caller, now, requestId } = session;
  const { near, action, operation } = change;
  const auditid = newId();
  engine.store.insert(tableOf(engine.catalog, 'audit'), {
    auditid,
    createdon: now,
    action,
    operation,
    objectid: near.id,
    objectid__type: near.table.logicalName,
    objecttypecode: near.table.logicalName,
    userid: caller.userId,
    callinguserid: caller.initiatingUser?.userId ?? null,
    attributemask: attributemask === '' ? null : attributemask,
    transactionid: requestId,
  });
  putDetail(engine.store.database, auditid, detail, engine.auditing.expiryFrom(now));
}

const audited = new WeakMap<Table, readonly Column[]>();

/** The columns whose changes are kept. Files are not: only that there is another one would be seen. */
function auditedColumns(table: Table): readonly Column[] {
  let known = audited.get(table);
  if (known === undefined) {
    known = table.columns.filter(
      ({ logicalName, isAudited, kind }) =>
        isAudited !== false && logicalName !== table.primaryId && kind !== 'file',
    );
    audited.set(table, known);
  }
  return known;
}

/** Longer texts are cut, as Dataverse cuts them: a history is no backup. */
const longestText = 5_000;

function valuesOf(table: Table, columns: readonly Column[], row: Row): Row {
  const values: Row = {};
  for (const column of columns) {
    const value = row[column.logicalName];
    if (isEmpty(value)) continue;
    values[column.logicalName] = cut(value);
    if (!isLookup(column) || !isPolymorphic(table, column)) continue;
    values[typeColumnOf(column)] = row[typeColumnOf(column)] ?? null;
  }
  return values;
}

function cut(value: SqlValue): SqlValue {
  return typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}…` : value;
}

function nearOf(table: Table, row: Row): Near {
  return { table, id: String(row[table.primaryId]) };
}
