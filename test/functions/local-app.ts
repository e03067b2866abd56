/**
 * The app's services over a Dataverse of their own: the local one with the packed solution and the starter policy, asked with the app's own
 * rights. The app's clock stands where a test puts it, that of Dataverse goes on from where the test starts; messages, mails, letters and
 * SMS are kept instead of sent.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { instant, millisecondsOf } from '@dunlin/shared/dates/instant';
import { queues, receivableChanges } from '@dunlin/shared/messages/messages';
import type { Outgoing } from '../../functions/src/bus/bus.ts';
import type { EffectResult } from '../../functions/src/channels/effect.ts';
import { connectDataverse, type Dataverse } from '../../functions/src/dataverse/client.ts';
import { evaluateDebtors } from '../../functions/src/evaluateDebtors.ts';
import { importReceivables } from '../../functions/src/importReceivables.ts';
import { policyStore } from '../../functions/src/policy/policy-store.ts';
import { publishForgotten } from '../../functions/src/policy/publish-version.ts';
import type { Services } from '../../functions/src/services.ts';
import { readSettings } from '../../functions/src/settings.ts';
import { takeDrops, type DropResult } from '../../functions/src/import/take-drops.ts';
import { writeClockFile } from '../../local/clock.ts';
import { Client, tokenOf } from '../../local/dataverse/fixtures/server.ts';
import { startDataverse, type RunningDataverse } from '../../local/dataverse/start.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { load } from '../../solution/load.ts';
import { provision } from '../../solution/provision.ts';
import { zipPath } from '../../solution/paths.ts';

const appId = '7d0f8b1e-52a4-4d0e-9a56-0f6f2f0c9e01';

export type Sent = { readonly queue: string } & Outgoing;

export type LocalApp = {
  readonly services: Services;
  /** As an administrator sees and changes rows. */
  readonly admin: Client;
  readonly dropFolder: string;
  /** What was put on the queues and not taken off by `imported` or `evaluated`. */
  readonly sent: Sent[];
  /** What the sinks were given, as `sms +4915112345678`. */
  readonly effects: string[];
  setNow(text: string): void;
  /** Takes the drops in the folder and works off every message of their import. */
  imported(): Promise<readonly DropResult[]>;
  /** Works off the evaluations that wait. */
  evaluated(): Promise<void>;
  stop(): Promise<void>;
};

/** @param dataverseOf lets a test stand between the app and Dataverse */
export async function startLocalApp(
  startsAt: string,
  dataverseOf: (dataverse: Dataverse) => Dataverse = (dataverse) => dataverse,
): Promise<LocalApp> {
  const folder = tempFolder('app');
  const dropFolder = join(folder, 'erp');
  mkdirSync(dropFolder);
  cpSync(await (prepared ??= prepare()), join(folder, 'dataverse'), { recursive: true });
  const clock = join(folder, 'clock.json');
  writeClockFile(clock, millisecondsOf(instant(startsAt)) - Date.now());
  const running = await startDataverseOn(join(folder, 'dataverse'), clock);
  const url = `http://127.0.0.1:${running.port}`;
  const admin = new Client(running.port, await tokenOf(running.port, 'admin@local'));
  let now = instant(startsAt);
  const sent: Sent[] = [];
  const effects: string[] = [];
  const take = (effect: string): Promise<EffectResult> => {
    effects.push(effect);
    return Promise.resolve({ kind: 'sent', receipt: `taken ${effects.length}` });
  };
  const appToken = await tokenOf(running.port, 'app@local');
  const dataverse = dataverseOf(connectDataverse({ url, getToken: () => Promise.resolve(appToken) }));
  const store = policyStore(dataverse, () => millisecondsOf(now));
  const services: Services = {
    settings: readSettings({
      DATAVERSE_URL: url,
      ServiceBus: 'Endpoint=sb://127.0.0.1',
      DROP_FOLDER: dropFolder,
      PRINT_FOLDER: folder,
      SMTP_URL: 'smtp://127.0.0.1',
      SMS_GATEWAY_URL: 'http://127.0.0.1/sms',
    }),
    now: () => now,
    dataverse,
    bus: {
      send: (queue, messages) => {
        sent.push(...messages.map((message) => ({ queue, ...message })));
        return Promise.resolve();
      },
    },
    // Every look at the policies is a new one.
    policies: {
      ...store,
      all() {
        store.forget();
        return store.all();
      },
      ofCompany(id) {
        store.forget();
        return store.ofCompany(id);
      },
    },
    email: { send: (_bytes, { to }) => take(`mail ${to}`) },
    letters: { print: (_bytes, { dispatchId }) => take(`letter ${dispatchId}`) },
    sms: { send: ({ to }) => take(`sms ${to}`) },
  };
  await publishForgotten(services);
  const takeOff = (queue: string): Sent | undefined => {
    const at = sent.findIndex((message) => message.queue === queue);
    return at < 0 ? undefined : sent.splice(at, 1)[0];
  };
  return {
    services,
    admin,
    dropFolder,
    sent,
    effects,
    setNow: (text) => (now = instant(text)),
    async imported() {
      const results = await takeDrops(services);
      for (let next = takeOff(queues.receivableChanges); next; next = takeOff(queues.receivableChanges)) {
        await importReceivables(services, receivableChanges.parse(next.body));
      }
      return results;
    },
    async evaluated() {
      for (let next = takeOff(queues.evaluations); next; next = takeOff(queues.evaluations)) {
        await evaluateDebtors(services, next.body as Parameters<typeof evaluateDebtors>[1]);
      }
    },
    stop: () => running.stop(),
  };
}

/** Solution and policy are loaded once for a test file; every app starts from a copy. */
let prepared: Promise<string> | undefined;

async function prepare(): Promise<string> {
  const data = tempFolder('loaded');
  const running = await startDataverseOn(data);
  const environment = {
    url: `http://127.0.0.1:${running.port}`,
    token: await tokenOf(running.port, 'admin@local'),
    report: () => undefined,
  };
  await provision({ ...environment, applicationId: appId });
  await load({ ...environment, overwrite: false, users: false });
  await running.stop();
  return data;
}

function startDataverseOn(data: string, clock?: string): Promise<RunningDataverse> {
  return startDataverse({ port: 0, data, clock, solutions: [zipPath], appId, limits: false });
}

/** Minutes after an instant, as the clock of `LocalApp` takes it. */
export function minutesLater(text: string, minutes: number): string {
  return new Date(millisecondsOf(instant(text)) + minutes * 60_000).toISOString();
}
