/** What a date column means: with the user's zone, without any, or the same everywhere. */
import type { ColumnInfo } from '../../data/columns.ts';
import { instantOf, wallTimeOf, type WallTime } from '../formats/dates.ts';

export const midnight = '00:00';

/**
 * `day`: a calendar day without a zone. `instant`: day and time in the user's zone. `dayOfInstant`: its day alone. `moment`: day and
 * time that are the same everywhere (time-zone independent), stored as if they were UTC.
 */
export type DateKind = 'day' | 'instant' | 'moment' | 'dayOfInstant';

export function dateKind({
  dateBehavior,
  dateOnly,
}: Pick<ColumnInfo, 'dateBehavior' | 'dateOnly'>): DateKind {
  if (dateBehavior === 'DateOnly') return 'day';
  if (dateBehavior === 'TimeZoneIndependent') return 'moment';
  return dateOnly === true ? 'dayOfInstant' : 'instant';
}

/** Day and time as they are shown. */
export function shownOf(value: string, kind: DateKind, timeZone: string): WallTime {
  if (kind === 'day') return { day: value.slice(0, 10), time: midnight };
  return wallTimeOf(value, kind === 'moment' ? 'UTC' : timeZone);
}

/** What to store for day and time as they are shown. */
export function valueFrom(wall: WallTime, kind: DateKind, timeZone: string): string {
  if (kind === 'day') return wall.day;
  return instantOf(wall, kind === 'moment' ? 'UTC' : timeZone);
}
