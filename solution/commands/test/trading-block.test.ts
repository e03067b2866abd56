import { tradingStatus } from '@dunlin/shared/tables/trading';
import { formOf, stageOf, type OpenForm } from './client-api-of.ts';

const acme = '11111111-0000-4000-8000-000000000001';
const debtor = '22222222-0000-4000-8000-000000000001';

function aDebtor(status: keyof typeof tradingStatus) {
  return {
    dun_debtorid: debtor,
    dun_tradingstatus: tradingStatus[status].value,
    '_dun_companyid_value@OData.Community.Display.V1.FormattedValue': 'Demo Zrt.',
  };
}

const hold = {
  _dun_debtorid_value: debtor,
  dun_reason: 'late: 60 days overdue.',
  dun_rule: 'late',
  dun_amounts: 'HUF 120000.00',
};

function loaded({ form }: OpenForm) {
  return { getFormContext: () => form };
}

describe('the banner of a customer who is not sold to', () => {
  it('names the company, the reason and the amounts', async () => {
    const { dunlin } = stageOf({ rows: { dun_debtor: [aDebtor('blocked')], dun_credithold: [hold] } });
    const account = formOf('account', acme);
    await dunlin.showTradingBlock(loaded(account));
    expect(account.happened).toEqual([
      'clear',
      'ERROR Demo Zrt.: sell nothing to this customer. Reason: late: 60 days overdue. Amounts: HUF 120000.00.',
    ]);
  });

  it('warns where there are conditions', async () => {
    const { dunlin } = stageOf({ rows: { dun_debtor: [aDebtor('conditional')] } });
    const account = formOf('account', acme);
    await dunlin.showTradingBlock(loaded(account));
    expect(account.happened).toEqual([
      'clear',
      'WARNING Demo Zrt.: sell to this customer only on conditions.',
    ]);
  });

  it('shows no reason to whoever may not read credit holds, and nothing to whoever may not read debtors', async () => {
    // The client API of some pages gives the code with its sign.
    const refusal = { errorCode: 0x8004_0220 | 0, message: 'no right' };
    const withoutHolds = stageOf({
      rows: { dun_debtor: [aDebtor('blocked')] },
      refused: { dun_credithold: refusal },
    });
    const account = formOf('account', acme);
    await withoutHolds.dunlin.showTradingBlock(loaded(account));
    const withoutDebtors = stageOf({ refused: { dun_debtor: refusal } });
    await withoutDebtors.dunlin.showTradingBlock(loaded(account));
    expect(account.happened).toEqual(['clear', 'ERROR Demo Zrt.: sell nothing to this customer.', 'clear']);
  });

  it('does not hide that the service failed', async () => {
    const busy = { errorCode: 0x8007_2322, message: 'busy' };
    const { dunlin } = stageOf({ refused: { dun_debtor: busy } });
    await expect(dunlin.showTradingBlock(loaded(formOf('account', acme)))).rejects.toBe(busy);
  });

  it('follows the customer of another form, and goes with it', async () => {
    const { dunlin } = stageOf({ rows: { dun_debtor: [aDebtor('blocked')] } });
    const order = (customer: readonly object[] | null) =>
      formOf('salesorder', '', { fields: { customerid: customer } });
    const withCustomer = order([{ entityType: 'account', id: `{${acme.toUpperCase()}}`, name: 'Acme Kft.' }]);
    await dunlin.showTradingBlock(loaded(withCustomer), 'customerid');
    const without = order(null);
    await dunlin.showTradingBlock(loaded(without), 'customerid');
    expect([withCustomer.happened, without.happened]).toEqual([
      ['clear', 'ERROR Demo Zrt.: sell nothing to this customer.'],
      ['clear'],
    ]);
  });
});
