import type { Row } from './client.ts';
import { DataverseAnswerLost } from './errors.ts';
import {
  type Answer,
  type ScriptedServer,
  type Seen,
  duplicate,
  json,
  noContent,
  refusal,
  rows,
  startScriptedServer,
} from './test/scripted-server.ts';

const accounts = { collection: 'accounts', name: 'account', idColumn: 'accountid' };
const calls = { collection: 'phonecalls', name: 'phonecall', idColumn: 'activityid' };
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** Accounts 1 to n, with their ids. */
const numbered = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ accountid: idOf(i + 1), name: `account ${i + 1}` }));
const tooLong = refusal(400, '0x80044331', "The length of the 'name' attribute exceeded 160");

/** Dataverse with bulk messages for accounts only; `script` answers what is left. */
async function withBulkForAccounts(script: (request: Seen, targets: readonly Row[]) => Answer) {
  server = await startScriptedServer((request) => {
    if (request.url.startsWith('sdkmessagefilters?')) {
      return rows(
        ...['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple'].map((name) => ({
          primaryobjecttypecode: 'account',
          sdkmessageid: { name },
        })),
      );
    }
    const { Targets = [] } = request.body.startsWith('{')
      ? (JSON.parse(request.body) as { Targets?: readonly Row[] })
      : {};
    return script(request, Targets);
  });
}

let server: ScriptedServer;
afterEach(() => server.stop());

/** What was sent after the question about bulk messages. */
const written = () => server.seen.slice(1).map(({ method, url }) => `${method} ${url}`);

