/**
 * What people wrote to customers or spoke with them beside the actions of the app: activities regarding the customer that were completed. They
 * are read right before something is planned or sent, so nothing need be raised when one is written down.
 */
import { dateIn, instant, instantIn, timeOfDay, type Instant } from '@dunlin/shared/dates/instant';
import { addDays, earlier, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import { longestMemoryDays, type Contact } from '@dunlin/shared/contact/limits';
import { limitsOf } from '@dunlin/shared/contact/contact-policy';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { sms } from '@dunlin/shared/tables/collection';
import type { Dataverse, ListQuery, Row } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';

type Kind = {
  readonly collection: string;
  readonly channel: Contact['channel'];
  /** Columns beside those every activity has. */
  readonly columns: readonly string[];
  /** Whether those of the app can be told by their action. */
  readonly hasAction: boolean;
};

/** Meetings are no action of the app, and text messages come from us alone. */
const kinds: readonly Kind[] = [
  {
    collection: 'phonecalls',
    channel: 'call',
    columns: ['directioncode', 'leftvoicemail'],
    hasAction: true,
  },
  { collection: 'emails', channel: 'email', columns: ['directioncode'], hasAction: true },
  { collection: 'letters', channel: 'letter', columns: ['directioncode'], hasAction: true },
  { collection: sms.set, channel: 'sms', columns: [], hasAction: true },
  { collection: 'appointments', channel: 'meeting', columns: [], hasAction: false },
];

type ActivityRow = {
  readonly _regardingobjectid_value: string;
  readonly actualend: string | null;
  readonly modifiedon: string;
  readonly directioncode?: boolean | null;
  readonly leftvoicemail?: boolean | null;
};

/** By customer, each with the day it was where the customer lives. One request, however many customers. */
export async function manualContacts(
  dataverse: Dataverse,
  zones: ReadonlyMap<string, string>,
  since: IsoDate,
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  if (zones.size === 0) return new Map();
  const answers = await dataverse.readTogether<readonly Row[]>(
    manualContactQueries([...zones.keys()], since),
  );
  return manualContactsIn(answers, zones);
}

/** For callers that send them along with other queries; `manualContactsIn` reads their answers. */
export function manualContactQueries(customers: readonly string[], since: IsoDate): readonly ListQuery[] {
  return inFilters('regardingobjectid', customers).flatMap((filter) =>
    kinds.map((kind) => queryOf(kind, filter, since)),
  );
}

/** @param answers to `manualContactQueries`, in their order */
export function manualContactsIn(
  answers: readonly (readonly Row[])[],
  zones: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Contact[]> {
  const contacts = answers.flatMap((rows, at) =>
    (rows as readonly ActivityRow[]).map((row) => ({
      customer: row._regardingobjectid_value,
      contact: contactOf(
        row,
        kinds[at % kinds.length] as Kind,
        zones.get(row._regardingobjectid_value) ?? 'UTC',
      ),
    })),
  );
  const byCustomer = Map.groupBy(contacts, ({ customer }) => customer);
  return new Map([...byCustomer].map(([id, found]) => [id, found.map(({ contact }) => contact)]));
}

/** The same for whichever of our companies it is; one whose policy cannot be used contacts nobody. */
export function firstDayThatCountsAnywhere(companies: readonly CompanyPolicy[], now: Instant): IsoDate {
  const days = companies.map((one) => {
    const today = dateIn(one.company.dun_timezone, now);
    try {
      return firstDayThatCounts(one.policy(today), today);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      return dateIn('UTC', now);
    }
  });
  return days.reduce(earlier, dateIn('UTC', now));
}

/** The first day whose contacts can still forbid another one, a day more for customers whose date is another. */
export function firstDayThatCounts(policy: Policy, today: IsoDate): IsoDate {
  const packs = policy.library.packs.filter(({ code }) => policy.contact.packs?.includes(code));
  const limits = [...limitsOf(policy), ...packs.map(({ rules: { caps, gaps } }) => ({ caps, gaps }))];
  return addDays(today, -longestMemoryDays(limits) - 1);
}

function queryOf({ collection, columns, hasAction }: Kind, customers: string, since: IsoDate): ListQuery {
  const from = instantIn('UTC', since, timeOfDay('00:00'));
  const filters = [
    'statecode eq 1',
    // What was completed without a word about when it was has been completed no later than it was last changed.
    `(actualend ge ${from} or (actualend eq null and modifiedon ge ${from}))`,
    ...(hasAction ? ['_dun_actionid_value eq null'] : []),
    customers,
  ];
  return {
    collection,
    select: ['activityid', '_regardingobjectid_value', 'actualend', 'modifiedon', ...columns],
    filter: filters.join(' and '),
  };
}

function contactOf(row: ActivityRow, { channel }: Kind, zone: string): Contact {
  const spoke = channel === 'meeting' || (channel === 'call' && row.leftvoicemail !== true);
  return {
    on: dateIn(zone, instant(row.actualend ?? row.modifiedon)),
    channel,
    ...(row.directioncode === false && { fromCustomer: true }),
    ...(spoke && { conversation: true }),
  };
}
