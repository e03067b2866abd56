/** What holds of holds and credit holds: days, permutations, and invariant 13 over the life of a debtor. */
import { addDays, daysBetween, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { blackList, blackListHistory } from '@dunlin/shared/holds/black-list';
import { checkHold } from '@dunlin/shared/holds/check-hold';
import {
  creditHoldChange,
  holdInForce,
  type CreditHold,
  type TradingCommand,
} from '@dunlin/shared/holds/credit-hold';
import { holdOn, isInForce, nextHoldChange, type Hold } from '@dunlin/shared/holds/hold';
import {
  nextTradingChange,
  tradingStanding,
  type CreditFacts,
  type CreditRule,
  type TradingOrder,
  type TradingStatus,
} from '@dunlin/shared/holds/trading-status';
import { money, type Money } from '@dunlin/shared/money/money';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import fc from 'fast-check';
import { manyRuns, oneIn, runs } from './runs.ts';

const firstDay = isoDate('2025-03-01');
const dayNumber = fc.nat(40);
const day = dayNumber.map(dateOf);

function dateOf(days: number): IsoDate {
  return addDays(firstDay, days);
}

const hold: fc.Arbitrary<Hold> = fc
  .record({
    id: fc.uuid(),
    debtor: fc.constantFrom('D-1', 'D-1', 'D-1', 'D-2'),
    receivable: fc.constantFrom(undefined, 'A', 'B'),
    from: dayNumber,
    lasts: fc.constantFrom(undefined, 0, 1, 5, 20),
    releasedAfter: fc.constantFrom(undefined, undefined, -1, 0, 1, 10),
  })
  .map(({ id, debtor, receivable, from, lasts, releasedAfter }) => ({
    id,
    debtor,
    ...(receivable !== undefined && { receivable }),
    reason: 'agreement',
    from: dateOf(from),
    ...(lasts !== undefined && { until: dateOf(from + lasts) }),
    setBy: 'Anna',
    ...(releasedAfter !== undefined && { releasedOn: dateOf(from + releasedAfter) }),
  }));
const holds = fc.uniqueArray(hold, { selector: ({ id }) => id, maxLength: 6 });
const about = fc.constantFrom<{ debtor: string; receivable?: string }>(
  { debtor: 'D-1' },
  { debtor: 'D-1', receivable: 'A' },
  { debtor: 'D-1', receivable: 'B' },
);

describe('a hold', () => {
  it('lasts until the day it says, every day, and not on the day after', () => {
    let lasted = 0;
    fc.assert(
      fc.property(holds, about, day, (holds, about, asOf) => {
        const found = holdOn(holds, about, asOf);
        if (!found) return;
        const held = (on: IsoDate): boolean => holdOn(holds, about, on) !== undefined;
        const days = daysBetween(asOf, found.until ?? dateOf(120));
        const free = Array.from({ length: days + 1 }, (_one, at) => addDays(asOf, at)).find(
          (on) => !held(on),
        );
        expect(free).toBeUndefined();
        if (found.until) lasted += 1;
        if (found.until) expect(held(addDays(found.until, 1))).toBe(false);
      }),
      manyRuns,
    );
    expect(lasted).toBeGreaterThanOrEqual(oneIn(60, manyRuns));
  });

  it('is there on exactly the days on which one of its debtor or item is in force', () => {
    fc.assert(
      fc.property(holds, about, day, (holds, about, asOf) => {
        const concerning = holds.filter(
          ({ debtor, receivable }) =>
            debtor === about.debtor && (receivable === undefined || receivable === about.receivable),
        );
        const found = holdOn(holds, about, asOf);
        const inForce = concerning.filter((one) => isInForce(one, asOf));
        expect(found !== undefined).toBe(inForce.length > 0);
        const wide = inForce.some(({ receivable }) => receivable === undefined);
        if (found) expect(found.hold.receivable === undefined).toBe(wide);
        expect(holdOn([...holds].reverse(), about, asOf)).toEqual(found);
      }),
      manyRuns,
    );
  });

  it('changes on no day before the next one on which it can', () => {
    let stillHeld = 0;
    fc.assert(
      fc.property(holds, about, day, fc.nat(60), (holds, about, asOf, ahead) => {
        const next = nextHoldChange(holds, asOf);
        const then = addDays(asOf, next === undefined ? ahead : ahead % daysBetween(asOf, next));
        if (next !== undefined && then > asOf && holdOn(holds, about, asOf)) stillHeld += 1;
        expect(holdOn(holds, about, then)).toEqual(holdOn(holds, about, asOf));
      }),
      manyRuns,
    );
    expect(stillHeld).toBeGreaterThanOrEqual(oneIn(60, manyRuns));
  });

  it('that passed the check is on no day in force together with another of its scope', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(hold, { maxLength: 6 }), (wanted) => {
        const surroundings = { receivables: [invoice('A'), invoice('B')], reasons: [{ code: 'agreement' }] };
        const accepted = wanted.reduce<readonly Hold[]>((holds, one) => {
          const asWritten = { ...one, debtor: 'D-1' };
          return checkHold(asWritten, { ...surroundings, holds }, firstDay).ok
            ? [...holds, asWritten]
            : holds;
        }, []);
        passed += accepted.length;
        const clashes = Array.from({ length: 70 }, (_one, at) => {
          const scopes = accepted
            .filter((one) => isInForce(one, dateOf(at)))
            .map(({ receivable }) => receivable);
          return scopes.length - new Set(scopes).size;
        });
        expect(Math.max(...clashes)).toBe(0);
      }),
      runs,
    );
    expect(passed).toBeGreaterThan(manyRuns.numRuns / 10);
  });
});

