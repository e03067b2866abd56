/** Queues and their items, and e-mails that are handed over to be sent. */
import { startEnvironment, type Environment } from '../environment.ts';
import type { Answer } from '../../fixtures/server.ts';

let environment: Environment;
let user: string;
let first: string;
let second: string;

beforeAll(async () => {
  environment = await startEnvironment();
  const { client, prefix } = environment;
  user = String((await client.get('WhoAmI')).body['UserId']);
  first = await environment.make('queues', { name: `${prefix} first` });
  second = await environment.make('queues', { name: `${prefix} second` });
});

afterAll(async () => environment.end());

async function post(path: string, body: object): Promise<Answer> {
  return environment.client.send('POST', path, body);
}

const crm = 'Microsoft.Dynamics.CRM';
const named = (type: string, key: string, id: string): object => ({
  '@odata.type': `${crm}.${type}`,
  [key]: id,
});

async function queued(): Promise<{ task: string; item: string }> {
  const task = await environment.make('tasks', { subject: `${environment.prefix} task` });
  const { body } = await post(`queues(${first})/${crm}.AddToQueue`, {
    Target: named('task', 'activityid', task),
  });
  return { task, item: String(body['QueueItemId']) };
}

async function whereIs(item: string): Promise<unknown[]> {
  const { body, status } = await environment.client.get(
    `queueitems(${item})?$select=_queueid_value,_workerid_value`,
  );
  return status === 404 ? [] : [body['_queueid_value'], body['_workerid_value']];
}

describe('queues', () => {
  it('take a row once: from another queue it moves', async () => {
    const { task, item } = await queued();
    const again = await post(`queues(${second})/${crm}.AddToQueue`, {
      Target: named('task', 'activityid', task),
      SourceQueue: named('queue', 'queueid', first),
    });
    expect(again.body['QueueItemId']).toBe(item);
    expect(await whereIs(item)).toEqual([second, null]);
  });

  it('give an item to whoever picks it, and take it back', async () => {
    const { item } = await queued();
    const picked = await post(`queueitems(${item})/${crm}.PickFromQueue`, {
      SystemUser: named('systemuser', 'systemuserid', user),
      RemoveQueueItem: false,
    });
    expect([picked.status, await whereIs(item)]).toEqual([204, [first, user]]);
    const released = await post(`queueitems(${item})/${crm}.ReleaseToQueue`, {});
    expect([released.status, await whereIs(item)]).toEqual([204, [first, null]]);
  });

  it('lose an item that is picked for good, and the task stays', async () => {
    const { task, item } = await queued();
    const picked = await post(`queueitems(${item})/${crm}.PickFromQueue`, {
      SystemUser: named('systemuser', 'systemuserid', user),
      RemoveQueueItem: true,
    });
    expect([picked.status, await whereIs(item)]).toEqual([204, []]);
    expect((await environment.client.get(`tasks(${task})?$select=subject`)).status).toBe(200);
  });

  it('hand an item on to another queue or to a user', async () => {
    const { item } = await queued();
    const QueueItem = named('queueitem', 'queueitemid', item);
    const away = await post('RouteTo', { Target: named('queue', 'queueid', second), QueueItem });
    expect([away.status, await whereIs(item)]).toEqual([204, [second, null]]);
    const toUser = await post('RouteTo', { Target: named('systemuser', 'systemuserid', user), QueueItem });
    expect([toUser.status, await whereIs(item)]).toEqual([204, [second, user]]);
  });

  it('assumed: an item that is removed is deleted', async () => {
    const { task, item } = await queued();
    expect((await post(`queueitems(${item})/${crm}.RemoveFromQueue`, {})).status).toBe(204);
    expect(await whereIs(item)).toEqual([]);
    expect((await environment.client.get(`tasks(${task})?$select=subject`)).status).toBe(200);
  });

  it('refuse what is not a row, or not of the right kind', async () => {
    const { item } = await queued();
    const refused = [
      await post('RouteTo', { Target: named('task', 'activityid', item), QueueItem: {} }),
      await post(`queueitems(${item})/${crm}.PickFromQueue`, { SystemUser: 5 }),
      await post(`queues(${first})/${crm}.AddToQueue`, { Target: named('systemuser', 'systemuserid', user) }),
      await post(`queues(${first})/${crm}.PickFromQueue`, {}),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });
});

describe('SendEmail', () => {
  const draft = async (parties: readonly object[]): Promise<string> =>
    environment.make('emails', {
      subject: `${environment.prefix} mail`,
      directioncode: true,
      email_activity_parties: parties,
    });
  const sender = (): object => ({
    participationtypemask: 1,
    'partyid_systemuser@odata.bind': `/systemusers(${user})`,
  });
  const recipient = { participationtypemask: 2, addressused: 'anna@example.invalid' };

  it('assumed: makes an e-mail pending, or only recorded as sent', async () => {
    const { client } = environment;
    for (const [issueSend, statuscode] of [
      [true, 6],
      [false, 3],
    ] as const) {
      const id = await draft([sender(), recipient]);
      const sent = await post(`emails(${id})/${crm}.SendEmail`, { IssueSend: issueSend });
      expect(sent.status).toBe(200);
      expect(sent.body).toHaveProperty('Subject');
      expect((await client.get(`emails(${id})?$select=statecode,statuscode`)).body).toMatchObject({
        statecode: 1,
        statuscode,
      });
      expect((await post(`emails(${id})/${crm}.SendEmail`, { IssueSend: issueSend })).status).toBe(400);
    }
  });

  it('needs a sender and somebody to send to', async () => {
    const unsent = [await draft([recipient]), await draft([sender()])];
    for (const id of unsent)
      expect((await post(`emails(${id})/${crm}.SendEmail`, { IssueSend: true })).status).toBe(400);
  });
});
