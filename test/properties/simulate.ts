/** Runs a made-up world day by day as the product does. */
import { simulate as simulateSource, type Course, type Source, type Story } from '../simulation/simulate.ts';
import { dateOfDay, disputesOn, firstDay, ledgerOn, rowsChangedOn, type World } from './world.ts';

export function simulate(world: World, of: Course): Story {
  return simulateSource(sourceOf(world), of);
}

function sourceOf(world: World): Source {
  const { policy, customer, reachableBy, creditLimit, byHand, items, promises, disputes, stoppedOn } = world;
  return {
    policy,
    firstDay,
    factsOn: (day) => ({
      debtor: {
        id: 'D',
        ...customer,
        reach: { addresses: reachableBy, doNotContact: [] },
        ...(creditLimit && { creditLimit }),
      },
      contacts: byHand.filter((one) => one.day <= day).map(({ contact }) => contact),
      receivables: ledgerOn(items, day),
      payments: [],
      promises: promises.filter(({ madeOn }) => madeOn <= dateOfDay(day)),
      disputes: disputesOn(disputes, day),
      holds: [],
      dueDateChanges: [],
      closedTasks: [],
      creditHolds: [],
      orders: [],
    }),
    rowsChangedOn: (day) => rowsChangedOn(world, day),
    isStoppedOn: (day) => stoppedOn.has(day),
  };
}
