/** Which contacts of a simulated year the rules forbade, each looked at alone, with all that was before it. */
import { instantIn, timeOfDay } from '@dunlin/shared/dates/instant';
import type { Contact, ContactChannel } from '@dunlin/shared/contact/limits';
import { rulesForCustomer } from '@dunlin/shared/contact/rules-for-customer';
import { breaches } from './breaches.ts';
import type { CarriedOut } from '../simulation/simulate.ts';
import type { World } from './world.ts';

export function contactBreaches(world: World, carriedOut: readonly CarriedOut[]): readonly string[] {
  const { policy, customer } = world;
  const made: Contact[] = [];
  return carriedOut.flatMap(({ day, on, at, contactedOn, action }) => {
    const { channel } = action;
    if (channel === 'person') return [];
    const before = [...made, ...world.byHand.filter((one) => one.day <= day).map(({ contact }) => contact)];
    made.push(contactOf(channel, contactedOn));
    const known = rulesForCustomer(policy, customer, policy.library, on);
    if (!known.ok) return [`${action.key} at ${at} although no rules are known`];
    return breaches(known.rules, channel, before, at).map((rule) => `${rule}: ${action.key} at ${at}`);
  });
}

/** The same year with one contact moved to where some rule forbids it: to midnight where the customer is. */
export function withPlantedBreach(world: World, carriedOut: readonly CarriedOut[]): readonly CarriedOut[] {
  const at = carriedOut.findIndex(({ action }) => action.channel !== 'person');
  return carriedOut.map((one, index) => {
    if (index !== at) return one;
    const known = rulesForCustomer(world.policy, world.customer, world.policy.library, one.on);
    const zone = known.ok ? known.rules.zone : world.policy.zone;
    return { ...one, at: instantIn(zone, one.contactedOn, timeOfDay('00:00')) };
  });
}

/** People finish calls the same day, having spoken with the customer. */
function contactOf(channel: ContactChannel, on: Contact['on']): Contact {
  return { on, channel, ...(channel === 'call' && { conversation: true }) };
}
