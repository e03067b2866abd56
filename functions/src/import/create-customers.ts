/**
 * The accounts and contacts of new debtors. A business that the CRM knows by its account number is taken as it is; others are created
 * under an id derived from their ERP number. What the CRM says of a customer is never overwritten by the ERP afterwards.
 */
import { uuidOf } from '@dunlin/shared/actions/keys';
import type { ErpCustomer } from '@dunlin/shared/messages/ledger';
import type { WireRow } from '@dunlin/shared/records/ledger-rows';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { ListQuery } from '../dataverse/client.ts';
import { accounts, contacts, inFilters } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import type { StagedDebtor } from './staged.ts';

/** @returns per customer number the bind of the debtor's customer column */
export async function createCustomers(
  services: Services,
  company: string,
  newDebtors: readonly StagedDebtor[],
): Promise<ReadonlyMap<string, WireRow>> {
  const customers = newDebtors.flatMap(({ customer }) => customer ?? []);
  const businesses = customers.filter(({ kind }) => kind === 'business');
  const consumers = customers.filter(({ kind }) => kind === 'consumer');
  const known = await knownAccounts(services, businesses);
  const toCreate = businesses.filter(({ number }) => !known.has(number));
  await services.dataverse.createMany(
    accounts,
    toCreate.map((customer) => accountRow(company, customer)),
  );
  await services.dataverse.createMany(
    contacts,
    consumers.map((customer) => contactRow(company, customer)),
  );
  return new Map([
    ...businesses.map(({ number }): [string, WireRow] => [
      number,
      {
        'dun_customerid_account@odata.bind': bindTo(
          'accounts',
          known.get(number) ?? customerIdOf(company, number),
        ),
      },
    ]),
    ...consumers.map(({ number }): [string, WireRow] => [
      number,
      { 'dun_customerid_contact@odata.bind': bindTo('contacts', customerIdOf(company, number)) },
    ]),
  ]);
}

function customerIdOf(company: string, number: string): string {
  return uuidOf('customer', company, number);
}

/** Ids of the accounts that carry one of the numbers; of several with one number, the first created. */
async function knownAccounts(
  { dataverse }: Services,
  businesses: readonly ErpCustomer[],
): Promise<ReadonlyMap<string, string>> {
  if (businesses.length === 0) return new Map();
  const queries = inFilters(
    'accountnumber',
    businesses.map(({ number }) => number),
  ).map((filter): ListQuery => ({
    collection: 'accounts',
    select: ['accountid', 'accountnumber'],
    filter: `statecode eq 0 and ${filter}`,
    orderBy: ['createdon desc'],
  }));
  const rows = (
    await dataverse.readTogether<readonly { accountid: string; accountnumber: string }[]>(queries)
  ).flat();
  return new Map(rows.map((row) => [row.accountnumber, row.accountid]));
}

function accountRow(company: string, customer: ErpCustomer): WireRow {
  return {
    accountid: customerIdOf(company, customer.number),
    name: customer.name.slice(0, 160),
    accountnumber: customer.number.slice(0, 20),
    telephone1: customer.phone ?? customer.mobile ?? null,
    ...addressOf(customer),
  };
}

/** The ERP knows one name; as the last name it is shown whole. */
function contactRow(company: string, customer: ErpCustomer): WireRow {
  return {
    contactid: customerIdOf(company, customer.number),
    lastname: customer.name.slice(0, 50),
    telephone1: customer.phone ?? null,
    mobilephone: customer.mobile ?? null,
    ...addressOf(customer),
  };
}

function addressOf(customer: ErpCustomer): WireRow {
  return {
    emailaddress1: customer.email ?? null,
    address1_line1: customer.street ?? null,
    address1_postalcode: customer.postalCode ?? null,
    address1_city: customer.city ?? null,
    address1_country: customer.country,
  };
}
