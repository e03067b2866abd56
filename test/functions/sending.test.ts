/** What is handed to the dispatch, and what is offered to a sink again, while a company is held back. */
import { dispatchId } from '@dunlin/shared/actions/action';
import { queues, type Dispatches } from '@dunlin/shared/messages/messages';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import { collectionAction, dispatch } from '@dunlin/shared/tables/collection';
import { channel } from '@dunlin/shared/tables/policy';
import { dispatchAction, forLog } from '../../functions/src/dispatchAction.ts';
import type { Row } from '../../functions/src/dataverse/client.ts';
import { enqueueForgotten, enqueuePlanned } from '../../functions/src/sweep/enqueue-planned.ts';
import { sweep } from '../../functions/src/sweep.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { customersFile, itemsFile, mapping, type Customer } from '../scenarios/stack/ledger.ts';
import { addCompany } from './companies.ts';
import { minutesLater, startLocalApp, type LocalApp } from './local-app.ts';

const monday = '2026-03-02';
// Budapest is an hour ahead of UTC: ten in the morning there.
const atTen = '2026-03-02T09:00:00Z';

const firm: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  email: 'anvil@example.com',
  mobile: '+4915112345678',
};

let app: LocalApp;
beforeEach(async () => {
  app = await startLocalApp('2026-03-02T03:00:00Z');
});
afterEach(() => app.stop());

/** An invoice of ten days overdue in the books of the company, imported and decided about. */
async function decided(company: string): Promise<void> {
  const item = {
    customer: 'K1',
    document: `INV-${company}`,
    issuedOn: '2026-02-01',
    dueOn: '2026-02-20',
    amount: '100.00',
  };
  await writeDrop(app.dropFolder, {
    source: `books-${company}`,
    day: monday,
    mode: 'full',
    items: itemsFile([item]),
    customers: customersFile([firm]),
    mapping: Buffer.from(JSON.stringify({ ...mapping, company })),
  });
  await app.imported();
  await app.evaluated();
}

async function companyId(code: string): Promise<string> {
  const { first } = await app.admin.get(`dun_companies?$select=dun_companyid&$filter=dun_code eq '${code}'`);
  return String(first['dun_companyid']);
}

async function release(code: string, dun_released = true): Promise<void> {
  const { status } = await app.admin.send('PATCH', `dun_companies(${await companyId(code)})`, {
    dun_released,
  });
  expect(status).toBe(204);
}

async function stopSwitch(dun_stopped: boolean): Promise<void> {
  const { first } = await app.admin.get('dun_sendcontrols?$select=dun_sendcontrolid');
  await app.admin.send('PATCH', `dun_sendcontrols(${String(first['dun_sendcontrolid'])})`, { dun_stopped });
}

async function actionOf(document: string): Promise<{ id: string; debtor: string; key: string }> {
  const { rows } = await app.admin.get(
    'dun_collectionactions?$select=dun_collectionactionid,dun_key,dun_lines,_dun_debtorid_value',
  );
  const row = rows.find(({ dun_lines }) => String(dun_lines).includes(document));
  return {
    id: String(row?.['dun_collectionactionid']),
    debtor: String(row?.['_dun_debtorid_value']),
    key: String(row?.['dun_key']),
  };
}

/** The actions on the way to the dispatch; they are taken off the queue. */
function handedOver(): readonly string[] {
  const messages = app.sent.filter(({ queue }) => queue === queues.dispatches);
  app.sent.length = 0;
  return messages.map(({ body }) => (body as Dispatches).action);
}

it('hands over the planned actions of the companies that may send, and of no other', async () => {
  await addCompany(app, 'HELD');
  await decided('DEMO');
  await decided('HELD');
  await release('DEMO');
  const { id } = await actionOf('INV-DEMO');
  app.setNow(atTen);
  handedOver();

  expect(await enqueueForgotten(app.services)).toBe(1);
  expect(handedOver()).toEqual([id]);
  expect(await enqueuePlanned(app.services)).toBe(1);
  expect(handedOver()).toEqual([id]);

  await stopSwitch(true);
  expect(await sweep(app.services)).toMatch(/ 0 actions, 0 commands taken up again$/);
  expect(await enqueuePlanned(app.services)).toBe(0);
  await stopSwitch(false);
  expect(await sweep(app.services)).toMatch(/ 1 actions, 0 commands taken up again$/);

  // Four days later the ledger is too old to send from.
  app.setNow('2026-03-06T09:00:00Z');
  expect(await sweep(app.services)).toMatch(/ 0 actions, 0 commands taken up again$/);
});

