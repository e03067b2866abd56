/** Refusals, by status, code and words. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let account: string;

const nobody = '00000000-0000-4000-8000-00000000dead';

beforeAll(async () => {
  environment = await startEnvironment();
  account = await environment.make('accounts', { name: `${environment.prefix} errors` });
});

afterAll(async () => environment.end());

describe('refusals', () => {
  it('are JSON with a code and a message', async () => {
    const { headers, body } = await environment.client.get('accounts?$top=x');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toEqual({
      error: {
        code: expect.stringMatching(/^0x[0-9a-f]{8}$/) as unknown,
        message: expect.any(String) as unknown,
      },
    });
  });

  it('name the row that is not there', async () => {
    const { client } = environment;
    expect(await client.get(`accounts(${nobody})`)).toMatchObject({
      status: 404,
      error: { code: '0x80040217', message: expect.stringContaining(nobody) as unknown },
    });
    const update = await client.send('PATCH', `accounts(${nobody})`, { name: 'x' }, { 'If-Match': '*' });
    expect(update).toMatchObject({ status: 404, error: { code: '0x80040217' } });
    expect((await client.send('DELETE', `accounts(${nobody})`)).status).toBe(404);
  });

  it('name a taken id', async () => {
    const answer = await environment.client.send('POST', 'accounts', { accountid: account, name: 'again' });
    expect(answer).toMatchObject({ status: 412, error: { code: '0x80040237' } });
  });

  it('name another version', async () => {
    const answer = await environment.client.send(
      'PATCH',
      `accounts(${account})`,
      { name: 'x' },
      { 'If-Match': 'W/"1"' },
    );
    expect(answer).toMatchObject({ status: 412, error: { code: '0x80060882' } });
  });

  it('name the column that does not take the value', async () => {
    const { client } = environment;
    const long = await client.send('POST', 'tasks', { subject: 'x'.repeat(201) });
    expect(long).toMatchObject({ status: 400, error: { code: '0x80044331' } });
    expect(long.error.message).toContain("'subject'");
    const choice = await client.send('PATCH', `accounts(${account})`, { paymenttermscode: 4_711 });
    expect(choice).toMatchObject({ status: 400, error: { code: '0x8004431a' } });
    const type = await client.send('PATCH', `accounts(${account})`, { name: 5 });
    expect(type).toMatchObject({ status: 400, error: { code: '0x80048d19' } });
    const unknown = await client.send('PATCH', `accounts(${account})`, { nonsense: 5 });
    expect(unknown).toMatchObject({ status: 400, error: { code: '0x80048d19' } });
    expect(unknown.error.message).toContain("'nonsense'");
  });

  it('name the state a status does not belong to', async () => {
    const answer = await environment.client.send('PATCH', `accounts(${account})`, { statuscode: 2 });
    expect(answer).toMatchObject({ status: 400, error: { code: '0x80048408' } });
    expect(answer.error.message).toContain('2 is not a valid status code for state code AccountState.Active');
  });

  it('name the set, the property and the query option nobody knows', async () => {
    const { client } = environment;
    expect(await client.get('acounts')).toMatchObject({
      status: 404,
      error: { code: '0x80060888', message: "Resource not found for the segment 'acounts'." },
    });
    expect(await client.get('accounts?$select=nonsense')).toMatchObject({
      status: 400,
      error: {
        code: '0x80060888',
        message: "Could not find a property named 'nonsense' on type 'Microsoft.Dynamics.CRM.account'.",
      },
    });
    for (const option of ['$skip=1', '$search=a'])
      expect((await client.get(`accounts?${option}`)).status).toBe(400);
  });
});
