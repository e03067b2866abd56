/** Rows as the Web API answers them, with everything a story does not care for filled in. */
import { collectionAction } from '@dunlin/shared/tables/collection';
import { receivable } from '@dunlin/shared/tables/ledger';
import { channel } from '@dunlin/shared/tables/policy';
import type { Row } from '../row.ts';

export const customer = 'a0000000-0000-4000-8000-000000000001';
export const debtorId = 'd0000000-0000-4000-8000-000000000001';
export const otherDebtorId = 'd0000000-0000-4000-8000-000000000002';
export const caseId = 'c0000000-0000-4000-8000-000000000001';
export const euro = 'e0000000-0000-4000-8000-000000000001';

/** The service's own words for a value. */
export function label(column: string, text: string): Row {
  return { [`${column}@OData.Community.Display.V1.FormattedValue`]: text };
}

export function aDebtor(row: Row = {}): Row {
  return {
    dun_debtorid: debtorId,
    dun_name: 'Minta Kft.',
    dun_number: 'C-1',
    _dun_customerid_value: customer,
    _dun_companyid_value: 'company-1',
    ...label('_dun_companyid_value', 'Dunlin Kft.'),
    transactioncurrencyid: { transactioncurrencyid: euro, currencysymbol: '€', currencyprecision: 2 },
    ...row,
  };
}

export function aReceivable(row: Row & { readonly dun_name: string; readonly dun_issuedon: string }): Row {
  return {
    dun_receivableid: `receivable ${row.dun_name}`,
    dun_kind: receivable.columns.dun_kind.options.invoice.value,
    dun_dueon: row.dun_issuedon,
    dun_amount: 100,
    dun_open: 100,
    dun_settledon: null,
    statuscode: receivable.status.open.value,
    _dun_debtorid_value: debtorId,
    _transactioncurrencyid_value: euro,
    ...row,
  };
}

export function aPayment(row: Row & { readonly dun_name: string; readonly dun_paidon: string }): Row {
  return {
    dun_paymentid: `payment ${row.dun_name}`,
    dun_amount: 100,
    dun_clears: null,
    _dun_debtorid_value: debtorId,
    _transactioncurrencyid_value: euro,
    ...row,
  };
}

export function anAction(
  row: Row & { readonly dun_plannedon: string },
  state: keyof typeof collectionAction.status = 'planned',
  by: keyof typeof channel = 'email',
): Row {
  const step = typeof row['dun_stepname'] === 'string' ? row['dun_stepname'] : 'First notice';
  return {
    dun_collectionactionid: `action ${step} ${row.dun_plannedon}`,
    dun_key: `D-1|${step}|${row.dun_plannedon}`,
    dun_stepname: step,
    dun_steporder: 1,
    dun_channel: channel[by].value,
    dun_executedon: null,
    dun_amount: 100,
    dun_because: 'First notice was due.',
    dun_result: null,
    statuscode: collectionAction.status[state].value,
    _dun_debtorid_value: debtorId,
    _dun_caseid_value: caseId,
    _transactioncurrencyid_value: euro,
    ...row,
  };
}

export function aCase(row: Row & { readonly dun_openedon: string }): Row {
  return {
    dun_collectioncaseid: caseId,
    dun_name: `Minta Kft. ${row.dun_openedon}`,
    dun_closedon: null,
    _dun_debtorid_value: debtorId,
    ...row,
  };
}

export function anActivity(row: Row & { readonly createdon: string }): Row {
  return {
    activityid: `activity ${row.createdon}`,
    activitytypecode: 'phonecall',
    subject: 'Call',
    scheduledend: null,
    actualend: null,
    statecode: 0,
    statuscode: 1,
    _ownerid_value: 'user-1',
    ...label('_ownerid_value', 'Kovács Anna'),
    ...row,
  };
}
