/** Disputes as people write them, and how they are settled. */
import type { DisputeRow } from '@dunlin/shared/records/agreement-rows';
import { dispute } from '@dunlin/shared/tables/agreements';
import { approval } from '@dunlin/shared/tables/approvals';
import type { Row } from '../dataverse/client.ts';
import { checkedDispute } from './check-dispute.ts';
import { anApproval, aQuestion, aRow, columnsOf, euro } from './testing/rows-of-people.ts';

const { underReview, accepted, rejected, refused, withdrawn } = dispute.status;
const { credit, reject } = dispute.columns.dun_settlement.options;

/** 30 of the 100 euros of INV-1, about the price. */
function aDisputeRow(of: Row = {}): DisputeRow {
  return aRow(dispute, 'DSP-1', {
    _dun_debtorid_value: 'D-1',
    _dun_receivableid_value: 'INV-1',
    dun_amount: 30,
    dun_reason: dispute.columns.dun_reason.options.price.value,
    _transactioncurrencyid_value: euro,
    ...of,
  });
}

/** Bela proposes to grant 20 euros of it. */
const proposed = {
  dun_settlement: credit.value,
  dun_granted: 20,
  dun_resolution: 'The discount was agreed',
  _modifiedby_value: 'bela',
};
/** Closed as accepted, which the app has not looked at yet. */
const closed = { ...proposed, statecode: 1, statuscode: accepted.value };

const leadFrom10 = {
  disputeApprovals: [{ role: 'team lead', currency: 'EUR', fromMinor: 10_00 }],
};
const roles = new Map([
  ['petra', ['team lead']],
  ['bela', ['team lead']],
  ['clara', ['clerk']],
]);

function checked(row: DisputeRow, of: Parameters<typeof aQuestion>[0] = {}) {
  const loaded = { disputes: [row], ...of.loaded };
  const { problems, changes } = checkedDispute(row, aQuestion({ ...of, loaded }), roles);
  return { problems, columns: columnsOf(changes, 'DSP-1'), approval: columnsOf(changes, 'A-1') };
}

describe('a dispute that somebody wrote', () => {
  it('gets the name of its invoice and its customer, and the day it was entered', () => {
    expect(checked(aDisputeRow())).toEqual({
      problems: [],
      columns: { dun_name: 'INV-1 Kovács Kft.', dun_openedon: '2025-03-12' },
    });
  });

  it('is left alone when it says all that already', () => {
    const row = aDisputeRow({ dun_name: 'INV-1 Kovács Kft.', dun_openedon: '2025-03-12' });
    expect(checked(row)).toEqual({ problems: [], columns: undefined });
  });

  it.each([
    ['no reason', { dun_reason: null }, 'reason: choose one'],
    ['an invoice of nobody', { _dun_receivableid_value: 'INV-9' }, 'INV-9'],
    ['more than is open', { dun_amount: 100.01 }, '100.01'],
  ])('is refused with %s', (_, of, problem) => {
    const { problems, columns } = checked(aDisputeRow(of));
    expect(problems.join()).toContain(problem);
    expect(columns).toEqual({ statecode: 0, statuscode: refused.value, dun_result: problems.join('\n') });
  });

  it('is open again once it was mended', () => {
    const row = aDisputeRow({ statuscode: refused.value, dun_result: 'reason: choose one' });
    expect(checked(row).columns).toMatchObject({ statecode: 0, statuscode: 1, dun_result: null });
  });

  it('that was withdrawn was so today, unless a day was given', () => {
    const gone = { statecode: 1, statuscode: withdrawn.value };
    expect(checked(aDisputeRow(gone)).columns).toEqual({ dun_resolvedon: '2025-03-14' });
    expect(checked(aDisputeRow({ ...gone, dun_resolvedon: '2025-03-13' })).columns).toBeUndefined();
  });
});

describe('a settlement that nobody has to approve', () => {
  it('is under review until the dispute is closed', () => {
    expect(checked(aDisputeRow(proposed)).columns).toMatchObject({
      ...{ statecode: 0, statuscode: underReview.value, dun_result: null },
      dun_proposal: 'credit 20.00 EUR',
      'dun_proposedbyid@odata.bind': '/systemusers(bela)',
    });
  });

  it('is settled today by whoever closes it', () => {
    expect(checked(aDisputeRow(closed))).toMatchObject({
      problems: [],
      columns: {
        ...{ statecode: 1, statuscode: accepted.value, dun_resolvedon: '2025-03-14', dun_granted: 20 },
        dun_settlement: credit.value,
      },
    });
    const row = aDisputeRow({
      dun_settlement: reject.value,
      dun_resolution: 'It was the agreed price',
      statecode: 1,
      statuscode: rejected.value,
    });
    const { columns } = checked(row);
    expect(columns).toMatchObject({ statuscode: rejected.value, dun_settlement: reject.value });
    expect(columns).not.toHaveProperty('dun_granted');
  });

  it('grants no more than is disputed', () => {
    const { problems, columns } = checked(aDisputeRow({ ...closed, dun_granted: 30.01 }));
    expect(problems.join()).toContain('30.01');
    expect(columns).toMatchObject({ statecode: 0, statuscode: underReview.value });
  });

  it('waits for the departments that have to answer first', () => {
    const disputeTasks = [{ department: 'billing', mandatory: true, withinDays: 3, escalatesAfterDays: 1 }];
    const { problems, columns } = checked(aDisputeRow(closed), { agreements: { disputeTasks } });
    expect(problems.join()).toContain('billing');
    expect(columns).toMatchObject({
      statecode: 0,
      statuscode: underReview.value,
      dun_result: problems.join('\n'),
    });
  });
});

