/** Writes the segments found in a company's data as proposed rows (npm run segments:propose -- --url … --token-command … --company DEMO). */
import { execSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { instantOfMilliseconds } from '@dunlin/shared/dates/instant';
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { ruleText } from '@dunlin/shared/segments/rule-text';
import { connectDataverse } from './src/dataverse/client.ts';
import { policyStore } from './src/policy/policy-store.ts';
import { proposeForCompany, type Proposal } from './src/segments/propose-segments.ts';

const usage = `Usage: npm run segments:propose -- --url https://<org>.crm4.dynamics.com --token-command "<command>" --company CODE

  --url URL               the environment
  --token-command CMD     prints a bearer token of somebody who may write segments, for example
                          az account get-access-token --resource https://<org>.crm4.dynamics.com --query accessToken -o tsv
                          without it the token is taken from the environment, as DATAVERSE_TOKEN
  --company CODE          whose debtors are looked at
  --on YYYY-MM-DD         as on this day; today without it`;

type Options = {
  readonly url: string;
  readonly token: string;
  readonly company: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};

async function main(): Promise<void> {
  const options = parseOptions();
  if (options === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    const dataverse = connectDataverse({ url: options.url, getToken: () => Promise.resolve(options.token) });
    const services = {
      dataverse,
      policies: policyStore(dataverse, () => options.now),
      now: () => instantOfMilliseconds(options.now),
    };
    console.log(inWords(await proposeForCompany(services, options.company)));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function inWords({ observed, segments, kept }: Proposal): string {
  const lines = segments.map(
    ({ code, name, rule, debtors }) =>
      `${String(debtors).padStart(6)}  ${name} (${code})\n${ruleText(rule).replace(/^/gm, '          ')}`,
  );
  const left = kept.length === 0 ? [] : [`Left as they are: ${kept.join(', ')}`];
  return [`${observed} debtors, ${segments.length} segments proposed`, ...lines, ...left].join('\n');
}

/** Undefined when the options make no sense. */
function parseOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string' },
        'token-command': { type: 'string' },
        company: { type: 'string' },
        on: { type: 'string' },
      },
    });
    const { url, company, on } = values;
    // At noon it is that day almost everywhere.
    const now = on === undefined ? Date.now() : Date.parse(`${isoDate(on)}T12:00:00Z`);
    const token = tokenFrom(values['token-command']);
    return url === undefined || company === undefined || token === undefined
      ? undefined
      : { url, company, token, now };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

/** Never on the command line, which everybody on the machine can read. */
function tokenFrom(command: string | undefined): string | undefined {
  return command === undefined
    ? process.env['DATAVERSE_TOKEN']
    : execSync(command, { encoding: 'utf8' }).trim();
}

await main();
