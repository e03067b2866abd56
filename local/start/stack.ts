/** The parts of one machine's Dunlin, started in order: bus, Dataverse, outbox, then the app on its host. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPart, type Part, type RunningPart } from './child.ts';
import { writeClockFile } from '../clock.ts';
import { portsUsed } from './options.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The application user the app signs in as. */
export const appId = '3c1f7f3e-6d0b-4b57-8f0b-6f5b1f0a7a11';

/** A part does not answer; its supervisor starts it again when it died. */
export class PartUnreachable extends Error {
  constructor(part: string, options: ErrorOptions) {
    super(`${part} does not answer`, options);
  }
}

export type Stack = {
  readonly folder: string;
  readonly dropFolder: string;
  readonly addresses: {
    readonly dataverse: string;
    readonly outbox: string;
    readonly host: string;
    readonly crm: string;
    readonly serviceBus: string;
  };
  readonly functionKey: () => string;
  readonly parts: readonly RunningPart[];
  /** @throws PartUnreachable while the part is being started again. */
  state<T>(part: keyof typeof controlPorts): Promise<T>;
  /** Milliseconds since 1970 on the local clock. */
  now(): number;
  /** Moves the clock of every part; only forwards. */
  setClock(milliseconds: number): Promise<void>;
  startHost(): Promise<void>;
  /** Starts the pages people work in; with a supervisor they can run the next day. */
  startCrm(supervisor?: { readonly address: string; readonly key: string }): Promise<void>;
  stop(): Promise<void>;
};

const ports = {
  dataverse: 0,
  serviceBus: 1,
  serviceBusControl: 2,
  host: 3,
  outbox: 4,
  smtp: 5,
  crm: 6,
  supervisor: 7,
} as const;
const controlPorts = {
  dataverse: ports.dataverse,
  servicebus: ports.serviceBusControl,
  host: ports.host,
  outbox: ports.outbox,
} as const;

/**
 * Without limits V8 lets garbage grow as long as the machine has room. With these all parts together stay below 1 GB with 50,000 open
 * receivables (`npm run bench -- scale`), and the host can still read a drop of half a million rows, which takes 300 MB.
 */
const heaps = {
  servicebus: { youngMb: 2, oldMb: 256 },
  dataverse: { youngMb: 8, oldMb: 512 },
  outbox: { youngMb: 2, oldMb: 256 },
  host: { youngMb: 8, oldMb: 768 },
  crm: { youngMb: 2, oldMb: 96 },
} as const;

const queues = [
  { name: 'receivable-changes', requiresSession: true },
  { name: 'evaluations', requiresSession: true },
  { name: 'dispatches' },
  { name: 'dataverse-events' },
];

const schedules = {
  SYNC_SCHEDULE: '0 0 4 * * *',
  PLAN_SCHEDULE: '0 30 4 * * *',
  SWEEP_SCHEDULE: '0 0 13 * * *',
};

