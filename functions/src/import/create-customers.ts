/**
 * The accounts and contacts of new debtors. A business that the CRM knows by its account number is taken as it is; others are created
 * under an id derived from their ERP number. What the CRM says of a customer is never overwritten by the ERP afterwards.
 */
import { uuidOf } from '@dunlin/shared/actions/keys';
import type { ErpCustomer } from '@dunlin/shared/messages/ledger';
import type { WireRow } from '@dunlin/shared/records/ledger-rows';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { ListQuery, TableNames } from '../dataverse/client.ts';
import { accounts, contacts, inFilters } from '../dataverse/tables.ts';
import { contactName } from '../erp/contact-name.ts';
import type { Services } from '../services.ts';
import type { StagedDebtor } from './staged.ts';

export type Customers = {
  /** Per customer number the bind of the debtor's customer column. */
  readonly binds: ReadonlyMap<string, WireRow>;
  /** Per customer number why Dataverse did not take the customer. */
  readonly refused: ReadonlyMap<string, string>;
};

export async function createCustomers(
  services: Services,
  company: string,
  newDebtors: readonly StagedDebtor[],
): Promise<Customers> {
  const customers = newDebtors.flatMap(({ customer }) => customer ?? []);
  const businesses = customers.filter(({ kind }) => kind === 'business');
  const consumers = customers.filter(({ kind }) => kind === 'consumer');
  const known = await knownAccounts(services, businesses);
  const toCreate = businesses.filter(({ number }) => !known.has(number));
  const refused = new Map([
    ...(await create(services, accounts, toCreate, (customer) => accountRow(company, customer))),
    ...(await create(services, contacts, consumers, (customer) => contactRow(company, customer))),
  ]);
  const binds = new Map([
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
  return { binds, refused };
}

/** @returns per customer number why Dataverse refused the row; one that is there already was created by an earlier attempt */
async function create(
  { dataverse }: Services,
  table: TableNames,
  customers: readonly ErpCustomer[],
  rowOf: (customer: ErpCustomer) => WireRow,
): Promise<readonly (readonly [string, string])[]> {
  const { refused } = await dataverse.createMany(table, customers.map(rowOf));
  return refused.flatMap(({ index, duplicate, message }) => {
    const customer = customers[index];
    return customer && !duplicate ? [[customer.number, message] as const] : [];
  });
}

function customerIdOf(company: string, number: string): string {
  return uuidOf('customer', company, number);
}

/**
 * Ids of the accounts that carry one of the numbers; of several with one number, the first created. For one that was merged into another
 * that one counts, unless an active account has the number.
 */
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
    select: ['accountid', 'accountnumber', 'statecode', '_masterid_value'],
    filter: `(statecode eq 0 or merged eq true) and ${filter}`,
    orderBy: ['statecode desc', 'createdon desc'],
  }));
  const rows = (await dataverse.readTogether<readonly AccountRow[]>(queries)).flat();
  return new Map(
    rows.flatMap(({ accountid, accountnumber, statecode, _masterid_value: master }) => {
      const id = statecode === 0 ? accountid : master;
      return id === null ? [] : [[accountnumber, id] as const];
    }),
  );
}

type AccountRow = {
  readonly accountid: string;
  readonly accountnumber: string;
  readonly statecode: number;
  readonly _masterid_value: string | null;
};

function accountRow(company: string, customer: ErpCustomer): WireRow {
  return {
    accountid: customerIdOf(company, customer.number),
    name: customer.name,
    accountnumber: customer.number,
    telephone1: customer.phone ?? customer.mobile ?? null,
    ...addressOf(customer),
  };
}

function contactRow(company: string, customer: ErpCustomer): WireRow {
  return {
    contactid: customerIdOf(company, customer.number),
    ...nameOf(customer),
    telephone1: customer.phone ?? null,
    mobilephone: customer.mobile ?? null,
    ...addressOf(customer),
  };
}

function nameOf({ number, name }: ErpCustomer): WireRow {
  const parts = contactName(name);
  if (!parts) throw new RangeError(`The name of the customer ${number} should have been set aside: ${name}`);
  return parts;
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
