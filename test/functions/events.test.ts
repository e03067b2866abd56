/** What people do in the CRM, as the app hears of it: perhaps late, perhaps twice. */
import { dataverseEvents, queues } from '@dunlin/shared/messages/messages';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { statusOf } from '@dunlin/shared/tables/wire';
import { planDueDebtors } from '../../functions/src/evaluation/plan-due-debtors.ts';
import { onDataverseEvent } from '../../functions/src/onDataverseEvent.ts';
import { publishForgotten } from '../../functions/src/policy/publish-version.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { customersFile, itemsFile, mapping } from '../scenarios/stack/ledger.ts';
import { startLocalApp, type LocalApp } from './local-app.ts';

const sixInTheMorning = '2026-03-02T06:00:00Z';

let app: LocalApp;
let debtor: string;
beforeEach(async () => {
  app = await startLocalApp(sixInTheMorning);
  await writeDrop(app.dropFolder, {
    source: 'books',
    day: '2026-03-02',
    mode: 'full',
    items: itemsFile([
      { customer: 'K1', document: 'INV-1', issuedOn: '2026-02-01', dueOn: '2026-02-20', amount: '100.00' },
    ]),
    customers: customersFile([
      { number: 'K1', name: 'Anvil Ltd', kind: 'business', language: 'en', email: 'anvil@example.com' },
    ]),
    mapping: Buffer.from(JSON.stringify(mapping)),
  });
  await app.imported();
  await app.evaluated();
  const { first } = await app.admin.get('dun_debtors?$select=dun_debtorid');
  debtor = `/dun_debtors(${String(first['dun_debtorid'])})`;
});
afterEach(() => app.stop());

/** The event of the row reaches the app. @returns what came of it */
async function heard(name: string, id: string): Promise<string> {
  const done = await onDataverseEvent(app.services, { PrimaryEntityName: name, PrimaryEntityId: id });
  await app.evaluated();
  return done;
}

/** When the events on the queue come, and what came of them; they are taken off it. */
async function heardLater(): Promise<readonly string[]> {
  const later = app.sent.filter(({ queue }) => queue === queues.dataverseEvents);
  app.sent.length = 0;
  const done: string[] = [];
  for (const { body, notBefore = '' } of later) {
    const { PrimaryEntityName, PrimaryEntityId } = dataverseEvents.parse(body);
    app.setNow(notBefore);
    done.push(`${notBefore}: ${await heard(PrimaryEntityName, PrimaryEntityId)}`);
  }
  return done;
}