describe('a settlement that a team lead has to approve', () => {
  const by = (who: string, of: Row = {}) => ({
    agreements: leadFrom10,
    approvals: [anApproval('A-1', who, of)],
  });

  it('is under review and says so until one has', () => {
    const { problems, columns } = checked(aDisputeRow(closed), { agreements: leadFrom10 });
    expect(problems.join()).toContain('team lead');
    expect(columns).toMatchObject({
      statecode: 0,
      statuscode: underReview.value,
      dun_result: problems.join('\n'),
    });
  });

  it('is settled by the approval, which says what it was about', () => {
    const found = checked(aDisputeRow(proposed), by('petra'));
    expect(found.problems).toEqual([]);
    expect(found.columns).toMatchObject({ statuscode: accepted.value, dun_resolvedon: '2025-03-14' });
    expect(found.approval).toMatchObject({
      statuscode: approval.status.counts.value,
      dun_role: 'team lead',
      dun_proposal: 'credit 20.00 EUR',
    });
  });

  it('is not by whoever proposed it, wrote the dispute down, or is no team lead', () => {
    for (const who of ['bela', 'anna', 'clara']) {
      const found = checked(aDisputeRow(proposed), by(who));
      expect(found.columns).toMatchObject({ statecode: 0, statuscode: underReview.value });
      expect(found.approval).toMatchObject({ statuscode: approval.status.refused.value });
      expect(found.approval?.['dun_result']).toBeTruthy();
    }
  });

  it('is not by whoever proposed it, though the app was the last to write and the amount that is open is another one', () => {
    const whole = { dun_amount: null, dun_granted: null, dun_proposal: 'credit 120.00 EUR' };
    const row = { ...proposed, ...whole, _dun_proposedbyid_value: 'bela', _modifiedby_value: 'app' };
    const found = checked(aDisputeRow(row), by('bela'));
    expect(found.approval).toMatchObject({ statuscode: approval.status.refused.value });
    expect(found.columns).toMatchObject({
      statuscode: underReview.value,
      dun_proposal: 'credit 100.00 EUR',
      'dun_proposedbyid@odata.bind': '/systemusers(bela)',
    });
  });

  it('is not by whoever proposed it while the dispute could not stand', () => {
    const refusedThen = checked(aDisputeRow({ ...proposed, dun_amount: 100.01 })).columns;
    expect(refusedThen).toMatchObject({
      statuscode: refused.value,
      dun_proposal: 'credit 20.00 EUR',
      'dun_proposedbyid@odata.bind': '/systemusers(bela)',
    });
    const since = {
      dun_proposal: 'credit 20.00 EUR',
      _dun_proposedbyid_value: 'bela',
      _modifiedby_value: 'app',
    };
    const found = checked(aDisputeRow({ ...proposed, ...since }), by('bela'));
    expect(found.approval).toMatchObject({ statuscode: approval.status.refused.value });
    expect(found.columns).toMatchObject({ statuscode: underReview.value });
  });

  it('is not by an approval of another amount', () => {
    const earlier = { statuscode: approval.status.counts.value, dun_role: 'team lead' };
    const [before, now] = ['credit 15.00 EUR', 'credit 20.00 EUR'].map((dun_proposal) =>
      checked(aDisputeRow({ ...proposed, dun_proposal }), by('petra', { ...earlier, dun_proposal })),
    );
    expect(now?.columns).toMatchObject({ statuscode: accepted.value });
    // What counted for 15 euros stays as it was given, and does not count for 20.
    const other = checked(
      aDisputeRow(proposed),
      by('petra', { ...earlier, dun_proposal: 'credit 15.00 EUR' }),
    );
    expect(other.columns).toMatchObject({ statuscode: underReview.value });
    expect(other.approval).toBeUndefined();
    expect(before?.columns).toMatchObject({
      statuscode: underReview.value,
      dun_proposal: 'credit 20.00 EUR',
    });
  });

  it('is not needed below the amount', () => {
    const row = aDisputeRow({ ...closed, dun_granted: 9.99 });
    expect(checked(row, { agreements: leadFrom10 }).columns).toMatchObject({ statuscode: accepted.value });
  });
});

describe('a dispute that says it was settled', () => {
  const settled = {
    ...closed,
    dun_resolvedon: '2025-03-13',
    dun_proposal: 'credit 20.00 EUR',
    _dun_proposedbyid_value: 'bela',
  };
  const counting = anApproval('A-1', 'petra', {
    statuscode: approval.status.counts.value,
    dun_role: 'team lead',
    dun_proposal: 'credit 20.00 EUR',
  });
  const of = { agreements: leadFrom10, approvals: [counting] };
  const reopened = { statecode: 0, statuscode: underReview.value, dun_resolvedon: null };

  it('is left alone when it was: those who have to have approved what it grants', () => {
    expect(checked(aDisputeRow(settled), of)).toEqual({ problems: [], columns: undefined });
    expect(checked(aDisputeRow({ ...settled, dun_proposal: null }))).toEqual({
      problems: [],
      columns: undefined,
    });
  });

  it('is opened again when it was typed in by hand', () => {
    const found = checked(aDisputeRow(settled), { agreements: leadFrom10 });
    expect(found.problems).toEqual([
      'approvals: it was settled without those it needs. Accept or reject it again',
    ]);
    expect(found.columns).toMatchObject(reopened);
    for (const other of [{ dun_proposal: null }, { dun_granted: 30 }, { statuscode: rejected.value }]) {
      expect(checked(aDisputeRow({ ...settled, ...other }), of).columns).toMatchObject(reopened);
    }
  });

  it('is opened again when the one who approved it proposed it', () => {
    const row = aDisputeRow({ ...settled, _dun_proposedbyid_value: 'petra' });
    expect(checked(row, of).columns).toMatchObject(reopened);
  });
});
