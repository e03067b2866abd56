/**
 * The timeline as it is shown: entries filtered, searched, in order, up to where nothing is missing, and in groups. What is still
 * ahead stands on the far side of the line of today, whatever its date.
 */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { entryStates, entryTypes, type Entry, type EntryState, type EntryType } from './entry.ts';
import { frontierOf, isComplete, type DayOf, type Loaded } from './loaded.ts';
import { allSources, type Direction, type Source } from './queries.ts';
import { matcherOf } from './search.ts';

export type Filter = {
  /** None chosen: all are shown. */
  readonly types: ReadonlySet<EntryType>;
  readonly states: ReadonlySet<EntryState>;
  readonly search: string;
};

export const noFilter: Filter = { types: new Set(), states: new Set(), search: '' };

export type Group =
  | { readonly kind: 'ahead'; readonly entries: readonly Entry[] }
  | { readonly kind: 'today' }
  | { readonly kind: 'month'; readonly month: IsoDate; readonly entries: readonly Entry[] };

export type Timeline = {
  /** In order, as far as nothing is missing between them. */
  readonly entries: readonly Entry[];
  /** How many entries each choice would show beside the other choices made. */
  readonly typeCounts: ReadonlyMap<EntryType, number>;
  readonly stateCounts: ReadonlyMap<EntryState, number>;
  /** Sources these entries come from. */
  readonly sources: readonly Source[];
  /** The day up to which everything is there; undefined when all is. */
  readonly frontier: IsoDate | undefined;
};

/** @param entries in order */
export function timelineOf(
  loaded: Loaded,
  entries: readonly Entry[],
  filter: Filter,
  dayOf: DayOf,
): Timeline {
  const sources = sourcesOf(filter.types);
  const frontier = frontierOf(loaded, sources, dayOf);
  const reachable = entries.filter((entry) => isReached(entry, frontier, loaded.direction));
  const matches = matcherOf(filter.search);
  const found =
    filter.search.trim() === '' ? reachable : reachable.filter(({ searchText }) => matches(searchText));
  const ofStates = found.filter((entry) => filter.states.size === 0 || filter.states.has(entry.state));
  const ofTypes = found.filter((entry) => isOfTypes(entry, filter.types));
  return {
    entries: ofStates.filter((entry) => isOfTypes(entry, filter.types)),
    typeCounts: counts(
      entryTypes,
      ofStates.flatMap(({ types }) => types),
    ),
    stateCounts: counts(
      entryStates,
      ofTypes.map(({ state }) => state),
    ),
    sources,
    frontier,
  };
}

export function inOrder(entries: readonly Entry[], direction: Direction): readonly Entry[] {
  const sign = direction === 'newestFirst' ? -1 : 1;
  return [...entries].sort((a, b) => sign * inTime(a, b));
}

/**
 * A part of the timeline in months, with what is ahead and the line of today between them. The line stands also where nothing is
 * ahead, but only where the part reaches it.
 */
export function groupsOf(
  timeline: Pick<Timeline, 'entries' | 'frontier'>,
  part: { readonly start: number; readonly end: number },
  direction: Direction,
): readonly Group[] {
  const groups: OpenGroup[] = [];
  const line = linePosition(timeline, direction);
  const end = Math.min(part.end, timeline.entries.length);
  for (let index = part.start; index <= end; index += 1) {
    if (index === line) groups.push({ kind: 'today' });
    const entry = index < end ? timeline.entries[index] : undefined;
    if (entry !== undefined) addTo(groups, entry);
  }
  return groups;
}

/** The line stands before the entry at this index. With the oldest first it is not reached before all is loaded. */
function linePosition(
  timeline: Pick<Timeline, 'entries' | 'frontier'>,
  direction: Direction,
): number | undefined {
  const { entries, frontier } = timeline;
  const ahead = entries.filter(({ isAhead }) => isAhead).length;
  if (direction === 'newestFirst') return ahead;
  return frontier === undefined ? entries.length - ahead : undefined;
}

function addTo(groups: OpenGroup[], entry: Entry): void {
  const last = groups.at(-1);
  const month = `${entry.on.slice(0, 7)}-01` as IsoDate;
  if (entry.isAhead) {
    if (last?.kind === 'ahead') last.entries.push(entry);
    else groups.push({ kind: 'ahead', entries: [entry] });
  } else if (last?.kind === 'month' && last.month === month) last.entries.push(entry);
  else groups.push({ kind: 'month', month, entries: [entry] });
}

/** A group still being filled. */
type OpenGroup =
  | { readonly kind: 'ahead'; readonly entries: Entry[] }
  | { readonly kind: 'today' }
  | { readonly kind: 'month'; readonly month: IsoDate; readonly entries: Entry[] };

export function isFiltered(filter: Filter): boolean {
  return filter.types.size > 0 || filter.states.size > 0 || filter.search.trim() !== '';
}

/** Sorting the other way needs other rows unless all are there. */
export function inDirection(loaded: Loaded, direction: Direction): Loaded | undefined {
  return isComplete(loaded) ? { ...loaded, direction } : undefined;
}

/** Filtering by type leaves only the sources that have entries of it, so that loading more reads nothing else. */
function sourcesOf(types: ReadonlySet<EntryType>): readonly Source[] {
  if (types.size === 0) return allSources;
  const needed = new Set([...types].flatMap((type) => sourcesOfType[type]));
  return allSources.filter((source) => needed.has(source));
}

const sourcesOfType: Readonly<Record<EntryType, readonly Source[]>> = {
  receivable: ['receivables'],
  payment: ['payments'],
  action: ['actions'],
  call: ['actions', 'activities'],
  email: ['actions', 'activities'],
  letter: ['actions', 'activities'],
  sms: ['actions', 'activities'],
  task: ['actions', 'activities'],
  otherActivity: ['activities'],
  stage: ['actions', 'cases'],
};

/** With the oldest first, what is ahead is the end of the timeline and comes when all else is there. */
function isReached(entry: Entry, frontier: IsoDate | undefined, direction: Direction): boolean {
  if (frontier === undefined) return true;
  if (direction === 'newestFirst') return entry.isAhead || entry.on >= frontier;
  return !entry.isAhead && entry.on <= frontier;
}

function isOfTypes(entry: Entry, types: ReadonlySet<EntryType>): boolean {
  return types.size === 0 || entry.types.some((type) => types.has(type));
}

/** Within a day: what has a time of day by that time, after what has none; the key makes the order the same every time. */
function inTime(a: Entry, b: Entry): number {
  return (
    Number(a.isAhead) - Number(b.isAhead) ||
    ordinal(a.on, b.on) ||
    ordinal(a.at ?? '', b.at ?? '') ||
    rank(a) - rank(b) ||
    ordinal(a.key, b.key)
  );
}

/** On the same day an invoice comes before the payment, a case opens before its first step, and a stage is reached by the step. */
function rank(entry: Entry): number {
  if (entry.what === 'stage')
    return entry.change.kind === 'reached' ? 4 : entry.change.kind === 'caseOpened' ? 2 : 6;
  return { receivable: 0, payment: 1, action: 3, activity: 5 }[entry.what];
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function counts<T>(all: readonly T[], present: readonly T[]): ReadonlyMap<T, number> {
  const found = new Map(all.map((one) => [one, 0]));
  for (const one of present) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
}
