/** What a run is about: the ledger's source and its days. It is remembered beside the data, so that starting again goes on with it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addDays } from '../erp/days.ts';
import type { ErpHistory } from '../erp/history.ts';
import { replayHistory } from '../erp/replay.ts';
import { sampleHistory } from '../erp/sample/sample-history.ts';
import { samplePortfolio } from '../erp/sample/portfolio.ts';
import { singleDrop } from '../erp/single-drop.ts';
import { lastWeekday } from './day.ts';
import { UsageError, type Options } from './options.ts';

export type Plan = {
  readonly erp: Options['erp'];
  readonly firstDay: string;
};

const planFile = 'plan.json';

/** @throws UsageError when the folder holds the data of another ledger. */
export function planOf(options: Options, folder: string): Plan {
  const file = join(folder, planFile);
  const erp = absolute(options.erp);
  const remembered = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Plan) : undefined;
  if (remembered) {
    const asked = options.erp.kind === 'sample' ? remembered.erp : erp;
    if (
      JSON.stringify(asked) !== JSON.stringify(remembered.erp) ||
      (options.asOf ?? remembered.firstDay) < remembered.firstDay
    ) {
      throw new UsageError(
        `${folder} holds an earlier run (${describe(remembered)}); use --fresh to forget it, or the same options to go on`,
      );
    }
    return remembered;
  }
  return { erp, firstDay: options.asOf ?? lastWeekday(Date.now()) };
}

/** To be called once the plan's files were read: a slip in an option leaves nothing behind. */
export function rememberPlan(plan: Plan, folder: string): void {
  writeFileSync(join(folder, planFile), JSON.stringify(plan));
}

/** @throws SourceError naming the file when one cannot be read. */
export function historyOf({ erp, firstDay }: Plan): ErpHistory {
  switch (erp.kind) {
    case 'sample':
      return sampleHistory(samplePortfolio({ startsOn: firstDay }));
    case 'history':
      return replayHistory({
        source: 'history',
        history: erp.file,
        customers: erp.customers,
        mapping: erp.mapping,
      });
    case 'drop':
      return singleDrop({
        source: 'drop',
        items: erp.file,
        customers: erp.customers,
        mapping: erp.mapping,
        day: firstDay,
      });
  }
}

/** The days still to run: from the first day asked for, or where the clock stands, to the last day asked for. */
export function daysToRun(plan: Plan, options: Options, lastDayDone: string | undefined): readonly string[] {
  const first = options.asOf ?? lastDayDone ?? plan.firstDay;
  const last = addDays(first, options.days - 1);
  const from = lastDayDone === undefined ? plan.firstDay : addDays(lastDayDone, 1);
  const days: string[] = [];
  for (let day = from; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function absolute(erp: Options['erp']): Options['erp'] {
  if (erp.kind === 'sample') return erp;
  return {
    ...erp,
    file: resolve(erp.file),
    customers: resolve(erp.customers),
    mapping: resolve(erp.mapping),
  };
}

function describe({ erp, firstDay }: Plan): string {
  return `${erp.kind === 'sample' ? 'the sample portfolio' : erp.file} from ${firstDay}`;
}
