/** Worlds to try the decisions on: a policy as someone might type it, and a ledger that changes from day to day. */
import type { Channel } from '@dunlin/shared/actions/action';
import { countryPacks } from '@dunlin/shared/contact/country-packs';
import type { CountryPack } from '@dunlin/shared/contact/country-pack';
import type { Contact, ContactChannel } from '@dunlin/shared/contact/limits';
import type { ContactCustomer } from '@dunlin/shared/contact/rules-for-customer';
import { timeOfDay } from '@dunlin/shared/dates/instant';
import { addDays, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { isSettled, type Dispute } from '@dunlin/shared/disputes/dispute';
import { money, type Money } from '@dunlin/shared/money/money';
import type { PromiseToPay } from '@dunlin/shared/promises/promise';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import type { Grouping, Policy, Step } from '@dunlin/shared/strategy/policy';
import { aPolicy, aStep, hungary } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';

export const firstDay = isoDate('2025-01-01');

export type LedgerItem = Omit<Receivable, 'open' | 'state'> & {
  /** From which day (from 0) how much is open; before the first the item does not exist. */
  readonly openFrom: readonly { readonly day: number; readonly minor: number }[];
};

export type World = {
  readonly policy: Policy;
  readonly customer: ContactCustomer;
  /** What people did by hand, from the day on on which it is known. */
  readonly byHand: readonly { readonly day: number; readonly contact: Contact }[];
  readonly reachableBy: readonly ContactChannel[];
  readonly items: readonly LedgerItem[];
  /** Each there from the day it is made. */
  readonly promises: readonly PromiseToPay[];
  /** Each there from the day it is opened, and open until the day it is settled. */
  readonly disputes: readonly Dispute[];
  readonly creditLimit?: Money;
  /** Days on which nothing is carried out: sending was stopped. */
  readonly stoppedOn: ReadonlySet<number>;
};

const everyChannel: ContactChannel[] = ['email', 'letter', 'sms', 'call'];

const currency = fc.constantFrom('EUR', 'EUR', 'HUF');

const step = fc.record(
  {
    offsetDays: fc.constantFrom(-7, -3, -1, 0, 1, 3, 8, 14, 18, 25, 30, 45),
    dayCount: fc.constantFrom('calendar', 'calendar', 'business'),
    waitDays: fc.constantFrom(0, 0, 1, 5, 10),
    validDays: fc.constantFrom(0, 1, 2, 5, 20),
    channel: fc.constantFrom<Channel>('email', 'email', 'email', 'letter', 'letter', 'sms', 'call', 'person'),
    fallbackChannel: fc.constantFrom<Channel>('email', 'letter', 'person'),
    grouping: fc.constantFrom<Grouping>('invoice', 'step', 'customer', 'customer'),
    minimumMinor: fc.record({ EUR: fc.constantFrom(0, 2_000, 9_000), HUF: fc.constantFrom(0, 5_000) }),
  },
  { requiredKeys: ['offsetDays', 'dayCount', 'waitDays', 'channel', 'grouping', 'minimumMinor'] },
);

/** Steps in the order of their days, as every sensible strategy has them; orders leave gaps. */
const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(step, { minLength: 2, maxLength: 6 })
  .map((all) =>
    [...all]
      .sort((a, b) => a.offsetDays - b.offsetDays)
      .map((one, at) => aStep({ ...one, code: `step-${at + 1}`, order: (at + 1) * 10 })),
  );

/** Where customers live: with the company, east and far west of it, without a known clock, and under every pack. */
const customer = fc.constantFrom<ContactCustomer>(
  ...([
    { country: 'HU', kind: 'business' },
    { country: 'HU', kind: 'business' },
    { country: 'HU', kind: 'consumer' },
    { country: 'RO', kind: 'business' },
    { country: 'RO', kind: 'consumer' },
    { country: 'RO', kind: 'consumer', allowances: ['agreed'] },
    { country: 'PL', kind: 'consumer', allowances: ['noOtherWay'] },
    { country: 'ES', kind: 'consumer', zone: 'Atlantic/Canary' },
    { country: 'US', kind: 'consumer', zone: 'America/Los_Angeles' },
    { country: 'NZ', kind: 'business', zone: 'Pacific/Auckland' },
    { country: 'US', kind: 'business' },
  ] as const),
);

/** A text for Hungary and Romania that was made stricter in the middle of the year, and says nothing in its last months. */
function changingPack(changes: number, ends: number): readonly CountryPack[] {
  const version: Omit<CountryPack, 'validFrom' | 'validTo' | 'rules'> = {
    code: 'TEST',
    name: 'A text that changes',
    countries: ['HU', 'RO'],
    appliesTo: 'all',
    source: [],
    retrieved: firstDay,
    figures: 'ours',
    notSeen: [],
    conduct: [],
  };
  const gap = (days: number): CountryPack['rules'] => ({
    hours: { channels: 'all', open: [{ from: timeOfDay('10:00') }] },
    caps: [],
    gaps: [{ after: 'all', before: 'all', days }],
  });
  return [
    { ...version, validFrom: isoDate('2024-01-01'), validTo: dateOfDay(changes - 1), rules: gap(2) },
    { ...version, validFrom: dateOfDay(changes), validTo: dateOfDay(changes + ends), rules: gap(5) },
  ];
}

const policy: fc.Arbitrary<Policy> = fc
  .record({
    steps,
    businessDaysOnly: fc.boolean(),
    minimumGapDays: fc.constantFrom(1, 1, 2, 7),
    caps: fc.constantFrom([], [{ channels: 'all' as const, most: 2, days: 7 }]),
    holidays: fc.array(fc.nat(364), { maxLength: 20 }),
    otherHolidays: fc.array(fc.nat(364), { maxLength: 20 }),
    packs: fc.subarray(['TEST', ...countryPacks.map(({ code }) => code)]),
    changes: fc.integer({ min: 1, max: 90 }),
    ends: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ steps, businessDaysOnly, minimumGapDays, caps, holidays, otherHolidays, packs, changes, ends }) => {
    const made = aPolicy({
      steps,
      contact: { businessDaysOnly, minimumGapDays, caps, packs },
      calendar: { holidays: daysOf(holidays) },
      calendars: [{ ...hungary, code: 'RO', holidays: daysOf(otherHolidays), workingDays: new Set() }],
    });
    return {
      ...made,
      segments: [{ code: 'all', name: 'Everybody', priority: 10, rule: [], strategy: 'B2B' }],
      library: { ...made.library, packs: [...countryPacks, ...changingPack(changes, ends)] },
    };
  });

