/**
 * `npm start`: Dunlin on one machine. Builds and packs what is stale, starts the parts on loopback, drops the ERP's exports day by day,
 * and shows what became of them.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SourceError } from './erp/read-source.ts';
import { build } from './start/build.ts';
import { PartFailed } from './start/child.ts';
import { countersOf, difference } from './start/counters.ts';
import { instantOn } from './start/day.ts';
import { dayRunner, type DayRunner } from './start/day-runner.ts';
import { loadPolicy } from './start/load-policy.ts';
import { peakMemory } from './start/memory.ts';
import { lastPortOf, PartUnreachable, startStack, supervisorPortOf, type Stack } from './start/stack.ts';
import { startSupervisor } from './start/supervisor.ts';
import { readOptions, usage, UsageError, type Options } from './start/options.ts';
import { daysToRun, historyOf, planOf, rememberPlan, type Plan } from './start/plan.ts';
import { progressOn, type Progress } from './start/progress.ts';
import { DropRefused, morning, runDay } from './start/run-day.ts';
import { inLines, summarize } from './start/summary.ts';
import { webApiAs, type WebApi } from './start/web-api.ts';

/** How long one wait may last: a first load of a large ledger takes minutes. */
const patienceMs = 600_000;

async function main(options: Options): Promise<void> {
  const progress = progressOn(options.json ? process.stderr : process.stdout);
  const folder = resolve(options.data ?? join(import.meta.dirname, '../.dunlin'));
  if (options.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const plan = planOf(options, folder);
  const history = historyOf(plan);
  rememberPlan(plan, folder);
  const seconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    seconds[name] = Math.round(performance.now() - start) / 1000;
    return result;
  };
  await timed('build', build);
  const stack = await timed('start', () => startEverything(folder, plan, options, progress));
  const stop = stopOnSignal(stack, progress);
  try {
    const memory = peakMemory(stack);
    const api = await webApiAs(stack, 'admin@local');
    const since = new Date(stack.now()).toISOString();
    const before = await countersOf(stack);
    const days = daysToRun(plan, options, lastDayDone(folder));
    const runner = daysOf(stack, api, { plan, history, options, progress });
    // Nobody looks at pages of a stack that ends by itself.
    if (!options.once) await openCrm(stack, runner, options, progress);
    await timed('days', () => runner.run(days));
    const counters = difference(await countersOf(stack), before);
    const asOf = days.at(-1) ?? lastDayDone(folder) ?? plan.firstDay;
    const summary = await summarize(stack, api, {
      asOf,
      since,
      counters,
      seconds,
      peakMemoryMb: memory.stop(),
    });
    for (const line of inLines(summary)) progress.line(line);
    progress.line(addressesOf(stack, options));
    if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
    if (!options.once) {
      progress.line('Running on its schedule; Ctrl-C ends it, and starting again goes on from here.');
      await stop.requested;
    }
  } finally {
    await stop.now();
  }
}

