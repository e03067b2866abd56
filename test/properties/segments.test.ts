/** What holds of segments, severities, alerts and proposals, whoever the debtors are and in whatever order they come. */
import { canonicalJson } from '@dunlin/shared/actions/keys';
import { addDays, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { money, type Money } from '@dunlin/shared/money/money';
import { collectibleItems } from '@dunlin/shared/receivables/collectible';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import { alertChanges, type AlertRule, type StandingAlert } from '@dunlin/shared/segments/alerts';
import { measureChanges } from '@dunlin/shared/segments/measure-changes';
import { measuresOf, type Measured } from '@dunlin/shared/segments/measures';
import { proposeSegments } from '@dunlin/shared/segments/propose';
import { ruleHolds, type Rule } from '@dunlin/shared/segments/rule';
import { segmentOf, type Segment } from '@dunlin/shared/segments/segment';
import { severityOf, type Severity } from '@dunlin/shared/segments/severity';
import { willingnessOf, type ScoreCard, type Willingness } from '@dunlin/shared/segments/willingness';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { aDebtor } from '@dunlin/shared/strategy/testing/a-debtor';
import { aPolicy, businessSteps } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';
import { someMeasures, someRule, someScoreCard } from './some-rules.ts';

const today = isoDate('2025-03-31');

const segments: fc.Arbitrary<readonly Segment[]> = fc
  .array(someRule, { maxLength: 6 })
  .map((rules) => [
    ...rules.map((rule, at) => aSegment(`segment-${at}`, 10 + at, rule)),
    aSegment('everybody', 999, []),
  ]);

function aSegment(code: string, priority: number, rule: Rule): Segment {
  return { code, name: code, priority, rule, strategy: 'B2B' };
}

function shuffled<T>(values: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length });
}

describe('a debtor', () => {
  it('is in exactly one segment, whatever the order of the rows (invariant 2)', () => {
    const question = segments.chain((all) => fc.tuple(fc.constant(all), shuffled(all), someMeasures));
    fc.assert(
      fc.property(question, ([all, other, measures]) => {
        const found = segmentOf({ segments: all, measures, asOf: today });
        expect(segmentOf({ segments: other, measures, asOf: today })).toEqual(found);
        const holding = all.filter(({ rule }) => ruleHolds(rule, measures).holds);
        expect(found?.segment).toBe(holding.toSorted((a, b) => a.priority - b.priority)[0]);
      }),
      runs,
    );
  });

  it('with something overdue has exactly one severity, and without none', () => {
    const classes = fc
      .array(someRule, { maxLength: 4 })
      .map((rules): readonly Severity[] => [
        ...rules.map((rule, at) => ({ code: `class-${at}`, name: `class-${at}`, order: at + 1, rule })),
        { code: 'last', name: 'last', order: 99, rule: [] },
      ]);
    const question = classes.chain((all) => fc.tuple(fc.constant(all), shuffled(all), someMeasures));
    fc.assert(
      fc.property(question, ([all, other, measures]) => {
        const found = severityOf(all, measures);
        expect(found === undefined).toBe(measures.daysPastDue === 0);
        expect(severityOf(other, measures)).toEqual(found);
      }),
      runs,
    );
  });
});

