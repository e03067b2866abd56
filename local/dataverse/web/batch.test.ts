import { startTestServer, type Answer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

/** A batch as Microsoft's samples write it; `lineEnd` is what some clients get wrong. */
async function sendBatch(
  parts: readonly string[],
  headers: Record<string, string> = {},
  lineEnd = '\r\n',
): Promise<Answer> {
  const lines = parts.flatMap((part) => ['--b1', ...part.split('\n')]);
  return admin.send('POST', '$batch', ['', ...lines, '--b1--', ''].join(lineEnd), {
    'Content-Type': 'multipart/mixed;boundary="b1"',
    ...headers,
  });
}

const get = (path: string): string =>
  `Content-Type: application/http\nContent-Transfer-Encoding: binary\n\nGET ${path} HTTP/1.1\nAccept: application/json\n`;

function changeSet(
  ...requests: readonly [id: string, method: string, path: string, body: unknown][]
): string {
  const inner = requests.map(
    ([id, method, path, body]) =>
      `--c1\nContent-Type: application/http\nContent-Transfer-Encoding: binary\nContent-ID: ${id}\n\n` +
      `${method} ${path} HTTP/1.1\nContent-Type: application/json\n\n${JSON.stringify(body)}\n`,
  );
  return `Content-Type: multipart/mixed;boundary=c1\n\n${inner.join('\n')}\n--c1--\n`;
}

const statuses = (answer: Answer): string[] =>
  [...answer.text.matchAll(/HTTP\/1\.1 (\d+ [\w ]+)\r\n/g)].map((match) => match[1] ?? '');

describe('a batch', () => {
  it('answers each request in order, with full, server-relative and plain addresses', async () => {
    const answer = await sendBatch([
      get('WhoAmI'),
      get('/api/data/v9.2/accounts?$top=1'),
      get(`${admin.base}contacts?$top=1`),
    ]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
    expect(answer.text.startsWith('--batchresponse_')).toBe(true);
    expect(statuses(answer)).toEqual(['200 OK', '200 OK', '200 OK']);
  });

  it('reads lines that end in LF alone', async () => {
    expect(statuses(await sendBatch([get('WhoAmI')], {}, '\n'))).toEqual(['200 OK']);
  });

  it('stops at the first refusal and answers 400 with what was done', async () => {
    const answer = await sendBatch([get('WhoAmI'), get('acounts'), get('WhoAmI')]);
    expect(answer.status).toBe(400);
    expect(statuses(answer)).toEqual(['200 OK', '404 Not Found']);
  });

  it('goes on after a refusal when asked to', async () => {
    const answer = await sendBatch([get('acounts'), get('WhoAmI')], { Prefer: 'odata.continue-on-error' });
    expect(answer.status).toBe(200);
    expect(statuses(answer)).toEqual(['404 Not Found', '200 OK']);
  });

  it('cannot be in a batch, and must have its boundary', async () => {
    expect((await sendBatch([get('$batch')])).status).toBe(400);
    expect(
      (await admin.send('POST', '$batch', 'x', { 'Content-Type': 'multipart/mixed;boundary=none' })).status,
    ).toBe(400);
  });
});

describe('a change set', () => {
  it('lets later requests point at rows made by earlier ones', async () => {
    const answer = await sendBatch([
      changeSet(
        ['1', 'POST', 'tst_debtors', { tst_name: 'from a change set', tst_number: 'CS1' }],
        ['2', 'POST', '/api/data/v9.2/tst_invoices', { tst_key: 'cs1', 'tst_debtorid@odata.bind': '$1' }],
        ['3', 'PATCH', '$1', { tst_name: 'changed' }],
      ),
    ]);
    expect(statuses(answer)).toEqual(['204 No Content', '204 No Content', '204 No Content']);
    expect(answer.text).toMatch(/Content-Type: multipart\/mixed; boundary=changesetresponse_/);
    expect(answer.text).toContain('Content-ID: 2\r\n');
    const { body } = await admin.get("tst_invoices(tst_key='cs1')?$expand=tst_debtorid($select=tst_name)");
    expect(body['tst_debtorid']).toMatchObject({ tst_name: 'changed' });
  });

  it('is undone whole by one refusal, which answers for it alone', async () => {
    const answer = await sendBatch([
      changeSet(
        ['1', 'POST', 'tst_invoices', { tst_key: 'undone' }],
        ['2', 'POST', 'tst_invoices', { tst_key: 'undone' }],
      ),
    ]);
    expect(answer.status).toBe(400);
    expect(statuses(answer)).toEqual(['412 Precondition Failed']);
    expect(answer.text).toContain('REQ_ID: ');
    expect((await admin.get("tst_invoices(tst_key='undone')")).status).toBe(404);
  });

  it('keeps what earlier change sets of the batch did', async () => {
    const answer = await sendBatch(
      [
        changeSet(['1', 'POST', 'tst_invoices', { tst_key: 'kept' }]),
        changeSet(['1', 'POST', 'tst_invoices', { tst_key: 'kept' }]),
      ],
      { Prefer: 'odata.continue-on-error' },
    );
    expect(statuses(answer)).toEqual(['204 No Content', '412 Precondition Failed']);
    expect((await admin.get("tst_invoices(tst_key='kept')")).status).toBe(200);
  });

  it('refuses reads and references it does not know', async () => {
    expect(statuses(await sendBatch([changeSet(['1', 'GET', 'accounts', ''])]))).toEqual(['400 Bad Request']);
    const unknown = await sendBatch([
      changeSet(['1', 'POST', 'tst_invoices', { 'tst_debtorid@odata.bind': '$7' }]),
    ]);
    expect(unknown.text).toContain("Content-ID Reference: '$7' does not exist in the batch context.");
  });
});
