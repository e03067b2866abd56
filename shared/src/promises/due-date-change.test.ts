import { isoDate } from '../dates/iso-date.ts';
import { isOverdue } from '../receivables/receivable.ts';
import { aReceivable } from '../strategy/testing/a-debtor.ts';
import {
  checkDueDateChange,
  nextDueDateChangeOn,
  withEffectiveDueDates,
  type DueDateChange,
} from './due-date-change.ts';

const invoice = aReceivable({ dueOn: '2025-03-13' });
const other = aReceivable({ id: 'INV-2', dueOn: '2025-03-13' });

/** From 10 March on, INV-1 is due on 30 April instead of 13 March. */
function aChange(
  of: {
    readonly id?: string;
    readonly receivable?: string;
    readonly original?: string;
    readonly to?: string;
    readonly validFrom?: string;
    readonly approvedBy?: string;
  } = {},
): DueDateChange {
  const { id = 'C-1', receivable = 'INV-1', original = '2025-03-13', to = '2025-04-30' } = of;
  return {
    id,
    receivable,
    originalDueOn: isoDate(original),
    newDueOn: isoDate(to),
    validFrom: isoDate(of.validFrom ?? '2025-03-10'),
    requestedBy: 'anna',
    ...(of.approvedBy !== undefined && { approvedBy: of.approvedBy }),
  };
}

const approved = aChange({ approvedBy: 'bela' });

function dueOn(changes: readonly DueDateChange[], asOf: string): readonly string[] {
  return withEffectiveDueDates([invoice, other], changes, isoDate(asOf)).map((one) => one.dueOn);
}

describe('an agreed change of a due date (F061)', () => {
  it('holds for its invoice from its day on, and keeps the original (complaint 20)', () => {
    expect(dueOn([approved], '2025-03-09')).toEqual(['2025-03-13', '2025-03-13']);
    expect(dueOn([approved], '2025-03-10')).toEqual(['2025-04-30', '2025-03-13']);
    expect(withEffectiveDueDates([invoice], [approved], isoDate('2025-03-10'))).toEqual([
      { ...invoice, dueOn: '2025-04-30', originalDueOn: '2025-03-13' },
    ]);
  });

  it('makes an overdue invoice current until the new date has passed', () => {
    const overdue = (asOf: string): readonly boolean[] =>
      withEffectiveDueDates(
        [invoice],
        [aChange({ validFrom: '2025-03-20', approvedBy: 'bela' })],
        isoDate(asOf),
      ).map((one) => isOverdue(one, isoDate(asOf)));
    expect(['2025-03-19', '2025-03-20', '2025-04-30', '2025-05-01'].map((day) => overdue(day)[0])).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('has no effect until somebody else has approved it', () => {
    expect(dueOn([aChange()], '2025-04-01')[0]).toBe('2025-03-13');
    expect(dueOn([aChange({ approvedBy: 'anna' })], '2025-04-01')[0]).toBe('2025-03-13');
  });

  it('has no effect once the ledger has another date', () => {
    const taken = { ...invoice, dueOn: isoDate('2025-05-15') };
    expect(withEffectiveDueDates([taken], [approved], isoDate('2025-04-01'))).toEqual([taken]);
  });

  it('gives way to a later one, in whatever order they come', () => {
    const later = aChange({ id: 'C-0', to: '2025-05-30', validFrom: '2025-04-10', approvedBy: 'bela' });
    const sameDay = aChange({ id: 'C-2', to: '2025-06-30', approvedBy: 'bela' });
    expect(dueOn([later, approved], '2025-04-09')[0]).toBe('2025-04-30');
    expect(dueOn([later, approved], '2025-04-10')[0]).toBe('2025-05-30');
    expect(dueOn([approved, later], '2025-04-10')[0]).toBe('2025-05-30');
    expect(dueOn([approved, sameDay], '2025-04-09')[0]).toBe('2025-06-30');
    expect(dueOn([sameDay, approved], '2025-04-09')[0]).toBe('2025-06-30');
  });

  it('is awaited by the day on which it begins to hold', () => {
    const later = aChange({ id: 'C-2', validFrom: '2025-04-10', approvedBy: 'bela' });
    const next = (asOf: string, changes = [later, approved]): string | undefined =>
      nextDueDateChangeOn([other, invoice], changes, isoDate(asOf));
    expect(next('2025-03-09')).toBe('2025-03-10');
    expect(next('2025-03-10')).toBe('2025-04-10');
    expect(next('2025-04-10')).toBeUndefined();
    expect(next('2025-03-09', [aChange()])).toBeUndefined();
  });
});

describe('a change of a due date that somebody wrote', () => {
  const refusals = (change: DueDateChange, asOf = '2025-03-10', ledger = [invoice]): readonly string[] => {
    const result = checkDueDateChange(change, { receivables: ledger, maxExtensionDays: 60 }, isoDate(asOf));
    return result.ok ? [] : result.refusals.map(({ code, field, value }) => `${code} ${field}: ${value}`);
  };

  it('stands, approved or not yet, up to the longest extension', () => {
    expect(refusals(aChange())).toEqual([]);
    expect(refusals(approved)).toEqual([]);
    expect(refusals(aChange({ to: '2025-05-12' }))).toEqual([]);
    expect(refusals(aChange({ to: '2025-03-14' }))).toEqual([]);
  });

  it.each([
    [{ receivable: 'INV-9' }, 'unknownItem receivable: INV-9'],
    [{ original: '2025-03-12' }, 'otherDueDate originalDueOn: 2025-03-12'],
    [{ to: '2025-03-13' }, 'notLater newDueOn: 2025-03-13'],
    [{ to: '2025-05-13' }, 'beyondHorizon newDueOn: 2025-05-13'],
    [{ validFrom: '2025-03-09' }, 'fromThePast validFrom: 2025-03-09'],
    [{ approvedBy: 'anna' }, 'approvedBySelf approvedBy: anna'],
  ])('%p is refused: %s', (of, expected) => {
    expect(refusals(aChange(of))).toEqual([expected]);
  });

  it('is refused to a day that has passed', () => {
    const change = aChange({ to: '2025-03-20', validFrom: '2025-03-21' });
    expect(refusals(change, '2025-03-21')).toEqual(['inThePast newDueOn: 2025-03-20']);
    expect(refusals({ ...change, newDueOn: isoDate('2025-03-21') }, '2025-03-21')).toEqual([]);
  });

  it('is refused for an invoice that is settled', () => {
    const settled = aReceivable({ dueOn: '2025-03-13', open: 0, state: 'settled' });
    expect(refusals(aChange(), '2025-03-10', [settled])).toEqual(['nothingToPay receivable: INV-1']);
  });
});