describe('an alert', () => {
  it('is raised once per crossing and stands exactly while its rule holds', () => {
    let raisedInAll = 0;
    const rule: AlertRule = {
      code: 'limit',
      name: 'limit',
      isEarlyWarning: false,
      rule: [{ kind: 'number', measure: 'limitUse', compare: 'atLeast', value: 90 }],
    };
    const uses = fc.array(fc.option(fc.constantFrom(0, 89.99, 90, 90.01, 150), { nil: undefined }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(uses, someMeasures, (days, measures) => {
        let standing: readonly StandingAlert[] = [];
        let crossings = 0;
        let raised = 0;
        let above = false;
        for (const [day, limitUse] of days.entries()) {
          const holds = limitUse !== undefined && limitUse >= 90;
          if (holds && !above) crossings += 1;
          above = holds;
          const changes = alertChanges({ rules: [rule], standing, measures: { ...measures, limitUse } });
          raised += changes.raise.length;
          standing = [
            ...standing.filter((one) => !changes.clear.includes(one)),
            ...changes.raise.map(() => ({ id: `alert-${day}`, rule: 'limit' })),
          ];
          expect(standing).toHaveLength(holds ? 1 : 0);
        }
        raisedInAll += raised;
        expect(raised).toBe(crossings);
      }),
      runs,
    );
    expect(raisedInAll).toBeGreaterThanOrEqual(oneIn(1, runs));
  });
});

describe('proposed segments', () => {
  it('are the same in whatever order the debtors come, and hold each debtor once', () => {
    let groups = 0;
    const debtors = fc.array(someMeasures, { maxLength: 60 });
    fc.assert(
      fc.property(
        debtors.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        ([all, other]) => {
          const proposed = proposeSegments(all);
          if (proposed.length > 2) groups += 1;
          expect(proposeSegments(other)).toEqual(proposed);
          expect(proposed.reduce((sum, { debtors: count }) => sum + count, 0)).toBe(all.length);
        },
      ),
      { ...runs, numRuns: Math.ceil(runs.numRuns / 4) },
    );
    expect(groups).toBeGreaterThanOrEqual(oneIn(60, runs));
  });
});

const day = fc.integer({ min: -420, max: 60 }).map((days) => addDays(today, days));

const someItem = fc.record({
  kind: fc.constantFrom<Receivable['kind']>('invoice', 'invoice', 'invoice', 'creditNote'),
  dueOn: day,
  settledAfter: fc.option(fc.integer({ min: -10, max: 90 }), { nil: undefined }),
  minor: fc.constantFrom(5_000, 9_999, 10_000, 10_001, 100_000),
  currency: fc.constantFrom('EUR', 'EUR', 'HUF'),
  productLine: fc.option(fc.constantFrom('Web Hosting', 'Domains'), { nil: undefined }),
});

const ledger: fc.Arbitrary<readonly Receivable[]> = fc.array(someItem, { maxLength: 8 }).map((items) =>
  items.map(({ kind, dueOn, settledAfter, minor, currency, productLine }, at): Receivable => {
    const settledOn = settledAfter === undefined ? undefined : addDays(dueOn, settledAfter);
    const isSettled = settledOn !== undefined && settledOn <= today;
    return {
      id: `item-${at}`,
      document: `item-${at}`,
      kind,
      state: isSettled ? 'settled' : 'open',
      issuedOn: dueOn,
      dueOn,
      amount: money(minor, currency),
      open: money(isSettled ? 0 : minor, currency),
      ...(isSettled && { settledOn }),
      ...(productLine !== undefined && { productLine }),
    };
  }),
);

function measuredOf(items: readonly Receivable[], asOf: IsoDate, scoreCard?: ScoreCard): Measured {
  const receivables = items.filter(({ state }) => state === 'open');
  return {
    debtor: { kind: 'business', country: 'HU', language: 'hu', creditLimit: money(50_000, 'EUR') },
    receivables,
    items: collectibleItems(receivables),
    past: { reaches: 'always', items: items.filter(({ state }) => state === 'settled') },
    promises: [],
    severities: [],
    ...(scoreCard && { scoreCard }),
    asOf,
  };
}

describe('what changes by the date alone', () => {
  it('is announced: no rule begins or ceases to hold on a day that was not said before', () => {
    let unannounced = 0;
    fc.assert(
      fc.property(ledger, someRule, fc.integer({ min: 1, max: 120 }), (items, rule, days) => {
        const holdsOn = (asOf: IsoDate): boolean =>
          ruleHolds(rule, measuresOf(measuredOf(items, asOf))).holds;
        const next = measureChanges([rule], measuredOf(items, today)).toSorted()[0];
        const later = addDays(today, days);
        if (next !== undefined && next <= later) return;
        if (items.length > 0) unannounced += 1;
        expect(holdsOn(later)).toBe(holdsOn(today));
      }),
      runs,
    );
    expect(unannounced).toBeGreaterThanOrEqual(oneIn(2, runs));
  });

  it('is announced of the class of willingness too, whatever the card', () => {
    fc.assert(
      fc.property(ledger, someScoreCard, fc.integer({ min: 1, max: 120 }), (items, card, days) => {
        const measured = measuredOf(items, today, card);
        const rules = card.classes.map(({ from }): Rule => [
          { kind: 'number', measure: 'willingness', compare: 'atLeast', value: from },
        ]);
        const next = measureChanges(rules, measured).toSorted()[0];
        const later = addDays(today, days);
        if (next !== undefined && next <= later) return;
        const classOn = (asOf: IsoDate): string | undefined =>
          measuresOf({ ...measured, asOf }).willingnessClass;
        expect(classOn(later)).toBe(classOn(today));
      }),
      runs,
    );
  });
});

describe('the willingness to pay', () => {
  it('is from 0 to 100, and the same in whatever order the items come', () => {
    const question = fc
      .tuple(ledger, someScoreCard)
      .chain(([items, card]) => fc.tuple(fc.constant(items), shuffled(items), fc.constant(card)));
    fc.assert(
      fc.property(question, ([items, other, card]) => {
        const found = willingnessOf(card, measuresOf(measuredOf(items, today)));
        expect(willingnessOf(card, measuresOf(measuredOf(other, today)))).toEqual(found);
        if (found === undefined) return;
        expect(Number.isInteger(found.score) && found.score >= 0 && found.score <= 100).toBe(true);
      }),
      runs,
    );
  });

  it('never falls when a measure it knows gets better', () => {
    const question = fc.tuple(someMeasures, someScoreCard, fc.nat(), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(question, ([measures, card, which, by]) => {
        const line = card.lines[which % card.lines.length]!;
        const value = measures[line.measure];
        if (value === undefined) return;
        const better = { ...measures, [line.measure]: value + (line.allAt > line.noneAt ? by : -by) };
        const [before, after] = [willingnessOf(card, measures), willingnessOf(card, better)];
        // A count that falls to nothing says nothing any more.
        if (before === undefined || after === undefined || isKnownOtherwise(before, after)) return;
        expect(after.score).toBeGreaterThanOrEqual(before.score);
      }),
      runs,
    );
  });
});

function isKnownOtherwise(a: Willingness, b: Willingness): boolean {
  return a.parts.some(({ found }, at) => (found === undefined) !== (b.parts[at]?.found === undefined));
}

describe('a decision', () => {
  const policyOf = (all: readonly Segment[], rules: readonly Rule[]): Policy =>
    aPolicy({
      segments: all,
      severities: [{ code: 'last', name: 'last', order: 9, rule: [] }],
      alerts: rules.map((rule, at) => ({
        code: `alert-${at}`,
        name: `a-${at}`,
        isEarlyWarning: at === 0,
        rule,
      })),
    });
  const factsOf = (items: readonly Receivable[], limitMinor: number): Facts => {
    const { debtor, ...facts } = aDebtor({ receivables: items.filter(({ state }) => state === 'open') });
    return {
      ...facts,
      debtor: { ...debtor, language: 'hu', creditLimit: money(limitMinor, 'EUR') },
      past: { reaches: 'always', items: items.filter(({ state }) => state === 'settled') },
    };
  };

  it('is the same when all amounts and thresholds are k times as high (invariant 15)', () => {
    const question = fc.tuple(
      segments,
      fc.array(someRule, { maxLength: 2 }),
      ledger,
      fc.constantFrom(2, 10, 400),
    );
    fc.assert(
      fc.property(question, ([all, rules, items, k]) => {
        const given = evaluate(policyOf(all, rules), factsOf(items, 50_000), today);
        const other = evaluate(
          scaledPolicy(
            policyOf(
              all.map((one) => ({ ...one, rule: scaledRule(one.rule, k) })),
              rules.map((rule) => scaledRule(rule, k)),
            ),
            k,
          ),
          factsOf(
            items.map((one) => ({ ...one, amount: scaled(one.amount, k), open: scaled(one.open, k) })),
            50_000 * k,
          ),
          today,
        );
        expect(inShort(other)).toEqual(inShort(given));
      }),
      runs,
    );
  });

  it('does not depend on the order of segments and of settled items (invariant 2)', () => {
    const question = fc
      .tuple(segments, fc.array(someRule, { maxLength: 3 }), ledger)
      .chain(([all, rules, items]) =>
        fc.record({
          given: fc.constant({ all, rules, items }),
          other: fc.record({ all: shuffled(all), rules: fc.constant(rules), items: shuffled(items) }),
        }),
      );
    fc.assert(
      fc.property(question, ({ given, other }) => {
        const decide = (of: typeof given): string =>
          canonicalJson(inShort(evaluate(policyOf(of.all, of.rules), factsOf(of.items, 50_000), today)));
        expect(decide(other)).toBe(decide(given));
      }),
      runs,
    );
  });
});

function scaledPolicy(policy: Policy, k: number): Policy {
  const steps = businessSteps.map((step) => ({
    ...step,
    minimumMinor: Object.fromEntries(
      Object.entries(step.minimumMinor).map(([currency, minor]) => [currency, minor * k]),
    ),
  }));
  return { ...policy, strategies: policy.strategies.map((strategy) => ({ ...strategy, steps })) };
}

function scaledRule(rule: Rule, k: number): Rule {
  return rule.map((condition) =>
    condition.kind === 'amount'
      ? { ...condition, amounts: condition.amounts.map((amount) => scaled(amount, k)) }
      : condition,
  );
}

function scaled({ minor, currency }: Money, k: number): Money {
  return money(minor * k, currency);
}

/** What is decided, without the amounts. */
function inShort(decision: ReturnType<typeof evaluate>): unknown {
  const { segment, severity, alerts, verdicts, actions, nextChangeOn } = decision;
  return {
    segment: segment?.code,
    severity: severity?.code,
    alerts: alerts.raise.map(({ rule }) => rule.code),
    warnings: alerts.warnings.map(({ rule }) => rule.code),
    verdicts: verdicts.map(({ item, kind }) => `${item.receivable.id} ${kind}`),
    actions: actions.map(({ key, channel, lines }) => `${key} ${channel} ${lines.length}`),
    nextChangeOn,
  };
}
