/** Owners and shares handed down from a debtor, as the relationship says: by dataverse-webapi and dynamics-web-api. */
import {
  create,
  retrieve,
  retrieveMultiple,
  unboundAction,
  unboundFunction,
  update,
  WebApiConfig,
} from 'dataverse-webapi/lib/node';
import type { Entity } from 'dataverse-webapi';
import { DynamicsWebApi } from 'dynamics-web-api';
import { leadHttpsTo } from '../conformance/https-to-port.ts';
import { personWith, type Person } from '../fixtures/people.ts';
import { startTestServer, tokenOf, type TestServer } from '../fixtures/server.ts';
import { lookup, packSolution, text, type FixtureRelationship } from '../fixtures/solution.ts';
import { cascadeReaches, type CascadeReach, type Cascades } from '../metadata/cascades.ts';

const tables = ['tst_Debtor', 'tst_Visit', ...cascadeReaches.map((reach) => `tst_${reach}`)];
const everything = ['Create', 'Read', 'Write', 'Append', 'AppendTo', 'Assign', 'Share', 'Delete'];

/** A debtor, for each reach a table below it, and visits that keep their owner but let the debtor's in. */
const zip = packSolution({
  tables: [
    { name: 'tst_Debtor', set: 'tst_debtors', columns: [text('tst_name', 100)] },
    ...cascadeReaches.map((reach) => ({
      name: `tst_${reach}`,
      set: setOf(reach),
      columns: [text('tst_name', 100), lookup('tst_debtorid')],
    })),
    { name: 'tst_Visit', set: 'tst_visits', columns: [text('tst_name', 100), lookup('tst_debtorid')] },
  ],
  relationships: [
    ...cascadeReaches.map((reach) =>
      toDebtor(`tst_${reach}`, { Assign: reach, Share: reach, Unshare: reach, Reparent: reach }),
    ),
    toDebtor('tst_Visit', { Reparent: 'Cascade' }),
  ],
  roles: {
    Clerk: Object.fromEntries(
      tables
        .flatMap((table) => everything.map((verb) => `prv${verb}${table}`))
        // What a clerk may not assign, and a debtor takes along.
        .filter((privilege) => privilege !== 'prvAssigntst_Active')
        .map((privilege) => [privilege, 'Basic']),
    ),
  },
});

let server: TestServer;
let leadBack: () => void;
let token: string;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  server = await startTestServer({ zip });
  leadBack = leadHttpsTo(server.port);
  token = await tokenOf(server.port, 'admin@local');
  ann = await personWith(server, 'Clerk');
  bob = await personWith(server, 'Clerk');
});

afterAll(async () => {
  leadBack();
  await server.stop();
});

function toDebtor(from: string, handsDown: Partial<Cascades>): FixtureRelationship {
  const name = `tst_debtor_${from.slice(4).toLowerCase()}`;
  return { name, from, column: 'tst_debtorid', to: 'tst_Debtor', onDelete: 'RemoveLink', handsDown };
}

function setOf(reach: CascadeReach): string {
  return `tst_${reach.toLowerCase()}s`;
}

const config = (bearer = token): WebApiConfig => new WebApiConfig('9.2', bearer, 'https://127.0.0.1');
const owned = (by: Person): Entity => ({ 'ownerid@odata.bind': `/systemusers(${by.id})` });
const below = (debtor: string): Entity => ({ 'tst_debtorid@odata.bind': `/tst_debtors(${debtor})` });

async function ownerOf(set: string, id: string): Promise<unknown> {
  return (await retrieve(config(), set, id, '$select=_ownerid_value'))['_ownerid_value'];
}

/** How many rows of a set somebody sees below a debtor. */
async function seenBy(person: Person, reach: CascadeReach, debtor: string): Promise<number> {
  const query = `$select=tst_name&$filter=_tst_debtorid_value eq ${debtor}`;
  return (await retrieveMultiple(config(person.client.token), setOf(reach), query)).value.length;
}