function daysOf(days: readonly number[]): ReadonlySet<IsoDate> {
  return new Set(days.map(dateOfDay));
}

const contactByHand: fc.Arbitrary<Contact> = fc.record(
  {
    on: fc.constant(firstDay),
    channel: fc.constantFrom(...everyChannel, 'meeting'),
    fromCustomer: fc.boolean(),
    conversation: fc.boolean(),
  },
  { requiredKeys: ['on', 'channel'] },
);

const amount = fc.constantFrom(1_000, 1_999, 2_000, 9_000, 30_000, 30_000);

function item(lastDay: number): fc.Arbitrary<Omit<LedgerItem, 'id' | 'document'>> {
  return fc
    .record({
      kind: fc.constantFrom(...Array<'invoice'>(8).fill('invoice'), 'creditNote', 'unappliedCash'),
      currency,
      minor: amount,
      seenOn: fc.oneof(fc.constant(0), fc.nat(lastDay)),
      dueAfter: fc.integer({ min: -60, max: 40 }),
      changes: fc.array(
        fc.record({ after: fc.integer({ min: 1, max: 90 }), share: fc.constantFrom(0, 0.5, 1) }),
        { maxLength: 3 },
      ),
    })
    .map(({ kind, currency, minor, seenOn, dueAfter, changes }) => {
      const openFrom: { day: number; minor: number }[] = [{ day: seenOn, minor }];
      for (const { after, share } of changes) {
        openFrom.push({ day: (openFrom.at(-1)?.day ?? 0) + after, minor: Math.round(minor * share) });
      }
      const dueOn = addDays(firstDay, seenOn + dueAfter);
      return { kind, issuedOn: dueOn, dueOn, amount: money(minor, currency), openFrom };
    });
}

/**
 * @param changing whether the ledger changes after the first day
 * @param byHand whether people contact the customer too
 */
export function world(of: {
  readonly days: number;
  readonly changing: boolean;
  readonly byHand?: boolean;
}): fc.Arbitrary<World> {
  const channels = fc.subarray(everyChannel);
  return fc
    .record({
      policy,
      customer,
      byHand: fc.array(fc.record({ day: fc.nat(of.days), contact: contactByHand }), {
        maxLength: of.byHand ? 20 : 0,
      }),
      reachableBy: fc.oneof(
        { weight: 3, arbitrary: fc.constant(everyChannel) },
        { weight: 1, arbitrary: channels },
      ),
      items: fc.array(item(of.changing ? Math.floor(of.days / 2) : 0), { minLength: 1, maxLength: 6 }),
      stopped: fc.oneof(fc.constant([]), fc.array(fc.nat(of.days), { maxLength: 30 })),
    })
    .map(({ policy, customer, byHand, reachableBy, items, stopped }) => ({
      policy,
      customer,
      byHand: byHand.map(({ day, contact }) => ({ day, contact: { ...contact, on: dateOfDay(day) } })),
      reachableBy,
      items: items.map((one, at) => ({
        ...one,
        id: `item-${at + 1}`,
        document: `item-${at + 1}`,
        openFrom: of.changing ? one.openFrom : one.openFrom.slice(0, 1),
      })),
      promises: [],
      disputes: [],
      stoppedOn: new Set(stopped),
    }));
}

/** The rows there are on a day: what is settled is not among them. */
export function ledgerOn(items: readonly LedgerItem[], day: number): readonly Receivable[] {
  return items.flatMap(({ openFrom, ...item }) => {
    const minor = openFrom.findLast((one) => one.day <= day)?.minor ?? 0;
    return minor === 0 ? [] : [{ ...item, state: 'open', open: money(minor, item.amount.currency) } as const];
  });
}

/** As the rows say that day: what is settled later is open still. */
export function disputesOn(disputes: readonly Dispute[], day: number): readonly Dispute[] {
  const today = dateOfDay(day);
  return disputes
    .filter(({ openedOn }) => openedOn <= today)
    .map((dispute) => {
      if (!isSettled(dispute) || dispute.resolvedOn <= today) return dispute;
      const { id, debtor, reason, openedOn, openedBy, items } = dispute;
      return { id, debtor, reason, openedOn, openedBy, items, state: 'open' };
    });
}

/** Whether any row is another than the day before. */
export function rowsChangedOn({ items, promises, disputes }: World, day: number): boolean {
  const today = dateOfDay(day);
  return (
    items.some(({ openFrom }) => openFrom.some((one) => one.day === day)) ||
    promises.some(({ madeOn }) => madeOn === today) ||
    disputes.some((one) => one.openedOn === today || (isSettled(one) && one.resolvedOn === today))
  );
}

export function dateOfDay(day: number): IsoDate {
  return addDays(firstDay, day);
}