function reservedAsSms(document: string): Promise<{ id: string; debtor: string }> {
  return reserved(document, {
    dun_channel: channel.sms.value,
    dun_recipient: firm.mobile,
    dun_content: '100.00 EUR are due.',
  });
}

/** As a handler leaves it that dies between reserving a message and its receipt. */
async function reserved(document: string, message: Row): Promise<{ id: string; debtor: string }> {
  const action = await actionOf(document);
  await app.admin.create('dun_dispatches', {
    dun_dispatchid: dispatchId(action.key, 1),
    dun_name: 'a message',
    'dun_actionid@odata.bind': bindTo(collectionAction.set, action.id),
    ...message,
    dun_hash: 'x',
    dun_reservedon: atTen,
  });
  await app.admin.send(
    'PATCH',
    `dun_collectionactions(${action.id})`,
    statusOf(collectionAction.status.reserved),
  );
  return action;
}

it.each([
  ['the stop switch is on', () => stopSwitch(true), () => stopSwitch(false), 'all sending is stopped'],
  [
    'the company is held back again',
    () => release('DEMO', false),
    () => release('DEMO'),
    'sending is not released for this company yet',
  ],
  [
    'the ledger is too old',
    () => ledgerAsOf('2026-02-26'),
    () => ledgerAsOf(monday),
    'the ledger is of 2026-02-26, 4 days old; at most 3 are allowed',
  ],
])('offers a text message that was cut off again only after %s no more', async (_what, hold, letGo, why) => {
  await decided('DEMO');
  await release('DEMO');
  const { id, debtor } = await reservedAsSms('INV-DEMO');
  app.setNow(minutesLater(atTen, 20));
  await hold();
  expect(await dispatchAction(app.services, { action: id, debtor })).toContain(`stays as it is: ${why}`);
  expect(app.effects).toEqual([]);
  await letGo();
  expect(await dispatchAction(app.services, { action: id, debtor })).toBe('sent: taken 1');
  expect(app.effects).toEqual(['sms +4915112345678']);
});

it('records a letter as sent although the timeline holds less of its text and address than was printed', async () => {
  await decided('DEMO');
  await release('DEMO');
  const address = `Anvil Ltd, ${'Long Lane '.repeat(30)}`.slice(0, 300);
  const text = '100.00 EUR are due. '.repeat(250);
  const { id, debtor } = await reserved('INV-DEMO', {
    dun_channel: channel.letter.value,
    dun_recipient: address,
    dun_content: text,
  });
  const { first: attempt } = await app.admin.get(`${dispatch.set}?$select=dun_dispatchid`);
  await app.services.dataverse.uploadFile(
    { collection: dispatch.set, key: String(attempt['dun_dispatchid']), column: 'dun_document' },
    { name: 'letter.pdf', bytes: new TextEncoder().encode('%PDF-') },
  );
  app.setNow(minutesLater(atTen, 20));
  expect(await dispatchAction(app.services, { action: id, debtor })).toBe('sent: taken 1');
  const { first } = await app.admin.get('letters?$select=address,description,statuscode');
  expect(first['statuscode']).toBe(4);
  expect(String(first['address'])).toBe(`${address.slice(0, 199)}…`);
  expect(String(first['description'])).toBe(`${text.slice(0, 1_999)}…`);
});

async function ledgerAsOf(dun_ledgerason: string): Promise<void> {
  await app.admin.send('PATCH', `dun_companies(${await companyId('DEMO')})`, { dun_ledgerason });
}

it('finds out what became of a cut-off action also while nothing is sent', async () => {
  await decided('DEMO');
  const { id } = await reservedAsSms('INV-DEMO');
  handedOver();
  app.setNow(atTen);
  expect(await enqueueForgotten(app.services)).toBe(1);
  expect(handedOver()).toEqual([id]);
});

it('logs which action and what became of it, and no name or address', () => {
  const hint = {
    action: '6b0c3a52-0000-4000-8000-000000000001',
    debtor: '6b0c3a52-0000-4000-8000-000000000002',
  };
  const outcomes = [
    'sent: 250 2.0.0 Ok: queued for bea@example.com',
    'failed: The postal address does not fit the window: "Bea Moss\\nLong Lane 1"',
    'postponed until 2026-03-03T08:00:00.000Z',
  ];
  expect(outcomes.map((outcome) => forLog(hint, outcome))).toEqual([
    'action 6b0c3a52-0000-4000-8000-000000000001: sent',
    'action 6b0c3a52-0000-4000-8000-000000000001: failed',
    'action 6b0c3a52-0000-4000-8000-000000000001: postponed until 2026-03-03T08:00:00.000Z',
  ]);
});
