/** What people did in the CRM while nobody heard of it: the sweep finds it in the rows, once. */
import { setTimeout as pause } from 'node:timers/promises';
import { queues, type DataverseEvents } from '@dunlin/shared/messages/messages';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { statusOf } from '@dunlin/shared/tables/wire';
import { onDataverseEvent } from '../../functions/src/onDataverseEvent.ts';
import { publishForgotten } from '../../functions/src/policy/publish-version.ts';
import { resendLostEvents } from '../../functions/src/sweep/resend-lost-events.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { customersFile, itemsFile, mapping } from '../scenarios/stack/ledger.ts';
import { startLocalApp, type LocalApp } from './local-app.ts';

const patienceMs = 60_000;
const sixInTheMorning = '2026-03-02T06:00:00Z';
const theSweep = '2026-03-02T06:40:00Z';

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
}, patienceMs);
afterEach(() => app.stop());

/** The events on the queue; they are taken off it. */
function events(): readonly DataverseEvents[] {
  const messages = app.sent.filter(({ queue }) => queue === queues.dataverseEvents);
  app.sent.length = 0;
  return messages.map(({ body }) => body as DataverseEvents);
}

/** A sweep at twenty to seven, and what it found done. @returns the tables of what it found, and what came of it */
async function swept(): Promise<readonly string[]> {
  app.setNow(theSweep);
  await resendLostEvents(app.services);
  const done: string[] = [];
  for (const event of events())
    done.push(`${event.PrimaryEntityName}: ${await onDataverseEvent(app.services, event)}`);
  await app.evaluated();
  return done;
}

/** The action that was planned is put into another state, as if somebody had been handed it, or sending it had failed. */
async function actionThat(is: 'withPerson' | 'failed'): Promise<string> {
  const { first } = await app.admin.get('dun_collectionactions?$select=dun_collectionactionid');
  const action = `dun_collectionactions(${String(first['dun_collectionactionid'])})`;
  const { status } = await app.admin.send('PATCH', action, statusOf(collectionAction.status[is]));
  expect(status).toBe(204);
  return action;
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

it(
  'a promise whose event was lost is checked, and not again',
  async () => {
    const id = await promise();
    expect(await swept()).toEqual(['dun_promise: it stands; its debtor is evaluated']);
    const { body } = await app.admin.get(`dun_promises(${id})?$select=dun_name,statuscode`);
    expect(body).toMatchObject({ dun_name: '100.00 EUR by 2026-03-10, Anvil Ltd', statuscode: 1 });
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);

it(
  'an event that may still be on its way is left alone',
  async () => {
    await promise();
    app.setNow('2026-03-02T06:05:00Z');
    expect(await resendLostEvents(app.services)).toBe(0);
  },
  patienceMs,
);

it(
  'a promise written down while no version was in force is checked once there is one',
  async () => {
    const { rows } = await app.admin.get('dun_policyversions');
    for (const { dun_policyversionid: id } of rows)
      await app.admin.send('PATCH', `dun_policyversions(${String(id)})`, { statecode: 1, statuscode: 2 });
    await promise();
    const cannot = 'dun_promise: the policy cannot be used: the sweep comes back to it';
    expect(await swept()).toEqual([cannot]);
    expect(await swept()).toEqual([cannot]);
    await app.admin.create('dun_policyversions', { dun_name: 'At last' });
    await publishForgotten(app.services);
    expect(await swept()).toEqual(['dun_promise: it stands; its debtor is evaluated']);
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);

it(
  'a hold of which the app has nothing to say is looked at once',
  async () => {
    const id = await app.admin.create('dun_holds', {
      'dun_debtorid@odata.bind': debtor,
      dun_reason: 784_000_001,
      dun_until: '2026-03-20',
    });
    expect(await swept()).toEqual(['dun_hold: it stands; its debtor is evaluated']);
    expect(await swept()).toEqual([]);
    await app.admin.send('PATCH', `dun_holds(${id})`, { dun_note: 'They ask their bank.' });
    expect(await swept()).toEqual(['dun_hold: it stands; its debtor is evaluated']);
    expect(await swept()).toEqual([]);
    await app.admin.send('PATCH', `dun_holds(${id})`, { 'dun_debtorid@odata.bind': null });
    expect(await swept()).toEqual(['dun_hold: it names no debtor, and says so']);
    await app.admin.send('PATCH', `dun_holds(${id})`, { dun_note: 'Whose was it?' });
    expect(await swept()).toEqual(['dun_hold: it names no debtor, and says so']);
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);

it(
  'what was said of a debtor is decided with',
  async () => {
    const { first: segment } = await app.admin.get(
      'dun_segments?$select=dun_segmentid&$orderby=dun_code desc&$top=1',
    );
    const by = `/dun_segments(${String(segment['dun_segmentid'])})`;
    await app.admin.send('PATCH', debtor.slice(1), { 'dun_segmentoverrideid@odata.bind': by });
    expect(await swept()).toEqual(['dun_debtor: the debtor is evaluated with what was said of it']);
    const { body } = await app.admin.get(`${debtor.slice(1)}?$select=_dun_segmentid_value`);
    expect(body['_dun_segmentid_value']).toBe(segment['dun_segmentid']);
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);

it(
  'a call that somebody made counts as made',
  async () => {
    const action = await actionThat('withPerson');
    const call = await app.admin.create('phonecalls', {
      subject: 'Call',
      'dun_actionid@odata.bind': `/${action}`,
    });
    expect(await swept()).toEqual([]);
    await app.admin.send('PATCH', `phonecalls(${call})`, { statecode: 1, statuscode: 2 });
    expect(await swept()).toEqual(['phonecall: the action is done; its debtor is evaluated']);
    const { body } = await app.admin.get(`${action}?$select=dun_result`);
    expect(body['dun_result']).toBe('Finished by a person.');
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);

it(
  'a task about a failure is not taken for the failure after it',
  async () => {
    const action = await actionThat('failed');
    const task = await app.admin.create('tasks', {
      subject: 'It failed',
      'dun_actionid@odata.bind': `/${action}`,
    });
    await app.admin.send('PATCH', `tasks(${task})`, { statecode: 2, statuscode: 6 });
    expect(await swept()).toEqual(['task: the action is tried again']);
    // Dataverse tells seconds, no less.
    await pause(1_000);
    await actionThat('failed');
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);

it(
  'an approval is looked at though nobody heard of it',
  async () => {
    const id = await promise();
    await swept();
    await app.admin.create('dun_approvals', {
      'dun_promiseid@odata.bind': `/dun_promises(${id})`,
      dun_decision: 784_000_000,
    });
    expect(await swept()).toEqual(['dun_approval: it stands; its debtor is evaluated']);
    const { first } = await app.admin.get('dun_approvals?$select=dun_result');
    expect(first['dun_result']).toBe('Have it approved by somebody else: you wrote it yourself');
    expect(await swept()).toEqual([]);
  },
  patienceMs,
);
