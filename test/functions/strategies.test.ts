/** What a strategy says, as it is carried out: the owner is told first, and what failed is tried again once it is mended. */
import { queues, type Dispatches } from '@dunlin/shared/messages/messages';
import type { Dataverse } from '../../functions/src/dataverse/client.ts';
import { dispatchAction } from '../../functions/src/dispatchAction.ts';
import { evaluateDebtors } from '../../functions/src/evaluateDebtors.ts';
import { onDataverseEvent } from '../../functions/src/onDataverseEvent.ts';
import { publishVersion } from '../../functions/src/policy/publish-version.ts';
import { handOver } from '../../functions/src/evaluation/plan-due-debtors.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import type { Fields } from '../../local/dataverse/fixtures/server.ts';
import { customersFile, itemsFile, mapping, type Customer } from '../scenarios/stack/ledger.ts';
import { startLocalApp, type LocalApp } from './local-app.ts';

const firm: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  street: `Long Lane ${'and further on '.repeat(15)}`,
  city: 'Győr',
};

let app: LocalApp;
beforeEach(async () => {
  app = await startLocalApp('2026-03-02T09:00:00Z');
  const { first } = await app.admin.get('dun_companies?$select=dun_companyid');
  await app.admin.send('PATCH', `dun_companies(${String(first['dun_companyid'])})`, { dun_released: true });
});
afterEach(() => app.stop());

/** An invoice of 20 February, so that its first notice has been due since the 23rd. */
async function decided(customer: Customer): Promise<void> {
  const item = {
    customer: 'K1',
    document: 'INV-1',
    issuedOn: '2026-02-01',
    dueOn: '2026-02-20',
    amount: '100.00',
  };
  await writeDrop(app.dropFolder, {
    source: 'books',
    day: '2026-03-02',
    mode: 'full',
    items: itemsFile([item]),
    customers: customersFile([customer]),
    mapping: Buffer.from(JSON.stringify(mapping)),
  });
  await app.imported();
  await app.evaluated();
}

/** Carries out what waits for it. @returns what became of each */
async function dispatched(): Promise<readonly string[]> {
  const done: string[] = [];
  for (;;) {
    const at = app.sent.findIndex(({ queue }) => queue === queues.dispatches);
    if (at < 0) return done;
    const [message] = app.sent.splice(at, 1);
    done.push(await dispatchAction(app.services, message?.body as Dispatches));
  }
}

async function evaluatedOn(day: string): Promise<void> {
  app.setNow(`${day}T09:00:00Z`);
  const { rows } = await app.admin.get('dun_debtors?$select=dun_debtorid');
  await handOver(
    app.services,
    rows.map(({ dun_debtorid }) => String(dun_debtorid)),
  );
  await app.evaluated();
}

