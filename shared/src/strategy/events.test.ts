/** Steps that answer what happened, and stand beside the procedure. */
import { isoDate } from '../dates/iso-date.ts';
import { aClosedDispute } from '../disputes/testing/a-dispute.ts';
import { aPayment, aPromise } from '../promises/testing/a-promise.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import { eventSteps } from './events.ts';
import type { Facts } from './facts.ts';
import type { Policy, Step } from './policy.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { stepPlan } from './step-plan.ts';
import { aPolicy, aStep, aStrategy, businessSteps, hungary } from './testing/a-policy.ts';
import { actionsInWords, verdictsInWords } from './testing/in-words.ts';

function withStep(step: Partial<Step> & Pick<Step, 'trigger'>): Policy {
  const event = aStep({ code: 'answer', order: 20, offsetDays: 1, validDays: 10, ...step });
  return aPolicy({ steps: [...businessSteps, event] });
}

function on(date: string, facts: Facts, policy: Policy): Decision {
  return evaluate(policy, facts, isoDate(date));
}

/** Due on 3 March; the first notice went out on the 11th. The promise for 20 March is broken on Tuesday 25 March, after its days of grace. */
const invoice = aReceivable({ dueOn: '2025-03-03' });
const notified = anAction({ step: 'first-notice', on: '2025-03-11' });
const promising = { receivables: [invoice], promises: [aPromise()] };

describe('a broken promise', () => {
  const policy = withStep({ trigger: 'promiseBroken', channel: 'call' });

  it('is answered a day after it broke, before the procedure goes on', () => {
    const facts = aDebtor({ ...promising, history: [notified] });
    expect(verdictsInWords(on('2025-03-24', facts, policy))).toEqual({ 'INV-1': 'hold: promised' });
    // The second notice is due since the 21st; of both the one that was due first goes first.
    expect(actionsInWords(on('2025-03-25', facts, policy))).toEqual([
      'second-notice by letter, 100.00 EUR: INV-1 100.00 (second-notice)',
    ]);
    const later = aDebtor({
      ...promising,
      history: [notified, anAction({ step: 'second-notice', on: '2025-03-20' })],
    });
    expect(verdictsInWords(on('2025-03-25', later, policy))).toEqual({
      'INV-1': 'wait for answer until 2025-03-26: afterEvent',
    });
    const decision = on('2025-03-26', later, policy);
    expect(actionsInWords(decision)).toEqual(['answer by call, 100.00 EUR: INV-1 100.00 (answer)']);
    expect(decision.actions[0]).toMatchObject({
      key: 'D-1|answer|P-1',
      occurrence: 'P-1',
      lines: [{ step: { code: 'answer', occurrence: 'P-1' } }],
    });
  });

  it('is answered once, and changes no stage', () => {
    const answered = anAction({ step: 'answer', on: '2025-03-26', strategy: 'B2B', occurrence: 'P-1' });
    const history = [notified, anAction({ step: 'second-notice', on: '2025-03-20' }), answered];
    const decision = on('2025-03-27', aDebtor({ ...promising, history }), policy);
    // The call of the procedure waits 5 days after what was done last.
    expect(verdictsInWords(decision)).toEqual({
      'INV-1': 'wait for call until 2025-03-31: stepWaits, waitAfterStep',
    });
    expect(decision.outlook.stage?.code).toBe('second-notice');
  });

  it('is not answered once it was paid after all, nor long afterwards', () => {
    const paid = { ...promising, payments: [aPayment('2025-03-25', 100)], history: [notified] };
    expect(verdictsInWords(on('2025-04-01', aDebtor(paid), policy))['INV-1']).toContain('second-notice');
    const history = [notified, anAction({ step: 'second-notice', on: '2025-03-20' })];
    expect(verdictsInWords(on('2025-04-05', aDebtor({ ...promising, history }), policy))['INV-1']).toContain(
      'answer',
    );
    expect(verdictsInWords(on('2025-04-06', aDebtor({ ...promising, history }), policy))['INV-1']).toContain(
      'call',
    );
  });
});

describe('a promise of a part that was paid too late', () => {
  it('is not answered: what is left was not promised', () => {
    const facts = aDebtor({
      receivables: [aReceivable({ dueOn: '2025-03-03', open: 40 })],
      promises: [aPromise({ items: { 'INV-1': 60 }, by: { '2025-03-20': 60 } })],
      payments: [aPayment('2025-03-25', 60)],
      history: [notified, anAction({ step: 'second-notice', on: '2025-03-20' })],
    });
    const policy = withStep({ trigger: 'promiseBroken', channel: 'call' });
    expect(verdictsInWords(on('2025-03-27', facts, policy))['INV-1']).toContain('wait for call');
    const unpaid = { ...facts, receivables: [invoice], payments: [] };
    expect(verdictsInWords(on('2025-03-27', unpaid, policy))['INV-1']).toContain('act answer');
  });
});