const rule: fc.Arbitrary<CreditRule> = fc
  .record({
    status: fc.constantFrom<CreditRule['status']>('conditional', 'blocked'),
    when: fc.constantFrom<CreditRule['when']>('preLegal', 'limitUse', 'overdue'),
    percent: fc.constantFrom(80, 100),
    days: fc.constantFrom(1, 10),
    minimum: fc.constantFrom(0, 2_000),
  })
  .map(({ status, when, percent, days, minimum }): CreditRule => {
    // One rule of a kind, so that its code is its own.
    const common = { code: when, status };
    switch (when) {
      case 'preLegal':
        return { ...common, when };
      case 'limitUse':
        return { ...common, when, abovePercent: percent, clearedAtPercent: percent };
      case 'overdue':
        return { ...common, when, days, minimumMinor: { EUR: minimum } };
    }
  });
const rules = fc.uniqueArray(rule, { selector: ({ code }) => code, maxLength: 3 });

const order: fc.Arbitrary<TradingOrder> = fc
  .record({
    id: fc.uuid(),
    status: fc.constantFrom<TradingStatus>('free', 'conditional', 'blocked'),
    reason: fc.constantFrom('cheque', 'insolvency'),
    from: dayNumber,
    lasts: fc.constantFrom(0, 3, 20),
  })
  .map(({ id, status, reason, from, lasts }) => ({
    id,
    debtor: 'D-1',
    status,
    reason,
    from: dateOf(from),
    until: dateOf(from + lasts),
    setBy: 'Petra',
  }));

/** What a debtor owes on each of its days, and what people ordered. */
const life = fc.record({
  rules,
  orders: fc.uniqueArray(order, { selector: ({ id }) => id, maxLength: 3 }),
  limit: fc.constantFrom(undefined, 0, 2_000),
  preLegalFrom: fc.constantFrom(5, 15, 99),
  owed: fc.array(fc.constantFrom(0, 0, 1_500, 1_800, 2_500), { minLength: 2, maxLength: 40 }),
});
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

function factsOn({ orders, limit, preLegalFrom, owed }: Life, at: number): CreditFacts {
  const minor = owed[at] ?? 0;
  return {
    receivables: minor === 0 ? [] : [invoice('A', minor)],
    preLegalItems: at >= preLegalFrom ? ['A'] : [],
    ...(limit !== undefined && { creditLimit: money(limit, 'EUR') }),
    exposure: money(minor, 'EUR'),
    orders,
    naturalPerson: false,
  };
}

function invoice(id: string, minor = 10_000): Receivable {
  const open: Money = money(minor, 'EUR');
  return {
    id,
    document: id,
    kind: 'invoice',
    state: 'open',
    issuedOn: firstDay,
    dueOn: firstDay,
    amount: open,
    open,
  };
}

type Lived = {
  readonly holds: readonly CreditHold[];
  readonly commands: readonly TradingCommand[];
  readonly status: TradingStatus;
};

const nameOf = (...parts: readonly string[]): string => JSON.stringify(parts).length + parts.join('|');

/** What is written when the debtor is looked at on a day. */
function look(lived: Lived, life: Life, at: number): Lived {
  const standing = tradingStanding(factsOn(life, at), life.rules, dateOf(at));
  const question = { debtor: 'D-1', holds: lived.holds, standing, nameOf };
  const change = creditHoldChange(question, dateOf(at));
  expect(creditHoldChange(question, dateOf(at))).toEqual(change);
  const { release, place, command } = change;
  const kept = lived.holds.map((one) => (one.id === release?.id ? release : one));
  return {
    holds: place ? [...kept, place] : kept,
    commands: command ? [...lived.commands, command] : lived.commands,
    status: standing.status,
  };
}

const unlived: Lived = { holds: [], commands: [], status: 'free' };

