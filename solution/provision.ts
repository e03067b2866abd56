/**
 * Makes an environment that has the solution ready for the app (npm run solution:provision -- --url … --token-command …): keys, service
 * endpoint and steps, queues, the app's user. Safe to repeat; says of each what it found and did, and what is left for somebody to do.
 */
import { parseArgs } from 'node:util';
import { secretFrom } from './load/secret-from.ts';
import { webApi } from './load/web-api.ts';
import { registerEndpoint, type ServiceBus } from './provision/endpoint.ts';
import { refused, type Finding, type Step } from './provision/finding.ts';
import { makeKeysActive } from './provision/keys.ts';
import { checkAuditing, checkCurrencies, checkLanguages } from './provision/organization.ts';
import { makeApplicationUser, makeQueues } from './provision/people.ts';
import { findSolution } from './provision/solution-row.ts';
import { registerSteps } from './provision/steps.ts';
import { sendRule } from './schema/steps.ts';

const usage = `Usage: npm run solution:provision -- --url https://<org>.crm4.dynamics.com --token-command "<command>" [options]

  --url URL                      the environment
  --token-command CMD            prints a bearer token for it, for example
                                 az account get-access-token --resource https://<org>.crm4.dynamics.com --query accessToken -o tsv
                                 without it the token is taken from the environment, as DATAVERSE_TOKEN
  --app-id GUID                  application (client) id the Functions app signs in with: gets its user and its roles
  --service-bus NAMESPACE        where events are posted, as sb://<name>.servicebus.windows.net/
  --service-bus-key-command CMD  prints the key of its rule ${sendRule}; without it the key is taken from the environment, as SERVICE_BUS_KEY
  --replace-key                  set the key although there is one: it was changed at the bus
  --currencies CODES             those of the ledger, as EUR,HUF
  --patience SECONDS             how long to wait for the indexes of keys; 900 without it`;

export type ProvisionOptions = {
  readonly url: string;
  readonly token: string;
  readonly applicationId?: string;
  readonly serviceBus?: ServiceBus;
  readonly currencies?: readonly string[];
  readonly patienceSeconds?: number;
  /** Told each finding, one line each, and under it what is left to do. */
  readonly report: (line: string) => void;
};

/** @returns whether nothing is missing. @throws when the environment does not answer */
export async function provision(options: ProvisionOptions): Promise<boolean> {
  const api = webApi(options.url, options.token);
  const patience = { seconds: options.patienceSeconds ?? 900, betweenLooks: 5 };
  const findings: Finding[] = [];
  const make = async ({ name, make: work }: Step): Promise<boolean> => {
    const found = await work(api).catch((error: unknown) => [refused(error)]);
    for (const finding of found) tell(name, finding, options.report);
    findings.push(...found);
    return found.every(({ kind }) => kind !== 'missing');
  };
  // Without the solution every other step would name all of its tables as missing.
  if (!(await make({ name: 'solution', make: findSolution }))) return false;
  const steps: readonly Step[] = [
    { name: 'keys', make: (on) => makeKeysActive(on, patience) },
    { name: 'service endpoint', make: (on) => registerEndpoint(on, options.serviceBus) },
    { name: 'steps', make: registerSteps },
    { name: 'queues', make: makeQueues },
    { name: 'application user', make: (on) => makeApplicationUser(on, options.applicationId) },
    { name: 'currencies', make: (on) => checkCurrencies(on, options.currencies ?? []) },
    { name: 'languages', make: checkLanguages },
    { name: 'auditing', make: checkAuditing },
  ];
  for (const step of steps) await make(step);
  return findings.every(({ kind }) => kind !== 'missing');
}

function tell(name: string, finding: Finding, report: (line: string) => void): void {
  report(`${finding.kind === 'missing' ? 'MISSING ' : ''}${name}: ${finding.text}`);
  if (finding.kind !== 'ready')
    report(`  ${finding.kind === 'note' ? 'if wanted' : 'remedy'}: ${finding.remedy}`);
}

async function main(): Promise<void> {
  const options = parseOptions();
  if (options === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    if (!(await provision(options))) process.exitCode = 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** Undefined when the options make no sense. */
function parseOptions(): ProvisionOptions | undefined {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string' },
        'token-command': { type: 'string' },
        'app-id': { type: 'string' },
        'service-bus': { type: 'string' },
        'service-bus-key-command': { type: 'string' },
        'replace-key': { type: 'boolean', default: false },
        currencies: { type: 'string' },
        patience: { type: 'string' },
      },
    });
    const token = secretFrom(values['token-command'], 'DATAVERSE_TOKEN');
    if (values.url === undefined || token === undefined) return undefined;
    const key = secretFrom(values['service-bus-key-command'], 'SERVICE_BUS_KEY');
    return {
      url: values.url,
      token,
      ...(values['app-id'] !== undefined && { applicationId: guid(values['app-id']) }),
      ...(values['service-bus'] !== undefined && {
        serviceBus: {
          namespace: namespaceAddress(values['service-bus']),
          ...(key !== undefined && { key }),
          replaceKey: values['replace-key'],
        },
      }),
      ...(values.currencies !== undefined && { currencies: values.currencies.split(',').map(currencyCode) }),
      ...(values.patience !== undefined && { patienceSeconds: seconds(values.patience) }),
      report: (line) => console.log(line),
    };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

function guid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new RangeError(`--app-id: ${text} is no GUID`);
  return text;
}

/** A connection string is refused too: it holds a key, and everybody on the machine can read the command line. */
function namespaceAddress(text: string): string {
  if (!/^sb:\/\/[\w.-]+(:\d+)?\/?$/.test(text))
    throw new RangeError('--service-bus: give the address alone, as sb://<name>.servicebus.windows.net/');
  return text.endsWith('/') ? text : `${text}/`;
}

function currencyCode(text: string): string {
  if (!/^[A-Z]{3}$/.test(text)) throw new RangeError(`--currencies: ${text} is no currency code, as EUR`);
  return text;
}

function seconds(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new RangeError(`--patience: ${text} is no number of seconds`);
  return Number(text);
}

if (import.meta.main) await main();
