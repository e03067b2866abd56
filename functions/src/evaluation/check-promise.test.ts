/** Promises as people write them. */
import type { PromiseItemRow, PromiseRow } from '@dunlin/shared/records/agreement-rows';
import { promise, promiseItem } from '@dunlin/shared/tables/agreements';
import { approval } from '@dunlin/shared/tables/approvals';
import type { Row } from '../dataverse/client.ts';
import { checkedPromise } from './check-promise.ts';
import { anApproval, aQuestion, aRow, columnsOf, euro } from './testing/rows-of-people.ts';

const { open, refused } = promise.status;

/** 150 euros by Thursday 20 March, without saying for what. */
function aPromiseRow(of: Row = {}): PromiseRow {
  return aRow(promise, 'P-1', {
    _dun_debtorid_value: 'D-1',
    dun_amount: 150,
    dun_dueon: '2025-03-20',
    _transactioncurrencyid_value: euro,
    ...of,
  });
}

function anItemRow(of: {
  readonly promise: string;
  readonly receivable: string;
  readonly amount: number;
}): PromiseItemRow {
  return aRow(promiseItem, `${of.promise} ${of.receivable}`, {
    _dun_promiseid_value: of.promise,
    _dun_receivableid_value: of.receivable,
    dun_amount: of.amount,
    _transactioncurrencyid_value: euro,
  });
}

function checked(row: PromiseRow, of: Parameters<typeof aQuestion>[0] = {}) {
  const loaded = { promises: [row], ...of.loaded };
  const { problems, changes } = checkedPromise(row, aQuestion({ ...of, loaded }));
  return {
    problems,
    columns: columnsOf(changes, 'P-1'),
    approval: columnsOf(changes, 'A-1'),
    items: changes.flatMap((change) =>
      change.kind === 'create'
        ? [`${String(change.row['dun_name'])} ${String(change.row['dun_amount'])}`]
        : [],
    ),
  };
}

describe('a promise that somebody wrote', () => {
  it('is for the oldest invoices when it says no other', () => {
    expect(checked(aPromiseRow())).toEqual({
      problems: [],
      columns: { dun_name: '150.00 EUR by 2025-03-20, Kovács Kft.', dun_level: 1 },
      approval: undefined,
      items: ['INV-1 100', 'INV-2 50'],
    });
  });

  it('is for those that nobody promised yet', () => {
    const other = aPromiseRow({ dun_promiseid: 'P-0', dun_amount: 100 });
    const promiseItems = [anItemRow({ promise: 'P-0', receivable: 'INV-1', amount: 100 })];
    const row = aPromiseRow();
    expect(checked(row, { loaded: { promises: [other, row], promiseItems } }).items).toEqual(['INV-2 150']);
  });

  it('is for what it says', () => {
    const promiseItems = [anItemRow({ promise: 'P-1', receivable: 'INV-2', amount: 150 })];
    const found = checked(aPromiseRow(), { loaded: { promiseItems } });
    expect([found.problems, found.items]).toEqual([[], []]);
  });

  it('is for the invoices whose documents it names, which are its items from then on', () => {
    const found = checked(aPromiseRow({ dun_documents: 'INV-2\r\n' }));
    expect(found).toMatchObject({ problems: [], items: ['INV-2 150'], columns: { dun_documents: null } });
  });

  it('is refused when a document it names is no open invoice, and says which; what was written stays', () => {
    const { problems, columns, items } = checked(aPromiseRow({ dun_documents: 'INV-2\nINV-99' }));
    expect(problems).toEqual(['documents (INV-99): Name an open invoice of this debtor, or leave it out']);
    expect(columns).not.toHaveProperty('dun_documents');
    expect(items).toEqual([]);
  });

  it('is refused when it names documents beside the items it has', () => {
    const promiseItems = [anItemRow({ promise: 'P-1', receivable: 'INV-2', amount: 150 })];
    const found = checked(aPromiseRow({ dun_documents: 'INV-1' }), { loaded: { promiseItems } });
    expect(found.problems).toEqual([
      'documents: The promise has its items already. Change them in the list below, and leave this empty',
    ]);
  });

  it.each([
    ['nobody knows how much', { dun_amount: null }, 'amount: say how much was promised'],
    ['it is more than is open', { dun_amount: 400.01 }, '400.01'],
    ['its day was past when it was entered', { dun_dueon: '2025-03-11' }, '2025-03-11'],
  ])('is refused when %s', (_, of, problem) => {
    const { problems, columns, items } = checked(aPromiseRow(of));
    expect(problems.join()).toContain(problem);
    expect(columns).toEqual({ statecode: 0, statuscode: refused.value, dun_result: problems.join('\n') });
    expect(items).toEqual([]);
  });

  it('is judged by the day it was entered, not by today', () => {
    // Entered on the 12th for the 13th, and looked at on the 14th.
    expect(checked(aPromiseRow({ dun_dueon: '2025-03-13' })).problems).toEqual([]);
  });

  it('is open again once it was mended', () => {
    const row = aPromiseRow({ statuscode: refused.value, dun_result: 'amount: say how much was promised' });
    expect(checked(row).columns).toMatchObject({ statecode: 0, statuscode: open.value, dun_result: null });
  });
});

describe('a promise that somebody else has to approve', () => {
  // It is the third for INV-1: two were broken on 7 March.
  const third = aPromiseRow();
  const broken = ['P-A', 'P-B'].map((id) =>
    aPromiseRow({ dun_promiseid: id, dun_amount: 100, dun_madeon: '2025-03-03', dun_dueon: '2025-03-04' }),
  );
  const loaded = {
    promises: [...broken, third],
    promiseItems: ['P-A', 'P-B'].map((id) => anItemRow({ promise: id, receivable: 'INV-1', amount: 100 })),
  };
  const by = (who: string, of: Row = {}) => ({ loaded, approvals: [anApproval('A-1', who, of)] });

  it('is refused until somebody has', () => {
    expect(checked(third, { loaded }).columns).toMatchObject({ statuscode: refused.value });
    const found = checked(third, by('petra'));
    expect(found.problems).toEqual([]);
    expect(found.columns).toMatchObject({ 'dun_approvedbyid@odata.bind': '/systemusers(petra)' });
    expect(found.approval).toMatchObject({
      statuscode: approval.status.counts.value,
      dun_proposal: '150.00 EUR by 2025-03-20',
    });
  });

  it('is not approved by who wrote it, nor by a name in the column, nor for another day', () => {
    const own = checked(third, by('anna'));
    expect(own.columns).toMatchObject({ statuscode: refused.value });
    expect(own.approval).toMatchObject({ statuscode: approval.status.refused.value });
    expect(checked({ ...third, _dun_approvedbyid_value: 'petra' }, { loaded }).columns).toMatchObject({
      statuscode: refused.value,
    });
    const earlier = { statuscode: approval.status.counts.value, dun_proposal: '150.00 EUR by 2025-03-27' };
    expect(checked(third, by('petra', earlier)).columns).toMatchObject({ statuscode: refused.value });
  });

  it('is refused with what was said by who declined it', () => {
    const declined = {
      dun_decision: approval.columns.dun_decision.options.declined.value,
      dun_comment: 'Not after the last time.',
    };
    const found = checked(third, by('petra', declined));
    expect(found.problems).toEqual(['approvedBy: it was declined. Not after the last time.']);
    expect(found.approval).toMatchObject({ statuscode: approval.status.counts.value });
  });
});