describe('credit holds over the life of a debtor', () => {
  it('are in force exactly while it is restricted, one at a time, for a reason that stands (invariant 13)', () => {
    let restricted = 0;
    fc.assert(
      fc.property(life, (life) => {
        life.owed.reduce((lived, _owed, at) => {
          const next = look(lived, life, at);
          const current = holdInForce(next.holds);
          expect(current?.status ?? 'free').toBe(next.status);
          const { causes } = tradingStanding(factsOn(life, at), life.rules, dateOf(at));
          if (current) restricted += 1;
          if (current) expect(causes.map(({ rule }) => rule)).toContain(current.rule);
          // A second look on the same day writes nothing.
          expect(look(next, life, at)).toEqual(next);
          return next;
        }, unlived);
      }),
      runs,
    );
    expect(restricted).toBeGreaterThanOrEqual(oneIn(1, runs));
  });

  it('tell the ERP once a change, each by its own name, so that it knows the status every day', () => {
    let commandsInAll = 0;
    fc.assert(
      fc.property(life, (life) => {
        const end = life.owed.reduce((lived, _owed, at) => {
          const next = look(lived, life, at);
          expect(next.commands.at(-1)?.status ?? 'free').toBe(next.status);
          return next;
        }, unlived);
        const told = end.commands.map(({ status }) => status);
        commandsInAll += told.length;
        expect(told.every((status, at) => status !== (told[at - 1] ?? 'free'))).toBe(true);
        expect(new Set(end.commands.map(({ id }) => id)).size).toBe(end.commands.length);
        expect(new Set(end.holds.map(({ id }) => id)).size).toBe(end.holds.length);
      }),
      runs,
    );
    expect(commandsInAll).toBeGreaterThanOrEqual(oneIn(2, runs));
  });

  it('end the same whether one looked every day or only on the last', () => {
    fc.assert(
      fc.property(life, (life) => {
        const last = life.owed.length - 1;
        const daily = life.owed.reduce((lived, _owed, at) => look(lived, life, at), unlived);
        const once = look(unlived, life, last);
        expect(once.status).toBe(daily.status);
        expect(holdInForce(once.holds)?.status).toBe(holdInForce(daily.holds)?.status);
      }),
      runs,
    );
  });

  it('make a black list that has the debtor on exactly the days of a hold', () => {
    let listed = 0;
    fc.assert(
      fc.property(life, (life) => {
        const { holds } = life.owed.reduce((lived, _owed, at) => look(lived, life, at), unlived);
        for (const at of life.owed.keys()) {
          const on = dateOf(at);
          const held = holds.some(
            ({ placedOn, releasedOn }) => placedOn <= on && (releasedOn === undefined || on < releasedOn),
          );
          if (held) listed += 1;
          expect(blackList(holds, on).length).toBe(held ? 1 : 0);
        }
        const entries = blackListHistory(holds);
        expect(entries.flatMap((entry) => entry.holds)).toEqual(holds);
      }),
      runs,
    );
    expect(listed).toBeGreaterThanOrEqual(oneIn(1, runs));
  });
});

describe('the trading status', () => {
  const at = fc.nat(39);

  it('does not depend on the order of rules and orders', () => {
    fc.assert(
      fc.property(life, at, (life, at) => {
        const facts = factsOn(life, at);
        const turned = { ...facts, orders: [...facts.orders].reverse() };
        expect(tradingStanding(turned, [...life.rules].reverse(), dateOf(at))).toEqual(
          tradingStanding(facts, life.rules, dateOf(at)),
        );
      }),
      manyRuns,
    );
  });

  it('stays the same until the next day on which it can change by itself', () => {
    let restricted = 0;
    fc.assert(
      fc.property(life, at, fc.nat(60), (life, at, ahead) => {
        const facts = factsOn(life, at);
        const next = nextTradingChange(facts, life.rules, dateOf(at));
        const then = at + (next === undefined ? ahead : ahead % daysBetween(dateOf(at), next));
        if (
          next !== undefined &&
          then > at &&
          tradingStanding(facts, life.rules, dateOf(at)).status !== 'free'
        )
          restricted += 1;
        expect(tradingStanding(facts, life.rules, dateOf(then))).toEqual(
          tradingStanding(facts, life.rules, dateOf(at)),
        );
      }),
      manyRuns,
    );
    expect(restricted).toBeGreaterThanOrEqual(oneIn(30, manyRuns));
  });

  it('never restricts a natural person by a rule, and otherwise is the strictest cause', () => {
    fc.assert(
      fc.property(life, at, (life, at) => {
        const facts = factsOn(life, at);
        const person = tradingStanding({ ...facts, naturalPerson: true }, life.rules, dateOf(at));
        expect(person.causes.every(({ rule }) => rule === 'order')).toBe(true);
        const { status, causes, release } = tradingStanding(facts, life.rules, dateOf(at));
        const strictest = causes.some((one) => one.status === 'blocked')
          ? 'blocked'
          : causes.length > 0
            ? 'conditional'
            : 'free';
        expect(status).toBe(strictest);
        if (release) expect(status).toBe('free');
      }),
      manyRuns,
    );
  });
});
