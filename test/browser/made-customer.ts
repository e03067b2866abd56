/** A customer made for a test, with as many rows as the test wants; written past the pages, by the administrator. */
import { randomUUID } from 'node:crypto';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { receivable } from '@dunlin/shared/tables/ledger';
import { channel, customerKind } from '@dunlin/shared/tables/policy';
import type { Client } from '../../local/dataverse/fixtures/server.ts';

export type MadeCustomer = {
  readonly accountId: string;
  readonly debtorId: string;
  readonly currencyId: string;
};

export async function makeCustomer(admin: Client, name: string): Promise<MadeCustomer> {
  const company = (await admin.get('dun_companies?$select=dun_companyid')).first;
  const forint = (
    await admin.get("transactioncurrencies?$select=isocurrencycode&$filter=isocurrencycode eq 'HUF'")
  ).first;
  const currencyId = String(forint['transactioncurrencyid']);
  const accountId = await admin.create('accounts', { name });
  const debtorId = await admin.create('dun_debtors', {
    dun_name: name,
    dun_key: randomUUID(),
    dun_number: name,
    dun_kind: customerKind.business.value,
    dun_country: 'HU',
    dun_language: 'en',
    'dun_companyid@odata.bind': `/dun_companies(${String(company['dun_companyid'])})`,
    'dun_customerid_account@odata.bind': `/accounts(${accountId})`,
    ...inCurrency(currencyId),
  });
  return { accountId, debtorId, currencyId };
}

type MadeReceivable = { readonly document: string; readonly issuedOn: string; readonly dueOn: string };

export function aReceivable(of: MadeCustomer, { document, issuedOn, dueOn }: MadeReceivable): object {
  return {
    dun_name: document,
    dun_key: randomUUID(),
    dun_kind: receivable.columns.dun_kind.options.invoice.value,
    dun_issuedon: issuedOn,
    dun_dueon: dueOn,
    dun_amount: 1200,
    dun_open: 1200,
    dun_source: 'made',
    dun_sequence: 1,
    ...ofDebtor(of),
  };
}

export function aPayment(
  of: MadeCustomer,
  payment: { name: string; paidOn: string; clears: string },
): object {
  return {
    dun_name: payment.name,
    dun_key: randomUUID(),
    dun_paidon: payment.paidOn,
    dun_amount: 1200,
    dun_clears: payment.clears,
    ...ofDebtor(of),
  };
}

/** One that a person is to finish: the app leaves it alone. */
export function anAction(
  of: MadeCustomer,
  action: { readonly step: string; readonly on: string; readonly because: string; readonly result: string },
): object {
  return {
    dun_name: action.step,
    dun_key: randomUUID(),
    dun_step: 'made',
    dun_steporder: 1,
    dun_stepname: action.step,
    dun_channel: channel.email.value,
    dun_template: 'made',
    dun_plannedon: action.on,
    dun_notbefore: `${action.on}T08:00:00Z`,
    dun_amount: 1200,
    dun_lines: '[]',
    dun_because: action.because,
    dun_result: action.result,
    dun_ledgerhash: 'made',
    dun_policyversion: 'made',
    statuscode: collectionAction.status.withPerson.value,
    ...ofDebtor(of),
  };
}

export async function makePhoneCall(
  admin: Client,
  { accountId }: MadeCustomer,
  call: { readonly subject: string; readonly description: string },
): Promise<string> {
  return admin.create('phonecalls', {
    ...call,
    'regardingobjectid_account_phonecall@odata.bind': `/accounts(${accountId})`,
  });
}

/** Many rows of one of our own tables, a thousand in a request, as the service allows. */
export async function createAll(
  admin: Client,
  { set, name }: { readonly set: string; readonly name: string },
  rows: readonly object[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += 1000) {
    const Targets = rows
      .slice(first, first + 1000)
      .map((row) => ({ '@odata.type': `Microsoft.Dynamics.CRM.${name}`, ...row }));
    const { status, text } = await admin.send('POST', `${set}/Microsoft.Dynamics.CRM.CreateMultiple`, {
      Targets,
    });
    if (status !== 200) throw new Error(`CreateMultiple of ${set}: ${status} ${text}`);
  }
}

function ofDebtor({ debtorId, currencyId }: MadeCustomer): object {
  return { 'dun_debtorid@odata.bind': `/dun_debtors(${debtorId})`, ...inCurrency(currencyId) };
}

function inCurrency(id: string): object {
  return { 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${id})` };
}