async function promise(): Promise<string> {
  const { first: euro } = await app.admin.get(
    "transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq 'EUR'",
  );
  return app.admin.create('dun_promises', {
    'dun_debtorid@odata.bind': debtor,
    dun_amount: 100,
    dun_dueon: '2026-03-10',
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${String(euro['transactioncurrencyid'])})`,
  });
}

const stands = 'it stands; its debtor is evaluated';

async function alarms(): Promise<readonly unknown[]> {
  const { rows } = await app.admin.get('tasks?$select=subject&$orderby=subject');
  return rows.map(({ subject }) => subject);
}

it('a promise written down while no version is in force is looked at again until there is one', async () => {
  const { rows } = await app.admin.get('dun_policyversions');
  for (const { dun_policyversionid: id } of rows)
    await app.admin.send('PATCH', `dun_policyversions(${String(id)})`, { statecode: 1, statuscode: 2 });
  const id = await promise();
  expect(await heard('dun_promise', id)).toBe(
    'it cannot be checked now: it is looked at again at 2026-03-02T12:00:00.000Z',
  );
  expect(await heardLater()).toEqual([
    '2026-03-02T12:00:00.000Z: it cannot be checked now: it is looked at again at 2026-03-02T18:00:00.000Z',
  ]);
  expect(await alarms()).toEqual(['Dunlin Demo Kft.: The policy cannot be used']);
  await app.admin.create('dun_policyversions', { dun_name: 'At last' });
  await publishForgotten(app.services);
  expect(await heardLater()).toEqual([`2026-03-02T18:00:00.000Z: ${stands}`]);
  expect(await heardLater()).toEqual([]);
});

it('a promise of a debtor in a time zone that does not exist is looked at again when that is mended', async () => {
  await app.admin.send('PATCH', debtor.slice(1), { dun_timezone: 'Budapest' });
  const id = await promise();
  expect(await heard('dun_promise', id)).toContain('it is looked at again at 2026-03-02T12:00:00.000Z');
  expect(await alarms()).toContain('Dunlin Demo Kft.: What was agreed with Anvil Ltd (K1) cannot be checked');
  await app.admin.send('PATCH', debtor.slice(1), { dun_timezone: 'Europe/Budapest' });
  expect(await heardLater()).toEqual([`2026-03-02T12:00:00.000Z: ${stands}`]);
});

it('an evaluation that comes before the app has heard of a promise leaves it as it was written', async () => {
  const id = await promise();
  const path = `dun_promises(${id})?$select=statecode,dun_paid,dun_result`;
  const written = (await app.admin.get(path)).body;
  await app.admin.send('PATCH', debtor.slice(1), { dun_nextevaluationon: '2026-03-02' });
  await planDueDebtors(app.services);
  await app.evaluated();
  expect((await app.admin.get(path)).body).toEqual(written);
  expect(await heard('dun_promise', id)).toBe(stands);
  expect((await app.admin.get(path)).body).toMatchObject({ statecode: 0, dun_paid: 0 });
});

it('an approval that was made to say that it counts is looked at like any other', async () => {
  const { first: invoice } = await app.admin.get('dun_receivables?$select=dun_receivableid');
  const change = await app.admin.create('dun_duedatechanges', {
    'dun_debtorid@odata.bind': debtor,
    'dun_receivableid@odata.bind': `/dun_receivables(${String(invoice['dun_receivableid'])})`,
    dun_newdueon: '2026-03-10',
    dun_reason: 'They moved house.',
  });
  expect(await heard('dun_duedatechange', change)).toBe(stands);
  const approval = await app.admin.create('dun_approvals', {
    'dun_duedatechangeid@odata.bind': `/dun_duedatechanges(${change})`,
    dun_decision: 784_000_000,
    dun_proposal: '2026-02-20 to 2026-03-10 from 2026-03-02',
    dun_role: 'second person',
    statuscode: 784_000_000,
  });
  expect(await heard('dun_approval', approval)).toBe(stands);
  const { body: looked } = await app.admin.get(`dun_approvals(${approval})?$select=statuscode,dun_result`);
  expect(looked).toMatchObject({
    statuscode: 2,
    dun_result: 'Have it approved by somebody else: you wrote it yourself',
  });
  const { body } = await app.admin.get(`dun_duedatechanges(${change})?$select=statuscode`);
  expect(body['statuscode']).toBe(1);
});

it('a task about a failure that was mended is not taken for the next failure, though its event comes twice', async () => {
  const { first } = await app.admin.get('dun_collectionactions?$select=dun_collectionactionid');
  const action = `dun_collectionactions(${String(first['dun_collectionactionid'])})`;
  const fails = async (): Promise<string> => {
    await app.admin.send('PATCH', action, statusOf(collectionAction.status.failed));
    return app.admin.create('tasks', {
      subject: 'It failed',
      'dun_actionid@odata.bind': `/${action}`,
    });
  };
  const task = await fails();
  await app.admin.send('PATCH', `tasks(${task})`, { statecode: 2, statuscode: 6 });
  expect(await heard('task', task)).toBe('the action is tried again');
  await fails();
  expect(await heard('task', task)).toBe('another task about the action is open: it failed once more');
  const { body } = await app.admin.get(`${action}?$select=statuscode`);
  expect(body['statuscode']).toBe(collectionAction.status.failed.value);
});