async function only(query: string): Promise<Fields> {
  const { rows } = await app.admin.get(query);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

it('tries again what failed when its task is cancelled, and makes a new task when it fails again', async () => {
  await decided(firm);
  expect(await dispatched()).toEqual([expect.stringContaining('failed: The postal address does not fit')]);
  const openTasks =
    "tasks?$select=activityid,description&$filter=statecode eq 0 and startswith(subject,'Could not')";
  const cancelled = { statecode: 2, statuscode: 6 };
  const task = await only(openTasks);
  expect(task['description']).toContain('Mend it and cancel this task: it is tried again.');

  // Nothing was mended.
  const first = String(task['activityid']);
  await app.admin.send('PATCH', `tasks(${first})`, cancelled);
  const event = (id: string) => ({
    PrimaryEntityName: 'task',
    PrimaryEntityId: id,
    MessageName: 'Update' as const,
  });
  expect(await onDataverseEvent(app.services, event(first))).toBe('the action is tried again');
  expect(await dispatched()).toEqual([expect.stringContaining('failed: The postal address does not fit')]);
  const second = String((await only(openTasks))['activityid']);
  expect(second).not.toBe(first);

  const account = await only("accounts?$select=accountid&$filter=name eq 'Anvil Ltd'");
  await app.admin.send('PATCH', `accounts(${String(account['accountid'])})`, {
    address1_line1: 'Fő utca 1',
  });
  await app.admin.send('PATCH', `tasks(${second})`, cancelled);
  expect(await onDataverseEvent(app.services, event(second))).toBe('the action is tried again');
  expect(await dispatched()).toEqual(['sent: taken 1']);
  const action = await only('dun_collectionactions?$select=dun_stepname,dun_payby,statecode');
  expect(action).toMatchObject({ dun_stepname: 'First notice', dun_payby: '2026-03-09', statecode: 1 });
  // The event comes again.
  expect(await onDataverseEvent(app.services, event(second))).toBe('an action that is sent cannot complete');
});

it('tells the owner of the customer first, who has two business days', async () => {
  const strategy = await only("dun_strategies?$select=dun_strategyid&$filter=dun_code eq 'business'");
  await app.admin.send('PATCH', `dun_strategies(${String(strategy['dun_strategyid'])})`, {
    dun_headsupdays: 2,
  });
  await publishVersion(
    app.services,
    await app.admin.create('dun_policyversions', { dun_name: 'With a heads-up' }),
  );
  await decided({ ...firm, email: 'anvil@example.com' });
  expect(await dispatched()).toEqual(['handed to a person']);
  const task = await only('tasks?$select=subject,_ownerid_value,_dun_actionid_value');
  expect(task['subject']).toBe('Heads-up: Anvil Ltd (K1), 100.00 EUR overdue');
  const account = await only("accounts?$select=_ownerid_value&$filter=name eq 'Anvil Ltd'");
  expect(task['_ownerid_value']).toBe(account['_ownerid_value']);

  await evaluatedOn('2026-03-03');
  expect(await dispatched()).toEqual([]);
  const waiting = await only(
    'dun_collectioncases?$select=dun_nextstep,dun_nextstepon,dun_path,dun_stepsleft',
  );
  expect(waiting).toMatchObject({
    dun_nextstep: 'First notice',
    dun_nextstepon: '2026-03-04',
    dun_stepsleft: 5,
    dun_path: [
      '2026-03-04 First notice',
      '2026-03-12 Call',
      '2026-03-16 Second notice',
      '2026-03-26 Notice before legal steps',
      '2026-04-09 Hand-over to a person',
    ].join('\n'),
  });

  await evaluatedOn('2026-03-04');
  expect(await dispatched()).toEqual(['sent: taken 1']);
  expect(app.effects).toEqual(['mail anvil@example.com']);
});

async function withNotices(): Promise<void> {
  const strategy = await only("dun_strategies?$select=dun_strategyid&$filter=dun_code eq 'business'");
  await app.admin.send('PATCH', `dun_strategies(${String(strategy['dun_strategyid'])})`, {
    dun_stagenotices: true,
  });
  await publishVersion(
    app.services,
    await app.admin.create('dun_policyversions', { dun_name: 'With notices' }),
  );
}

/** An invoice due on 3 March, as the ledger of a day has it. */
async function importedOn(day: string): Promise<void> {
  const item = {
    customer: 'K1',
    document: 'INV-1',
    issuedOn: '2026-02-01',
    dueOn: '2026-03-03',
    amount: '100.00',
  };
  await writeDrop(app.dropFolder, {
    source: 'books',
    day,
    mode: 'full',
    items: itemsFile([item]),
    customers: customersFile([{ ...firm, street: 'Long Lane 1', email: 'anvil@example.com' }]),
    mapping: Buffer.from(JSON.stringify(mapping)),
  });
  app.setNow(`${day}T09:00:00Z`);
  await app.imported();
  await app.evaluated();
}

const everybody = ['ann', 'bob', 'cid', 'owner'] as const;

/** The customer’s owner, who is of the account team too, with three others. @returns their ids by name */
async function servedByFour(): Promise<ReadonlyMap<string, string>> {
  const { first: unit } = await app.admin.get('businessunits?$select=businessunitid');
  const inUnit = { 'businessunitid@odata.bind': `/businessunits(${String(unit['businessunitid'])})` };
  const account = await only("accounts?$select=accountid&$filter=name eq 'Anvil Ltd'");
  const accountPath = `accounts(${String(account['accountid'])})`;
  const team = await app.admin.create('teams', {
    name: 'Anvil',
    teamtype: 1,
    'regardingobjectid_account@odata.bind': `/${accountPath}`,
    ...inUnit,
  });
  const ids = new Map<string, string>();
  for (const name of everybody) {
    const domainname = `${name}@example.com`;
    const id = await app.admin.create('systemusers', {
      domainname,
      firstname: name,
      lastname: 'S',
      ...inUnit,
    });
    await app.admin.send('POST', `teams(${team})/teammembership_association/$ref`, {
      '@odata.id': `systemusers(${id})`,
    });
    ids.set(name, id);
  }
  const { first: role } = await app.admin.get("roles?$select=roleid&$filter=name eq 'Dunlin Collector'");
  for (const id of ids.values()) {
    await app.admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
      '@odata.id': `roles(${String(role['roleid'])})`,
    });
  }
  await app.admin.send('PATCH', accountPath, {
    'ownerid@odata.bind': `/systemusers(${ids.get('owner') ?? ''})`,
  });
  return ids;
}

