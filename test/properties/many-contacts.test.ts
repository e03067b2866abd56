/**
 * Contacts of whole simulated years, over random policies, ledgers, customers and contacts by hand: none breaks a rule of its recipient.
 * `CONTACTS=1000000 npm run jest -- test/properties/many-contacts` makes a million, in some hours.
 */
import fc from 'fast-check';
import { contactBreaches, withPlantedBreach } from './breaches-of-year.ts';
import { simulate } from './simulate.ts';
import { world } from './world.ts';

const wanted = Number(process.env['CONTACTS'] ?? 2_000);
const days = 365;
const worldsAtOnce = 200;
/** A contact takes some milliseconds; a busy machine is given ten times as long. */
const patienceMs = 60_000 + wanted * 50;

describe('many simulated contacts', () => {
  it(
    'break no rule, and one planted where it may not be is found (invariant 6, N6)',
    () => {
      const found: string[] = [];
      let [contacts, planted, caught, seed] = [0, 0, 0, 1];
      while (contacts < wanted) {
        const before = contacts;
        const worlds = fc.sample(world({ days, changing: true, byHand: true }), {
          numRuns: worldsAtOnce,
          seed: seed++,
        });
        for (const one of worlds) {
          const { carriedOut } = simulate(one, { days, how: 'whenDue' });
          const made = carriedOut.filter(({ action }) => action.channel !== 'person').length;
          contacts += made;
          found.push(...contactBreaches(one, carriedOut));
          if (made === 0) continue;
          planted++;
          if (contactBreaches(one, withPlantedBreach(one, carriedOut)).length > 0) caught++;
        }
        if (contacts === before) throw new Error(`${worldsAtOnce} worlds brought no contact`);
      }
      expect(found).toEqual([]);
      expect(contacts).toBeGreaterThanOrEqual(wanted);
      expect(caught).toBe(planted);
    },
    patienceMs,
  );
});
