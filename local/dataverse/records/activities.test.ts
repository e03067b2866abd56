import { everyAnnotation, startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;
let contact: string;
let account: string;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  contact = await admin.create('contacts', {
    firstname: 'Ana',
    lastname: 'Popescu',
    emailaddress1: 'ana@example.com',
  });
  account = await admin.create('accounts', { name: 'Popescu SRL' });
});

afterAll(async () => server.stop());

interface Party {
  participationtypemask: number;
  _partyid_value: string | null;
  addressused: string | null;
}

async function partiesOf(set: string, table: string, id: string): Promise<Party[]> {
  const navigation = `${table}_activity_parties`;
  const { body } = await admin.get(
    `${set}(${id})?$select=subject&$expand=${navigation}($orderby=participationtypemask)`,
  );
  return body[navigation] as Party[];
}

describe('activities', () => {
  it('are written with their parties, and show in the list of all activities', async () => {
    const id = await admin.create('phonecalls', {
      subject: 'Overdue invoice',
      phonenumber: '+40 700',
      'regardingobjectid_account_phonecall@odata.bind': `/accounts(${account})`,
      phonecall_activity_parties: [
        { 'partyid_contact@odata.bind': `/contacts(${contact})`, participationtypemask: 2 },
        { addressused: 'somebody@example.com', participationtypemask: 1 },
      ],
    });
    const parties = await partiesOf('phonecalls', 'phonecall', id);
    const shown = parties.map((party) => [
      party.participationtypemask,
      party._partyid_value,
      party.addressused,
    ]);
    expect(shown.slice(0, 2)).toEqual([
      [1, null, 'somebody@example.com'],
      [2, contact, 'ana@example.com'],
    ]);
    const pointer = await admin.get(
      `activitypointers(${id})?$select=subject,activitytypecode,_regardingobjectid_value`,
      everyAnnotation,
    );
    expect(pointer.body).toMatchObject({
      subject: 'Overdue invoice',
      activitytypecode: 'phonecall',
      '_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
      _regardingobjectid_value: account,
    });
  });

  it('assumed: get parties for owner (9) and regarding (8) by themselves', async () => {
    const id = await admin.create('tasks', {
      subject: 't',
      'regardingobjectid_account_task@odata.bind': `/accounts(${account})`,
    });
    const parties = await partiesOf('tasks', 'task', id);
    expect(parties.map((party) => party.participationtypemask)).toEqual([8, 9]);
  });

  it('assumed: parties sent with an update take the place of those before', async () => {
    const id = await admin.create('letters', {
      subject: 'l',
      letter_activity_parties: [
        { 'partyid_account@odata.bind': `/accounts(${account})`, participationtypemask: 2 },
      ],
    });
    await admin.send('PATCH', `letters(${id})`, {
      letter_activity_parties: [
        { 'partyid_contact@odata.bind': `/contacts(${contact})`, participationtypemask: 2 },
      ],
    });
    const parties = await partiesOf('letters', 'letter', id);
    expect(
      parties.filter((party) => party.participationtypemask === 2).map((party) => party._partyid_value),
    ).toEqual([contact]);
  });

  it('are completed with state and status together, also in the list of all activities', async () => {
    const id = await admin.create('letters', { subject: 'l' });
    expect((await admin.get(`letters(${id})?$select=statuscode`)).body['statuscode']).toBe(2);
    expect((await admin.send('PATCH', `letters(${id})`, { statecode: 1, statuscode: 4 })).status).toBe(204);
    expect((await admin.get(`activitypointers(${id})?$select=statecode,statuscode`)).body).toMatchObject({
      statecode: 1,
      statuscode: 4,
    });
  });

  it('of a custom table have everything activities have', async () => {
    const id = await admin.create('tst_smses', {
      subject: 'Reminder',
      tst_number: '+36 1',
      tst_sms_activity_parties: [
        { 'partyid_contact@odata.bind': `/contacts(${contact})`, participationtypemask: 2 },
      ],
    });
    expect(
      (await admin.get(`tst_smses(${id})?$select=activitytypecode,subject`)).body['activitytypecode'],
    ).toBe('tst_sms');
    expect((await admin.get(`activitypointers(${id})`)).status).toBe(200);
    expect(await partiesOf('tst_smses', 'tst_sms', id)).toHaveLength(2);
  });

  it('go with their parties and pointer when they are deleted', async () => {
    const id = await admin.create('tasks', { subject: 'gone' });
    await admin.send('DELETE', `tasks(${id})`);
    expect((await admin.get(`activitypointers(${id})`)).status).toBe(404);
    expect((await admin.get(`activityparties?$filter=_activityid_value eq ${id}`)).rows).toEqual([]);
  });

  it('cannot be written through the list of all activities', async () => {
    expect((await admin.send('POST', 'activitypointers', { subject: 'x' })).status).toBe(400);
  });
});

describe('AddToQueue', () => {
  it('puts an activity into a queue, and moves it when it is in another', async () => {
    const [calls, disputes] = await Promise.all(
      ['Calls', 'Disputes'].map(async (name) => admin.create('queues', { name })),
    );
    const call = await admin.create('phonecalls', { subject: 'Call Ana' });
    const target = { Target: { '@odata.type': 'Microsoft.Dynamics.CRM.phonecall', activityid: call } };
    const first = await admin.send('POST', `queues(${calls})/Microsoft.Dynamics.CRM.AddToQueue`, target);
    expect(first.status).toBe(200);
    const second = await admin.send('POST', `queues(${disputes})/Microsoft.Dynamics.CRM.AddToQueue`, target);
    expect(second.body['QueueItemId']).toBe(first.body['QueueItemId']);
    const items = await admin.get(
      `queueitems?$filter=_objectid_value eq ${call}&$expand=queueid($select=name)`,
      everyAnnotation,
    );
    expect(items.rows).toHaveLength(1);
    expect(items.first).toMatchObject({ title: 'Call Ana', queueid: { name: 'Disputes' } });
  });

  it('is the only way an activity that is queued gets elsewhere', async () => {
    const queue = await admin.create('queues', { name: 'Letters' });
    const letter = await admin.create('letters', { subject: 'l' });
    const item = {
      'queueid@odata.bind': `/queues(${queue})`,
      'objectid_letter@odata.bind': `/letters(${letter})`,
    };
    await admin.create('queueitems', item);
    const again = await admin.send('POST', 'queueitems', item);
    expect([again.status, again.error.code]).toEqual([400, '0x80040526']);
    await admin.send('PATCH', `queues(${queue})`, { statecode: 1, statuscode: 2 });
    const target = { Target: { '@odata.type': 'Microsoft.Dynamics.CRM.letter', activityid: letter } };
    const inactive = await admin.send('POST', `queues(${queue})/Microsoft.Dynamics.CRM.AddToQueue`, target);
    expect([inactive.status, inactive.error.code]).toEqual([400, '0x80040522']);
  });
});
