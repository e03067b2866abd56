import { isoDate } from '@dunlin/shared/dates/iso-date';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { theMeasures } from '@dunlin/shared/segments/testing/measured';
import { aScoreCard } from '@dunlin/shared/segments/testing/a-score-card';
import { willingnessOf } from '@dunlin/shared/segments/willingness';
import type { LoadedDebtor } from './load-debtors.ts';
import { willingnessColumns } from './willingness-columns.ts';

const none = { dun_willingness: null, dun_willingnessclass: null, dun_willingnesswhy: null };
const found = willingnessOf(aScoreCard(), theMeasures({ recentLateShare: 40, averageDaysLate: 8 }))!;
const stored = {
  dun_willingness: 60,
  dun_willingnessclass: 'doubtful',
  dun_willingnesswhy: [
    'recent late share 40 %: 30 of 50 points',
    'average days late 8: 15 of 25 points',
    'promises kept not known: counts neither way',
  ].join('\n'),
};

function columnsWith(row: object, willingness?: Decision['willingness']): object {
  const asOf = isoDate('2025-03-21');
  return willingnessColumns({
    decision: { asOf, ...(willingness && { willingness }) } as Decision,
    loaded: { row } as LoadedDebtor,
  });
}

describe('the willingness on a debtor’s row', () => {
  it('is written with its reasons and the day, and only when it changes', () => {
    expect(columnsWith(none, found)).toEqual({ ...stored, dun_willingnesson: '2025-03-21' });
    expect(columnsWith(stored, found)).toEqual({});
    expect(columnsWith(none)).toEqual({});
  });

  it('is taken away when nothing is known any more', () => {
    expect(columnsWith(stored)).toEqual({ ...none, dun_willingnesson: null });
  });

  it('changes with its reasons though the points stay', () => {
    expect(columnsWith({ ...stored, dun_willingnesswhy: 'late share 3 %: 60 of 100 points' }, found)).toEqual(
      {
        ...stored,
        dun_willingnesson: '2025-03-21',
      },
    );
  });
});
