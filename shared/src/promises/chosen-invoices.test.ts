import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { chosenInvoices } from './chosen-invoices.ts';

const ledger = [
  aReceivable({ id: 'INV-1', dueOn: '2025-02-01', amount: 100 }),
  aReceivable({ id: 'INV-2', dueOn: '2025-02-10', amount: 50 }),
  aReceivable({ id: '2025,7', dueOn: '2025-02-20', amount: 70 }),
  aReceivable({ id: 'INV-3', dueOn: '2025-01-01', open: 0, state: 'settled' }),
  aCreditNote({ id: 'CN-1', amount: 10 }),
];

function chosen(text: string): readonly string[] {
  const read = chosenInvoices(text, ledger);
  return read.ok
    ? read.invoices.map(({ document }) => document)
    : read.refusals.map(({ field, value, remedy }) => `${field} (${value}): ${remedy}`);
}

describe('invoices named by their documents', () => {
  it('stand one a line, whatever ends the line', () => {
    expect(chosen('INV-2')).toEqual(['INV-2']);
    expect(chosen('  INV-2\r\n\nINV-1 \n')).toEqual(['INV-1', 'INV-2']);
  });

  it('may stand on one line, with commas or semicolons between', () => {
    expect(chosen('INV-1, INV-2')).toEqual(['INV-1', 'INV-2']);
    expect(chosen('INV-2;INV-1;')).toEqual(['INV-1', 'INV-2']);
  });

  it('may have a comma in their name', () => {
    expect(chosen('2025,7\nINV-2')).toEqual(['INV-2', '2025,7']);
  });

  it('count once however often they are named', () => {
    expect(chosen('INV-2\nINV-2')).toEqual(['INV-2']);
  });

  it('are none where nothing is named', () => {
    expect(chosen(' \n')).toEqual([]);
  });

  it('are open invoices of the debtor: anything else is refused by name', () => {
    const remedy = 'Name an open invoice of this debtor, or leave it out';
    expect(chosen('INV-1\nINV-9\nINV-3\nCN-1')).toEqual([
      `documents (INV-9): ${remedy}`,
      `documents (INV-3): ${remedy}`,
      `documents (CN-1): ${remedy}`,
    ]);
  });
});
