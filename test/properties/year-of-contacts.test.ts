/** What must hold of everything that was carried out in a year, whatever the policy and the ledger. */
import { daysBetween } from '@dunlin/shared/dates/iso-date';
import { collectibleItems } from '@dunlin/shared/receivables/collectible';
import { isOverdue } from '@dunlin/shared/receivables/receivable';
import { isUpcoming, type Step } from '@dunlin/shared/strategy/policy';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';
import { contactBreaches } from './breaches-of-year.ts';
import type { CarriedOut } from '../simulation/simulate.ts';
import { simulate } from './simulate.ts';
import { ledgerOn, world, type World } from './world.ts';

const days = 365;

describe('a year of contacts', () => {
  it('holds to the ledger, to the strategy and to the contact rules in the customer’s zone, whoever else contacted them (invariants 3 to 6, complaint 1, F052)', () => {
    let contacts = 0;
    fc.assert(
      fc.property(world({ days, changing: true, byHand: true }), (world) => {
        const { carriedOut } = simulate(world, { days, how: 'whenDue' });
        contacts += carriedOut.length;
        const furthest = furthestBefore(carriedOut);
        const breaches = [
          ...repeatedSteps(carriedOut),
          ...contactBreaches(world, carriedOut),
          ...carriedOut.flatMap((one, at) => [
            ...wrongAmounts(world, one),
            ...wrongItems(world, one, furthest[at] ?? new Map()),
            ...tooEarlyOrLate(world, one),
          ]),
          ...stepsOutOfOrder(world, carriedOut),
        ];
        expect(breaches).toEqual([]);
      }),
      runs,
    );
    expect(contacts).toBeGreaterThanOrEqual(oneIn(1, runs));
  });
});

/** Each step at most once an item, and each action at most once. */
function repeatedSteps(carriedOut: readonly CarriedOut[]): readonly string[] {
  const taken = carriedOut.flatMap(({ action }) =>
    action.lines.flatMap(({ receivable, step }) => (step ? [`${receivable} took ${step.code} twice`] : [])),
  );
  const keys = carriedOut.map(({ action }) => `${action.key} was carried out twice`);
  return [...taken, ...keys].filter((one, at, all) => all.indexOf(one) !== at);
}

/** The letter reconciles: its total is the sum of its lines, and each line what is collectible of an open item that day. */
function wrongAmounts(world: World, { day, on, action }: CarriedOut): readonly string[] {
  const items = collectibleItems(ledgerOn(world.items, day));
  const wrongLines = action.lines.flatMap(({ receivable, amount, step }) => {
    const item = items.find((one) => one.receivable.id === receivable);
    if (!item) return [`${receivable} is not open on ${on}`];
    if (item.collectible.minor !== amount.minor)
      return [`${receivable} is asked for ${amount.minor} on ${on}`];
    if (amount.currency !== action.currency)
      return [`${receivable} is in another currency than ${action.key}`];
    if (step && amount.minor <= 0) return [`${receivable} takes ${step.code} though it is covered`];
    return [];
  });
  const total = action.lines.reduce((sum, { amount }) => sum + amount.minor, 0);
  const minimum = stepOf(world.policy, action.step.code).minimumMinor[action.currency] ?? 0;
  return [
    ...wrongLines,
    ...(action.amount.minor === total && total > 0
      ? []
      : [`${action.key}: ${action.amount.minor} is not ${total}`]),
    ...(total < minimum ? [`${action.key}: ${total} is below ${minimum}`] : []),
  ];
}

/**
 * A cumulative notice lists every overdue item of its currency that has not come further, a person gets every overdue item, and any other
 * message speaks of the items that take its step.
 */
function wrongItems(world: World, { day, on, action }: CarriedOut, before: Furthest): readonly string[] {
  const listed = action.lines.map(({ receivable }) => receivable);
  const step = stepOf(world.policy, action.step.code);
  const byPerson = !isUpcoming(step) && (action.channel === 'call' || action.channel === 'person');
  const overdue = collectibleItems(ledgerOn(world.items, day))
    .filter(({ receivable }) => isOverdue(receivable, on) && receivable.open.currency === action.currency)
    .map(({ receivable }) => receivable.id);
  const ownStep = action.lines.flatMap(({ receivable, step: taken }) =>
    taken?.code === step.code ? [receivable] : [],
  );
  const wanted = byPerson
    ? overdue
    : step.grouping === 'customer' && !isUpcoming(step)
      ? overdue.filter((item) => (before.get(item) ?? 0) <= step.order)
      : ownStep;
  const milder = action.lines.flatMap(({ receivable }) =>
    !byPerson && (before.get(receivable) ?? 0) > step.order
      ? [`${action.key} is milder about ${receivable}`]
      : [],
  );
  return [
    ...milder,
    ...(listed.join() === wanted.join()
      ? []
      : [`${action.key} lists ${listed.join()} instead of ${wanted.join()}`]),
  ];
}

/** Per item the order of the furthest step it had taken. */
type Furthest = ReadonlyMap<string, number>;

function furthestBefore(carriedOut: readonly CarriedOut[]): readonly Furthest[] {
  const furthest = new Map<string, number>();
  return carriedOut.map(({ action }) => {
    const before = new Map(furthest);
    for (const { receivable, step } of action.lines)
      if (step) furthest.set(receivable, Math.max(step.order, furthest.get(receivable) ?? 0));
    return before;
  });
}

/** Nobody is told of a coming due date after it, nor dunned before the day of the step. */
function tooEarlyOrLate(world: World, { day, on, action }: CarriedOut): readonly string[] {
  const dueOn = new Map(ledgerOn(world.items, day).map((item) => [item.id, item.dueOn]));
  return action.lines.flatMap(({ receivable, step: taken }) => {
    const due = dueOn.get(receivable);
    if (!taken || !due) return [];
    const step = stepOf(world.policy, taken.code);
    const late = daysBetween(due, on);
    if (step.offsetDays < 0 && late > 0) return [`${receivable} was announced ${late} days late`];
    if (step.dayCount === 'calendar' && late < step.offsetDays)
      return [`${step.code} of ${receivable} too early`];
    if (step.offsetDays > 0 && late <= 0) return [`${receivable} was dunned though not overdue`];
    return [];
  });
}

/** The stage of an item only grows; between two steps the wait has passed, and left out is only what can lapse. */
function stepsOutOfOrder(world: World, carriedOut: readonly CarriedOut[]): readonly string[] {
  const before = new Map<string, { step: Step; day: number }>();
  return carriedOut.flatMap(({ day, action }) =>
    action.lines.flatMap(({ receivable, step: taken }) => {
      if (!taken) return [];
      const step = stepOf(world.policy, taken.code);
      const last = before.get(receivable);
      before.set(receivable, { step, day });
      const skipped = world.policy.strategies[0]?.steps.filter(
        (one) => one.order < step.order && one.order > (last?.step.order ?? 0),
      );
      const lasting = (skipped ?? []).filter((one) => one.validDays === undefined && !isUpcoming(one));
      return [
        ...lasting.map((one) => `${receivable} skipped ${one.code} to ${step.code}`),
        ...(last && last.step.order >= step.order ? [`${receivable} fell from ${last.step.code}`] : []),
        ...(last && day - last.day < step.waitDays
          ? [`${receivable} took ${step.code} without its wait`]
          : []),
      ];
    }),
  );
}

function stepOf({ strategies }: World['policy'], code: string): Step {
  const step = strategies.flatMap(({ steps }) => steps).find((one) => one.code === code);
  if (!step) throw new Error(`There is no step ${code}`);
  return step;
}
