import { money } from '../money/money.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { oldestItems } from './oldest-items.ts';

const ledger = [
  aReceivable({ id: 'INV-2', dueOn: '2025-02-10', amount: 50 }),
  aReceivable({ id: 'INV-1', dueOn: '2025-02-01', amount: 100, open: 30 }),
  aReceivable({ id: 'INV-3', dueOn: '2025-01-01', amount: 100, currency: 'HUF' }),
  aReceivable({ id: 'INV-4', dueOn: '2025-01-01', open: 0, state: 'settled' }),
  aCreditNote({ amount: 10 }),
];

function covered(minor: number): readonly string[] {
  const { items, left } = oldestItems(money(minor, 'EUR'), ledger);
  return [...items.map(({ document, amount }) => `${document} ${amount.minor}`), `left ${left.minor}`];
}

describe('the items a promise covers when none are named', () => {
  it('are the oldest open invoices, as far as the amount goes', () => {
    expect(covered(20_00)).toEqual(['INV-1 2000', 'left 0']);
    expect(covered(30_00)).toEqual(['INV-1 3000', 'left 0']);
    expect(covered(45_00)).toEqual(['INV-1 3000', 'INV-2 1500', 'left 0']);
  });

  it('leave over what is more than all of them', () => {
    expect(covered(80_01)).toEqual(['INV-1 3000', 'INV-2 5000', 'left 1']);
  });

  it('are none for nothing', () => {
    expect(covered(0)).toEqual(['left 0']);
  });
});
