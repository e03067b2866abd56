import { isoDate } from '@dunlin/shared/dates/iso-date';
import { actionEntry } from './action-entries.ts';
import { stageEntries } from './stages.ts';
import { anAction, caseId } from './testing/rows.ts';

type State = Parameters<typeof anAction>[1];

function action(
  day: string,
  step: string,
  order: number,
  state: State = 'sent',
  kase: string | null = caseId,
) {
  return actionEntry(
    anAction(
      {
        dun_plannedon: day,
        dun_executedon: day,
        dun_stepname: step,
        dun_steporder: order,
        _dun_caseid_value: kase,
      },
      state,
    ),
  );
}

function told(...args: Parameters<typeof stageEntries>): readonly string[] {
  return stageEntries(...args).map(({ on, change }) =>
    change.kind === 'reached' ? `${on} ${change.stage} after ${change.from ?? 'nothing'}` : '',
  );
}

const notices = [
  action('2025-03-20', 'Second notice', 4),
  action('2025-03-01', 'First notice', 3),
  action('2025-03-10', 'First notice', 3),
];

describe('the stages of a case', () => {
  it('follow from the steps taken: a step further along is a new stage, the same step again is none', () => {
    expect(told(notices, new Map(), undefined)).toEqual([
      '2025-03-01 First notice after nothing',
      '2025-03-20 Second notice after First notice',
    ]);
  });

  it('are not reached by what is only planned, failed or cancelled, nor before there is a case', () => {
    const untaken = (['planned', 'failed', 'cancelled'] as const).map((state) =>
      action('2025-03-02', 'Call', 5, state),
    );
    expect(
      told([...untaken, action('2025-03-02', 'Pre-due', 1, 'sent', null)], new Map(), undefined),
    ).toEqual([]);
  });

  it('begin anew with every case', () => {
    const another = action('2025-06-01', 'First notice', 3, 'sent', 'case 2');
    expect(told([...notices, another], new Map(), undefined).at(-1)).toBe(
      '2025-06-01 First notice after nothing',
    );
  });

  it('say nothing of the first loaded step where earlier ones may not be loaded', () => {
    const from = isoDate('2025-03-01');
    expect(told(notices, new Map(), from)).toEqual(['2025-03-20 Second notice after First notice']);
    expect(told(notices, new Map([[caseId, isoDate('2025-02-20')]]), from)).toHaveLength(1);
    expect(told(notices, new Map([[caseId, isoDate('2025-02-20')]]), isoDate('2025-02-10'))).toHaveLength(2);
  });
});
