import { inWords } from '../actions/reason.ts';
import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { ruleIn } from '../segments/rule-text.ts';
import { aScoreCard } from '../segments/testing/a-score-card.ts';
import { anItem } from '../segments/testing/measured.ts';
import { reachOfHistory } from './classify.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import { aDebtor, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';

const segments: Policy['segments'] = [
  segment('valuable', 10, 'purchases at least EUR 10000'),
  segment('late', 20, 'average days late at least 10'),
  segment('all', 30, ''),
];
const severities: Policy['severities'] = [
  { code: 'critical', name: 'Critical', order: 1, rule: ruleIn('days past due more than 30') },
  { code: 'minor', name: 'Minor', order: 2, rule: [] },
];

function segment(code: string, priority: number, rule: string): Policy['segments'][number] {
  return { code, name: `The ${code}`, priority, rule: ruleIn(rule), strategy: 'B2B' };
}

function decisionOn(day: string, facts: Facts, policy = aPolicy({ segments, severities })): Decision {
  return evaluate(policy, facts, isoDate(day));
}

function why({ because }: Decision): readonly string[] {
  return because.map(inWords);
}

const open = aReceivable({ dueOn: '2025-03-13' });
const paid = (id: string, amount: number, settledOn: string): ReturnType<typeof anItem> =>
  anItem({ id, amount, dueOn: '2025-01-01', settledOn });

describe('the kind of a debtor', () => {
  it('follows what was bought and paid, and says by which facts (life-time value)', () => {
    const facts = aDebtor({ receivables: [open] });
    const past = (amount: number): Facts => ({
      ...facts,
      past: { reaches: 'always', items: [paid('OLD', amount, '2025-01-21')] },
    });
    const valuable = decisionOn('2025-03-21', past(9_900));
    expect(valuable.segment?.code).toBe('valuable');
    expect(why(valuable)[0]).toBe('segment The valuable: purchases EUR 10000.00 (at least EUR 10000.00)');
    const late = decisionOn('2025-03-21', past(9_899.99));
    expect(late.segment?.code).toBe('late');
    expect(why(late)[0]).toBe('segment The late: average days late 20 (at least 10)');
  });

  it('is decided anew on the day on which what was late is forgotten', () => {
    const facts: Facts = {
      ...aDebtor({ receivables: [] }),
      past: { reaches: 'year', items: [paid('OLD', 100, '2025-01-21')] },
    };
    const decision = decisionOn('2025-03-21', facts);
    expect([decision.segment?.code, decision.nextChangeOn]).toEqual(['late', '2026-01-21']);
    expect(decisionOn('2026-01-21', facts).segment?.code).toBe('all');
  });

  it('is what a person chose until the day after the last', () => {
    const { debtor, ...facts } = aDebtor({ receivables: [] });
    const chosen: Facts = {
      ...facts,
      debtor: {
        ...debtor,
        segmentOverride: { segment: 'late', until: isoDate('2025-03-31'), reason: 'new owner' },
      },
    };
    const decision = decisionOn('2025-03-21', chosen);
    expect([decision.segment?.code, decision.nextChangeOn]).toEqual(['late', '2025-04-01']);
    expect(why(decision)).toContain('segment The late, chosen by a person until 2025-03-31: new owner');
    expect(decisionOn('2025-04-01', chosen).segment?.code).toBe('all');
  });

  it('says that a segment chosen by a person is gone', () => {
    const { debtor, ...facts } = aDebtor({ receivables: [] });
    const decision = decisionOn('2025-03-21', {
      ...facts,
      debtor: { ...debtor, segmentOverride: { segment: 'gone' } },
    });
    expect(why(decision)).toEqual([
      'nothing is left to collect',
      'the segment gone that a person chose is not in use',
      'segment The all',
    ]);
  });
});

