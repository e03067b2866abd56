/** Test data: rows as people write them, about a debtor with two invoices, and the company that looks at them on Friday 14 March 2025. */
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { currenciesOf } from '@dunlin/shared/records/currencies';
import type { ApprovalRow } from '@dunlin/shared/records/proposal-rows';
import type { AgreementRules } from '@dunlin/shared/strategy/policy';
import { aPolicy } from '@dunlin/shared/strategy/testing/a-policy';
import { approval } from '@dunlin/shared/tables/approvals';
import { company } from '@dunlin/shared/tables/company';
import { debtor, receivable } from '@dunlin/shared/tables/ledger';
import { customerKind } from '@dunlin/shared/tables/policy';
import type { RowOf, Table } from '@dunlin/shared/tables/table';
import { idOf, selectOf } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../../dataverse/client.ts';
import type { Question } from '../agreement-marks.ts';
import type { LoadedDebtor } from '../load-debtors.ts';
import type { CustomerRow } from '../reach.ts';

export const euro = 'currency-eur';

/** A row of which nothing is filled in but what is said: entered on Wednesday 12 March 2025 by Anna. */
export function aRow<T>(table: Table, id: string, of: Row): T {
  return {
    ...Object.fromEntries(selectOf(table).map((name) => [name, null])),
    '@odata.etag': 'W/"1"',
    [idOf(table)]: id,
    statecode: 0,
    statuscode: 1,
    createdon: '2025-03-12T09:00:00Z',
    modifiedon: '2025-03-12T09:00:00Z',
    _createdby_value: 'anna',
    _modifiedby_value: 'anna',
    ...of,
  } as T;
}

/** An open invoice in euros. */
export function anInvoiceRow(id: string, dueOn: string, open: number): RowOf<typeof receivable> {
  return aRow(receivable, id, {
    dun_name: id,
    dun_kind: receivable.columns.dun_kind.options.invoice.value,
    dun_issuedon: dueOn,
    dun_dueon: dueOn,
    dun_amount: open,
    dun_open: open,
    statuscode: receivable.status.open.value,
    _transactioncurrencyid_value: euro,
  });
}

/** An approval that was just given by somebody, who has not been looked at yet. */
export function anApproval(id: string, by: string, of: Row = {}): ApprovalRow {
  return aRow(approval, id, {
    _createdby_value: by,
    dun_decision: approval.columns.dun_decision.options.approved.value,
    statuscode: approval.status.given.value,
    ...of,
  });
}

const unreachable: CustomerRow = {
  emailaddress1: null,
  telephone1: null,
  address1_line1: null,
  address1_postalcode: null,
  address1_city: null,
  address1_country: null,
  donotemail: false,
  donotphone: false,
  donotpostalmail: false,
  donotbulkemail: false,
  donotbulkpostalmail: false,
  preferredcontactmethodcode: null,
};

/** INV-1 of 100 euros is due since 1 March, INV-2 of 300 since 5 March. */
export function aQuestion(
  of: {
    readonly loaded?: Partial<LoadedDebtor>;
    readonly approvals?: readonly ApprovalRow[];
    readonly agreements?: Partial<AgreementRules>;
  } = {},
): Question {
  const policy = aPolicy({ agreements: of.agreements ?? {} });
  return {
    today: isoDate('2025-03-14'),
    app: 'app',
    approvals: of.approvals ?? [],
    loaded: {
      row: aRow(debtor, 'D-1', {
        dun_customerid_account: unreachable,
        dun_name: 'Kovács Kft.',
        dun_kind: customerKind.business.value,
        dun_country: 'HU',
        dun_language: 'hu',
      }),
      receivables: [anInvoiceRow('INV-1', '2025-03-01', 100), anInvoiceRow('INV-2', '2025-03-05', 300)],
      actions: [],
      cases: [],
      promises: [],
      promiseItems: [],
      payments: [],
      disputes: [],
      disputeTasks: [],
      holds: [],
      dueDateChanges: [],
      orders: [],
      creditHolds: [],
      alerts: [],
      ...of.loaded,
    },
    company: {
      company: aRow(company, 'C-1', { dun_timezone: 'Europe/Budapest' }),
      currencies: currenciesOf([
        { transactioncurrencyid: euro, isocurrencycode: 'EUR', currencyprecision: 2 },
      ]),
      segmentIds: new Map(),
      severityIds: new Map(),
      alertRuleIds: new Map(),
      policy: () => policy,
      templates: () => [],
    },
  };
}

/** The columns that are written on a row; none where it stays as it is. */
export function columnsOf(changes: readonly Change[], key: string): Row | undefined {
  const found = changes.find((change) => change.kind === 'update' && change.key === key);
  return found && 'row' in found ? found.row : undefined;
}
