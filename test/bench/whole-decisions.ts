/** Whole decisions by the policy that Dunlin comes with: promises, disputes, what was done so far, segments, contact rules and reasons. */
import { addDays, isoDate } from '@dunlin/shared/dates/iso-date';
import { fromMajor } from '@dunlin/shared/money/money';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { aScoreCard } from '../../shared/src/segments/testing/a-score-card.ts';
import { aDebtor, anAction } from '../../shared/src/strategy/testing/a-debtor.ts';
import { starterPolicy } from '../simulation/starter-policy.ts';
import { median, type Figure } from './bench.ts';

/** A Monday. */
const asOf = isoDate('2026-03-02');
const debtorCount = 10_000;
const itemsEach = 10;
/** Fewer, since they bring their history. */
const scoredCount = 2_000;
const settledEach = 120;

/** @returns debtors a second and the seconds for all of them, medians of five rounds */
export function wholeDecisions(): readonly Figure[] {
  const policy = starterPolicy(asOf);
  const debtors = Array.from({ length: debtorCount }, (_, at) => debtorAt(at));
  const seconds = secondsFor(policy, debtors);
  const scored = { ...policy, scoreCard: aScoreCard() };
  const known = debtors.slice(0, scoredCount).map((facts, at) => ({ ...facts, past: pastOf(at) }));
  return [
    { name: 'evaluate', value: debtorCount / seconds, unit: 'debtors/s', rate: 'debtorsPerSecond' },
    { name: 'evaluate 10,000 debtors', value: seconds, unit: 's', limit: 2 },
    {
      name: `evaluate by a score card, ${settledEach} settled items each`,
      value: scoredCount / secondsFor(scored, known),
      unit: 'debtors/s',
      rate: 'debtorsPerSecond',
      floor: 10_000,
    },
  ];
}

function secondsFor(policy: Policy, debtors: readonly Facts[]): number {
  const decisions = debtors.map((facts) => evaluate(policy, facts, asOf));
  const verdicts = decisions.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind));
  const kinds = new Set(verdicts);
  if (kinds.size < 3 || verdicts.length !== debtors.length * itemsEach)
    throw new Error(`${verdicts.length} verdicts, all ${[...kinds].join(', ')}`);
  const isScored = decisions.every(({ willingness }) => willingness !== undefined);
  if (isScored !== (policy.scoreCard !== undefined)) throw new Error('Not every debtor has a score');
  return median(
    Array.from({ length: 5 }, () => {
      const readAnew = debtors.map(withHistoryReadAnew);
      const start = performance.now();
      for (const facts of readAnew) evaluate(policy, facts, asOf);
      return (performance.now() - start) / 1000;
    }),
  );
}

/** Every other is a consumer, every fifth promised something, every sixth disputes something; two of three were written to. */
function debtorAt(at: number): Facts {
  const receivables = Array.from({ length: itemsEach }, (_, item) => itemAt(at, item));
  const [first, second] = receivables as [Receivable, Receivable];
  const promise = {
    id: `P-${at}`,
    debtor: 'D-1',
    currency: 'EUR',
    madeOn: addDays(asOf, -5),
    recordedBy: 'a collector',
    instalments: [{ dueOn: addDays(asOf, 4), amount: fromMajor(100, 'EUR') }],
    items: [{ receivable: first.id, document: first.document, amount: fromMajor(100, 'EUR') }],
  };
  const dispute = {
    id: `C-${at}`,
    debtor: 'D-1',
    reason: 'price',
    openedOn: addDays(asOf, -3),
    openedBy: 'a collector',
    items: [{ receivable: second.id, amount: fromMajor(25, 'EUR') }],
    state: 'open' as const,
  };
  return aDebtor({
    kind: at % 2 === 0 ? 'business' : 'consumer',
    receivables,
    ...(at % 3 > 0 && {
      history: [anAction({ step: 'first-notice', item: first.id, on: addDays(asOf, -12 - (at % 9)) })],
      episode: { openedBy: first.id, openedOn: addDays(asOf, -30) },
    }),
    ...(at % 5 === 0 && { promises: [promise] }),
    ...(at % 6 === 0 && { disputes: [dispute] }),
    ...(at % 4 === 0 && { contacts: [{ on: addDays(asOf, -(at % 7)), channel: 'call' as const }] }),
  });
}

/** Due over five months. */
function itemAt(at: number, item: number): Receivable {
  const dueOn = addDays(asOf, 10 - ((at * 7 + item * 13) % 151));
  return {
    id: `item-${at}-${item}`,
    document: `INV-${at}-${item}`,
    kind: 'invoice',
    state: 'open',
    issuedOn: addDays(dueOn, -14),
    dueOn,
    amount: fromMajor(100, 'EUR'),
    open: fromMajor(100, 'EUR'),
  };
}

/** Nothing may be known of the history from the round before. */
function withHistoryReadAnew(facts: Facts): Facts {
  const { past } = facts;
  return past ? { ...facts, past: { ...past, items: [...past.items] } } : facts;
}

/** Settled over a year and a half, every third late. */
function pastOf(at: number): NonNullable<Facts['past']> {
  const items = Array.from({ length: settledEach }, (_, item): Receivable => {
    const settledOn = addDays(asOf, -(((at * 11 + item * 17) % 547) + 1));
    const dueOn = addDays(settledOn, item % 3 === 0 ? -(item % 25) - 1 : item % 10);
    return {
      ...itemAt(at, item),
      id: `settled-${at}-${item}`,
      state: 'settled',
      dueOn,
      settledOn,
      open: fromMajor(0, 'EUR'),
    };
  });
  return { reaches: 'year', items };
}
