import type { Change } from './client.ts';
import { DataverseAnswerLost } from './errors.ts';
import {
  type Answer,
  type ScriptedServer,
  type Seen,
  batchAnswer,
  refusal,
  startScriptedServer,
} from './test/scripted-server.ts';

const id = '0b4abc7d-7619-eb11-8dff-000d3ac5c7f9';
const step = '11111111-7619-eb11-8dff-000d3ac5c7f9';
const done = { status: 204 };
const stale = refusal(412, '0x80060882', "The version of the existing record doesn't match");
const create = (name: string): Change => ({ kind: 'create', collection: 'accounts', row: { name } });

let server: ScriptedServer;
async function scripted(script: (request: Seen, number: number) => Answer | Promise<Answer>) {
  server = await startScriptedServer(script);
}
afterEach(() => server.stop());

/** The request lines and headers of a batch body that a test is about, in order. */
function linesOf(body: string, wanted: RegExp): string[] {
  return body.split('\r\n').filter((line) => wanted.test(line));
}

it('sends changes in one change set, counted as one request and a row operation each', async () => {
  await scripted(() => batchAnswer([done, done]));
  const dataverse = server.client({ bypassStepIds: (set) => (set === 'accounts' ? [step] : []) });
  const outcome = await dataverse.changeSet([
    { kind: 'create', collection: 'accounts', row: { accountid: id, name: 'Zażółć' } },
    { kind: 'update', collection: 'accounts', key: id, row: { name: 'b' }, ifMatch: 'W/"1066"' },
  ]);
  expect(outcome.kind).toBe('done');
  expect(dataverse.counters).toMatchObject({ httpRequests: 1, rowOperations: 2 });

  const body = server.seen[0]?.body.replaceAll(server.url, '/') ?? '';
  expect(linesOf(body, /^(POST|PATCH|If-Match|Content-ID|MSCRM|\{)/)).toEqual([
    'Content-ID: 1',
    'POST /api/data/v9.2/accounts HTTP/1.1',
    `MSCRM.BypassBusinessLogicExecutionStepIds: ${step}`,
    `{"accountid":"${id}","name":"Zażółć"}`,
    'Content-ID: 2',
    `PATCH /api/data/v9.2/accounts(${id}) HTTP/1.1`,
    `MSCRM.BypassBusinessLogicExecutionStepIds: ${step}`,
    'If-Match: W/"1066"',
    '{"name":"b"}',
  ]);
});

it('updates only rows that exist, unless told which version', async () => {
  await scripted(() => batchAnswer([done]));
  await server.client().changeSet([{ kind: 'update', collection: 'accounts', key: id, row: { name: 'b' } }]);
  expect(linesOf(server.seen[0]?.body ?? '', /^If-Match/)).toEqual(['If-Match: *']);
});

it('tells the ETag of the new version where it is asked for', async () => {
  const updated = { status: 200, body: JSON.stringify({ '@odata.etag': 'W/"1068"', statecode: 0 }) };
  await scripted(() => batchAnswer([done, updated]));
  const outcome = await server
    .client()
    .changeSet([
      create('a'),
      { kind: 'update', collection: 'accounts', key: id, row: { name: 'b' }, wantsEtag: true },
    ]);
  expect(outcome).toEqual({ kind: 'done', etags: [undefined, 'W/"1068"'] });
  expect(linesOf(server.seen[0]?.body ?? '', /^(PATCH|Prefer)/)).toEqual([
    `PATCH ${server.url}api/data/v9.2/accounts(${id})?$select=statecode HTTP/1.1`,
    'Prefer: return=representation',
  ]);
});

it('gives a refusal as a value, with the change at fault where Dataverse names it', async () => {
  // In the second answer the refusal stands inside its change set, with the Content-ID of the third change of the batch.
  await scripted((_, n) => (n === 1 ? batchAnswer(stale) : batchAnswer([done, done], [stale])));
  const dataverse = server.client();
  const refused = {
    kind: 'refused',
    status: 412,
    code: '0x80060882',
    message: "The version of the existing record doesn't match",
  };
  expect(await dataverse.changeSet([create('a'), create('b')])).toEqual(refused);
  expect(
    await dataverse.changeSets([
      [create('a'), create('b')],
      [create('c'), create('d')],
    ]),
  ).toMatchObject([{ kind: 'done' }, { ...refused, index: 0 }]);
});

it('throws what should not happen', async () => {
  await scripted(() => batchAnswer(refusal(403, '0x80040220', 'Missing prvCreateAccount')));
  await expect(server.client().changeSet([create('a')])).rejects.toMatchObject({
    name: 'DataverseError',
    status: 403,
    code: '0x80040220',
  });
});

it('gives each of many change sets its own outcome', async () => {
  const invalid = refusal(400, '0x80044331', "The length of the 'name' attribute exceeded 160");
  await scripted(() => batchAnswer([done, done], stale, [done], invalid));
  const dataverse = server.client();
  const outcomes = await dataverse.changeSets([
    [create('a'), create('b')],
    [create('c'), create('d')],
    [],
    [create('e')],
    [create('f')],
  ]);
  expect(outcomes).toMatchObject([
    { kind: 'done' },
    { kind: 'refused', status: 412 },
    { kind: 'done' },
    { kind: 'done' },
    { kind: 'failed', error: { status: 400, code: '0x80044331' } },
  ]);
  expect(dataverse.counters).toMatchObject({ httpRequests: 1, rowOperations: 6 });
});

it('sends again only the change set that was throttled inside an answered batch', async () => {
  const throttled = refusal(429, '0x80072321', 'Combined execution time', { 'Retry-After': '1' });
  await scripted((_, n) => (n === 1 ? batchAnswer([done], throttled, [done]) : batchAnswer([done])));
  const dataverse = server.client();
  const outcomes = await dataverse.changeSets([[create('a')], [create('b')], [create('c')]]);
  expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }]);
  expect(linesOf(server.seen[1]?.body ?? '', /^\{/)).toEqual(['{"name":"b"}']);
  expect((server.seen[1]?.atMs ?? 0) - (server.seen[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(1000);
  expect(dataverse.counters).toMatchObject({ httpRequests: 2, throttled: 1 });
});

it('does not believe an answer that covers a change set in part', async () => {
  await scripted(() => batchAnswer([done]));
  await expect(server.client().changeSet([create('a'), create('b')])).rejects.toThrow(DataverseAnswerLost);
});

it('asks nobody when there is nothing to change', async () => {
  await scripted(() => batchAnswer());
  expect(await server.client().changeSet([])).toEqual({ kind: 'done', etags: [] });
  expect(server.seen).toHaveLength(0);
});

it('fills batches with whole change sets, up to the thousand requests Dataverse takes', async () => {
  await scripted((request) => {
    const changes = linesOf(request.body, /^POST /).length;
    const sets = linesOf(request.body, /boundary=changeset_/).length;
    return batchAnswer(
      ...Array.from({ length: sets }, () => Array.from({ length: changes / sets }, () => done)),
    );
  });
  const set = Array.from({ length: 400 }, (_, n) => create(`account ${n}`));
  const outcomes = await server.client().changeSets([set, set, set]);
  expect(outcomes).toHaveLength(3);
  expect(server.seen.map((request) => linesOf(request.body, /^POST /).length)).toEqual([800, 400]);
});