/** As `title -> name`, in order. */
async function noticesTo(people: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { rows } = await app.admin.get('appnotifications?$select=title,_ownerid_value');
  const nameOf = (id: unknown): string => everybody.find((name) => people.get(name) === id) ?? String(id);
  return rows.map((row) => `${String(row['title'])} -> ${nameOf(row['_ownerid_value'])}`).sort();
}

it('tells whoever serves the customer once when a case begins and at each stage, but not those who opted out', async () => {
  await withNotices();
  await importedOn('2026-03-02');
  const people = await servedByFour();
  await app.admin.create('dun_noticeoptouts', {
    'ownerid@odata.bind': `/systemusers(${people.get('cid') ?? ''})`,
  });
  expect(await noticesTo(people)).toEqual([]);

  await evaluatedOn('2026-03-04');
  const began = ['ann', 'bob', 'owner'].map((name) => `Collection begins: Anvil Ltd -> ${name}`);
  expect(await noticesTo(people)).toEqual(began);
  const { first: notice } = await app.admin.get('appnotifications?$select=body,data');
  const { dun_debtorid: debtorId } = await only('dun_debtors?$select=dun_debtorid');
  expect(notice['body']).toBe('Anvil Ltd (K1) has something overdue. Next: First notice on 2026-03-06.');
  expect(notice['data']).toContain(`?pagetype=entityrecord&etn=dun_debtor&id=${String(debtorId)}`);

  // Decided again, nothing is new.
  await evaluatedOn('2026-03-04');
  expect(await noticesTo(people)).toEqual(began);

  await importedOn('2026-03-11');
  await evaluatedOn('2026-03-11');
  await dispatched();
  expect(app.effects).toEqual(['mail anvil@example.com']);
  await evaluatedOn('2026-03-12');
  await evaluatedOn('2026-03-12');
  const noticed = ['ann', 'bob', 'owner'].map((name) => `First notice: Anvil Ltd -> ${name}`);
  expect(await noticesTo(people)).toEqual([...began, ...noticed]);
});

it('decides all the same where a notice is refused, and says so', async () => {
  await withNotices();
  await importedOn('2026-03-02');
  const people = await servedByFour();
  const { dataverse } = app.services;
  const refusing: Dataverse = {
    ...dataverse,
    createMany: (table, rows) =>
      table.name === 'appnotification'
        ? Promise.resolve({
            written: 0,
            refused: rows.map((_, index) => ({
              index,
              status: 403,
              code: undefined,
              message: 'no rights',
              duplicate: false,
              afterLostAnswer: false,
            })),
          })
        : dataverse.createMany(table, rows),
  };
  app.setNow('2026-03-04T09:00:00Z');
  const { dun_debtorid: id } = await only('dun_debtors?$select=dun_debtorid');
  const message = { debtors: [String(id)] };
  const done = await evaluateDebtors({ ...app.services, dataverse: refusing }, message);
  expect(done).toMatch(/^1 of 1 debtors evaluated; a notice could not be written: no rights/);
  expect(await noticesTo(people)).toEqual([]);
  expect(await only('dun_debtors?$select=dun_evaluatedon')).toMatchObject({
    dun_evaluatedon: '2026-03-04',
  });
});

it('tells nobody while all is stopped', async () => {
  await withNotices();
  await importedOn('2026-03-02');
  const stop = await only('dun_sendcontrols?$select=dun_sendcontrolid');
  await app.admin.send('PATCH', `dun_sendcontrols(${String(stop['dun_sendcontrolid'])})`, {
    dun_stopped: true,
  });
  const people = await servedByFour();
  await evaluatedOn('2026-03-04');
  await only('dun_collectioncases?$select=dun_name');
  expect(await noticesTo(people)).toEqual([]);
});

it('tells nobody where the strategy does not say so', async () => {
  await importedOn('2026-03-02');
  const people = await servedByFour();
  await evaluatedOn('2026-03-04');
  expect(await noticesTo(people)).toEqual([]);
});

it('tells nobody where the customer is the app\u2019s own', async () => {
  await withNotices();
  await decided({ ...firm, email: 'anvil@example.com' });
  await only('dun_collectioncases?$select=dun_name');
  expect(await noticesTo(new Map())).toEqual([]);
});
