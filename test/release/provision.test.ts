/** `npm run solution:provision` over the local Dataverse: an environment that was just imported into, and others that are not as they should be. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tables } from '@dunlin/shared/tables/index';
import type { Table } from '@dunlin/shared/tables/table';
import { eventEndpoint, steps } from '@dunlin/shared/tables/steps';
import { Client, tokenOf, type Fields } from '../../local/dataverse/fixtures/server.ts';
import { packSolution } from '../../local/dataverse/fixtures/solution.ts';
import { startDataverse, type RunningDataverse } from '../../local/dataverse/start.ts';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { zipPath } from '../../solution/paths.ts';
import { provision, type ProvisionOptions } from '../../solution/provision.ts';
import { editedPackage, keyElement } from './edited-package.ts';

const appId = '3c1f7f3e-6d0b-4b57-8f0b-6f5b1f0a7a12';
const keys = Object.values(tables).flatMap((table: Table) => Object.keys(table.keys)).length;
const stepCount = Object.keys(steps).length;
const serviceBus = { namespace: 'sb://contoso.servicebus.windows.net/', key: 'secret', replaceKey: false };

class Environment {
  readonly url: string;
  readonly port: number;
  readonly #running: RunningDataverse;

  constructor(running: RunningDataverse) {
    this.port = running.port;
    this.url = `http://127.0.0.1:${running.port}`;
    this.#running = running;
  }

  static async with(
    packages: readonly Uint8Array[],
    folder: string = tempFolder('provision'),
    languages?: readonly number[],
  ): Promise<Environment> {
    const solutions = packages.map((bytes, index) => {
      const path = join(folder, `${index}.zip`);
      writeFileSync(path, bytes);
      return path;
    });
    // The application user that is seeded is not the one of these tests.
    const seeded = '00000000-0000-4000-8000-00000000aaaa';
    return new Environment(
      await startDataverse({ port: 0, data: folder, solutions, languages, appId: seeded, limits: false }),
    );
  }

  async as(user: string): Promise<Client> {
    return new Client(this.port, await tokenOf(this.port, user));
  }

  async provision(
    options: Partial<ProvisionOptions> = {},
    user = 'admin@local',
  ): Promise<{ readonly complete: boolean; readonly lines: readonly string[] }> {
    const lines: string[] = [];
    const complete = await provision({
      url: this.url,
      token: await tokenOf(this.port, user),
      applicationId: appId,
      serviceBus,
      patienceSeconds: 0,
      report: (line) => lines.push(line),
      ...options,
    });
    return { complete, lines };
  }

  stop(): Promise<void> {
    return this.#running.stop();
  }
}

const whole = (): Uint8Array => readFileSync(zipPath);

/** As an export may be that was made without endpoint and steps, and with a key still missing. */
const bare = (): Uint8Array =>
  editedPackage(
    [/<ServiceEndpoints>[^]*?<\/ServiceEndpoints>/, ''],
    [/<SdkMessageProcessingSteps>[^]*?<\/SdkMessageProcessingSteps>/, ''],
    [keyElement('dun_company_code'), ''],
  );

