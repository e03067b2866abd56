/** What has been read so far, and how far: each source is a list of pages in the order of the timeline. */
import { parseIsoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Failure } from '../../common/failure.ts';
import type { RecordName } from './entry.ts';
import { allSources, type Direction, type Source } from './queries.ts';
import type { Row } from './row.ts';

export type Pages = {
  readonly rows: readonly Row[];
  /** Absent when every row is there. */
  readonly rest?: {
    /** Where the last row stands: a day, or an instant for activities. */
    readonly from: string;
    readonly query: string;
  };
};

export type Debtor = {
  readonly id: string;
  readonly number: string | undefined;
  readonly company: string | undefined;
  /** Account or contact; undefined where its kind is not said. */
  readonly customer: RecordName | undefined;
};

export type CurrencyFormat = { readonly symbol: string; readonly precision: number };

export type Loaded = {
  readonly direction: Direction;
  readonly debtors: readonly Debtor[];
  /** Of the debtors' currencies. */
  readonly currencies: ReadonlyMap<string, CurrencyFormat>;
  readonly sources: Readonly<Record<Source, Pages>>;
  /** What could not be opened, while the other half could. */
  readonly failed: { readonly ledger?: Failure; readonly activities?: Failure };
};

/** The user's day at an instant. */
export type DayOf = (instant: string) => IsoDate;

/**
 * The day up to which everything of these sources is there; beyond it the timeline would have holes. Undefined when all is there.
 * With the newest first it is the latest of the days the sources reach back to.
 */
export function frontierOf(loaded: Loaded, sources: readonly Source[], dayOf: DayOf): IsoDate | undefined {
  const reached = sources.flatMap((source) => {
    const rest = loaded.sources[source].rest;
    return rest === undefined ? [] : [dayAt(rest.from, dayOf)];
  });
  const [first, ...others] = reached;
  if (first === undefined) return undefined;
  const isNearer = (a: IsoDate, b: IsoDate): boolean => (loaded.direction === 'newestFirst' ? a > b : a < b);
  return others.reduce((nearest, day) => (isNearer(day, nearest) ? day : nearest), first);
}

/** The sources that hold the frontier where it is: reading on in them moves it. */
export function sourcesAtFrontier(
  loaded: Loaded,
  sources: readonly Source[],
  dayOf: DayOf,
): readonly Source[] {
  const frontier = frontierOf(loaded, sources, dayOf);
  return sources.filter((source) => {
    const rest = loaded.sources[source].rest;
    return rest !== undefined && dayAt(rest.from, dayOf) === frontier;
  });
}

export function isComplete(loaded: Loaded): boolean {
  return allSources.every((source) => loaded.sources[source].rest === undefined);
}

/** The ledger is ordered by days, which no zone may move; activities by instants. */
function dayAt(from: string, dayOf: DayOf): IsoDate {
  return parseIsoDate(from) ?? dayOf(from);
}
