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

export function entriesOf(loaded: Loaded, dates: Pick<UserDates, 'today' | 'dayOf'>): Entries {
  const { sources } = loaded;
  let unreadable = 0;
  const read = <T>(rows: readonly Row[], entry: (row: Row) => T): readonly T[] =>
    rows.flatMap((row) => {
      try {
        return [entry(row)];
      } catch (error) {
        if (!(error instanceof UnreadableRow)) throw error;
        unreadable += 1;
        return [];
      }
    });
  const receivables = read(sources.receivables.rows, (row) => receivableEntry(row, dates.today));
  const payments = read(sources.payments.rows, paymentEntry);
  const activities = read(sources.activities.rows, (row) => activityEntry(row, dates));
  const cases = read(sources.cases.rows, caseEntries).flat();
  const { actions, others } = joined(read(sources.actions.rows, actionEntry), activities);
  const opened = new Map(
    cases.filter(({ change }) => change.kind === 'caseOpened').map(({ record, on }) => [record.id, on]),
  );
  const actionsFrom =
    loaded.direction === 'newestFirst' ? frontierOf(loaded, ['actions'], dates.dayOf) : undefined;
  const stages = stageEntries(actions, opened, actionsFrom);
  return { entries: [...receivables, ...payments, ...actions, ...others, ...cases, ...stages], unreadable };
}

/** The e-mail or call an action became is told with the action, not a second time beside it. */
function joined(
  actions: readonly ActionEntry[],
  activities: readonly ActivityEntry[],
): { readonly actions: readonly ActionEntry[]; readonly others: readonly ActivityEntry[] } {
  const byId = new Map(activities.map((activity) => [activity.record.id, activity]));
  const told = new Set<ActivityEntry>();
  const withActivities = actions.map((action) => {
    const activity = action.activityId === undefined ? undefined : byId.get(action.activityId);
    if (activity === undefined) return action;
    told.add(activity);
    return {
      ...action,
      activity: { ...activity.record, subject: activity.subject },
      searchText: `${action.searchText}\n${activity.searchText}`,
    };
  });
  return { actions: withActivities, others: activities.filter((activity) => !told.has(activity)) };
}
