/** Batches beyond what clients usually send. */
import { startEnvironment, type Environment } from '../environment.ts';
import type { Answer } from '../../fixtures/server.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
});

afterAll(async () => environment.end());

async function send(parts: readonly string[]): Promise<Answer> {
  const body = `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
  return environment.client.send('POST', '$batch', body, { 'Content-Type': 'multipart/mixed;boundary="b"' });
}

const head = 'Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n';

function reading(path: string): string {
  return `${head}\r\nGET /api/data/v9.2/${path} HTTP/1.1\r\n\r\n`;
}

function changeSet(requests: readonly (readonly [line: string, body: object])[]): string {
  const parts = requests.map(
    ([line, body], index) =>
      `--c\r\n${head}Content-ID: ${index + 1}\r\n\r\n${line} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}\r\n`,
  );
  return `Content-Type: multipart/mixed;boundary=c\r\n\r\n${parts.join('')}--c--`;
}

describe('batches', () => {
  it('refuses the 1001st request', async () => {
    const { status, error } = await send(Array.from({ length: 1_001 }, () => reading('WhoAmI')));
    expect(status).toBe(400);
    expect(error.message).toContain('1000');
  });

  it('answers with parts that are whole responses', async () => {
    const { status, headers, text } = await send([reading('WhoAmI'), reading('WhoAmI')]);
    expect(status).toBe(200);
    const boundary = /boundary=(batchresponse_[0-9a-f-]{36})/.exec(headers.get('content-type') ?? '')?.[1];
    expect(text.startsWith(`--${boundary}`)).toBe(true);
    expect(text.match(/HTTP\/1\.1 200 OK\r\n/g)).toHaveLength(2);
    expect(text).toContain('Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n');
  });

  it('lets a reference name a row of the same change set', async () => {
    const { client, prefix } = environment;
    const { status, text } = await send([
      changeSet([
        ['POST accounts', { name: `${prefix} batch` }],
        ['POST contacts', { lastname: `${prefix} batch` }],
        ['POST $1/contact_customer_accounts/$ref', { '@odata.id': '$2' }],
      ]),
    ]);
    expect([status, text.match(/HTTP\/1\.1 204/g)?.length]).toEqual([200, 3]);
    const [, account = ''] = /accounts\(([0-9a-f-]{36})\)/.exec(text) ?? [];
    const [, contact = ''] = /contacts\(([0-9a-f-]{36})\)/.exec(text) ?? [];
    environment.keep('accounts', account);
    environment.keep('contacts', contact);
    const read = await client.get(`contacts(${contact})?$select=_parentcustomerid_value`);
    expect(read.body['_parentcustomerid_value']).toBe(account);
  });

  it('gives a refused part its REQ_ID', async () => {
    const { text } = await send([reading('accounts(00000000-0000-4000-8000-000000000001)')]);
    expect(text).toMatch(/HTTP\/1\.1 404 Not Found\r\n[^]*REQ_ID: [0-9a-f-]{36}/);
  });
});
