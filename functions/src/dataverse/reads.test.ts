import {
  type Answer,
  type ScriptedServer,
  type Seen,
  batchAnswer,
  json,
  refusal,
  rows,
  startScriptedServer,
} from './test/scripted-server.ts';

const id = '0b4abc7d-7619-eb11-8dff-000d3ac5c7f9';
const names = { collection: 'accounts', select: ['name'] } as const;
const part = (value: unknown) => json(value) as Answer & object;

let server: ScriptedServer;
async function scripted(script: (request: Seen, number: number) => Answer | Promise<Answer>) {
  server = await startScriptedServer(script);
}
afterEach(() => server.stop());

/** Three pages of one row: a, b, c. */
function threePages(request: Seen): Answer {
  const page = Number(/skiptoken=(\d)/.exec(request.url)?.[1] ?? '1');
  return json({
    value: [{ name: 'abc'[page - 1] }],
    ...(page < 3 && { '@odata.nextLink': `${server.url}api/data/v9.2/accounts?$skiptoken=${page + 1}` }),
  });
}

describe('list', () => {
  it('follows next links to the last page', async () => {
    await scripted(threePages);
    expect(await server.client().list(names)).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    expect(server.seen).toHaveLength(3);
  });

  it('stops at the limit, and asks for no more than it', async () => {
    await scripted(threePages);
    expect(await server.client().list({ ...names, limit: 2 })).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(server.seen.map((request) => request.url)).toEqual([
      'accounts?$select=name&$top=2',
      'accounts?$skiptoken=2',
    ]);
  });

  it('puts every option into the URL', async () => {
    await scripted(() => rows());
    await server.client().list({
      collection: 'accounts',
      select: ['name', 'accountnumber'],
      filter: "name eq 'Łódź & Co; 100%'",
      orderBy: ['name desc', 'accountid'],
      expand: 'primarycontactid($select=fullname)',
    });
    expect(server.seen[0]?.url).toBe(
      "accounts?$select=name,accountnumber&$filter=name eq 'Łódź & Co; 100%'" +
        '&$orderby=name desc,accountid&$expand=primarycontactid($select=fullname)',
    );
  });

  it('hands rows over as they are: dates stay strings, and text that looks like a batch is text', async () => {
    const row = {
      '@odata.etag': 'W/"1066"',
      createdon: '2025-03-01T10:00:00Z',
      dun_note: '2025-03-01T10:00:00+02:00',
      name: '--batchresponse_',
    };
    await scripted(() => rows(row));
    expect(await server.client().list(names)).toEqual([row]);
  });

  it('sends a URL that is too long in the body of a batch', async () => {
    await scripted(() => batchAnswer(part({ value: [{ name: 'Fabrikam' }] })));
    const filter = Array.from({ length: 300 }, (_, n) => `accountnumber eq 'number ${n}'`).join(' or ');
    expect(await server.client().list({ ...names, filter })).toEqual([{ name: 'Fabrikam' }]);
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST $batch']);
  });

  it('does not follow a link to another server, which would get our token', async () => {
    await scripted(() =>
      json({ value: [], '@odata.nextLink': 'http://127.0.0.2/api/data/v9.2/accounts?x=1' }),
    );
    await expect(server.client().list(names)).rejects.toThrow(RangeError);
    expect(server.seen).toHaveLength(1);
  });
});

describe('pages', () => {
  it('gives pages as they come, and reads no further than the caller goes', async () => {
    await scripted(threePages);
    const seen: unknown[] = [];
    for await (const page of server.client().pages(names)) {
      seen.push(page);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([[{ name: 'a' }], [{ name: 'b' }]]);
    expect(server.seen).toHaveLength(2);
  });
});

describe('get', () => {
  it('reads one row, by id or by alternate key', async () => {
    await scripted(() => json({ name: 'Contoso' }));
    const dataverse = server.client();
    expect(await dataverse.get({ ...names, key: id })).toEqual({ name: 'Contoso' });
    await dataverse.get({ ...names, key: { accountnumber: "K/7 & O'Neill", dun_year: 2025 } });
    expect(server.seen.map((request) => request.url)).toEqual([
      `accounts(${id})?$select=name`,
      "accounts(accountnumber='K/7 & O''Neill',dun_year=2025)?$select=name",
    ]);
  });

  it('gives nothing for a row that does not exist', async () => {
    await scripted(() => refusal(404, '0x80040217', `account With Id = ${id} Does Not Exist`));
    expect(await server.client().get({ ...names, key: id })).toBeUndefined();
  });

  it('throws for a table that does not exist, which is a mistake and not an absence', async () => {
    await scripted(() => refusal(404, '0x80060888', "Resource not found for the segment 'acounts'."));
    await expect(server.client().get({ ...names, collection: 'acounts', key: id })).rejects.toMatchObject({
      status: 404,
      code: '0x80060888',
    });
  });

  it('refuses an id that is none before asking', async () => {
    await scripted(() => rows());
    await expect(server.client().get({ ...names, key: '42' })).rejects.toThrow('Not a GUID: 42');
    expect(server.seen).toHaveLength(0);
  });
});

describe('readTogether', () => {
  it('asks in one request, and once more for all that have a further page', async () => {
    const link = (collection: string) => ({
      '@odata.nextLink': `${server.url}api/data/v9.2/${collection}?$skiptoken=2`,
    });
    await scripted((_, n) =>
      n === 1
        ? batchAnswer(
            part({ value: [{ name: 'a' }], ...link('accounts') }),
            part({ value: [{ fullname: 'Jane' }] }),
            part({ value: [{ subject: 'first' }], ...link('tasks') }),
          )
        : batchAnswer(part({ value: [{ name: 'b' }] }), part({ value: [{ subject: 'second' }] })),
    );
    const dataverse = server.client();
    const [accounts, contacts, tasks] = await dataverse.readTogether<
      [{ name: string }, { fullname: string }, { subject: string }]
    >([
      names,
      { collection: 'contacts', select: ['fullname'] },
      { collection: 'tasks', select: ['subject'] },
    ]);
    expect(accounts).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(contacts).toEqual([{ fullname: 'Jane' }]);
    expect(tasks).toEqual([{ subject: 'first' }, { subject: 'second' }]);
    expect(dataverse.counters).toMatchObject({ httpRequests: 2, rowOperations: 0 });
  });

  it('asks nobody when there is nothing to ask', async () => {
    await scripted(() => rows());
    expect(await server.client().readTogether([])).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  it('reads again when a part is throttled, malformed or missing', async () => {
    const bad = [
      batchAnswer(part({ value: [] }), refusal(429, '0x80072322', 'Too many', { 'Retry-After': '0' })),
      batchAnswer(part({ value: [] }), { status: 200, body: '{"value":' }),
      batchAnswer(part({ value: [] })),
    ];
    await scripted(
      (_, n) => bad[n - 1] ?? batchAnswer(part({ value: [] }), part({ value: [{ fullname: 'Jane' }] })),
    );
    const [, contacts] = await server
      .client()
      .readTogether([names, { collection: 'contacts', select: ['fullname'] }]);
    expect(contacts).toEqual([{ fullname: 'Jane' }]);
    expect(server.seen).toHaveLength(4);
  });

  it('throws when one of the queries is wrong', async () => {
    await scripted(() =>
      batchAnswer(
        part({ value: [] }),
        refusal(400, '0x80060888', "Could not find a property named 'fulname'"),
      ),
    );
    await expect(server.client().readTogether([names, names])).rejects.toMatchObject({
      message: "GET accounts: 400 0x80060888 Could not find a property named 'fulname'",
    });
  });
});