describe('severity', () => {
  it('changes on its day, with the steps that ask for it and nothing else', () => {
    const call = aStep({ code: 'visit', order: 1, offsetDays: 8, channel: 'call' });
    const steps = [
      { ...call, condition: ruleIn('severity is critical') },
      aStep({ code: 'first-notice', order: 2, offsetDays: 8 }),
    ];
    const policy = aPolicy({ segments, severities, steps });
    const codes = (day: string): string[] =>
      decisionOn(day, aDebtor({ receivables: [open] }), policy).actions.map(({ step }) => step.code);
    expect(codes('2025-03-24')).toEqual(['first-notice']);
    // 32 days past due.
    expect(codes('2025-04-14')).toEqual(['visit']);
  });

  it('is of what is overdue only', () => {
    const facts = aDebtor({ receivables: [open] });
    expect(decisionOn('2025-03-13', facts).severity).toBeUndefined();
    expect(decisionOn('2025-03-14', facts).severity?.code).toBe('minor');
    expect(decisionOn('2025-03-14', facts).nextChangeOn).not.toBeUndefined();
  });
});

describe('the willingness to pay', () => {
  const policy = aPolicy({ segments: [segment('all', 30, '')], scoreCard: aScoreCard() });
  const known: Facts = {
    ...aDebtor({ receivables: [] }),
    past: { reaches: 'year', items: [paid('OLD', 100, '2025-01-11')] },
  };

  it('is decided with the rest, and again on the day on which it changes', () => {
    const decision = decisionOn('2025-03-21', known, policy);
    // Nothing of 50 for the share, 12.5 of 25 for the ten days.
    expect(decision.willingness).toMatchObject({ score: 17, class: 'poor' });
    expect(decision.nextChangeOn).toBe('2026-01-11');
    expect(decisionOn('2026-01-11', known, policy).willingness).toBeUndefined();
  });

  it('is none without a card', () => {
    expect(decisionOn('2025-03-21', known).willingness).toBeUndefined();
  });

  it('has the history read that it is reckoned from', () => {
    expect(reachOfHistory([policy])).toBe('year');
    const ofYears = aScoreCard({ lines: 'months as customer: 5 points at 60, none at 0' });
    expect(reachOfHistory([aPolicy({ scoreCard: ofYears })])).toBe('always');
    // Without what was settled nobody knows whether anything is known of a debtor.
    const ofToday = aScoreCard({ lines: 'percent overdue: 5 points at 0, none at 100' });
    expect(reachOfHistory([aPolicy({ scoreCard: ofToday })])).toBe('year');
    expect(reachOfHistory([aPolicy()])).toBeUndefined();
  });
});

describe('warnings', () => {
  it('stand among the reasons while nothing is overdue', () => {
    const alerts: Policy['alerts'] = [
      {
        code: 'limit',
        name: 'Credit limit nearly used',
        isEarlyWarning: true,
        rule: ruleIn('credit limit use at least 90 %'),
      },
    ];
    const { debtor, ...facts } = aDebtor({ receivables: [open] });
    const limited: Facts = { ...facts, debtor: { ...debtor, creditLimit: fromMajor(100, 'EUR') } };
    const policy = aPolicy({ segments, severities, alerts });
    const before = decisionOn('2025-03-13', limited, policy);
    expect(why(before)).toContain(
      'at risk, Credit limit nearly used: credit limit use 100 % (at least 90 %)',
    );
    expect(before.alerts.raise).toHaveLength(1);
    expect(decisionOn('2025-03-14', limited, policy).alerts).toEqual({ raise: [], clear: [], warnings: [] });
  });
});

describe('the history that rules ask for', () => {
  it.each([
    [['kind is business'], undefined],
    [['kind is business', 'late share more than 10 %'], 'year'],
    [['months as customer less than 6', 'late share more than 10 %'], 'always'],
  ] as const)('of %j is %s', (rules, expected) => {
    const policy = aPolicy({ segments: rules.map((rule, at) => segment(`s-${at}`, at, rule)) });
    expect(reachOfHistory([policy])).toBe(expected);
  });

  it('is what conditions of steps ask for too', () => {
    const step = {
      ...aStep({ code: 'call', order: 1, offsetDays: 8 }),
      condition: ruleIn('purchases at least EUR 1'),
    };
    expect(reachOfHistory([aPolicy(), aPolicy({ steps: [step] })])).toBe('always');
  });
});
