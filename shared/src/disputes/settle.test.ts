import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { aReceivable } from '../strategy/testing/a-debtor.ts';
import type { Approval } from './approval.ts';
import { settle, type Proposal } from './settle.ts';
import type { DepartmentTask } from './tasks.ts';
import { aDispute, anAcceptedDispute, disputeRules, grants } from './testing/a-dispute.ts';

const today = isoDate('2025-03-20');
const receivables = [
  aReceivable({ dueOn: '2025-03-01', amount: 900 }),
  aReceivable({ id: 'INV-2', dueOn: '2025-03-05', amount: 300 }),
  aReceivable({ id: 'INV-3', dueOn: '2025-03-05', amount: 300, open: 0, state: 'settled' }),
];

const credit: Proposal = {
  resolution: 'credit',
  granted: grants({ 'INV-1': 90 }),
  proposedBy: 'Péter',
  comment: 'Ten per cent were agreed',
};
const rejection: Proposal = {
  resolution: 'reject',
  granted: [],
  proposedBy: 'Péter',
  comment: 'The delivery note is signed',
};

/** Of quality, so that nobody has to approve less than 100 EUR; closed tasks of billing and operations. */
const quality = aDispute({ reason: 'quality' });

function outcome(of: Partial<Parameters<typeof settle>[0]>): unknown {
  const settled = settle(
    {
      dispute: quality,
      proposal: credit,
      receivables,
      tasks: [],
      matrix: disputeRules.matrix,
      approvals: [],
      ...of,
    },
    today,
  );
  return settled.ok ? settled.dispute : settled.refusals.map(({ code, value }) => `${code} ${value}`.trim());
}

function approved(of: Pick<Approval, 'role' | 'by' | 'amount'> & Partial<Approval>): Approval {
  return { on: today, decision: 'approved', comment: 'Fine', resolution: 'credit', ...of };
}

