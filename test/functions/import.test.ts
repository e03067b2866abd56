/** What an import does with rows that Dataverse does not take, and with what is not its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { queues } from '@dunlin/shared/messages/messages';
import { syncRun } from '@dunlin/shared/tables/runs';
import { onDataverseEvent } from '../../functions/src/onDataverseEvent.ts';
import { sweep } from '../../functions/src/sweep.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { customersFile, itemsFile, mapping, type Customer, type Item } from '../scenarios/stack/ledger.ts';
import { addCompany } from './companies.ts';
import { startLocalApp, type LocalApp } from './local-app.ts';
import { refusing, type Rule } from './refusing.ts';

const firm: Customer = { number: 'K1', name: 'Anvil Ltd', kind: 'business', language: 'en' };
const person: Customer = { number: 'K2', name: 'Bea Moss', kind: 'consumer', language: 'en' };

const invoice = (customer: string, document: string, amount = '100.00'): Item => ({
  customer,
  document,
  issuedOn: '2026-02-01',
  dueOn: '2026-02-20',
  amount,
});

let app: LocalApp;
let rule: Rule;
beforeEach(async () => {
  rule = () => undefined;
  app = await startLocalApp('2026-03-02T03:00:00Z', (dataverse) =>
    refusing(dataverse, (table, row) => rule(table, row)),
  );
});
afterEach(() => app.stop());

async function drop(
  day: string,
  items: readonly Item[],
  {
    customers = [firm, person],
    company = 'DEMO',
  }: { customers?: readonly Customer[]; company?: string } = {},
): Promise<void> {
  await writeDrop(app.dropFolder, {
    source: 'books',
    day,
    mode: 'full',
    items: itemsFile(items),
    customers: customersFile(customers),
    mapping: Buffer.from(JSON.stringify({ ...mapping, company })),
  });
}

async function ledger(): Promise<readonly string[]> {
  const { rows } = await app.admin.get(
    'dun_receivables?$select=dun_name,dun_open,statuscode&$expand=dun_debtorid($select=dun_number)&$orderby=dun_name',
  );
  return rows.map((row) => {
    const { dun_number } = row['dun_debtorid'] as { dun_number: string };
    const state = row['statuscode'] === 1 ? 'open' : 'settled';
    return `${String(row['dun_name'])} of ${dun_number}: ${String(row['dun_open'])} ${state}`;
  });
}

async function run(sequence: number): Promise<readonly unknown[]> {
  const { first } = await app.admin.get(
    `dun_syncruns?$filter=dun_sequence eq ${sequence}&$select=statuscode,dun_created,dun_updated,dun_unchanged,dun_closed,dun_rowsrejected`,
  );
  return ['statuscode', 'dun_created', 'dun_updated', 'dun_unchanged', 'dun_closed', 'dun_rowsrejected'].map(
    (column) => first[column],
  );
}
const [importing, complete] = [1, 2];

function rejects(day: string): readonly string[] {
  const file = join(app.dropFolder, `books-${day.replaceAll('-', '')}.rejects.csv`);
  return readFileSync(file, 'utf8').trim().split('\r\n').slice(1);
}

it('sets a new and a changed item aside that Dataverse refuses, each with its line and reason, and counts rows', async () => {
  await drop('2026-03-02', [invoice('K1', 'INV-1'), invoice('K1', 'INV-2')]);
  await app.imported();
  expect(await run(20260302)).toEqual([complete, 2, 0, 0, 0, 0]);

  rule = (table, row) =>
    table === 'dun_receivable' && ['INV-2', 'INV-3'].includes(String(row['dun_name']))
      ? 'The books are closed.'
      : undefined;
  await drop('2026-03-03', [
    invoice('K1', 'INV-1', '90.00'),
    invoice('K1', 'INV-2', '90.00'),
    invoice('K1', 'INV-3'),
    invoice('K2', 'INV-4'),
  ]);
  await app.imported();
  expect(await ledger()).toEqual(['INV-1 of K1: 90 open', 'INV-2 of K1: 100 open', 'INV-4 of K2: 100 open']);
  expect(await run(20260303)).toEqual([complete, 1, 1, 0, 0, 2]);
  expect(rejects('2026-03-03')).toEqual([
    'books-items-20260303.csv,3,,INV-2,Receivable: The books are closed.',
    'books-items-20260303.csv,4,,INV-3,Receivable: The books are closed.',
  ]);

  // Once it is taken, the next export brings it.
  rule = () => undefined;
  await drop('2026-03-04', [
    invoice('K1', 'INV-1', '90.00'),
    invoice('K1', 'INV-2', '90.00'),
    invoice('K1', 'INV-3'),
    invoice('K2', 'INV-4'),
  ]);
  await app.imported();
  expect(await run(20260304)).toEqual([complete, 1, 1, 2, 0, 0]);
});

it('sets a customer aside with all items when Dataverse refuses the account, and says Dataverse’s reason', async () => {
  rule = (table) => (table === 'account' ? 'A VAT number is required.' : undefined);
  await drop('2026-03-02', [invoice('K1', 'INV-1'), invoice('K1', 'INV-2'), invoice('K2', 'INV-3')]);
  await app.imported();
  expect(await ledger()).toEqual(['INV-3 of K2: 100 open']);
  expect(await run(20260302)).toEqual([complete, 1, 0, 0, 0, 3]);
  const reason = 'of a customer who is set aside: A VAT number is required.';
  expect(rejects('2026-03-02').map((line) => line.replace(/^books-customers-\w+/, 'customers'))).toEqual([
    `customers.csv,2,,K1,${reason}`,
    `books-items-20260302.csv,2,,INV-1,${reason}`,
    `books-items-20260302.csv,3,,INV-2,${reason}`,
  ]);
});

it('changes no item of a debtor who cannot be marked due', async () => {
  await drop('2026-03-02', [invoice('K1', 'INV-1')]);
  await app.imported();
  rule = (table) => (table === 'dun_debtor' ? 'The record is locked.' : undefined);
  await drop('2026-03-03', [invoice('K1', 'INV-1', '90.00')]);
  await app.imported();
  expect(await ledger()).toEqual(['INV-1 of K1: 100 open']);
  expect(await run(20260303)).toEqual([complete, 0, 0, 0, 0, 2]);
});

it('leaves a run open whose settled items Dataverse refuses, and ends it once it takes them', async () => {
  await drop('2026-03-02', [invoice('K1', 'INV-1'), invoice('K2', 'INV-2')]);
  await app.imported();
  rule = (table, row) =>
    table === 'dun_receivable' && row['dun_open'] === 0 ? 'The books are closed.' : undefined;
  await drop('2026-03-03', [invoice('K2', 'INV-2')]);
  await expect(app.imported()).rejects.toThrow(
    'Dataverse refused a row of dun_receivable: The books are closed.',
  );
  expect(await run(20260303)).toEqual([importing, null, null, null, null, 0]);
  rule = () => undefined;
  await app.imported();
  expect(await ledger()).toEqual(['INV-1 of K1: 0 settled', 'INV-2 of K2: 100 open']);
  expect(await run(20260303)).toEqual([complete, 0, 0, 1, 1, 0]);
});

it('sets aside what the environment has no place for, and leaves what it knew of it as it was', async () => {
  await drop('2026-03-02', [invoice('K1', 'INV-1'), { ...invoice('K1', 'INV-2'), currency: 'HUF' }]);
  await app.imported();
  const { first } = await app.admin.get("transactioncurrencies?$filter=isocurrencycode eq 'HUF'");
  const forint = `transactioncurrencies(${String(first['transactioncurrencyid'])})`;
  await app.admin.send('PATCH', forint, { currencyprecision: 0 });
  await drop('2026-03-03', [
    invoice('K9', 'INV-1'),
    { ...invoice('K1', 'INV-2', '545292.92'), currency: 'HUF' },
    { ...invoice('K1', 'INV-3', '545292.00'), currency: 'HUF' },
    { ...invoice('K1', 'INV-4'), currency: 'GBP' },
  ]);
  await app.imported();
  expect(await ledger()).toEqual([
    'INV-1 of K1: 100 open',
    'INV-2 of K1: 100 open',
    'INV-3 of K1: 545292 open',
  ]);
  expect(rejects('2026-03-03')).toEqual([
    'books-items-20260303.csv,2,customer,K9,is a customer that no customers file has described',
    "books-items-20260303.csv,3,amount,INV-2,has more than the 0 decimals this environment keeps of HUF; raise the currency's precision",
    'books-items-20260303.csv,5,amount,INV-4,"is in GBP, which is no currency of this environment; add it under Currencies"',
  ]);
  expect(await run(20260303)).toEqual([complete, 1, 0, 0, 0, 3]);
});

it('writes no row again whose amount is as it was, also in a currency with more decimals than shown', async () => {
  const inForint = { ...invoice('K1', 'INV-1', '545292.92'), currency: 'HUF' };
  await drop('2026-03-02', [inForint]);
  await app.imported();
  await drop('2026-03-03', [inForint]);
  await app.imported();
  expect(await run(20260303)).toEqual([complete, 0, 0, 1, 0, 0]);
});

it('starts no run whose chunks or rejected rows Dataverse refuses', async () => {
  for (const refused of ['dun_syncchunk', 'dun_rejectedrow']) {
    rule = (table) => (table === refused ? 'No.' : undefined);
    await drop('2026-03-02', [invoice('K1', 'INV-1'), invoice('K9', 'INV-9')]);
    await expect(app.imported()).rejects.toThrow(`Dataverse refused a row of ${refused}: No.`);
  }
  expect(app.sent.filter(({ queue }) => queue === queues.receivableChanges)).toEqual([]);
});

it('settles only items of the export’s own company when companies share a source', async () => {
  await addCompany(app, 'OTHER');
  await drop('2026-03-02', [invoice('K1', 'INV-1')]);
  await app.imported();
  await drop('2026-03-03', [invoice('K1', 'INV-2')], { company: 'OTHER' });
  await app.imported();
  expect(await ledger()).toEqual(['INV-1 of K1: 100 open', 'INV-2 of K1: 100 open']);
});

describe('a full export that leaves out far more than usual', () => {
  const documents = Array.from({ length: 20 }, (_, at) => invoice('K1', `INV-${at + 101}`));
  const openItems = async (): Promise<number> =>
    (await ledger()).filter((line) => line.endsWith('open')).length;
  const alarms = async (): Promise<readonly unknown[]> =>
    (await app.admin.get("tasks?$select=description&$filter=contains(subject,'waits for a decision')")).list(
      'description',
    );
  const leftOut = async (): Promise<readonly unknown[]> => {
    const { first } = await app.admin.get(
      'dun_syncruns?$filter=dun_sequence eq 20260303&$select=dun_syncrunid,dun_leftout,dun_leftoutare',
    );
    return [first['dun_leftout'], first['dun_leftoutare']];
  };
  /** Whose evaluation waits. */
  const due = async (): Promise<readonly unknown[]> =>
    (
      await app.admin.get(
        'dun_debtors?$select=dun_number&$filter=dun_nextevaluationon le 2026-03-03&$orderby=dun_number',
      )
    ).list('dun_number');
  /** As a supervisor does it in the run's form; the step tells the app. */
  const judge = async (are: keyof typeof syncRun.columns.dun_leftoutare.options): Promise<string> => {
    const { first } = await app.admin.get(
      'dun_syncruns?$filter=dun_sequence eq 20260303&$select=dun_syncrunid',
    );
    const id = String(first['dun_syncrunid']);
    const { value } = syncRun.columns.dun_leftoutare.options[are];
    await app.admin.send('PATCH', `dun_syncruns(${id})`, { dun_leftoutare: value });
    return onDataverseEvent(app.services, { PrimaryEntityName: 'dun_syncrun', PrimaryEntityId: id });
  };

  beforeEach(async () => {
    await drop('2026-03-02', [...documents, invoice('K2', 'INV-2')]);
    await app.imported();
    app.setNow('2026-03-03T03:00:00Z');
    await drop('2026-03-03', [invoice('K2', 'INV-2'), invoice('K2', 'INV-3')]);
    await app.imported();
  });

  it('settles nothing and waits until somebody has judged it', async () => {
    expect(await openItems()).toBe(22);
    expect(await run(20260303)).toEqual([importing, null, null, null, null, 0]);
    expect(await leftOut()).toEqual([20, syncRun.columns.dun_leftoutare.options.asked.value]);
    const [text, ...others] = await alarms();
    expect(text).toContain('It leaves out 20 of the 21 items that were open.');
    expect(others).toEqual([]);
    // A later drop waits behind it, and nothing is decided on a ledger that may be broken.
    await drop('2026-03-04', [...documents, invoice('K2', 'INV-2')]);
    expect(await app.imported()).toMatchObject([{ drop: 'books-20260303.drop.json' }]);
    expect(await run(20260304)).toEqual(Array.from({ length: 6 }));
    await app.evaluated();
    expect(await due()).toEqual(['K1', 'K2']);
  });

  it('settles the items when they are said to be settled', async () => {
    expect(await judge('settled')).toBe('the import goes on');
    await app.imported();
    expect(await openItems()).toBe(2);
    expect(await run(20260303)).toEqual([complete, 1, 0, 1, 20, 0]);
    await app.evaluated();
    expect(await due()).toEqual([]);
  });

  it('leaves them open when the export forgot them, and takes the next one', async () => {
    await judge('forgotten');
    await app.imported();
    expect(await openItems()).toBe(22);
    expect(await run(20260303)).toEqual([complete, 1, 0, 1, 0, 0]);
    expect(await leftOut()).toEqual([20, syncRun.columns.dun_leftoutare.options.forgotten.value]);
    await drop('2026-03-04', [...documents, invoice('K2', 'INV-2')]);
    await app.imported();
    // INV-3 alone is no sign of anything.
    expect(await openItems()).toBe(21);
  });

  it('is reminded of once a day, and a company may allow more', async () => {
    const { first } = await app.admin.get("dun_companies?$filter=dun_code eq 'DEMO'&$select=dun_companyid");
    await sweep(app.services);
    await app.imported();
    expect(await alarms()).toHaveLength(1);
    app.setNow('2026-03-04T03:00:00Z');
    await sweep(app.services);
    await app.imported();
    expect(await alarms()).toHaveLength(2);
    await app.admin.send('PATCH', `dun_companies(${String(first['dun_companyid'])})`, {
      dun_mostleftout: 100,
    });
    await sweep(app.services);
    await app.imported();
    expect([await openItems(), (await run(20260303))[0]]).toEqual([2, complete]);
  });
});
