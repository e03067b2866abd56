/** Activities of the CRM regarding the customer, whoever wrote them. */
import { sms } from '@dunlin/shared/tables/collection';
import type { ActivityEntry, EntryState, EntryType, Tag } from './entry.ts';
import { instantIn, labelOf, numberIn, requiredText, textIn, UnreadableRow, type Row } from './row.ts';
import { searchTextOf } from './search.ts';
import type { UserDates } from '../../common/user-dates.ts';

/** Done activities stand at the day they ended, open ones at the day they are due; those without either at the day they were written. */
export function activityEntry(row: Row, dates: Pick<UserDates, 'today' | 'dayOf'>): ActivityEntry {
  const id = requiredText(row, 'activityid');
  const table = requiredText(row, 'activitytypecode');
  const subject = textIn(row, 'subject');
  const createdAt = instantIn(row, 'createdon');
  if (createdAt === undefined) throw new UnreadableRow('createdon', undefined);
  const dueAt = instantIn(row, 'scheduledend');
  const endedAt = instantIn(row, 'actualend');
  const isOpen = openStates.includes(numberIn(row, 'statecode') ?? 0);
  const at = (isOpen ? dueAt : endedAt) ?? createdAt;
  const on = dates.dayOf(at);
  const isAhead = isOpen && dueAt !== undefined && on >= dates.today;
  const isOverdue = isOpen && dueAt !== undefined && on < dates.today;
  const owner = labelOf(row, '_ownerid_value');
  return {
    what: 'activity',
    key: `activity ${id}`,
    types: [typeOf(table)],
    ...standing(numberIn(row, 'statecode'), isOverdue, row),
    on,
    at,
    isAhead,
    record: { table, id },
    searchText: searchTextOf([subject, owner]),
    subject,
    typeLabel: labelOf(row, 'activitytypecode'),
    owner,
    dueAt,
    endedAt,
    createdAt,
  };
}

/** Open and Scheduled, the same for every activity. */
const openStates: readonly number[] = [0, 3];

function standing(state: number | undefined, isOverdue: boolean, row: Row): { state: EntryState; tag: Tag } {
  switch (state) {
    case 0:
    case 3:
      return isOverdue ? { state: 'overdue', tag: 'overdue' } : { state: 'open', tag: 'open' };
    case 1:
      return { state: 'done', tag: 'completed' };
    case 2:
      return { state: 'cancelled', tag: 'cancelled' };
    case undefined:
    default:
      return { state: 'open', tag: { label: labelOf(row, 'statecode') ?? '' } };
  }
}

function typeOf(table: string): EntryType {
  switch (table) {
    case 'phonecall':
      return 'call';
    case 'email':
    case 'letter':
    case 'task':
      return table;
    case sms.name:
      return 'sms';
    default:
      return 'otherActivity';
  }
}