describe('where the table has bulk messages', () => {
  it('creates in slices, asking once which tables have them', async () => {
    await withBulkForAccounts(() => json({ Ids: [] }));
    const dataverse = server.client({ sliceRows: 500 });
    expect(await dataverse.createMany(accounts, numbered(1200))).toEqual({ written: 1200, refused: [] });
    await dataverse.createMany(accounts, numbered(2));
    expect(server.seen.map((request) => request.url)).toEqual([
      expect.stringMatching(/^sdkmessagefilters/),
      ...Array.from({ length: 4 }, () => 'accounts/Microsoft.Dynamics.CRM.CreateMultiple'),
    ]);
    expect(dataverse.counters).toMatchObject({ httpRequests: 5, rowOperations: 1202 });
  });

  it('names the type, and the row by id or alternate key', async () => {
    await withBulkForAccounts(() => noContent);
    const dataverse = server.client({ bypassStepIds: () => [idOf(9)] });
    await dataverse.updateMany(accounts, [
      { id: idOf(1), row: { name: 'a' } },
      { id: idOf(2), row: { name: 'b' } },
    ]);
    await dataverse.upsertMany(accounts, [
      { key: idOf(1), row: { name: 'Nagy és Társa' } },
      { key: { accountnumber: 'K7' }, row: { 'primarycontactid@odata.bind': `contacts(${idOf(3)})` } },
    ]);
    const [, update, upsert] = server.seen;
    const type = { '@odata.type': 'Microsoft.Dynamics.CRM.account' };
    expect(update?.url).toBe('accounts/Microsoft.Dynamics.CRM.UpdateMultiple');
    expect(JSON.parse(update?.body ?? '')).toEqual({
      Targets: [
        { ...type, accountid: idOf(1), name: 'a' },
        { ...type, accountid: idOf(2), name: 'b' },
      ],
    });
    expect(upsert?.url).toBe('accounts/Microsoft.Dynamics.CRM.UpsertMultiple');
    expect(JSON.parse(upsert?.body ?? '')).toEqual({
      Targets: [
        { ...type, accountid: idOf(1), name: 'Nagy és Társa' },
        {
          ...type,
          '@odata.id': "accounts(accountnumber='K7')",
          'primarycontactid@odata.bind': `/contacts(${idOf(3)})`,
        },
      ],
    });
    expect(upsert?.headers['mscrm.bypassbusinesslogicexecutionstepids']).toBe(idOf(9));
  });

  it('halves a refused slice until the bad row stands alone', async () => {
    await withBulkForAccounts((request, targets) =>
      targets.some((row) => row['name'] === 'account 6') || request.body.includes('"account 6"')
        ? tooLong
        : json({ Ids: [] }),
    );
    const dataverse = server.client();
    expect(await dataverse.createMany(accounts, numbered(8))).toEqual({
      written: 7,
      refused: [
        {
          index: 5,
          status: 400,
          code: '0x80044331',
          message: "The length of the 'name' attribute exceeded 160",
          duplicate: false,
          afterLostAnswer: false,
        },
      ],
    });
    // 1–8 refused; 1–4; 5–8 refused; 5–6 refused; 5; 6 refused; 7–8.
    expect(written()).toHaveLength(7);
  });

  it('finds rows that are already there by one read, not by halving', async () => {
    await withBulkForAccounts((request, targets) => {
      if (request.method === 'GET') {
        return rows({ accountid: idOf(2) }, { accountid: idOf(7) });
      }
      const taken = targets.some((row) => row['accountid'] === idOf(2) || row['accountid'] === idOf(7));
      return taken ? duplicate : json({ Ids: [] });
    });
    const outcome = await server.client().createMany(accounts, numbered(8));
    expect(outcome.written).toBe(6);
    expect(outcome.refused).toMatchObject([
      { index: 1, duplicate: true, afterLostAnswer: false },
      { index: 6, duplicate: true, afterLostAnswer: false },
    ]);
    expect(written()).toHaveLength(3);
  });

  it('halves when the duplicate is of an alternate key, which no read of ids finds', async () => {
    await withBulkForAccounts((request) => {
      if (request.method === 'GET') return rows();
      return request.body.includes('"account 3"')
        ? refusal(412, '0x80060892', 'A record that has the attribute values dun_key already exists.')
        : json({ Ids: [] });
    });
    const outcome = await server.client().createMany(accounts, numbered(4));
    expect(outcome).toMatchObject({ written: 3, refused: [{ index: 2, duplicate: true }] });
  });

  it('says of duplicates after a lost answer that they may be our own, and never counts them as written', async () => {
    let writes = 0;
    await withBulkForAccounts((request) => {
      if (request.method === 'GET') {
        return rows(...numbered(3).map(({ accountid }) => ({ accountid })));
      }
      writes += 1;
      return writes === 1 ? 'lost' : duplicate;
    });
    const outcome = await server.client().createMany(accounts, numbered(3));
    expect(outcome.written).toBe(0);
    expect(outcome.refused).toMatchObject([
      { index: 0, duplicate: true, afterLostAnswer: true },
      { index: 1, duplicate: true, afterLostAnswer: true },
      { index: 2, duplicate: true, afterLostAnswer: true },
    ]);
  });

  it('does not repeat creating rows that have no id of their own', async () => {
    await withBulkForAccounts(() => 'lost');
    const creating = server.client().createMany(accounts, [{ name: 'a' }, { name: 'b' }]);
    await expect(creating).rejects.toThrow(DataverseAnswerLost);
    expect(written()).toHaveLength(1);
  });

  it('repeats upserts, which leave the same rows', async () => {
    let writes = 0;
    await withBulkForAccounts(() => ((writes += 1) === 1 ? 'lost' : noContent));
    const upserts = numbered(2).map(({ accountid, name }) => ({ key: accountid, row: { name } }));
    expect(await server.client().upsertMany(accounts, upserts)).toEqual({ written: 2, refused: [] });
    expect(written()).toHaveLength(2);
  });

  it('notices at once that an answer broke off', async () => {
    let writes = 0;
    await withBulkForAccounts(() => ((writes += 1) === 1 ? 'broken off' : noContent));
    const startedMs = performance.now();
    await server.client().upsertMany(accounts, [
      { key: idOf(1), row: { name: 'a' } },
      { key: idOf(2), row: { name: 'b' } },
    ]);
    // Not only after the two minutes an answer may take.
    expect(performance.now() - startedMs).toBeLessThan(30_000);
    expect(written()).toHaveLength(2);
  });

  it('does not look for bad rows when the column does not exist or the role lacks the right', async () => {
    const unknownColumn = refusal(
      400,
      '0x80048d19',
      "Error identified in Payload: The property 'nam' does not exist on type 'Microsoft.Dynamics.CRM.account'.",
    );
    const noRight = refusal(403, '0x80040220', 'Missing prvCreateAccount');
    const answers = [unknownColumn, noRight];
    await withBulkForAccounts(() => answers.shift() ?? noContent);
    const dataverse = server.client();
    await expect(dataverse.createMany(accounts, numbered(8))).rejects.toMatchObject({ code: '0x80048d19' });
    await expect(dataverse.createMany(accounts, numbered(8))).rejects.toMatchObject({ code: '0x80040220' });
    expect(written()).toHaveLength(2);
  });

  it('starts no further slice after one that failed', async () => {
    await withBulkForAccounts(() => refusal(500, '0x80040216', 'An unexpected error occurred.'));
    const dataverse = server.client({ sliceRows: 2, maxInFlight: 2 });
    await expect(dataverse.createMany(accounts, numbered(20))).rejects.toMatchObject({ status: 500 });
    expect(written()).toHaveLength(2);
  });

  it('asks nobody when there is nothing to write', async () => {
    await withBulkForAccounts(() => noContent);
    expect(await server.client().createMany(accounts, [])).toEqual({ written: 0, refused: [] });
    expect(server.seen).toHaveLength(0);
  });
});

