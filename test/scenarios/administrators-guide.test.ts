/**
 * The administrators' guide followed word by word: its commands run in its order, in one shell, with the addresses of the local stand-ins in
 * the places of its names; `az` and `pac` are stand-ins that write down what they are told.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readSettings } from '../../functions/src/settings.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { advanceTo, untilQuiet } from '../../local/start/advance.ts';
import { instantOn } from '../../local/start/day.ts';
import { appId, startStack, type Stack } from '../../local/start/stack.ts';
import { adminToken, webApiAs, type WebApi } from '../../local/start/web-api.ts';
import { freePorts } from './stack/free-ports.ts';
import { ledgerOf } from './stack/ledger.ts';
import { messagesIn } from './stack/outbox.ts';
import { patienceMs, release, waitMs } from './stack/scenario.ts';
import { namesIn, shellBlocks } from './stack/shell-blocks.ts';
import { optionOf, standInTools, type Call, type StandInTools } from './stack/stand-in-tools.ts';
import { firm, ofFirm, ofPerson, person } from './stack/two-customers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = join(root, 'docs/guides/administrators.md');
const blocks = shellBlocks(guide);
const [names, ...commands] = blocks;
const today = '2026-03-02';

let folder: string;
let stack: Stack;
let api: WebApi;
let tools: StandInTools;
let standIns: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = tempFolder('guide');
  stack = await startStack({
    folder: join(folder, 'stack'),
    port: await freePorts(),
    startAt: instantOn(today, '01:00'),
    lockSeconds: 10,
    log: () => undefined,
  });
  api = await webApiAs(stack, 'admin@local');
  const path = (name: string): string => join(folder, name);
  for (const name of ['release', 'drop']) mkdirSync(path(name));
  // The solution is what the local Dataverse was started with, and the app is the one its host runs.
  copyFileSync(join(root, 'dist/Dunlin.zip'), path('release/Dunlin_managed.zip'));
  copyFileSync(join(root, 'solution/deployment-settings.json'), path('release/deployment-settings.json'));
  writeFileSync(path('release/functions.zip'), '');
  await ledgerOf([firm, person], () => [ofFirm, ofPerson]).drop(path('drop'), today);
  tools = standInTools(path('tools'), {
    'az account get-access-token': await adminToken(stack),
    'az servicebus namespace create': '{}',
    'az servicebus queue create': '{}',
    'az servicebus queue authorization-rule create': '{}',
    'az servicebus queue authorization-rule keys list': 'the key of the rule',
    'az servicebus namespace show': '/subscriptions/1/namespaces/local',
    'az role assignment create': '{}',
    'az functionapp config appsettings set': '{}',
    'az functionapp deployment source config-zip': '{}',
    'az functionapp keys list': '',
    'az functionapp stop': '',
    'az servicebus namespace delete': '',
    'pac auth create': '',
    'pac solution import': '',
    'pac solution delete': '',
  });
  standIns = {
    DATAVERSE_URL: stack.addresses.dataverse,
    FUNCTIONS_URL: stack.addresses.host,
    APP_ID: appId,
    RELEASE: path('release'),
    ERP_SHARE: stack.dropFolder,
    FIRST_DROP: path('drop'),
  };
}, patienceMs);

afterAll(() => stack.stop());

/** The commands under a heading, one block after the other. @returns what the last one printed */
async function follow(under: string): Promise<string> {
  let printed = '';
  for (const block of commands.filter((one) => one.under === under)) printed = await run(block.text);
  return printed;
}

