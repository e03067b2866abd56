/** Other due dates, holds and trading orders as people write them. */
import type { HoldRow } from '@dunlin/shared/records/agreement-rows';
import type { DueDateChangeRow } from '@dunlin/shared/records/due-date-rows';
import type { TradingOrderRow } from '@dunlin/shared/records/trading-rows';
import { hold } from '@dunlin/shared/tables/agreements';
import { approval, dueDateChange } from '@dunlin/shared/tables/approvals';
import { tradingOrder, tradingStatus } from '@dunlin/shared/tables/trading';
import type { Row } from '../dataverse/client.ts';
import type { AgreementRow } from './agreement-marks.ts';
import { checkedAgreement } from './check-agreement.ts';
import { anApproval, aQuestion, aRow, columnsOf } from './testing/rows-of-people.ts';

function checked(row: AgreementRow, id: string, of: Parameters<typeof aQuestion>[0] = {}) {
  const { problems, changes } = checkedAgreement(row, aQuestion(of), new Map());
  return { problems, columns: columnsOf(changes, id), approval: columnsOf(changes, 'A-1') };
}

describe('another due date', () => {
  const { waiting, approved, declined, refused, ended } = dueDateChange.status;

  /** INV-1, due on 1 March, is to be due on 1 April. */
  function aChange(of: Row = {}): DueDateChangeRow {
    return aRow(dueDateChange, 'C-1', {
      _dun_debtorid_value: 'D-1',
      _dun_receivableid_value: 'INV-1',
      dun_newdueon: '2025-04-01',
      ...of,
    });
  }
  const by = (who: string, of: Row = {}) => ({ approvals: [anApproval('A-1', who, of)] });

  it('waits for somebody else, and says from which day it was asked', () => {
    expect(checked(aChange(), 'C-1')).toEqual({
      problems: [],
      columns: {
        dun_name: 'INV-1 2025-03-01 to 2025-04-01 from 2025-03-12',
        dun_originaldueon: '2025-03-01',
        dun_validfrom: '2025-03-12',
        ...{ statecode: 0, statuscode: waiting.value },
        dun_result: 'Somebody else has to approve it: a supervisor.',
      },
    });
  });

  it('is in force once somebody else approved it, and not by who asked', () => {
    const found = checked(aChange(), 'C-1', by('petra'));
    expect(found.columns).toMatchObject({
      ...{ statuscode: approved.value, dun_result: null },
      'dun_approvedbyid@odata.bind': '/systemusers(petra)',
    });
    expect(found.approval).toMatchObject({ dun_proposal: '2025-03-01 to 2025-04-01 from 2025-03-12' });
    const own = checked(aChange(), 'C-1', by('anna'));
    expect(own.columns).toMatchObject({ statuscode: waiting.value });
    expect(own.approval).toMatchObject({ statuscode: approval.status.refused.value });
  });

  it('says what was said when it was declined', () => {
    const no = {
      dun_decision: approval.columns.dun_decision.options.declined.value,
      dun_comment: 'They had their month.',
    };
    expect(checked(aChange(), 'C-1', by('petra', no)).columns).toMatchObject({
      statuscode: declined.value,
      dun_result: 'Declined. They had their month.',
    });
  });

  it.each([
    ['its day is not said', { dun_newdueon: null }, 'new due date: say until when'],
    ['its invoice is none of the debtor’s', { _dun_receivableid_value: 'INV-9' }, 'open item'],
    // 90 days after 1 March is 30 May.
    ['it is too far from the ledger’s', { dun_newdueon: '2025-05-31' }, '2025-05-31'],
  ])('is refused when %s', (_, of, problem) => {
    const { problems, columns } = checked(aChange(of), 'C-1');
    expect(problems.join()).toContain(problem);
    expect(columns).toMatchObject({ statuscode: refused.value, dun_result: problems.join('\n') });
  });

  it('has ended when it was taken back', () => {
    const columns = { statecode: 1, statuscode: ended.value };
    expect(checked(aChange({ dun_withdrawnon: '2025-03-13' }), 'C-1')).toEqual({ problems: [], columns });
  });
});

describe('a hold', () => {
  const { agreement, insolvency } = hold.columns.dun_reason.options;
  const aHoldRow = (of: Row): HoldRow => aRow(hold, 'H-1', { _dun_debtorid_value: 'D-1', ...of });

  it('gets a name when it stands', () => {
    expect(checked(aHoldRow({ dun_reason: insolvency.value }), 'H-1')).toEqual({
      problems: [],
      columns: { dun_name: 'insolvency, Kovács Kft.' },
    });
  });

  it('has to end for an agreement, as for anything but insolvency and death', () => {
    expect(
      checked(aHoldRow({ dun_reason: agreement.value, dun_until: '2025-05-31' }), 'H-1').problems,
    ).toEqual([]);
    const endless = checked(aHoldRow({ dun_reason: agreement.value }), 'H-1');
    expect(endless.problems).toHaveLength(1);
    expect(endless.columns).toMatchObject({ statuscode: hold.status.refused.value });
  });

  it('is left alone once it was released', () => {
    const released = aHoldRow({ dun_reason: agreement.value, dun_releasedon: '2025-03-13' });
    expect(checked(released, 'H-1')).toEqual({ problems: [], columns: undefined });
  });

  it('is refused when it says no reason', () => {
    expect(checked(aHoldRow({}), 'H-1').problems).toEqual(['reason: choose one']);
  });
});

describe('a trading order', () => {
  const anOrderRow = (of: Row = {}): TradingOrderRow =>
    aRow(tradingOrder, 'O-1', {
      _dun_debtorid_value: 'D-1',
      dun_tradingstatus: tradingStatus.blocked.value,
      dun_reason: 'Two cheques bounced',
      dun_until: '2025-04-30',
      ...of,
    });

  it('gets a name when it stands', () => {
    expect(checked(anOrderRow(), 'O-1')).toEqual({
      problems: [],
      columns: { dun_name: 'blocked, Kovács Kft.' },
    });
  });

  it('is refused when it says no status, and when it ends before it begins', () => {
    expect(checked(anOrderRow({ dun_tradingstatus: null }), 'O-1').problems).toEqual([
      'trading status: choose one',
    ]);
    const past = checked(anOrderRow({ dun_until: '2025-03-11' }), 'O-1');
    expect(past.columns).toMatchObject({ statuscode: tradingOrder.status.refused.value });
  });

  it('that was taken back is no longer looked at, whatever it says', () => {
    const withdrawn = anOrderRow({ dun_withdrawnon: '2025-03-13', dun_until: '2025-03-11' });
    expect(checked(withdrawn, 'O-1')).toEqual({ problems: [], columns: undefined });
    const refused = anOrderRow({
      dun_withdrawnon: '2025-03-13',
      statuscode: tradingOrder.status.refused.value,
    });
    expect(checked(refused, 'O-1').columns).toEqual({
      statecode: 0,
      statuscode: tradingOrder.status.active.value,
    });
  });
});
