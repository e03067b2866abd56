import { aDispute } from '../disputes/testing/a-dispute.ts';
import { fromMajor } from '../money/money.ts';
import { aReceivable } from '../strategy/testing/a-debtor.ts';
import { proposalIn, proposalText } from './proposal-rows.ts';

describe('the text of a proposal', () => {
  const ledger = [aReceivable({ dueOn: '2025-03-01' })];
  const granted = [{ receivable: 'INV-1', amount: fromMajor(20, 'EUR') }];

  it('says what is granted, or what is rejected', () => {
    const dispute = aDispute({ of: { 'INV-1': 30 } });
    expect(proposalText({ resolution: 'credit', granted }, dispute, ledger)).toBe('credit 20.00 EUR');
    expect(proposalText({ resolution: 'reject', granted: [] }, dispute, ledger)).toBe('reject 30.00 EUR');
  });

  it('is none when nothing is open to be rejected', () => {
    expect(proposalText({ resolution: 'reject', granted: [] }, aDispute(), [])).toBeUndefined();
  });

  it('is read as it was written', () => {
    expect(proposalIn('adjust 20.00 EUR')).toEqual({ resolution: 'adjust', amount: fromMajor(20, 'EUR') });
    expect(proposalIn('credit 1200 JPY')).toEqual({ resolution: 'credit', amount: fromMajor(1200, 'JPY') });
    for (const text of [null, '', 'credit', 'credit 20', 'pay 20.00 EUR', 'credit -1.00 EUR']) {
      expect(proposalIn(text)).toBeUndefined();
    }
  });
});
