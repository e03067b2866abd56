/** What every client relies on, whatever it asks for. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let account: string;

beforeAll(async () => {
  environment = await startEnvironment();
  account = await environment.make('accounts', { name: `${environment.prefix} protocol` });
});

afterAll(async () => environment.end());

describe('the protocol', () => {
  it('answers at every 9.x root, to whoever brings a token', async () => {
    const { url, client } = environment;
    const headers = { Authorization: `Bearer ${client.token}` };
    for (const version of ['v9.0', 'v9.1', 'v9.2']) {
      const response = await fetch(`${url}/api/data/${version}/WhoAmI`, { headers });
      expect(response.status).toBe(200);
    }
    expect((await fetch(`${url}/api/data/v9.2/WhoAmI`)).status).toBe(401);
  });

  it('takes escaped letters', async () => {
    const { dynamics, client, prefix } = environment;
    const id: unknown = await dynamics.create({
      collection: 'accounts',
      data: { name: `${prefix} Müller & Söhne Kft. őű` },
    });
    environment.keep('accounts', String(id));
    const read = await client.get(`accounts(${String(id)})?$select=name`);
    expect(read.body['name']).toBe(`${prefix} Müller & Söhne Kft. őű`);
  });

  it('takes addresses of rows in every form clients write them', async () => {
    const { client, url, prefix } = environment;
    const forms = [
      `accounts(${account})`,
      `/accounts(${account})`,
      `${url}/api/data/v9.2/accounts(${account})`,
      `/api/data/v9.2/accounts(${account})`,
    ];
    for (const address of forms) {
      const id = await environment.make('accounts', {
        name: `${prefix} child`,
        'parentaccountid@odata.bind': address,
      });
      const { body } = await client.get(`accounts(${id})?$select=_parentaccountid_value`);
      expect(body['_parentaccountid_value']).toBe(account);
    }
  });

  it('takes every spelling clients use', async () => {
    const { client, prefix } = environment;
    for (const call of ['WhoAmI', 'WhoAmI?', 'WhoAmI()'])
      expect((await client.get(call)).body).toHaveProperty('UserId');
    const filtered = await client.get(
      `accounts?%24select=name&$filter=name+eq+%27${encodeURIComponent(prefix)}+protocol%27`,
    );
    expect(filtered.list('accountid')).toEqual([account]);
    const headers = new Headers({ authorization: `Bearer ${client.token}`, 'IF-NONE-MATCH': 'null' });
    headers.append('PREFER', 'odata.maxpagesize=1');
    headers.append('prefer', 'odata.include-annotations=*');
    const response = await fetch(`${client.base}accounts?$select=name,createdon`, { headers });
    const body = (await response.json()) as { value: Record<string, unknown>[] };
    expect(body.value).toHaveLength(1);
    expect(body.value[0]).toHaveProperty(['createdon@OData.Community.Display.V1.FormattedValue']);
  });

  it('gives the id of a created row in its header', async () => {
    const { dynamics, client, prefix } = environment;
    const id: unknown = await dynamics.create({ collection: 'contacts', data: { lastname: `${prefix} id` } });
    environment.keep('contacts', String(id));
    expect((await client.get(`contacts(${String(id)})?$select=lastname`)).status).toBe(200);
  });

  it('begins links with the address the client used', async () => {
    const { client, prefix } = environment;
    await environment.make('accounts', { name: `${prefix} another` });
    const page = await client.get(`accounts?$select=name&$filter=startswith(name,'${prefix}')`, {
      Prefer: 'odata.maxpagesize=1',
    });
    expect(String(page.body['@odata.nextLink'])).toMatch(
      new RegExp(`^${client.base.replaceAll('.', '\\.')}accounts\\?`),
    );
  });

  it('writes instants with whole seconds and a Z', async () => {
    const { body } = await environment.client.get(`accounts(${account})?$select=createdon`);
    expect(body['createdon']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('echoes the preferences it heeded', async () => {
    const { client } = environment;
    const { headers } = await client.get('accounts?$select=name', {
      Prefer: 'odata.maxpagesize=2,odata.include-annotations="*"',
    });
    expect(headers.get('Preference-Applied')).toContain('odata.maxpagesize=2');
    expect(headers.get('Preference-Applied')).toContain('odata.include-annotations="*"');
  });

  it('gives versions as weak decimal ETags that grow', async () => {
    const { client, prefix } = environment;
    const versionOf = async (): Promise<number> => {
      const { body } = await client.get(`accounts(${account})?$select=name`);
      return Number(/^W\/"(\d+)"$/.exec(String(body['@odata.etag']))?.[1]);
    };
    const before = await versionOf();
    await client.send('PATCH', `accounts(${account})`, { description: prefix });
    expect(await versionOf()).toBeGreaterThan(before);
  });
});
