/**
 * The platform's own activities do not have all columns an activity of a solution gets, and some have another label, length or format.
 */
import { activityColumns } from '../activity-columns.ts';
import { currencyColumns, instant, label, text, whole } from '../columns.ts';
import type { Column } from '../types.ts';

/** What task, phone call, letter, email and appointment all have (table reference). */
const inAll: ReadonlySet<string> = new Set([
  'activityid',
  'activitytypecode',
  'subject',
  'description',
  'activityadditionalparams',
  'regardingobjectid',
  'scheduledstart',
  'scheduledend',
  'actualstart',
  'actualend',
  'actualdurationminutes',
  'scheduleddurationminutes',
  'prioritycode',
  'isbilled',
  'isworkflowcreated',
  'isregularactivity',
  'lastonholdtime',
  'onholdtime',
  'processid',
  'stageid',
  'traversedpath',
  'slaid',
  'slainvokedid',
  'sortdate',
]);

/** Columns of an activity of the platform: those all have, with its own ones added or put in their place. */
export function platformActivity(own: readonly Column[]): readonly Column[] {
  const replaced = new Set(own.map((column) => column.logicalName));
  return [
    ...activityColumns.filter(({ logicalName }) => inAll.has(logicalName) && !replaced.has(logicalName)),
    ...own,
    text('category', 250, 'Category'),
    text('subcategory', 250, 'Sub-Category'),
    ...currencyColumns,
  ];
}

/** One of the columns of every activity, for an activity that has it besides. */
export function shared(logicalName: string): Column {
  const column = activityColumns.find((candidate) => candidate.logicalName === logicalName);
  if (column === undefined) throw new RangeError(`No activity has the column ${logicalName}`);
  return column;
}

export const shortSubject = text('subject', 200, 'Subject', { required: 'application' });

/** When it really began and ended, shown without the time of day. */
export const actualDays: readonly Column[] = [
  instant('actualstart', 'Actual Start', { format: 'date' }),
  instant('actualend', 'Actual End', { format: 'date' }),
];

/** How long it took, and the duration planned, which follows from start and end. */
export const durations: readonly Column[] = [
  { ...shared('actualdurationminutes'), label: label('Duration') },
  whole('scheduleddurationminutes', 'Scheduled Duration', { minimum: 0, readOnly: true }),
];
