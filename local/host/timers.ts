/**
 * Timer triggers on the local clock. A timer is due at the first instant of its schedule after its last run began; that instant is durable,
 * so a run missed while the host was down, or jumped over by the clock, happens once and late. A run cut off by a kill counts as missed.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Activity } from './activity.ts';
import type { LoadedFunction, TimerTrigger } from './functions.ts';
import type { Invoke } from './invoke.ts';

/** A busy machine delays a timer by seconds; what is later than this was missed, and the function is told so. */
const PAST_DUE_AFTER_MS = 60_000;
/** The longest a Node timer can wait; a longer wait is cut in pieces. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export type TimerFunction = LoadedFunction & { readonly trigger: TimerTrigger };

type Surroundings = {
  readonly functions: readonly TimerFunction[];
  readonly invoke: Invoke;
  readonly activity: Activity;
  /** The file that keeps when each timer last ran. */
  readonly path: string;
  readonly now: () => number;
};

/** `since`: the next instant of the schedule after it is due; `last`: when the timer last ran, if it ever did. */
type Record = { since: number; last?: number };

export class Timers {
  readonly #surroundings: Surroundings;
  readonly #records: Map<string, Record>;
  readonly #waiting = new Map<TimerFunction, NodeJS.Timeout>();
  readonly #running = new Set<TimerFunction>();
  #stopped = true;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#records = readRecords(surroundings.path);
  }

  start(): void {
    this.#stopped = false;
    const now = this.#surroundings.now();
    for (const timer of this.#surroundings.functions) {
      if (!this.#records.has(timer.name)) this.#record(timer, { since: now });
      if (this.#dueAt(timer) < now) this.#run(timer, { isPastDue: true });
      else if (timer.trigger.runOnStartup) this.#run(timer, { isPastDue: false });
      else this.#wait(timer);
    }
  }

  /** To be called when the clock was moved: whatever is due by now starts before this returns. */
  clockMoved(): void {
    if (this.#stopped) return;
    for (const timer of this.#surroundings.functions) if (!this.#running.has(timer)) this.#wait(timer);
  }

  /** The next instant at which a timer fires, in milliseconds since 1970; of a running one, the next after now. */
  nextAt(): number | undefined {
    const now = this.#surroundings.now();
    const instants = this.#surroundings.functions.map((timer) =>
      this.#running.has(timer) ? timer.trigger.schedule.nextAfter(now) : this.#dueAt(timer),
    );
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  stop(): void {
    this.#stopped = true;
    for (const handle of this.#waiting.values()) clearTimeout(handle);
  }

  #dueAt(timer: TimerFunction): number {
    return timer.trigger.schedule.nextAfter(this.#recordOf(timer).since);
  }

  #wait(timer: TimerFunction): void {
    clearTimeout(this.#waiting.get(timer));
    const lateMs = this.#surroundings.now() - this.#dueAt(timer);
    if (lateMs >= 0) {
      this.#run(timer, { isPastDue: lateMs > PAST_DUE_AFTER_MS });
    } else {
      const waitMs = Math.min(Math.ceil(-lateMs), LONGEST_WAIT_MS);
      this.#waiting.set(
        timer,
        setTimeout(() => this.#wait(timer), waitMs),
      );
    }
  }

  #run(timer: TimerFunction, { isPastDue }: { isPastDue: boolean }): void {
    const { activity, invoke, now } = this.#surroundings;
    const startedAt = now();
    this.#running.add(timer);
    void activity.during(async () => {
      await invoke(timer, { data: { json: this.#timerInfo(timer, isPastDue) }, triggerMetadata: {} });
      this.#record(timer, { since: startedAt, last: startedAt });
      this.#running.delete(timer);
      if (!this.#stopped) this.#wait(timer);
    });
  }

  /** The timer object in the words of the .NET host; the library turns its names into camel case. */
  #timerInfo(timer: TimerFunction, isPastDue: boolean): string {
    const { since, last } = this.#recordOf(timer);
    return JSON.stringify({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: {
        Last: last === undefined ? '0001-01-01T00:00:00+00:00' : offsetInstant(last),
        Next: offsetInstant(timer.trigger.schedule.nextAfter(since)),
        LastUpdated: offsetInstant(since),
      },
      IsPastDue: isPastDue,
    });
  }

  #recordOf(timer: TimerFunction): Record {
    const record = this.#records.get(timer.name);
    if (record === undefined) throw new Error(`Timer "${timer.name}" was not started.`);
    return record;
  }

  #record(timer: TimerFunction, record: Record): void {
    this.#records.set(timer.name, record);
    writeFileSync(`${this.#surroundings.path}.new`, JSON.stringify(Object.fromEntries(this.#records)));
    renameSync(`${this.#surroundings.path}.new`, this.#surroundings.path);
  }
}

function readRecords(path: string): Map<string, Record> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as { [name: string]: Record }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

function offsetInstant(instantMs: number): string {
  return new Date(instantMs).toISOString().replace('Z', '+00:00');
}
