/** A debtor whose segment changes is neither forgotten nor dunned twice (F024, complaints 26 and 31). */
import { isoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Policy, Strategy } from './policy.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';
import { verdictsInWords } from './testing/in-words.ts';

/** The debtor came from a strategy that sent the first notice on Friday 21 March. */
const history = [anAction({ step: 'first-notice', on: '2025-03-21', strategy: 'gentle' })];
const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13' })], history });

function under(
  onSegmentChange: Strategy['onSegmentChange'],
  steps?: Policy['strategies'][number]['steps'],
): Policy {
  return aPolicy({ strategy: { onSegmentChange, ...(steps && { steps }) } });
}

function on(date: string, policy: Policy, of = facts): Decision {
  return evaluate(policy, of, isoDate(date));
}

describe('a debtor that comes from another strategy', () => {
  it('goes on after the steps that both have', () => {
    expect(verdictsInWords(on('2025-03-24', under('mapped')))).toEqual({
      'INV-1': 'wait for second-notice until 2025-03-31: stepWaits',
    });
  });

  it('begins with the first step where they have none in common, after its wait', () => {
    const steps = [aStep({ code: 'letter-1', order: 1, offsetDays: 5, waitDays: 7 })];
    expect(verdictsInWords(on('2025-03-24', under('mapped', steps)))).toEqual({
      'INV-1': 'wait for letter-1 until 2025-03-28: stepWaits, waitAfterStep',
    });
  });

  it('or starts again, once: the step has a name of its own', () => {
    const policy = under('restart');
    const decision = on('2025-03-24', policy);
    expect(decision.actions.map(({ key }) => key)).toEqual(['D-1|first-notice|INV-1@2025-03-21']);
    const again = anAction({
      step: 'first-notice',
      on: '2025-03-24',
      strategy: 'B2B',
      occurrence: 'INV-1@2025-03-21',
    });
    const after = aDebtor({ receivables: facts.receivables, history: [...history, again] });
    expect(verdictsInWords(on('2025-03-25', policy, after))).toEqual({
      'INV-1': 'wait for second-notice until 2025-03-31: stepWaits',
    });
  });
});
