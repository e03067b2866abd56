/** What the control knows and what it is reading, apart from the screen. One store a record; a closed store ignores late answers. */
import type { Failure } from '../../common/failure.ts';
import { isFailure, open, readOn, type Service } from './load.ts';
import { sourcesAtFrontier, type DayOf, type Loaded } from './loaded.ts';
import { inDirection } from './model.ts';
import type { Place } from './place.ts';
import type { Direction, Source } from './queries.ts';

export type StoreState = {
  readonly direction: Direction;
  readonly reading: 'opening' | 'more' | undefined;
  /** Kept while it is read anew, so that the screen does not go blank. */
  readonly loaded: Loaded | undefined;
  /** Why the last page could not be read. */
  readonly failure: Failure | undefined;
};

export class TimelineStore {
  #state: StoreState = {
    direction: 'newestFirst',
    reading: undefined,
    loaded: undefined,
    failure: undefined,
  };
  readonly #service: Service;
  readonly #place: Place;
  readonly #onChange: (state: StoreState) => void;
  /** Answers to questions of an earlier turn are no longer wanted. */
  #turn = 0;
  #isClosed = false;

  constructor(service: Service, place: Place, onChange: (state: StoreState) => void) {
    this.#service = service;
    this.#place = place;
    this.#onChange = onChange;
  }

  get state(): StoreState {
    return this.#state;
  }

  /** Reads everything anew from the first page. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    this.#set({ reading: 'opening', failure: undefined });
    const loaded = await open(this.#service, this.#place, this.#state.direction);
    if (turn === this.#turn) this.#set({ reading: undefined, loaded });
  }

  /** Turns the order round; reads anew unless all rows are there. */
  async turn(direction: Direction): Promise<void> {
    const { loaded } = this.#state;
    const turned = loaded === undefined ? undefined : inDirection(loaded, direction);
    this.#set({ direction });
    if (turned === undefined) await this.refresh();
    else this.#set({ loaded: turned });
  }

  /** Reads page after page of these sources until there is enough, all is read, or a page fails. */
  async more(sources: readonly Source[], dayOf: DayOf, isEnough: (loaded: Loaded) => boolean): Promise<void> {
    let { loaded } = this.#state;
    if (loaded === undefined || this.#state.reading !== undefined) return;
    const nextOf = (read: Loaded): Source | undefined =>
      isEnough(read) ? undefined : sourcesAtFrontier(read, sources, dayOf)[0];
    const turn = ++this.#turn;
    let source = nextOf(loaded);
    if (source !== undefined) this.#set({ reading: 'more', failure: undefined });
    while (source !== undefined) {
      const read: Loaded | Failure = await readOn(this.#service, loaded, source);
      if (turn !== this.#turn) return;
      if (isFailure(read)) {
        this.#set({ reading: undefined, failure: read });
        return;
      }
      loaded = read;
      source = nextOf(loaded);
      this.#set({ loaded, reading: source === undefined ? undefined : 'more' });
    }
  }

  /** Ends a long reading where it is. */
  stop(): void {
    if (this.#state.reading !== 'more') return;
    this.#turn += 1;
    this.#set({ reading: undefined });
  }

  close(): void {
    this.#isClosed = true;
    this.#turn += 1;
  }

  #set(change: Partial<StoreState>): void {
    if (this.#isClosed) return;
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }
}