async function share(debtor: string, person: Person, AccessMask: string): Promise<void> {
  const Target = { '@odata.type': 'Microsoft.Dynamics.CRM.tst_debtor', tst_debtorid: debtor };
  const Principal = { '@odata.type': 'Microsoft.Dynamics.CRM.systemuser', systemuserid: person.id };
  await (AccessMask === ''
    ? unboundAction(config(), 'RevokeAccess', { Target, Revokee: Principal })
    : unboundAction(config(), 'GrantAccess', { Target, PrincipalAccess: { Principal, AccessMask } }));
}

describe('a debtor that is assigned', () => {
  it('takes along what is below it: all, what is active, what has the same owner, or nothing', async () => {
    const debtor = await create(config(), 'tst_debtors', owned(ann));
    const rows: (readonly [CascadeReach, string])[] = [];
    for (const reach of cascadeReaches) {
      const same = await create(config(), setOf(reach), { ...below(debtor), ...owned(ann) });
      const other = await create(config(), setOf(reach), below(debtor));
      const inactive = await create(config(), setOf(reach), { ...below(debtor), ...owned(ann) });
      await update(config(), setOf(reach), inactive, { statecode: 1, statuscode: 2 });
      rows.push([reach, same], [reach, other], [reach, inactive]);
    }
    await update(config(), 'tst_debtors', debtor, owned(bob));
    const taken: unknown[] = [];
    for (const [reach, id] of rows) taken.push([reach, (await ownerOf(setOf(reach), id)) === bob.id]);
    expect(taken).toEqual([
      ['Cascade', true],
      ['Cascade', true],
      ['Cascade', true],
      ['Active', true],
      ['Active', true],
      ['Active', false],
      ['UserOwned', true],
      ['UserOwned', false],
      ['UserOwned', true],
      ['NoCascade', false],
      ['NoCascade', false],
      ['NoCascade', false],
    ]);
  });

  it('takes along its activities, open and completed, and their notes', async () => {
    const client = new DynamicsWebApi({
      serverUrl: `http://127.0.0.1:${server.port}`,
      dataApi: { version: '9.2' },
      onTokenRefresh: async () => token,
    });
    const account = await create(config(), 'accounts', { name: 'parent', ...owned(ann) });
    const task: unknown = await client.create({
      collection: 'tasks',
      data: { subject: 'call', 'regardingobjectid_account_task@odata.bind': `/accounts(${account})` },
    });
    await client.update({ collection: 'tasks', key: String(task), data: { statecode: 1, statuscode: 5 } });
    const note = await create(config(), 'annotations', {
      subject: 'said',
      'objectid_task@odata.bind': `/tasks(${String(task)})`,
    });
    await client.update({
      collection: 'accounts',
      key: account,
      data: { 'ownerid@odata.bind': `/systemusers(${bob.id})` },
    });
    expect([await ownerOf('tasks', String(task)), await ownerOf('annotations', note)]).toEqual([
      bob.id,
      bob.id,
    ]);
    expect(await ownerOf('activitypointers', String(task))).toBe(bob.id);
  });

  it('assumed: is refused whole when the caller may not assign one of the rows below', async () => {
    const debtor = await create(config(), 'tst_debtors', owned(ann));
    await create(config(), setOf('Cascade'), { ...below(debtor), ...owned(ann) });
    await create(config(), setOf('Active'), { ...below(debtor), ...owned(ann) });
    await expect(update(config(ann.client.token), 'tst_debtors', debtor, owned(bob))).rejects.toMatchObject({
      code: '0x80040220',
    });
    expect(await ownerOf('tst_debtors', debtor)).toBe(ann.id);
    expect(await seenBy(bob, 'Cascade', debtor)).toBe(0);
  });
});