async function startEverything(
  folder: string,
  plan: Plan,
  options: Options,
  progress: Progress,
): Promise<Stack> {
  const stack = await startStack({
    folder,
    port: options.port,
    startAt: instantOn(plan.firstDay, morning),
    log: progress.line,
  });
  try {
    await loadPolicy(stack);
    await stack.startHost();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

function daysOf(
  stack: Stack,
  api: WebApi,
  run: { plan: Plan; history: ReturnType<typeof historyOf>; options: Options; progress: Progress },
): DayRunner {
  const { plan, history, options, progress } = run;
  return dayRunner({
    firstDay: plan.firstDay,
    lastDone: lastDayDone(stack.folder),
    async runOne(day, { index, count }, onWaiting) {
      const onWait = async (): Promise<void> => {
        // People in the CRM want to know; a run that ends by itself is not slowed down by asking.
        if (!options.once) onWaiting(await waitingIn(stack));
        await progress.working(day, index, count, () => waitingIn(stack));
      };
      await runDay(stack, day, history, {
        patienceMs,
        onWait,
        ...(!options.hold && { afterImport: () => releaseSending(api) }),
      });
      writeFileSync(join(stack.folder, 'last-day'), day);
      progress.line(`${day}  ${await dayInWords(api, day)}`);
    },
  });
}

/** The pages come first: the days can be watched there as they run. */
async function openCrm(stack: Stack, days: DayRunner, options: Options, progress: Progress): Promise<void> {
  const supervisor = await startSupervisor(days, supervisorPortOf(options.port));
  await stack.startCrm(supervisor);
  progress.line(`CRM     ${stack.addresses.crm}/`);
}

/** As a supervisor would: the first run plans, and sends once it is released. */
async function releaseSending(api: WebApi): Promise<void> {
  const held = await api.list<{ dun_companyid: string }>(
    'dun_companies?$select=dun_companyid&$filter=dun_released eq false',
  );
  for (const { dun_companyid } of held)
    await api.update(`dun_companies(${dun_companyid})`, { dun_released: true });
}

async function waitingIn(stack: Stack): Promise<string> {
  type Bus = { queues: Record<string, { active: number; locked: number }> };
  const { queues } = await stack.state<Bus>('servicebus').catch((error: unknown): Bus => {
    // The bus is being started again: what waits in it is not known for a moment.
    if (error instanceof PartUnreachable) return { queues: {} };
    throw error;
  });
  return Object.entries(queues)
    .filter(([, { active, locked }]) => active + locked > 0)
    .map(([name, { active, locked }]) => `${name} ${active + locked}`)
    .join(', ');
}

async function dayInWords(api: WebApi, day: string): Promise<string> {
  const count = async (set: string, filter: string): Promise<number> =>
    (await api.list(`${set}?$select=createdon&$filter=${filter}`)).length;
  const [run] = await api.list<Record<string, number | null>>(
    `dun_syncruns?$select=dun_rowsread,dun_created,dun_updated,dun_closed,dun_rowsrejected&$filter=dun_ledgerason eq ${day}`,
  );
  const read = run
    ? `${run['dun_rowsread']} rows read, ${run['dun_created']} new, ${run['dun_updated']} changed, ${run['dun_closed']} closed, ${run['dun_rowsrejected']} set aside`
    : 'no drop';
  const done = await count('dun_collectionactions', `dun_executedon eq ${day}`);
  return `${read}; ${await count('dun_debtors', `dun_evaluatedon eq ${day}`)} debtors evaluated, ${done} actions carried out`;
}

function lastDayDone(folder: string): string | undefined {
  const file = join(folder, 'last-day');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function addressesOf({ addresses }: Stack, options: Options): string {
  const crm = options.once ? '' : `CRM     ${addresses.crm}/\n`;
  return `${crm}Web API ${addresses.dataverse}/api/data/v9.2/\nOutbox  ${addresses.outbox}/  (mails, letters, SMS)`;
}

function stopOnSignal(stack: Stack, progress: Progress): { requested: Promise<void>; now(): Promise<void> } {
  let stopped: Promise<void> | undefined;
  const now = (): Promise<void> => (stopped ??= stack.stop());
  const requested = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        progress.line('Stopping …');
        void now().then(() => {
          resolve();
          process.exit(0);
        });
      });
    }
  });
  return { requested, now };
}

function exitCodeOf(error: unknown, options: Options | undefined): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (isPortTaken(error) && options) {
    process.stderr.write(
      `${error.message}\nChoose other ports with --port N; ${options.port} to ${lastPortOf(options.port)} were asked for.\n`,
    );
    return 1;
  }
  if (error instanceof SourceError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (error instanceof DropRefused) {
    process.stderr.write(`The export was refused and nothing of it was taken: ${error.message}\n`);
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

/** By a part of its own, or by this process for its supervisor. */
function isPortTaken(error: unknown): error is Error {
  if (error instanceof PartFailed) return error.exitCode === 3;
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

let options: Options | 'help' | undefined;
try {
  options = readOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(usage);
  else await main(options);
} catch (error) {
  process.exitCode = exitCodeOf(error, options === 'help' ? undefined : options);
}
