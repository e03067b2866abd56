import type { ActionRecord } from '../actions/action.ts';
import { inStepsOf } from './former-steps.ts';
import { aDebtor, anAction } from './testing/a-debtor.ts';
import { aStep, aStrategy } from './testing/a-policy.ts';

/** The first notice is now called a reminder letter and comes second; the phone call was taken out for a letter. */
const strategy = aStrategy({
  steps: [
    aStep({ code: 'pre-due', order: 1, offsetDays: -3 }),
    aStep({ code: 'reminder-letter', order: 2, offsetDays: 8 }),
    aStep({ code: 'last-letter', order: 9, offsetDays: 30 }),
  ],
  formerSteps: { 'first-notice': 'reminder-letter', call: 'last-letter', 'pre-due': 'last-letter' },
});

function now(action: ActionRecord, of = strategy): ActionRecord | undefined {
  return inStepsOf(of, aDebtor({ receivables: [], history: [action] })).history[0];
}

describe('what was done by a step that was taken out', () => {
  it('counts as the step that stands for it, and keeps its key', () => {
    const done = anAction({
      step: 'first-notice',
      on: '2025-03-11',
      along: { 'INV-2': 'call' },
      listed: ['INV-3'],
    });
    expect(now(done)).toEqual({
      ...done,
      key: 'D-1|first-notice|INV-1',
      step: 'reminder-letter',
      stepOrder: 2,
      lines: [
        { ...done.lines[0], step: { code: 'reminder-letter', order: 2 } },
        { ...done.lines[1], step: { code: 'last-letter', order: 9 } },
        done.lines[2],
      ],
    });
  });

  it('still names the event it answered', () => {
    const answer = anAction({ step: 'first-notice', on: '2025-03-11', occurrence: 'P-1' });
    expect(now(answer)?.lines[0]?.step).toEqual({ code: 'reminder-letter', order: 2, occurrence: 'P-1' });
  });
});

describe('what was done by a step that is still there', () => {
  it('stays what it is, whatever another version said of it, in the order it has now', () => {
    const done = { ...anAction({ step: 'pre-due', on: '2025-03-01' }), stepOrder: 5 };
    expect(now(done)).toEqual({ ...done, stepOrder: 1 });
  });
});

describe('what was done by a step that nothing stands for', () => {
  it('stays as it was', () => {
    const done = anAction({ step: 'hand-over', on: '2025-03-01' });
    expect(now(done)).toEqual(done);
  });
});

describe('a strategy that never took a step out', () => {
  it('leaves the facts as they are', () => {
    const facts = aDebtor({ receivables: [], history: [anAction({ step: 'call', on: '2025-03-01' })] });
    expect(inStepsOf(aStrategy(), facts)).toBe(facts);
  });
});