describe('a closed dispute', () => {
  it('is answered when what was disputed may be asked for again', () => {
    const facts = aDebtor({
      receivables: [invoice],
      disputes: [aClosedDispute({ id: 'DISP-1', state: 'rejected', of: { 'INV-1': 'all' } })],
      history: [notified, anAction({ step: 'second-notice', on: '2025-03-19' })],
    });
    const policy = withStep({ trigger: 'disputeClosed', offsetDays: 0 });
    // Rejected on 20 March; the amount is left alone for a week.
    expect(verdictsInWords(on('2025-03-26', facts, policy))).toEqual({ 'INV-1': 'hold: disputed' });
    const decision = on('2025-03-27', facts, policy);
    expect(actionsInWords(decision)).toEqual(['answer by email, 100.00 EUR: INV-1 100.00 (answer)']);
    expect(decision.actions[0]?.key).toBe('D-1|answer|DISP-1');
  });
});

describe('the credit limit', () => {
  const policy = withStep({ trigger: 'limitCrossed', offsetDays: 0, channel: 'call', grouping: 'customer' });
  const receivables = [
    { ...aReceivable({ id: 'INV-1', dueOn: '2025-03-31', amount: 600 }), issuedOn: isoDate('2025-03-03') },
    { ...aReceivable({ id: 'INV-2', dueOn: '2025-04-10', amount: 500 }), issuedOn: isoDate('2025-03-12') },
  ];

  it('is crossed by the invoice that takes the account over it', () => {
    const decision = on('2025-03-12', aDebtor({ receivables, creditLimit: 1_000 }), policy);
    expect(actionsInWords(decision)).toEqual(['answer by call, 500.00 EUR: INV-2 500.00 (answer)']);
    expect(decision.actions[0]?.key).toBe('D-1|answer|INV-2');
  });

  it('is kept at exactly the limit, and with credits', () => {
    expect(on('2025-03-12', aDebtor({ receivables, creditLimit: 1_100 }), policy).actions).toEqual([]);
    const credit = {
      ...aReceivable({ id: 'CN-1', dueOn: '2025-03-01', amount: 100 }),
      kind: 'creditNote' as const,
    };
    const facts = aDebtor({ receivables: [...receivables, credit], creditLimit: 1_000 });
    expect(on('2025-03-12', facts, policy).actions).toEqual([]);
  });
});

describe('of several answers to what happened to an invoice', () => {
  const call = aStep({
    code: 'call-back',
    order: 20,
    offsetDays: 1,
    validDays: 10,
    trigger: 'disputeClosed',
  });
  const letter = { ...call, code: 'letter', order: 21 };

  /** `step occurrence on day` for INV-1 on 1 April, whatever the order of steps and disputes. */
  function answer(
    steps: readonly Step[],
    closedOn: Readonly<Record<string, string>>,
    leftOut: readonly string[] = [],
  ): string {
    const disputes = Object.entries(closedOn).map(([id, resolvedOn]) =>
      aClosedDispute({ id, state: 'rejected', resolvedOn }),
    );
    const found = [
      [steps, disputes],
      [steps.toReversed(), disputes.toReversed()],
    ].map(([ofPlan, ofFacts]) =>
      eventSteps(
        {
          plan: stepPlan(aStrategy({ steps: ofPlan as readonly Step[] }), 'business'),
          facts: aDebtor({ receivables: [invoice], disputes: ofFacts as Facts['disputes'] }),
          promises: [],
          calendar: hungary,
          leftOut: new Map(leftOut.map((code) => [code, { code: 'noStrategy', strategy: code }])),
        },
        isoDate('2025-03-25'),
      ).get('INV-1'),
    );
    expect(found[1]).toEqual(found[0]);
    const [first] = found;
    return first ? `${first.step.code} ${first.occurrence} on ${first.on}` : 'none';
  }

  it('the first in time is given', () => {
    expect(answer([call], { 'DISP-1': '2025-03-21', 'DISP-2': '2025-03-20' })).toBe(
      'call-back DISP-2 on 2025-03-21',
    );
    expect(answer([call, { ...letter, offsetDays: 0 }], { 'DISP-1': '2025-03-20' })).toBe(
      'letter DISP-1 on 2025-03-20',
    );
  });

  it('then that of the first step, then that to the first event', () => {
    expect(answer([letter, call], { 'DISP-1': '2025-03-20' })).toBe('call-back DISP-1 on 2025-03-21');
    expect(answer([call], { 'DISP-2': '2025-03-20', 'DISP-1': '2025-03-20' })).toBe(
      'call-back DISP-1 on 2025-03-21',
    );
  });

  it('none is one whose condition does not hold, that answers something else, or whose day nobody knows', () => {
    expect(answer([call, letter], { 'DISP-1': '2025-03-20' }, ['call-back'])).toBe(
      'letter DISP-1 on 2025-03-21',
    );
    expect(answer([{ ...call, trigger: 'promiseBroken' }], { 'DISP-1': '2025-03-20' })).toBe('none');
    expect(answer([{ ...call, offsetDays: 600, dayCount: 'business' }], { 'DISP-1': '2025-03-20' })).toBe(
      'none',
    );
  });
});