describe('settling a dispute', () => {
  it('by a credit accepts it, to await the ERP', () => {
    expect(outcome({})).toEqual(
      anAcceptedDispute({ reason: 'quality', granted: { 'INV-1': 90 }, resolvedOn: '2025-03-20' }),
    );
  });

  it('may grant a cent', () => {
    expect(outcome({ proposal: { ...credit, granted: grants({ 'INV-1': 0.01 }) } })).toMatchObject({
      state: 'accepted',
    });
  });

  it('says what to do first', () => {
    const remedies = [aDispute({ state: 'open' }), anAcceptedDispute({ granted: { 'INV-1': 90 } })].map(
      (dispute) =>
        settle(
          { dispute, proposal: credit, receivables, tasks: [], matrix: disputeRules.matrix, approvals: [] },
          today,
        ),
    );
    expect(remedies).toMatchObject([
      { refusals: [{ remedy: 'Take it up for review first' }] },
      { refusals: [{ remedy: 'Open a new dispute' }] },
    ]);
  });

  it('by rejecting it grants nothing', () => {
    const by = approved({
      role: 'team lead',
      by: 'Tamás',
      resolution: 'reject',
      amount: fromMajor(900, 'EUR'),
    });
    expect(outcome({ proposal: rejection, approvals: [by] })).toEqual({
      ...quality,
      state: 'rejected',
      resolvedOn: today,
    });
  });

  it('is refused before it is taken up, and once it is settled', () => {
    expect(outcome({ dispute: aDispute({ reason: 'quality', state: 'open' }) })).toEqual(['wrongState open']);
    expect(outcome({ dispute: anAcceptedDispute({ granted: { 'INV-1': 90 } }) })).toEqual([
      'wrongState accepted',
    ]);
  });

  it('is refused while a mandatory task is open (F065)', () => {
    const task: DepartmentTask = {
      key: 'DSP-1|operations',
      dispute: 'DSP-1',
      department: 'operations',
      mandatory: true,
      deadline: isoDate('2025-03-17'),
      escalatesOn: isoDate('2025-03-19'),
    };
    expect(outcome({ tasks: [task] })).toEqual(['tasksOpen operations']);
    expect(outcome({ tasks: [{ ...task, closedOn: today }] })).toMatchObject({ state: 'accepted' });
    expect(outcome({ tasks: [{ ...task, mandatory: false }] })).toMatchObject({ state: 'accepted' });
  });

  it('is refused until every role has approved, and nobody approves their own (F067)', () => {
    const proposal = { ...credit, granted: grants({ 'INV-1': 500 }) };
    const amount = fromMajor(500, 'EUR');
    const by = (name: string): readonly Approval[] => [approved({ role: 'team lead', by: name, amount })];
    expect(outcome({ proposal })).toEqual(['approvalMissing team lead']);
    expect(outcome({ proposal, approvals: by('Péter') })).toEqual(['approvalMissing team lead']);
    expect(outcome({ proposal, approvals: by('Anna') })).toEqual(['approvalMissing team lead']);
    expect(outcome({ proposal, approvals: by('Tamás') })).toMatchObject({ state: 'accepted' });
    const declined = by('Tamás').map((one) => ({ ...one, decision: 'declined' as const }));
    expect(outcome({ proposal, approvals: declined })).toEqual(['approvalDeclined 500.00 EUR']);
  });

  it('asks for approval of everything it grants together', () => {
    const proposal = { ...credit, granted: grants({ 'INV-1': 60, 'INV-2': 60 }) };
    const dispute = aDispute({ reason: 'quality', of: { 'INV-1': 60, 'INV-2': 60 } });
    expect(outcome({ dispute, proposal })).toEqual(['approvalMissing team lead']);
  });

  it('rejects no more than what is open by now', () => {
    const paid = [aReceivable({ dueOn: '2025-03-01', amount: 900, open: 99 })];
    expect(outcome({ proposal: rejection, receivables: paid })).toMatchObject({ state: 'rejected' });
    expect(outcome({ proposal: rejection, receivables: [] })).toEqual(['nothingAtStake']);
  });

  it.each([
    ['more than was disputed', { 'INV-1': 40.01 }, 'grantedAboveDisputed 40.01 EUR'],
    ['of an item that was not disputed', { 'INV-2': 1 }, 'notDisputed INV-2'],
    ['of an item nobody has', { 'INV-9': 1 }, 'notDisputed INV-9'],
    ['of a disputed item that is paid', { 'INV-3': 1 }, 'notDisputed INV-3'],
    ['nothing of an item', { 'INV-1': 0 }, 'grantedNotPositive 0.00 EUR'],
    ['less than nothing', { 'INV-1': -5 }, 'grantedNotPositive -5.00 EUR'],
  ])('is refused when it grants %s', (_what, granted, refusal) => {
    const dispute = aDispute({ reason: 'quality', of: { 'INV-1': 40, 'INV-3': 'all' } });
    expect(outcome({ dispute, proposal: { ...credit, granted: grants(granted) } })).toEqual([refusal]);
  });

  it('is refused when it grants in another currency, or one item twice', () => {
    const forints = [{ receivable: 'INV-1', amount: fromMajor(90, 'HUF') }];
    expect(outcome({ proposal: { ...credit, granted: forints } })).toEqual(['otherCurrency 90.00 HUF']);
    const twice = [...grants({ 'INV-1': 50 }), ...grants({ 'INV-1': 40 })];
    expect(outcome({ proposal: { ...credit, granted: twice } })).toEqual(['grantedTwice INV-1']);
  });

  it('is refused when it says and does not do, or the other way round', () => {
    expect(outcome({ proposal: { ...credit, granted: [] } })).toEqual(['nothingGranted']);
    expect(outcome({ proposal: { ...rejection, granted: grants({ 'INV-1': 9 }) } })).toEqual([
      'grantedOnRejection 9.00 EUR',
    ]);
    expect(outcome({ proposal: { ...credit, comment: ' ' } })).toEqual(['noComment']);
  });

  it('is refused in a currency the approval matrix does not speak of', () => {
    const zloty = [aReceivable({ dueOn: '2025-03-01', amount: 900, currency: 'PLN' })];
    const granted = [{ receivable: 'INV-1', amount: fromMajor(9, 'PLN') }];
    expect(outcome({ receivables: zloty, proposal: { ...credit, granted } })).toEqual([
      'noApprovalRule 9.00 PLN',
    ]);
  });
});
