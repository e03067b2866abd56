/** Two customers of the ERP turn out to be one firm, and somebody merges their accounts in the CRM. */
import type { WebApi } from '../../local/start/web-api.ts';
import { ledgerOf, type Customer, type Item } from './stack/ledger.ts';
import { messagesIn } from './stack/outbox.ts';
import { patienceMs, startScenario, type Scenario } from './stack/scenario.ts';
import { firm, ofFirm } from './stack/two-customers.ts';

const double: Customer = { ...firm, number: 'K2', name: 'Anvil Limited', email: 'old@example.com' };
const third: Customer = { ...firm, number: 'K3', name: 'Anvil London' };
const ofDouble: Item = { ...ofFirm, customer: 'K2', document: 'INV-2', amount: '60.00' };
const ofThird: Item = { ...ofFirm, customer: 'K3', document: 'INV-3', amount: '40.00' };

type Row = Readonly<Record<string, unknown>>;

async function accountOf(api: WebApi, number: string): Promise<string> {
  const [row] = await api.list<{ accountid: string }>(
    `accounts?$select=accountid&$filter=accountnumber eq '${number}'`,
  );
  if (row === undefined) throw new Error(`There is no account ${number}`);
  return row.accountid;
}

async function merge(api: WebApi, kept: string, given: string): Promise<void> {
  const type = { '@odata.type': 'Microsoft.Dynamics.CRM.account' };
  await api.create('Merge', {
    Target: { ...type, accountid: await accountOf(api, kept) },
    Subordinate: { ...type, accountid: await accountOf(api, given) },
    PerformParentingChecks: false,
  });
}

describe('when the accounts of two customers are merged', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ startsOn: '2026-03-01' });
  }, patienceMs);
  afterAll(() => scenario.stop());

  // The double has paid by the evening of the 12th; from the next on the firm has a third number, too.
  const ledger = ledgerOf([firm, double, third], (day) =>
    day < '2026-03-12' ? [ofFirm, ofDouble] : day < '2026-03-13' ? [ofFirm] : [ofFirm, ofThird],
  );
  const debtors = async (): Promise<readonly string[]> =>
    (
      await scenario.api.list<Row>(
        'dun_debtors?$select=dun_number,dun_overdue,_dun_customerid_value&$orderby=dun_number',
      )
    ).map((row) =>
      [
        row['dun_number'],
        row['_dun_customerid_value@OData.Community.Display.V1.FormattedValue'],
        row['dun_overdue'] ?? 0,
      ].join(' '),
    );
  const recipients = async (): Promise<readonly string[]> =>
    (await messagesIn(scenario.stack))
      .map(({ to, text }) => `${to} ${/INV-\d/.exec(text)?.[0] ?? ''}`)
      // Both go at once: which is first is chance.
      .sort();

  it(
    'what is planned goes where the account that stayed says',
    async () => {
      await scenario.day('2026-03-01', ledger);
      await scenario.until('2026-03-02', '06:00');
      expect(await debtors()).toEqual(['K1 Anvil Ltd 100', 'K2 Anvil Limited 60']);
      await merge(scenario.api, 'K1', 'K2');
      expect(await debtors()).toEqual(['K1 Anvil Ltd 100', 'K2 Anvil Ltd 60']);
      await scenario.until('2026-03-02', '20:00');
      expect(await recipients()).toEqual([
        '"Anvil Limited" <anvil@example.com> INV-2',
        '"Anvil Ltd" <anvil@example.com> INV-1',
      ]);
    },
    patienceMs,
  );

  it(
    'each number of the ERP stays a debtor of its own, and the activities of both are on one account',
    async () => {
      await scenario.day('2026-03-10', ledger);
      await scenario.until('2026-03-11', '20:00');
      const mails = await scenario.api.list<Row>('emails?$select=_regardingobjectid_value');
      const kept = await accountOf(scenario.api, 'K1');
      expect(mails.map((mail) => mail['_regardingobjectid_value'])).toEqual([kept, kept]);
      await scenario.day('2026-03-12', ledger);
      const cases = await scenario.api.list<Row>(
        'dun_collectioncases?$select=dun_name,statecode&$orderby=dun_name',
      );
      expect(cases.map((row) => [row['dun_name'], row['statecode']])).toEqual([
        ['Anvil Limited 2026-03-01', 1],
        ['Anvil Ltd 2026-03-01', 0],
      ]);
      expect(await scenario.api.list('dun_rejectedrows?$select=dun_name')).toEqual([]);
    },
    patienceMs,
  );

  it(
    'a number that comes later finds the account its own was merged into',
    async () => {
      await scenario.api.create('accounts', { name: 'Anvil London', accountnumber: 'K3' });
      await merge(scenario.api, 'K1', 'K3');
      await scenario.day('2026-03-13', ledger);
      expect(await debtors()).toEqual(['K1 Anvil Ltd 100', 'K2 Anvil Ltd 0', 'K3 Anvil Ltd 40']);
      const accounts = await scenario.api.list('accounts?$select=name');
      expect(accounts).toHaveLength(3);
    },
    patienceMs,
  );
});