describe('a debtor that is shared', () => {
  it('is shared with what is below it, and no longer when it no longer is', async () => {
    const debtor = await create(config(), 'tst_debtors', {});
    for (const reach of cascadeReaches) await create(config(), setOf(reach), below(debtor));
    const seen = async (): Promise<unknown[]> =>
      Promise.all(cascadeReaches.map(async (reach) => seenBy(bob, reach, debtor)));
    expect(await seen()).toEqual([0, 0, 0, 0]);
    await share(debtor, bob, 'ReadAccess');
    // Those of the same owner are shared too: the administrator's.
    expect(await seen()).toEqual([1, 1, 1, 0]);
    await share(debtor, bob, '');
    expect(await seen()).toEqual([0, 0, 0, 0]);
  });

  it('assumed: gives no more below it than was shared, and lists only what was shared itself', async () => {
    const debtor = await create(config(), 'tst_debtors', {});
    const row = await create(config(), setOf('Cascade'), below(debtor));
    await share(debtor, bob, 'ReadAccess');
    await expect(
      update(config(bob.client.token), setOf('Cascade'), row, { tst_name: 'x' }),
    ).rejects.toMatchObject({ code: '0x80040220' });
    await share(debtor, bob, 'WriteAccess');
    await update(config(bob.client.token), setOf('Cascade'), row, { tst_name: 'x' });
    const listed = await unboundFunction(config(), 'RetrieveSharedPrincipalsAndAccess', [
      { name: 'Target', alias: 't', value: `{"@odata.id":"${setOf('Cascade')}(${row})"}` },
    ]);
    expect(listed).toMatchObject({ PrincipalAccesses: [] });
  });
});

describe('a row that is put below another', () => {
  it('lets in those who share that one, and lets those of the one before go', async () => {
    const shared = await create(config(), 'tst_debtors', {});
    const other = await create(config(), 'tst_debtors', {});
    await share(shared, bob, 'ReadAccess');
    const row = await create(config(), setOf('Cascade'), below(shared));
    expect(await seenBy(bob, 'Cascade', shared)).toBe(1);
    await update(config(), setOf('Cascade'), row, below(other));
    expect(await seenBy(bob, 'Cascade', other)).toBe(0);
    await update(config(), setOf('Cascade'), row, below(shared));
    expect(await seenBy(bob, 'Cascade', shared)).toBe(1);
  });

  it('assumed: lets in the owner of that one, who may do everything with it, until the owner is another', async () => {
    const debtor = await create(config(), 'tst_debtors', owned(ann));
    const visit = await create(config(), 'tst_visits', below(debtor));
    const rename = async (person: Person): Promise<unknown> =>
      update(config(person.client.token), 'tst_visits', visit, { tst_name: 'seen' }).catch(
        ({ code }: { code: string }) => code,
      );
    expect([await rename(ann), await rename(bob)]).toEqual([undefined, '0x80040220']);
    await update(config(), 'tst_debtors', debtor, owned(bob));
    expect([await rename(ann), await rename(bob)]).toEqual(['0x80040220', undefined]);
    expect([ann.id, bob.id]).not.toContain(await ownerOf('tst_visits', visit));
  });

  it('lets nobody in where the relationship hands nothing down', async () => {
    const debtor = await create(config(), 'tst_debtors', owned(ann));
    await create(config(), setOf('NoCascade'), below(debtor));
    expect(await seenBy(ann, 'NoCascade', debtor)).toBe(0);
  });

  it('lets nobody in any more when what was above it is deleted', async () => {
    const debtor = await create(config(), 'tst_debtors', owned(ann));
    const row = await create(config(), setOf('Cascade'), below(debtor));
    const admin = await server.as('admin@local');
    await admin.send('DELETE', `tst_debtors(${debtor})`);
    await expect(retrieve(config(ann.client.token), setOf('Cascade'), row)).rejects.toMatchObject({
      code: '0x80040220',
    });
  });
});

describe('the definition of a relationship', () => {
  it('says what is handed down', async () => {
    const admin = await server.as('admin@local');
    const { rows } = await admin.get("EntityDefinitions(LogicalName='tst_debtor')/OneToManyRelationships");
    const relationship = rows.find((row) => row['SchemaName'] === 'tst_debtor_userowned');
    expect(relationship?.['CascadeConfiguration']).toEqual({
      Assign: 'UserOwned',
      Delete: 'RemoveLink',
      Merge: 'NoCascade',
      Reparent: 'UserOwned',
      RollupView: 'NoCascade',
      Share: 'UserOwned',
      Unshare: 'UserOwned',
    });
  });
});
