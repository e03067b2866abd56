/** What makes activities different: who takes part, and how they are closed. */
import type { OptionInfo } from '../data/columns.ts';
import type { Row } from '../data/client.ts';
import type { TableInfo } from '../data/metadata.ts';
import type { LookupValue } from './values.ts';

/** Columns that hold parties, with the participation type of Dataverse. They are rows of `activityparty`, not values. */
export const partyColumns: Readonly<Record<string, number>> = {
  from: 1,
  to: 2,
  cc: 3,
  bcc: 4,
  requiredattendees: 5,
  optionalattendees: 6,
  organizer: 7,
  resources: 10,
  customers: 11,
};

export type Party = {
  readonly role: number;
  /** Undefined for somebody known by an address only. */
  readonly record: LookupValue | undefined;
  readonly address: string;
};

export const partyQuery = (activityId: string): string =>
  `$select=participationtypemask,addressused,_partyid_value&$filter=_activityid_value eq ${activityId}`;

export function partyOf(row: Row): Party {
  const id = row['_partyid_value'];
  const address = row['addressused'];
  const name = row['_partyid_value@OData.Community.Display.V1.FormattedValue'];
  const table = row['_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname'];
  return {
    role: Number(row['participationtypemask']),
    record:
      typeof id === 'string' && typeof table === 'string'
        ? { table, id, name: typeof name === 'string' ? name : '' }
        : undefined,
    address: typeof address === 'string' ? address : '',
  };
}

/** The state in which the activity is done, or given up; undefined where the table has none. */
export type Closing = 'completed' | 'canceled';

const closedStates: Readonly<Record<Closing, number>> = { completed: 1, canceled: 2 };

/** The status reasons an activity can be closed with, the usual one first. */
export function closingStatuses(table: TableInfo, closing: Closing): readonly OptionInfo[] {
  const state = closedStates[closing];
  const usual = table.columns.get('statecode')?.options?.find(({ value }) => value === state)?.defaultStatus;
  const statuses = table.columns.get('statuscode')?.options?.filter((status) => status.state === state) ?? [];
  return [...statuses].sort((one, other) => Number(other.value === usual) - Number(one.value === usual));
}
