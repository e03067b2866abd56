/** What changed in an audited change, beside its row in `audit`: the values before and after, or whom something was shared with. */
import type { Database, Row } from '../store/database.ts';

export type AuditDetail =
  /** Values as they are stored, by column; only those that differ. */
  | {
      readonly kind: 'columns';
      readonly old: Row;
      readonly new: Row;
      /** The row's currency, in which its amounts are read. */
      readonly currency: string | null;
    }
  | {
      readonly kind: 'share';
      readonly principalId: string;
      readonly principalType: string;
      readonly oldMask: number;
      readonly newMask: number;
    }
  | {
      readonly kind: 'relationship';
      readonly name: string;
      readonly targets: readonly { readonly table: string; readonly id: string }[];
    };

export function createAuditDetailTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_audit_detail (audit_id TEXT PRIMARY KEY, detail TEXT NOT NULL, expires_on TEXT) ' +
      'WITHOUT ROWID',
  );
  database.exec('CREATE INDEX IF NOT EXISTS "audit expiry" ON local_audit_detail (expires_on)');
}

/** @param expiresOn the day from which it is no longer kept; null for ever */
export function putDetail(
  database: Database,
  auditId: string,
  detail: AuditDetail,
  expiresOn: string | null,
): void {
  database.run('INSERT INTO local_audit_detail (audit_id, detail, expires_on) VALUES (?, ?, ?)', [
    auditId,
    JSON.stringify(detail),
    expiresOn,
  ]);
}

export function detailOf(database: Database, auditId: string): AuditDetail {
  const row = database.get('SELECT detail FROM local_audit_detail WHERE audit_id = ?', [auditId]);
  if (row === undefined) throw new RangeError(`The audit row ${auditId} has no detail`);
  return JSON.parse(String(row['detail'])) as AuditDetail;
}

/** Removes what is kept no longer. */
export function forgetExpired(database: Database, day: string): void {
  database.run(
    'DELETE FROM audit WHERE auditid IN (SELECT audit_id FROM local_audit_detail WHERE expires_on <= ?)',
    [day],
  );
  database.run('DELETE FROM local_audit_detail WHERE expires_on <= ?', [day]);
}
