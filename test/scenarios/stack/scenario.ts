/**
 * A whole stack for a story: the real processes on free ports with a folder of their own, the starter policy loaded, the clock standing
 * at the night before the first day.
 */
import { cpSync, rmSync } from 'node:fs';
import { tempFolder } from '../../../local/fixtures/temp-folder.ts';
import { advanceTo, untilQuiet } from '../../../local/start/advance.ts';
import { instantOn } from '../../../local/start/day.ts';
import { loadPolicy } from '../../../local/start/load-policy.ts';
import { runDay } from '../../../local/start/run-day.ts';
import { startStack, type Stack } from '../../../local/start/stack.ts';
import { webApiAs, type WebApi } from '../../../local/start/web-api.ts';
import type { ErpHistory } from '../../../local/erp/history.ts';
import { freePorts } from './free-ports.ts';

export const supervisor = 'sam.supervisor@demo.example';
export const collector = 'clara.collector@demo.example';

/** How long a story may take. Generous: a slow machine is no failure. */
export const patienceMs = 300_000;

/** How long one wait of a story may last: shorter, so that what was waited for in vain is told. */
export const waitMs = 120_000;

export type Scenario = {
  readonly stack: Stack;
  /** The administrator's view of the Web API. */
  readonly api: WebApi;
  apiAs(user: string): Promise<WebApi>;
  /** What the supervisor of the processes said, for example that a part was started again. */
  readonly log: readonly string[];
  /** The ERP's drop of the day, if there is one, and its work until all is quiet in the evening. */
  day(day: string, history: ErpHistory): Promise<void>;
  /** Lets time pass to a time of day in UTC, doing everything that falls due on the way. */
  until(day: string, time: string): Promise<void>;
  untilQuiet(): Promise<void>;
  stop(): Promise<void>;
};

export async function startScenario(options: {
  readonly startsOn: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** As `npm start --hold`: nothing is released. */
  readonly hold?: boolean;
  /** Whether Dataverse protects itself. Its limits are those of real minutes, in which weeks pass here. */
  readonly limits?: boolean;
  /** What Dataverse does otherwise than is assumed, by name. */
  readonly otherwise?: readonly string[];
}): Promise<Scenario> {
  const folder = tempFolder('scenario');
  const otherwise = options.otherwise && { otherwise: options.otherwise };
  cpSync(await loadedFolder({ startsOn: options.startsOn, ...otherwise }), folder, { recursive: true });
  const log: string[] = [];
  const stack = await startStack({
    folder,
    port: await freePorts(),
    startAt: instantOn(options.startsOn, '01:00'),
    ...(options.settings && { settings: options.settings }),
    ...(options.limits !== undefined && { limits: options.limits }),
    ...otherwise,
    lockSeconds: 10,
    log: (text) => log.push(text),
  });
  try {
    await stack.startHost();
    if (options.hold !== true) await release(await webApiAs(stack, supervisor));
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return {
    stack,
    api: await webApiAs(stack, 'admin@local'),
    apiAs: (user) => webApiAs(stack, user),
    log,
    day: (day, history) => runDay(stack, day, history, { patienceMs: waitMs }),
    until: (day, time) => advanceTo(stack, instantOn(day, time), { patienceMs: waitMs }),
    untilQuiet: async () => void (await untilQuiet(stack, waitMs)),
    async stop() {
      await stack.stop();
      // A test file tells many stories; their folders need not wait for the end of the run.
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As a supervisor does it: the first run plans, and sends once the company is released. */
export async function release(api: WebApi): Promise<void> {
  for (const { dun_companyid } of await api.list<{ dun_companyid: string }>(
    'dun_companies?$select=dun_companyid',
  )) {
    await api.update(`dun_companies(${dun_companyid})`, { dun_released: true });
  }
}

type Start = { readonly startsOn: string; readonly otherwise?: readonly string[] };

const loaded = new Map<string, Promise<string>>();

/** Solution and policy are loaded once for a test file; every story starts from a copy. */
function loadedFolder(start: Start): Promise<string> {
  const key = JSON.stringify(start);
  const known = loaded.get(key);
  if (known) return known;
  const folder = load(start);
  loaded.set(key, folder);
  return folder;
}

async function load({ startsOn, ...otherwise }: Start): Promise<string> {
  const folder = tempFolder('loaded');
  const stack = await startStack({
    folder,
    port: await freePorts(),
    startAt: instantOn(startsOn, '01:00'),
    ...otherwise,
    log: () => undefined,
  });
  try {
    await loadPolicy(stack);
  } finally {
    await stack.stop();
  }
  return folder;
}
