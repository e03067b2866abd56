/** What the app writes on a row that people wrote: that it stands, or why it does not. */
import type { DisputeRow, HoldRow, PromiseRow } from '@dunlin/shared/records/agreement-rows';
import type { DueDateChangeRow } from '@dunlin/shared/records/due-date-rows';
import type { ApprovalRow } from '@dunlin/shared/records/proposal-rows';
import type { TradingOrderRow } from '@dunlin/shared/records/trading-rows';
import type { Refusal } from '@dunlin/shared/receivables/refusal';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { dispute, hold, promise } from '@dunlin/shared/tables/agreements';
import type { dueDateChange } from '@dunlin/shared/tables/approvals';
import type { tradingOrder } from '@dunlin/shared/tables/trading';
import { idOf } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../dataverse/client.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import type { LoadedDebtor } from './load-debtors.ts';

export type AgreementRow = PromiseRow | DisputeRow | HoldRow | DueDateChangeRow | TradingOrderRow;
export type AgreementTable =
  typeof promise | typeof dispute | typeof hold | typeof dueDateChange | typeof tradingOrder;

export type Question = {
  readonly loaded: LoadedDebtor;
  readonly company: CompanyPolicy;
  readonly today: IsoDate;
  /** The user the app itself writes as. */
  readonly app: string;
  /** What was approved or declined of the row, oldest first. */
  readonly approvals: readonly ApprovalRow[];
};

export type CheckedAgreement = {
  /** Empty when it stands. */
  readonly problems: readonly string[];
  /** What of the row, and beside it, is to be written. */
  readonly changes: readonly Change[];
};

export function refused(
  row: AgreementRow,
  problems: readonly string[],
  table: AgreementTable,
  beside: Row = {},
): CheckedAgreement {
  const why = { statecode: 0, statuscode: table.status.refused.value, dun_result: asText(problems) };
  const marks = { ...beside, ...why };
  return { problems, changes: marked(row, table, marks) };
}

/** A row that stood refused and was mended is open again. */
export function accepted(
  row: AgreementRow,
  table: AgreementTable,
  columns: Row,
  beside: readonly Change[] = [],
): CheckedAgreement {
  const wasRefused = row.statuscode === table.status.refused.value;
  const next: Row = { ...columns, ...(wasRefused && { statecode: 0, statuscode: 1, dun_result: null }) };
  return { problems: [], changes: [...beside, ...marked(row, table, next)] };
}

/** The change of the row; none when it says all of it already. Lookups are compared by what they refer to. */
export function marked(row: AgreementRow, table: AgreementTable, columns: Row): readonly Change[] {
  const before = row as unknown as Row;
  const differs = Object.entries(columns).some(([name, value]) => {
    const [lookup, bind] = name.split('@');
    if (bind === undefined) return (before[name] ?? null) !== value;
    return !String(value).endsWith(`(${String(before[`_${lookup ?? ''}_value`])})`);
  });
  if (!differs) return [];
  const key = String(before[idOf(table)]);
  return [{ kind: 'update', collection: table.set, key, ifMatch: row['@odata.etag'], row: columns }];
}

/** A row that names no debtor is marked as such. */
export function withoutDebtor(row: AgreementRow, table: AgreementTable): readonly Change[] {
  return refused(row, ['debtor: choose whom it is about'], table).changes;
}

export function asText(problems: readonly string[]): string {
  return problems.join('\n').slice(0, 2000);
}

export function inWords({ field, value, remedy }: Refusal<string>): string {
  return `${field}${value === '' ? '' : ` (${value})`}: ${remedy}`;
}

export function contextOf({ currencies, company }: CompanyPolicy) {
  return { currencies, zone: company.dun_timezone };
}
