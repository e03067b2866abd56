/** All entries of what was read. Rows that cannot be placed are counted, never dropped in silence. */
import { actionEntry, caseEntries } from './action-entries.ts';
import { activityEntry } from './activity-entries.ts';
import type { ActionEntry, ActivityEntry, Entry } from './entry.ts';
import { paymentEntry, receivableEntry } from './ledger-entries.ts';
import { frontierOf, type Loaded } from './loaded.ts';
import { UnreadableRow, type Row } from './row.ts';
import { stageEntries } from './stages.ts';
import type { UserDates } from '../../common/user-dates.ts';

export type Entries = { readonly entries: readonly Entry[]; readonly unreadable: number };

/** For one user and day. A row stays the entry it was when a page was added to it: what shows the entry need not be drawn again. */
export function entryReader(dates: Pick<UserDates, 'today' | 'dayOf'>): (loaded: Loaded) => Entries {
  const receivableOf = once(readable((row: Row) => receivableEntry(row, dates.today)));
  const paymentOf = once(readable(paymentEntry));
  const activityOf = once(readable((row: Row) => activityEntry(row, dates)));
  const casesOf = once(readable(caseEntries));
  const actionOf = once(readable(actionEntry));
  const joinedTo = once((action: ActionEntry) =>
    once((activity: ActivityEntry) => withActivity(action, activity)),
  );
  return (loaded) => {
    let unreadable = 0;
    const read = <T>(rows: readonly Row[], entryOf: (row: Row) => T | undefined): readonly T[] =>
      rows.flatMap((row) => {
        const entry = entryOf(row);
        if (entry !== undefined) return [entry];
        unreadable += 1;
        return [];
      });
    const { sources, direction } = loaded;
    const receivables = read(sources.receivables.rows, receivableOf);
    const payments = read(sources.payments.rows, paymentOf);
    const activities = read(sources.activities.rows, activityOf);
    const cases = read(sources.cases.rows, casesOf).flat();
    const { actions, others } = joined(read(sources.actions.rows, actionOf), activities, (action, activity) =>
      joinedTo(action)(activity),
    );
    const opened = new Map(
      cases.filter(({ change }) => change.kind === 'caseOpened').map(({ record, on }) => [record.id, on]),
    );
    const actionsFrom =
      direction === 'newestFirst' ? frontierOf(loaded, ['actions'], dates.dayOf) : undefined;
    const stages = stageEntries(actions, opened, actionsFrom);
    return { entries: [...receivables, ...payments, ...actions, ...others, ...cases, ...stages], unreadable };
  };
}

/** Undefined for a row that cannot be shown. */
function readable<T>(entryOf: (row: Row) => T): (row: Row) => T | undefined {
  return (row) => {
    try {
      return entryOf(row);
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error;
      return undefined;
    }
  };
}

/** Made at the first asking, and the same ever after. */
function once<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  const made = new WeakMap<Key, { readonly value: T }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

/** The e-mail or call an action became is told with the action, not a second time beside it. */
function joined(
  actions: readonly ActionEntry[],
  activities: readonly ActivityEntry[],
  join: (action: ActionEntry, activity: ActivityEntry) => ActionEntry,
): { readonly actions: readonly ActionEntry[]; readonly others: readonly ActivityEntry[] } {
  const byId = new Map(activities.map((activity) => [activity.record.id, activity]));
  const told = new Set<ActivityEntry>();
  const withActivities = actions.map((action) => {
    const activity = action.activityId === undefined ? undefined : byId.get(action.activityId);
    if (activity === undefined) return action;
    told.add(activity);
    return join(action, activity);
  });
  return { actions: withActivities, others: activities.filter((activity) => !told.has(activity)) };
}

function withActivity(action: ActionEntry, activity: ActivityEntry): ActionEntry {
  return {
    ...action,
    activity: { ...activity.record, subject: activity.subject },
    searchText: `${action.searchText}\n${activity.searchText}`,
  };
}