/** In a shell that knows the guide's names, and ends at the first error and at a name that is not set. */
async function run(text: string): Promise<string> {
  const given = (names?.text ?? '').split('\n').map((line) => {
    const [, name = ''] = /^export (\w+)=/.exec(line) ?? [];
    return standIns[name] === undefined ? line : `export ${name}='${standIns[name]}'`;
  });
  const path = [tools.folder, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const { stdout } = await execute('bash', ['-euo', 'pipefail', '-c', [...given, text].join('\n')], {
    cwd: root,
    env: { ...process.env, PATH: path },
  });
  return stdout;
}

const execute = promisify(execFile);

function callsOf(...beginning: readonly string[]): readonly Call[] {
  return tools.calls().filter((call) => beginning.every((word, at) => call[at] === word));
}

describe('the administrators’ guide', () => {
  it('gives every name it uses a value once, and has commands under these headings', () => {
    const given = namesIn(names?.text ?? '');
    const own = /(?:for (\w+) in|^(\w+)=)/gm;
    for (const { text } of commands) {
      const local = [...text.matchAll(own)].map(([, loop, set]) => loop ?? set);
      const used = [...text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
      expect(used.filter((name) => !given.includes(name ?? '') && !local.includes(name))).toEqual([]);
    }
    expect(Object.keys(standIns).filter((name) => !given.includes(name))).toEqual([]);
    expect([...new Set(blocks.map(({ under }) => under))]).toEqual([
      'What it takes',
      '2. Service Bus',
      '3. The solution',
      '4. Starter policy, companies, people',
      '5. The app',
      '6. The first run',
      'The stop switch',
      'The next release',
      'Taking it away',
    ]);
  });

  it('makes the queues that the app is tested with, and a rule that may only send', async () => {
    await follow('2. Service Bus');
    const made = callsOf('az', 'servicebus', 'queue', 'create').map((call) => ({
      name: optionOf(call, '--name'),
      ...(optionOf(call, '--enable-session') === 'true' && { requiresSession: true }),
    }));
    const tested = JSON.parse(readFileSync(join(stack.folder, 'queues.json'), 'utf8')) as {
      name: string;
      requiresSession?: boolean;
    }[];
    expect(made).toEqual(
      tested.map(({ name, requiresSession }) => ({
        name,
        ...(requiresSession === true && { requiresSession }),
      })),
    );
    const [rule] = callsOf('az', 'servicebus', 'queue', 'authorization-rule', 'create');
    expect(rule && optionOf(rule, '--rights')).toBe('Send');
  });

  it(
    'makes the environment ready with nothing missing',
    async () => {
      const said = await follow('3. The solution');
      expect(said).not.toContain('MISSING');
      expect(said).toMatch(/^keys: (\d+) of \1 are active$/m);
      expect(said).toContain(
        'service endpoint: posts to dataverse-events of sb://dunlin-contoso.servicebus.windows.net/, with a key',
      );
      expect(said).toContain(`${appId} has the roles Dunlin App and Basic User`);
      const [imported] = callsOf('pac', 'solution', 'import');
      expect(imported && optionOf(imported, '--path')).toBe(join(folder, 'release/Dunlin_managed.zip'));
    },
    patienceMs,
  );

  it(
    'loads the starter policy',
    async () => {
      expect(await follow('4. Starter policy, companies, people')).toContain('dun_company: 1 created');
    },
    patienceMs,
  );

  it('gives the app settings that it takes', async () => {
    await follow('5. The app');
    const [call = ['az']] = callsOf('az', 'functionapp', 'config', 'appsettings', 'set');
    const settings = call.slice(call.indexOf('--settings') + 1).map((setting) => {
      const at = setting.indexOf('=');
      return [
        setting.slice(0, at),
        setting.slice(at + 1).replace(/^@Microsoft\.KeyVault\(.*\)$/, 'smtps://vault'),
      ];
    });
    const given = Object.fromEntries(settings) as Record<string, string>;
    expect(readSettings(given)).toMatchObject({
      DATAVERSE_URL: stack.addresses.dataverse,
      ServiceBus__fullyQualifiedNamespace: 'dunlin-contoso.servicebus.windows.net',
      BUCKETS: 8,
    });
    const sample = JSON.parse(readFileSync(join(root, 'functions/local.settings.sample.json'), 'utf8')) as {
      Values: Record<string, string>;
    };
    const onlyLocal = ['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage', 'DATAVERSE_CONCURRENCY'];
    expect(Object.keys(sample.Values).filter((name) => !(name in given))).toEqual(onlyLocal);
  });

  it(
    'takes the first drop, plans and sends nothing, and sends when the company is released',
    async () => {
      await stack.startHost();
      await untilQuiet(stack, waitMs);
      await advanceTo(stack, instantOn(today, '03:00'), { patienceMs: waitMs });
      tools.answer('az functionapp keys list', stack.functionKey());
      expect(JSON.parse(await follow('6. The first run'))).toMatchObject([{ kind: 'started', rejected: 0 }]);
      await untilQuiet(stack, waitMs);
      await advanceTo(stack, instantOn(today, '20:00'), { patienceMs: waitMs });
      const planned = await api.list('dun_collectionactions?$select=dun_key&$filter=statuscode eq 1');
      expect([planned.length > 0, (await messagesIn(stack)).length]).toEqual([true, 0]);

      await release(api);
      await advanceTo(stack, instantOn('2026-03-03', '20:00'), { patienceMs: waitMs });
      const sent = await messagesIn(stack);
      expect(sent.map(({ kind, to }) => `${kind} ${to}`)).toContain('mail "Anvil Ltd" <anvil@example.com>');
    },
    patienceMs,
  );

  it('stops all sending, and lets it go on', async () => {
    // A token lasts an hour of the local clock.
    tools.answer('az account get-access-token', await adminToken(stack));
    const stopped: boolean[] = [];
    for (const block of commands.filter(({ under }) => under === 'The stop switch')) {
      await run(block.text);
      const rows = await api.list<{ dun_stopped: boolean }>('dun_sendcontrols?$select=dun_stopped');
      stopped.push(...rows.map(({ dun_stopped }) => dun_stopped));
    }
    expect(stopped).toEqual([true, false]);
  });

  it(
    'finds that the present sources can be brought over the release',
    async () => {
      expect(await follow('The next release')).toContain('no problems, also over');
    },
    patienceMs,
  );

  it('takes everything away in an order in which nothing is left running', async () => {
    const before = tools.calls().length;
    await follow('Taking it away');
    expect(
      tools
        .calls()
        .slice(before)
        .map((call) => call.slice(0, 4).join(' ')),
    ).toEqual([
      'az functionapp stop --resource-group',
      'pac solution delete --solution-name',
      'az servicebus namespace delete',
    ]);
  });
});
