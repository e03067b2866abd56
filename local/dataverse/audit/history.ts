/** Audited changes as they are read back: what was written down, as far as the caller may see it. */
import type { Session } from '../engine.ts';
import { columnOf, tableOf, type Table } from '../metadata/catalog.ts';
import type { Annotations } from '../query/annotations.ts';
import { FormattedValues } from '../query/formatted.ts';
import { representColumn, representRow, type Json, type Representation } from '../query/represent.ts';
import { requireAccess, requireGeneralPrivilege, requirePrivilege } from '../security/access.ts';
import { isHidden } from '../security/columns.ts';
import { maskText } from '../security/shares.ts';
import type { Row } from '../store/database.ts';
import { detailOf, type AuditDetail } from './stored-details.ts';

export interface HistoryPage {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

export interface History {
  /** Newest first. */
  readonly details: readonly Json[];
  readonly total: number;
}

/**
 * The changes of one row, or those of one of its columns. Whoever reads them needs the privilege for histories and must be able to read
 * the row; of a row that is gone, the table's rows.
 */
export function historyOf(
  session: Session,
  target: { readonly table: Table; readonly id: string },
  wanted: {
    readonly column?: string | undefined;
    readonly page: HistoryPage;
    readonly annotations: Annotations;
  },
): History {
  requireReadable(session, target.table, target.id);
  const { page, size } = wanted.page;
  const rows = rowsAbout(session, target.table, target.id).filter((row) =>
    touches(session, target.table, row, wanted.column),
  );
  return {
    details: rows.slice((page - 1) * size, page * size).map((row) => detail(session, row, wanted)),
    total: rows.length,
  };
}

/** One change by the id of its row in `audit`. */
export function detailsOf(session: Session, auditId: string, annotations: Annotations): Json {
  const row = session.engine.store.row(tableOf(session.engine.catalog, 'audit'), auditId);
  if (row === undefined) throw new RangeError(`There is no audit row ${auditId}`);
  const table = session.engine.catalog.tables.get(String(row['objecttypecode']));
  if (table !== undefined) requireReadable(session, table, String(row['objectid']));
  return detail(session, row, { annotations });
}

/** How many changes of the row were forgotten. */
export function forgetHistory(session: Session, id: string): number {
  requireGeneralPrivilege(session.caller, 'prvDeleteRecordChangeHistory');
  const { database } = session.engine.store;
  database.run(
    'DELETE FROM local_audit_detail WHERE audit_id IN (SELECT auditid FROM audit WHERE objectid = ?)',
    [id],
  );
  return database.run('DELETE FROM audit WHERE objectid = ?', [id]);
}

function requireReadable({ caller, engine }: Session, table: Table, id: string): void {
  requireGeneralPrivilege(caller, 'prvReadRecordAuditHistory');
  const row = engine.store.row(table, id);
  if (row === undefined) requirePrivilege(caller, 'Read', table);
  else requireAccess(caller, 'Read', table, row);
}

function rowsAbout({ engine }: Session, table: Table, id: string): readonly Row[] {
  return engine.store.database.all(
    'SELECT * FROM audit WHERE objectid = ? AND objecttypecode = ? ORDER BY createdon DESC, rowid DESC',
    [id, table.logicalName],
  );
}

/** Whether a change is one of the column; a column that is hidden from the caller has no history for them. */
function touches(session: Session, table: Table, row: Row, column: string | undefined): boolean {
  if (column === undefined) return true;
  if (isHidden(session.caller, table, columnOf(table, column))) return false;
  const stored = detailOf(session.engine.store.database, String(row['auditid']));
  return stored.kind === 'columns' && (column in stored.old || column in stored.new);
}

function detail(
  session: Session,
  row: Row,
  { annotations, column }: { readonly annotations: Annotations; readonly column?: string | undefined },
): Json {
  const { catalog, store } = session.engine;
  const representation: Representation = { annotations, formatted: new FormattedValues(session) };
  const audit = tableOf(catalog, 'audit');
  const stored = detailOf(store.database, String(row['auditid']));
  return {
    ...describe(session, String(row['objecttypecode']), stored, { representation, column }),
    AuditRecord: {
      '@odata.type': `#${crm}audit`,
      ...representRow(audit, audit.columns, row, representation),
    },
  };
}

const crm = 'Microsoft.Dynamics.CRM.';

interface Shown {
  readonly representation: Representation;
  /** Only this column, when one was asked for. */
  readonly column: string | undefined;
}

function describe(session: Session, tableName: string, stored: AuditDetail, shown: Shown): Json {
  switch (stored.kind) {
    case 'columns':
      return describeColumns(session, tableName, stored, shown);
    case 'share':
      return {
        '@odata.type': `#${crm}ShareAuditDetail`,
        OldPrivileges: maskText(stored.oldMask),
        NewPrivileges: maskText(stored.newMask),
        Principal: { '@odata.type': `#${crm}${stored.principalType}`, ownerid: stored.principalId },
      };
    case 'relationship':
      return {
        '@odata.type': `#${crm}RelationshipAuditDetail`,
        RelationshipName: stored.name,
        TargetRecords: stored.targets.map(({ table, id }) => ({
          '@odata.type': `#${crm}${table}`,
          [tableOf(session.engine.catalog, table).primaryId]: id,
        })),
      };
  }
}

function describeColumns(
  session: Session,
  tableName: string,
  stored: Extract<AuditDetail, { kind: 'columns' }>,
  shown: Shown,
): Json {
  const table = session.engine.catalog.tables.get(tableName);
  const names = [...new Set([...Object.keys(stored.old), ...Object.keys(stored.new)])];
  const gone = names.filter((name) => !isThere(table, name));
  return {
    '@odata.type': `#${crm}AttributeAuditDetail`,
    InvalidNewValueAttributes: [],
    LocLabelLanguageCode: 0,
    DeletedAttributes: { Count: gone.length, Keys: gone.map((_, index) => index), Values: gone },
    OldValue: valuesIn(session, table, tableName, { values: stored.old, currency: stored.currency }, shown),
    NewValue: valuesIn(session, table, tableName, { values: stored.new, currency: stored.currency }, shown),
  };
}

/** Beside a lookup stands the table it points at, which is no column of its own. */
function isThere(table: Table | undefined, name: string): boolean {
  const column = name.endsWith('__type') ? name.slice(0, -'__type'.length) : name;
  return table?.columnByName.has(column) === true;
}

function valuesIn(
  session: Session,
  table: Table | undefined,
  tableName: string,
  { values, currency }: { readonly values: Row; readonly currency: string | null },
  { representation, column: only }: Shown,
): Json {
  const json: Json = { '@odata.type': `#${crm}${tableName}` };
  if (table === undefined) return json;
  const row: Row = { transactioncurrencyid: currency, ...values };
  for (const name of Object.keys(values)) {
    const column = table.columnByName.get(name);
    if (column === undefined || (only !== undefined && name !== only)) continue;
    if (isHidden(session.caller, table, column)) continue;
    representColumn(json, table, column, row, representation);
  }
  return json;
}
