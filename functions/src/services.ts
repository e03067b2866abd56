/** The one place where the outside world is composed: clock, Dataverse, bus, sinks. Everything else takes it as an argument. */
import { instantOfMilliseconds, type Instant } from '@dunlin/shared/dates/instant';
import { extensions, tables } from '@dunlin/shared/tables/index';
import { stepsOfTable } from '@dunlin/shared/tables/steps';
import { DefaultAzureCredential } from '@azure/identity';
import { connectBus, type Bus } from './bus/bus.ts';
import { createEmailSender, type EmailSender } from './channels/email.ts';
import { createLetterPrinter, type LetterPrinter } from './channels/letter.ts';
import { createSmsSender, type SmsSender } from './channels/sms.ts';
import { connectDataverse, type Dataverse } from './dataverse/client.ts';
import { dataverseTokens } from './dataverse/credential.ts';
import { policyStore, type PolicyStore } from './policy/policy-store.ts';
import { readSettings, type Settings } from './settings.ts';

export type Services = {
  readonly settings: Settings;
  readonly now: () => Instant;
  readonly dataverse: Dataverse;
  readonly bus: Bus;
  readonly policies: PolicyStore;
  readonly email: EmailSender;
  readonly letters: LetterPrinter;
  readonly sms: SmsSender;
};

/** Entity set → table. */
const tableNames: ReadonlyMap<string, string> = new Map(
  [...Object.values(tables), ...extensions].map(({ set, name }) => [set, name]),
);

let composed: Services | undefined;

/** Composed at the first call, so that loading the app needs no settings. */
export function services(): Services {
  composed ??= compose(readSettings(process.env));
  return composed;
}

function compose(settings: Settings): Services {
  const now = (): Instant => instantOfMilliseconds(Date.now());
  const dataverse = connectDataverse({
    url: settings.DATAVERSE_URL,
    getToken: dataverseTokens(settings.DATAVERSE_URL),
    maxInFlight: settings.DATAVERSE_CONCURRENCY,
    sliceRows: 1000,
    // What the app writes itself must not come back to it as an event.
    bypassStepIds: (set) => stepsOfTable(tableNames.get(set) ?? ''),
  });
  return {
    settings,
    now,
    dataverse,
    bus: connectBus(
      settings.ServiceBus !== undefined
        ? { connectionString: settings.ServiceBus }
        : {
            namespace: settings.ServiceBus__fullyQualifiedNamespace ?? '',
            credential: new DefaultAzureCredential(),
          },
    ),
    policies: policyStore(dataverse, () => Date.now()),
    email: createEmailSender({ smtpUrl: settings.SMTP_URL }),
    letters: createLetterPrinter({ folder: settings.PRINT_FOLDER }),
    sms: createSmsSender({
      gatewayUrl: settings.SMS_GATEWAY_URL,
      ...(settings.SMS_GATEWAY_KEY !== undefined && { apiKey: settings.SMS_GATEWAY_KEY }),
    }),
  };
}