export async function startStack(options: {
  readonly folder: string;
  readonly port: number;
  /** Where the clock starts when the folder is new, in milliseconds since 1970. */
  readonly startAt: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly limits?: boolean;
  /** What Dataverse does otherwise than is assumed (local/dataverse/assumptions.ts), by name. */
  readonly otherwise?: readonly string[];
  /** How long a message stays locked when its receiver dies; without it as Service Bus does, a minute. */
  readonly lockSeconds?: number;
  readonly log: (text: string) => void;
}): Promise<Stack> {
  const { folder, port, log } = options;
  const at = (...path: string[]): string => join(folder, ...path);
  const dropFolder = at('erp');
  for (const path of [dropFolder, at('print'), at('logs')]) mkdirSync(path, { recursive: true });
  const clockFile = at('clock.json');
  if (!existsSync(clockFile)) writeClockFile(clockFile, options.startAt - Date.now());
  let offset = (JSON.parse(readFileSync(clockFile, 'utf8')) as { offsetMs: number }).offsetMs;
  const lock = options.lockSeconds === undefined ? {} : { lockDurationSeconds: options.lockSeconds };
  writeFileSync(at('queues.json'), JSON.stringify(queues.map((queue) => ({ ...queue, ...lock }))));

  const url = (offsetOfPort: number): string => `http://127.0.0.1:${port + offsetOfPort}`;
  const serviceBus = `Endpoint=sb://127.0.0.1:${port + ports.serviceBus};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true`;
  const part = (
    name: keyof typeof heaps,
    args: Readonly<Record<string, string | number | true>>,
    env?: NodeJS.ProcessEnv,
  ): Part => ({
    name,
    script: join(repository, 'local', name, 'main.ts'),
    args: [
      ...Object.entries(args).flatMap(([option, value]) =>
        value === true ? [`--${option}`] : [`--${option}`, String(value)],
      ),
      ...['--data', at(name), '--clock', clockFile],
    ],
    heap: heaps[name],
    logFile: at('logs', `${name}.log`),
    ...(env && { env }),
  });
  const parts: RunningPart[] = [];
  const start = async (one: Part): Promise<RunningPart> => {
    const running = await startPart(one, log);
    parts.push(running);
    return running;
  };
  const stop = async (): Promise<void> => {
    for (const running of parts) running.expectEnd();
    for (const running of parts.toReversed()) await running.stop();
  };

  let functionKey = '';
  try {
    await start(
      part('servicebus', {
        port: port + ports.serviceBus,
        'control-port': port + ports.serviceBusControl,
        queues: at('queues.json'),
      }),
    );
    const dataverse = await start(
      part('dataverse', {
        port: port + ports.dataverse,
        solution: join(repository, 'dist/Dunlin.zip'),
        'app-id': appId,
        servicebus: serviceBus,
        ...(options.limits === false && { 'no-limits': true as const }),
        ...(options.otherwise && { otherwise: options.otherwise.join(',') }),
      }),
    );
    await start(
      part('outbox', { port: port + ports.outbox, 'smtp-port': port + ports.smtp, letters: at('print') }),
    );
    writeFileSync(
      at('settings.json'),
      JSON.stringify({
        FUNCTIONS_WORKER_RUNTIME: 'node',
        IDENTITY_ENDPOINT: `${url(ports.dataverse)}/_local/identity/token`,
        IDENTITY_HEADER: String(dataverse.ready['identityHeader']),
        DATAVERSE_URL: url(ports.dataverse),
        ServiceBus: serviceBus,
        DROP_FOLDER: dropFolder,
        PRINT_FOLDER: at('print'),
        SMTP_URL: `smtp://127.0.0.1:${port + ports.smtp}`,
        SMS_GATEWAY_URL: `${url(ports.outbox)}/sms`,
        BUCKETS: '4',
        ...schedules,
        ...options.settings,
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }

  const reload = async (name: keyof typeof controlPorts): Promise<void> => {
    // A part that is just being started again reads the clock file by itself.
    await fetch(`${url(controlPorts[name])}/_local/clock`, { method: 'POST' }).catch(() => undefined);
  };
  return {
    folder,
    dropFolder,
    parts,
    addresses: {
      dataverse: url(ports.dataverse),
      outbox: url(ports.outbox),
      host: url(ports.host),
      crm: url(ports.crm),
      serviceBus,
    },
    functionKey: () => functionKey,
    async state<T>(name: keyof typeof controlPorts): Promise<T> {
      try {
        const response = await fetch(`${url(controlPorts[name])}/_local/state`);
        return (await response.json()) as T;
      } catch (cause) {
        throw new PartUnreachable(name, { cause });
      }
    },
    now: () => Date.now() + offset,
    async setClock(milliseconds) {
      const next = milliseconds - Date.now();
      if (next > offset) {
        offset = next;
        writeClockFile(clockFile, offset);
      }
      // The app's process comes last: when it acts on the new time, the others know it already.
      await Promise.all([reload('dataverse'), reload('outbox')]);
      await reload('servicebus');
      if (parts.some(({ name }) => name === 'host')) await reload('host');
    },
    async startHost() {
      const app = join(repository, 'functions');
      const running = await start(
        part('host', { port: port + ports.host, app, settings: at('settings.json') }),
      );
      functionKey = String(running.ready['functionKey']);
    },
    async startCrm(supervisor) {
      await start(
        part(
          'crm',
          {
            port: port + ports.crm,
            dataverse: url(ports.dataverse),
            outbox: url(ports.outbox),
            ...(supervisor && { supervisor: supervisor.address }),
          },
          supervisor && { SUPERVISOR_KEY: supervisor.key },
        ),
      );
    },
    stop,
  };
}

export function lastPortOf(port: number): number {
  return port + portsUsed - 1;
}

/** Where whoever started the stack listens to its own parts. */
export function supervisorPortOf(port: number): number {
  return port + ports.supervisor;
}
