/** Runs days one at a time, whoever asks: the command line at first, people at the CRM's clock later. */
import { addDays } from '../erp/days.ts';

/** What can be said of the days while they run; people see it in the CRM. */
export type DayState = {
  readonly running: boolean;
  /** The day that runs, else the last one done. */
  readonly date?: string;
  /** What still waits in the queues while a day runs. */
  readonly waiting?: string;
  /** Why the last day that people asked for ended early. */
  readonly problem?: string;
};

export type DayRunner = {
  state(): DayState;
  /** Runs these days in order. @throws what running a day throws, and RangeError while a day runs. */
  run(days: readonly string[]): Promise<void>;
  /** Begins the day after the last one; `false` while one runs. How it went is in the state. */
  beginNext(): boolean;
};

/** @param runOne runs a day, as the `index`-th of `count`, telling from time to time what still waits */
export function dayRunner(options: {
  readonly lastDone: string | undefined;
  readonly firstDay: string;
  readonly runOne: (
    day: string,
    place: { readonly index: number; readonly count: number },
    onWaiting: (waiting: string) => void,
  ) => Promise<void>;
}): DayRunner {
  let lastDone = options.lastDone;
  let today: { readonly date: string; waiting: string } | undefined;
  let problem: string | undefined;

  const runAll = async (days: readonly string[]): Promise<void> => {
    for (const [index, date] of days.entries()) {
      const day = { date, waiting: '' };
      today = day;
      await options.runOne(date, { index, count: days.length }, (waiting) => {
        day.waiting = waiting;
      });
      lastDone = date;
    }
  };
  const run = (days: readonly string[]): Promise<void> => {
    if (today !== undefined) throw new RangeError(`${today.date} is still running`);
    problem = undefined;
    return runAll(days).finally(() => {
      today = undefined;
    });
  };
  return {
    state: () => ({
      running: today !== undefined,
      ...(today === undefined
        ? lastDone !== undefined && { date: lastDone }
        : { date: today.date, waiting: today.waiting }),
      ...(problem !== undefined && { problem }),
    }),
    run,
    beginNext() {
      if (today !== undefined) return false;
      const next = lastDone === undefined ? options.firstDay : addDays(lastDone, 1);
      run([next]).catch((error: unknown) => {
        problem = error instanceof Error ? error.message : String(error);
      });
      return true;
    },
  };
}
