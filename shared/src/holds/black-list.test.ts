import { isoDate } from '../dates/iso-date.ts';
import { blackList, blackListHistory, type BlackListEntry } from './black-list.ts';
import { aCreditHold } from './testing/a-hold.ts';

/** D-1 was blocked in March, changed to conditional on the 20th, free from April, and blocked again in May; D-2 once. */
const holds = [
  aCreditHold({ id: 'A3', after: 'A2', placedOn: '2025-05-05' }),
  aCreditHold({ id: 'A1', releasedOn: '2025-03-20' }),
  aCreditHold({
    id: 'A2',
    after: 'A1',
    status: 'conditional',
    placedOn: '2025-03-20',
    releasedOn: '2025-04-01',
    releasedBy: 'Petra',
  }),
  aCreditHold({ id: 'B1', debtor: 'D-2', placedOn: '2025-03-15' }),
];

function told({ debtor, enteredOn, leftOn, releasedBy, holds }: BlackListEntry): string {
  const end = leftOn === undefined ? '' : ` to ${leftOn}`;
  const by = releasedBy === undefined ? '' : ` by ${releasedBy}`;
  return `${debtor} ${enteredOn}${end}${by}: ${holds.map(({ id }) => id).join(' ')}`;
}

describe('the black list (F092)', () => {
  it('has those with a hold in force, since when, and all the holds of that time', () => {
    expect(blackList(holds, isoDate('2025-03-25')).map(told)).toEqual([
      'D-1 2025-03-10 to 2025-04-01 by Petra: A1 A2',
      'D-2 2025-03-15: B1',
    ]);
  });

  it.each([
    ['2025-03-09', []],
    ['2025-03-10', ['D-1']],
    ['2025-03-31', ['D-1', 'D-2']],
    ['2025-04-01', ['D-2']],
    ['2025-05-05', ['D-2', 'D-1']],
  ])('on %s: %j', (day, debtors) => {
    expect(blackList(holds, isoDate(day)).map(({ debtor }) => debtor)).toEqual(debtors);
  });

  it('remembers who entered and left, and when', () => {
    expect(blackListHistory(holds).map(told)).toEqual([
      'D-1 2025-03-10 to 2025-04-01 by Petra: A1 A2',
      'D-2 2025-03-15: B1',
      'D-1 2025-05-05: A3',
    ]);
  });
});