describe('where the table has none', () => {
  const newCalls = Array.from({ length: 6 }, (_, n) => ({
    activityid: idOf(n + 1),
    subject: `call ${n + 1}`,
  }));

  it('creates one by one, in parallel, and reports each duplicate', async () => {
    await withBulkForAccounts((request) => (request.body.includes('"call 4"') ? duplicate : noContent));
    const dataverse = server.client({ maxInFlight: 3 });
    const outcome = await dataverse.createMany(calls, newCalls);
    expect(outcome).toMatchObject({
      written: 5,
      refused: [{ index: 3, duplicate: true, afterLostAnswer: false }],
    });
    expect(written()).toEqual(Array.from({ length: 6 }, () => 'POST phonecalls'));
    expect(dataverse.counters).toMatchObject({ httpRequests: 7, rowOperations: 6 });
  });

  it('creates again after a lost answer; a duplicate then is reported as perhaps our own', async () => {
    let first = true;
    await withBulkForAccounts((request) => {
      if (!request.body.includes('"call 2"')) return noContent;
      if (!first) return duplicate;
      first = false;
      return 'lost';
    });
    const outcome = await server.client().createMany(calls, newCalls);
    expect(outcome).toMatchObject({
      written: 5,
      refused: [{ index: 1, duplicate: true, afterLostAnswer: true }],
    });
  });

  it('updates rows that exist and upserts others, each by its own request', async () => {
    await withBulkForAccounts((request) =>
      request.headers['if-match'] === '*' && request.url.includes(idOf(2))
        ? refusal(404, '0x80040217', 'phonecall Does Not Exist')
        : noContent,
    );
    const dataverse = server.client({ maxInFlight: 1, bypassStepIds: () => [idOf(9)] });
    const updates = [1, 2].map((n) => ({ id: idOf(n), row: { subject: `call ${n}` } }));
    expect(await dataverse.updateMany(calls, updates)).toMatchObject({
      written: 1,
      refused: [{ index: 1, status: 404, code: '0x80040217', duplicate: false }],
    });
    expect(
      await dataverse.upsertMany(calls, [
        { key: idOf(1), row: { subject: 'a' } },
        { key: { dun_key: 'f00d' }, row: { subject: 'b' } },
      ]),
    ).toEqual({ written: 2, refused: [] });
    expect(written()).toEqual([
      `PATCH phonecalls(${idOf(1)})`,
      `PATCH phonecalls(${idOf(2)})`,
      `PATCH phonecalls(${idOf(1)})`,
      "PATCH phonecalls(dun_key='f00d')",
    ]);
    expect(server.seen.slice(1).map((request) => request.headers['if-match'])).toEqual([
      '*',
      '*',
      undefined,
      undefined,
    ]);
    expect(server.seen[1]?.headers['mscrm.bypassbusinesslogicexecutionstepids']).toBe(idOf(9));
  });

  it('keeps the body of a gateway out of the error', async () => {
    await withBulkForAccounts(() => ({ status: 500, body: '<html>secret</html>' }));
    await expect(server.client().createMany(calls, newCalls)).rejects.toMatchObject({
      message: 'POST phonecalls: 500 an answer without an error of Dataverse',
    });
  });
});