describe('provisioning', () => {
  let environment: Environment;
  afterEach(() => environment.stop());

  /** Every row that provisioning may write, with its version. */
  async function rows(): Promise<Readonly<Record<string, readonly Fields[]>>> {
    const admin = await environment.as('admin@local');
    const sets = [
      ...['serviceendpoints', 'sdkmessageprocessingsteps', 'queues', 'systemusers', 'teams'],
      ...['systemuserrolescollection', 'organizations', 'transactioncurrencies', 'roles'],
    ];
    const read = await Promise.all(sets.map(async (set) => [set, (await admin.get(set)).rows] as const));
    return Object.fromEntries(read);
  }

  it('makes what is missing, says so, and changes nothing the second time', async () => {
    environment = await Environment.with([bare()]);
    const first = await environment.provision({ currencies: ['EUR', 'HUF'] });
    expect(first).toEqual({
      complete: true,
      lines: [
        'solution: Dunlin 0.1.0.0 is there, unmanaged',
        `keys: ${keys} of ${keys} are active; 1 created`,
        'service endpoint: registered; posts to dataverse-events of sb://contoso.servicebus.windows.net/, with a key',
        `steps: ${stepCount} are registered and enabled; ${stepCount} registered`,
        'queues: 5 created, 5 in all',
        `application user: 1 created; ${appId} has the roles Dunlin App and Basic User`,
        'currencies: the base is EUR, which never changes; EUR with 2 decimals, HUF with 2 decimals, PLN with 2 decimals, RON with 2 decimals, USD with 2 decimals',
        'languages: English, German, Hungarian, Polish, Romanian are enabled',
        'auditing: is off: why something was changed or cancelled is not kept',
        '  if wanted: turn it on in the Power Platform admin centre, under the environment’s Settings, Audit and logs, Audit settings',
      ],
    });
    const before = await rows();
    const second = await environment.provision();
    expect(second.complete).toBe(true);
    expect(second.lines.slice(0, 6)).toEqual([
      'solution: Dunlin 0.1.0.0 is there, unmanaged',
      `keys: ${keys} of ${keys} are active`,
      'service endpoint: posts to dataverse-events of sb://contoso.servicebus.windows.net/, with a key',
      `steps: ${stepCount} are registered and enabled`,
      'queues: 0 created, 5 in all',
      `application user: 0 created; ${appId} has the roles Dunlin App and Basic User`,
    ]);
    expect(await rows()).toEqual(before);
  });

  it('registers the steps that the solution would have brought', async () => {
    const columns = 'name,filteringattributes,mode,stage,rank,asyncautodelete,supporteddeployment,statecode';
    const query = `sdkmessageprocessingsteps?$select=${columns},_eventhandler_value,_sdkmessageid_value,_sdkmessagefilterid_value&$orderby=name`;
    const registered = async (): Promise<readonly Fields[]> =>
      (await (await environment.as('admin@local')).get(query)).rows.map((row) => ({
        ...row,
        '@odata.etag': '',
      }));
    environment = await Environment.with([whole()]);
    const imported = await registered();
    await environment.stop();
    environment = await Environment.with([bare()]);
    await environment.provision();
    expect(await registered()).toEqual(imported);
    expect(imported).toHaveLength(stepCount);
  });

  it('sets back a step that somebody changed or disabled, and says which', async () => {
    environment = await Environment.with([whole()]);
    await environment.provision();
    const admin = await environment.as('admin@local');
    await admin.send('PATCH', `sdkmessageprocessingsteps(${steps.taskClosed.id})`, {
      filteringattributes: 'subject,statecode',
    });
    await admin.send('PATCH', `sdkmessageprocessingsteps(${steps.holdPlaced.id})`, {
      statecode: 1,
      statuscode: 2,
    });
    const { lines } = await environment.provision();
    expect(lines[3]).toBe(
      `steps: ${stepCount} are registered and enabled; set back: Dunlin: a task is completed, cancelled or reopened (filteringattributes); ` +
        'set back: Dunlin: a hold is placed (statecode, statuscode)',
    );
  });

  it('gives the endpoint another bus or key when told to, and asks for a key it has not got', async () => {
    environment = await Environment.with([whole()]);
    const withoutKey = { namespace: serviceBus.namespace, replaceKey: false };
    const asked = await environment.provision({ serviceBus: withoutKey });
    expect(asked.complete).toBe(false);
    expect(asked.lines).toContain(
      '  remedy: give --service-bus-key-command, or set SERVICE_BUS_KEY to the key of that rule',
    );
    await environment.provision();
    const replaced = await environment.provision({ serviceBus: { ...serviceBus, replaceKey: true } });
    expect(replaced.lines[2]).toMatch(/; set: key$/);
    const moved = await environment.provision({
      serviceBus: { ...serviceBus, namespace: 'sb://fabrikam.servicebus.windows.net/' },
    });
    expect(moved.lines[2]).toMatch(/; set: namespaceaddress, key$/);
    const admin = await environment.as('admin@local');
    const { body } = await admin.get(`serviceendpoints(${eventEndpoint.id})`);
    expect(body).toMatchObject({
      issaskeyset: true,
      namespaceaddress: 'sb://fabrikam.servicebus.windows.net/',
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('says what is not there when nobody says which bus and which user', async () => {
    environment = await Environment.with([whole()]);
    const { complete, lines } = await provisionAlone(environment);
    expect(complete).toBe(true);
    expect(lines).toContain(
      'service endpoint: has no key yet: nothing people write reaches the app before the next day',
    );
    expect(lines).toContain('application user: not looked at');
  });

  it('tries a key again that has failed, and names it and its columns while rows stand against it', async () => {
    const folder = tempFolder('provision');
    environment = await Environment.with([bare()], folder);
    const before = await environment.as('admin@local');
    const [, twin] = [
      await before.create('dun_companies', { dun_code: 'ALFA', dun_name: 'Alfa Kft.' }),
      await before.create('dun_companies', { dun_code: 'alfa', dun_name: 'Alfa twice' }),
    ];
    await environment.stop();
    environment = await Environment.with([whole()], folder);
    const failed = await environment.provision();
    expect(failed.complete).toBe(false);
    expect(failed.lines.slice(1, 4)).toEqual([
      `keys: ${keys - 1} of ${keys} are active; 1 had failed and were tried again`,
      'MISSING keys: dun_company.dun_company_code has failed',
      '  remedy: more than one row of Companies has the same dun_code: mend or delete all but one, then run this again',
    ]);
    const after = await environment.as('admin@local');
    await after.send('PATCH', `dun_companies(${twin})`, { dun_code: 'BETA' });
    const mended = await environment.provision();
    expect(mended.complete).toBe(true);
    expect(mended.lines[1]).toBe(`keys: ${keys} of ${keys} are active; 1 had failed and were tried again`);
  });

  it('names each right that is missing, and goes on with what is allowed', async () => {
    const reads = ['Solution', 'ServiceEndpoint', 'SdkMessageProcessingStep', 'Queue', 'TransactionCurrency'];
    const half = packSolution({
      roles: { Half: Object.fromEntries(reads.map((table) => [`prvRead${table}`, 'Global'])) },
    });
    environment = await Environment.with([bare(), half]);
    const admin = await environment.as('admin@local');
    const { BusinessUnitId } = (await admin.get('WhoAmI')).body;
    const person = await admin.create('systemusers', {
      domainname: 'half@local',
      azureactivedirectoryobjectid: '00000000-0000-4000-8000-00000000bbbb',
      lastname: 'Half',
      'businessunitid@odata.bind': `/businessunits(${String(BusinessUnitId)})`,
    });
    const roles = await admin.get("roles?$filter=name eq 'Half' or name eq 'Basic User'");
    for (const role of roles.list('roleid')) {
      await admin.send('POST', `systemusers(${person})/systemuserroles_association/$ref`, {
        '@odata.id': `${admin.base}roles(${String(role)})`,
      });
    }
    const { complete, lines } = await environment.provision({}, 'half@local');
    expect(complete).toBe(false);
    const refusals = lines.filter((line) => line.startsWith('MISSING'));
    expect(refusals.map((line) => [line.split(':')[0], /prv\w+/.exec(line)?.[0]])).toEqual([
      ['MISSING keys', 'prvCreateAttribute'],
      ['MISSING service endpoint', 'prvCreateServiceEndpoint'],
      ['MISSING steps', undefined],
      ['MISSING queues', 'prvCreateQueue'],
      ['MISSING application user', 'prvCreateUser'],
    ]);
    expect(lines).toContain(
      '  remedy: run this as somebody with the role System Administrator in this environment, or have the privilege named given to a role of theirs',
    );
    expect(lines).toContain('languages: English, German, Hungarian, Polish, Romanian are enabled');
  });

  it('names a language of the solution that is not enabled', async () => {
    environment = await Environment.with([whole()], tempFolder('provision'), [1031, 1038, 1048]);
    const { complete, lines } = await environment.provision();
    expect(complete).toBe(true);
    expect(lines.filter((line) => /language/i.test(line))).toEqual([
      'languages: English, German, Hungarian, Romanian are enabled',
      'languages: Polish is not enabled: the import has left out its words',
      '  if wanted: if somebody works in it, enable it in the Power Platform admin centre, under the environment’s Settings, Product, Languages, and import the solution again',
    ]);
  });

  it('says how long what is audited is kept', async () => {
    environment = await Environment.with([whole()]);
    const admin = await environment.as('admin@local');
    const { first } = await admin.get('organizations?$select=organizationid');
    const auditing = async (settings: object): Promise<readonly string[]> => {
      await admin.send('PATCH', `organizations(${String(first['organizationid'])})`, settings);
      const { lines } = await environment.provision();
      return lines.slice(lines.findIndex((line) => line.startsWith('auditing')));
    };
    expect(await auditing({ isauditenabled: true })).toEqual([
      'auditing: is on, but keeps changes for 30 days only: agreements are disputed later than that',
      '  if wanted: choose a longer period in the Power Platform admin centre, under the environment’s Settings, Audit and logs, Audit settings',
    ]);
    expect(await auditing({ auditretentionperiodv2: 2_555 })).toEqual([
      'auditing: is on, and keeps changes for 2555 days',
    ]);
    expect(await auditing({ auditretentionperiodv2: -1 })).toEqual([
      'auditing: is on, and what it keeps is kept for ever',
    ]);
  });

  it('names a currency of the ledger that is not there', async () => {
    environment = await Environment.with([whole()]);
    const { complete, lines } = await environment.provision({ currencies: ['EUR', 'CZK'] });
    expect(complete).toBe(false);
    expect(lines).toContain('MISSING currencies: CZK is not there: amounts in it would be set aside');
  });

  it('stops before an environment without the solution', async () => {
    environment = await Environment.with([]);
    expect(await environment.provision()).toEqual({
      complete: false,
      lines: [
        'MISSING solution: Dunlin is not in this environment',
        '  remedy: import the solution, then run this again',
      ],
    });
  });
});

it('says which address does not answer', async () => {
  const unreachable = { url: 'http://127.0.0.1:9', token: 'none', report: () => undefined };
  await expect(provision(unreachable)).rejects.toThrow('http://127.0.0.1:9 does not answer');
});

async function provisionAlone(
  environment: Environment,
): Promise<{ readonly complete: boolean; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const token = await tokenOf(environment.port, 'admin@local');
  const complete = await provision({ url: environment.url, token, report: (line) => lines.push(line) });
  return { complete, lines };
}
