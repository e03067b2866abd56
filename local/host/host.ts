/**
 * The local Functions host: loads a compiled Azure Functions app (programming model v4) unchanged and runs its timer, HTTP and Service Bus
 * triggers on this machine. What the real host would not do, and what this one cannot, is refused at the start by name.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalClock } from '../clock.ts';
import { Activity } from './activity.ts';
import { hooksOf } from './core-module.ts';
import { createDeliver } from './deliver.ts';
import type { QueueFunction } from './deliver.ts';
import { planFunction } from './functions.ts';
import type { LoadedFunction } from './functions.ts';
import { parseHostJson } from './host-json.ts';
import { createHttpServer } from './http.ts';
import type { HttpFunction } from './http.ts';
import { createInvoke } from './invoke.ts';
import { loadKeys } from './keys.ts';
import { loadApp } from './load-app.ts';
import { installLocalDate } from './local-date.ts';
import { stackOf, writeLog } from './log.ts';
import { listenToQueue } from './queue-listeners.ts';
import type { Listener } from './queue-listeners.ts';
import { sendAtOnce } from './send-at-once.ts';
import { ServiceBusConnections } from './service-bus-connections.ts';
import { readSettings } from './settings.ts';
import { Timers } from './timers.ts';
import type { TimerFunction } from './timers.ts';

export type HostOptions = {
  /** 0 for a free port. */
  readonly port: number;
  /** Folder of what must survive: keys and the last runs of timers. */
  readonly data: string;
  /** Clock file of the machine's stand-ins. */
  readonly clock: string;
  /** Folder of the app, with package.json and host.json. */
  readonly app: string;
  /** File with the app settings. */
  readonly settings: string;
};

export type LocalHost = {
  readonly port: number;
  readonly functionKey: string;
  /** Begins to fire timers and to take messages. */
  readonly run: () => void;
  /** Takes nothing new, waits ten seconds at most for what is running, and closes. */
  readonly stop: () => Promise<void>;
};

/** What the worker ends with when the app cannot be trusted any more: whoever started the host starts it again. */
export const EXIT_RESTART = 70;
const LONGEST_STOP_MS = 10_000;
/** How long the connections get to say goodbye: a broker that is down does not answer. */
const CLOSE_MS = 1000;

/**
 * Takes this process over: sets its environment and its `Date`, and ends it when the app leaves an error unhandled or runs too long.
 * @throws HostRefusal when the app asks for something this host does not run; an EADDRINUSE error when the port is taken.
 */
export async function startHost({
  port,
  data,
  clock: clockFile,
  app: folder,
  settings: settingsFile,
}: HostOptions): Promise<LocalHost> {
  const settings = readSettings(settingsFile);
  Object.assign(process.env, settings);
  const clock = new LocalClock(clockFile);
  installLocalDate(() => clock.now());
  endOnUnhandledErrors();
  sendAtOnce();
  mkdirSync(data, { recursive: true });

  const hostJson = parseHostJson(JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')), settings);
  const { model, registrations } = await loadApp(resolve(folder));
  const functions = registrations.map((registration) =>
    planFunction(registration, settings, hostJson.routePrefix),
  );

  const activity = new Activity();
  const connections = new ServiceBusConnections();
  const keys = loadKeys(join(data, 'keys.json'));
  const invoke = createInvoke({
    model,
    functionTimeoutMs: hostJson.functionTimeoutMs,
    onTimeout: (name) =>
      endForRestart(
        name,
        `ran longer than ${hostJson.functionTimeoutMs / 1000} s, the functionTimeout of host.json`,
      ),
    send: (output, value) => connections.send(output, value),
  });
  const timers = new Timers({
    functions: functions.filter(isTimer),
    invoke,
    activity,
    path: join(data, 'timers.json'),
    now: () => clock.now(),
  });

  const http = createHttpServer({
    functions: functions.filter(isHttp),
    invoke,
    activity,
    keys,
    state: () => stateOf(activity, timers, clock.now()),
    reloadClock: () => {
      clock.reload();
      timers.clockMoved();
    },
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  const deliver = createDeliver({
    invoke,
    activity,
    maxAutoLockRenewalMs: hostJson.serviceBus.maxAutoLockRenewalMs,
  });
  const listeners: Listener[] = [];

  return {
    port: (http.address() as AddressInfo).port,
    functionKey: keys.function,
    run: () => {
      timers.start();
      for (const target of functions.filter(isQueue)) {
        const client = connections.clientOf(target.trigger.connectionString);
        listeners.push(listenToQueue({ target, client, deliver, options: hostJson.serviceBus }));
      }
    },
    stop: async () => {
      timers.stop();
      http.close();
      const taken = Promise.all(listeners.map((listener) => listener.stop())).then(() => activity.idle());
      const inTime = await Promise.race([taken.then(() => true), delay(LONGEST_STOP_MS, false)]);
      if (!inTime) writeLog('warning', 'host', `${activity.running} invocations were cut off by the stop.`);
      for (const hook of hooksOf('appTerminate')) await hook({ hookData: {} });
      http.closeAllConnections();
      await Promise.race([connections.close(), delay(CLOSE_MS)]);
    },
  };
}

/** `finished` only grows: two equal readings around one of the broker's state mean that nothing ran in between. */
function stateOf(activity: Activity, timers: Timers, now: number): object {
  const nextTimerAt = timers.nextAt();
  return {
    quiet: activity.running === 0 && (nextTimerAt === undefined || nextTimerAt > now),
    running: activity.running,
    finished: activity.finished,
    ...(nextTimerAt !== undefined && { nextTimerAt: new Date(nextTimerAt).toISOString() }),
  };
}

function endOnUnhandledErrors(): void {
  process.on('uncaughtException', (error) => endForRestart('host', `unhandled error: ${stackOf(error)}`));
  process.on('unhandledRejection', (reason) =>
    endForRestart('host', `unhandled rejection: ${stackOf(reason)}`),
  );
}

function endForRestart(source: string, reason: string): never {
  writeLog('critical', source, `${reason}. The host ends with code ${EXIT_RESTART}, to be started again.`);
  process.exit(EXIT_RESTART);
}

function isTimer(target: LoadedFunction): target is TimerFunction {
  return target.trigger.kind === 'timer';
}

function isHttp(target: LoadedFunction): target is HttpFunction {
  return target.trigger.kind === 'http';
}

function isQueue(target: LoadedFunction): target is QueueFunction {
  return target.trigger.kind === 'queue';
}
