import { startTestServer, everyAnnotation, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

describe('creating and reading a row', () => {
  it('answers 204 with the address of the row, and the row can be read back', async () => {
    const created = await admin.send('POST', 'accounts', {
      name: 'Kovács Kft',
      address1_city: 'Pécs',
      donotemail: true,
    });
    expect(created.status).toBe(204);
    const address = created.headers.get('OData-EntityId') ?? '';
    expect(address).toMatch(new RegExp(`^${admin.base}accounts\\([0-9a-f-]{36}\\)$`));
    const read = await admin.get(
      `${address.slice(admin.base.length)}?$select=name,address1_composite,donotemail,telephone1`,
    );
    expect(read.status).toBe(200);
    expect(read.body).toEqual({
      '@odata.context': `${admin.base}$metadata#accounts(name,address1_composite,donotemail,telephone1)/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/) as unknown,
      name: 'Kovács Kft',
      address1_composite: 'Pécs',
      donotemail: true,
      telephone1: null,
      accountid: /\(([^)]+)\)/.exec(address)?.[1],
    });
  });

  it('answers 201 with the row when the representation is preferred', async () => {
    const created = await admin.send(
      'POST',
      'contacts?$select=fullname',
      { firstname: 'Ana', lastname: 'Popescu' },
      {
        Prefer: 'return=representation',
      },
    );
    expect(created.status).toBe(201);
    expect(created.body['fullname']).toBe('Ana Popescu');
    expect(created.headers.get('Preference-Applied')).toBe('return=representation');
  });

  it('names lookups, choices and amounts for people when annotations are asked for', async () => {
    const currencies = await admin.get("transactioncurrencies?$filter=isocurrencycode eq 'HUF'");
    const huf = currencies.first['transactioncurrencyid'] as string;
    const debtor = await admin.create('tst_debtors', { tst_name: 'Debtor 1', tst_number: 'D1' });
    const invoice = await admin.create('tst_invoices', {
      tst_key: 'a1',
      tst_kind: 2,
      tst_amount: 1234.5,
      tst_dueon: '2025-03-01',
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${huf})`,
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    const { body } = await admin.get(
      `tst_invoices(${invoice})?$select=tst_kind,tst_amount,tst_amount_base,tst_dueon,_tst_debtorid_value`,
      everyAnnotation,
    );
    expect(body).toMatchObject({
      'tst_kind@OData.Community.Display.V1.FormattedValue': 'Credit note',
      tst_kind: 2,
      'tst_amount@OData.Community.Display.V1.FormattedValue': 'Ft1,234.50',
      tst_amount: 1234.5,
      // 400 forints to the euro.
      tst_amount_base: 3.0863,
      _transactioncurrencyid_value: huf,
      'tst_dueon@OData.Community.Display.V1.FormattedValue': '3/1/2025',
      '_tst_debtorid_value@OData.Community.Display.V1.FormattedValue': 'Debtor 1',
      '_tst_debtorid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'tst_debtorid',
      '_tst_debtorid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'tst_debtor',
      _tst_debtorid_value: debtor,
    });
  });

  it('says which table a customer lookup points at, and binding one kind clears the other', async () => {
    const account = await admin.create('accounts', { name: 'A' });
    const contact = await admin.create('contacts', { lastname: 'C' });
    const debtor = await admin.create('tst_debtors', {
      'tst_customerid_account@odata.bind': `accounts(${account})`,
    });
    const first = await admin.get(
      `tst_debtors(${debtor})?$expand=tst_customerid_account($select=name),tst_customerid_contact`,
      everyAnnotation,
    );
    expect(first.body['_tst_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname']).toBe('account');
    expect(first.body['tst_customerid_account']).toMatchObject({ name: 'A' });
    expect(first.body['tst_customerid_contact']).toBeNull();
    await admin.send('PATCH', `tst_debtors(${debtor})`, {
      'tst_customerid_contact@odata.bind': `${admin.base}contacts(${contact})`,
    });
    const second = await admin.get(`tst_debtors(${debtor})?$expand=tst_customerid_account`, everyAnnotation);
    expect(second.body['_tst_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname']).toBe('contact');
    expect(second.body['tst_customerid_account']).toBeNull();
  });
});

describe('upsert and versions', () => {
  it('creates by alternate key, fills the key column, then updates the same row', async () => {
    const first = await admin.send('PATCH', "tst_invoices(tst_key='k1')", { tst_name: 'one' });
    expect(first.status).toBe(204);
    const second = await admin.send('PATCH', "tst_invoices(tst_key='K1')", { tst_name: 'two' });
    expect(second.headers.get('OData-EntityId')).toBe(first.headers.get('OData-EntityId'));
    const { body } = await admin.get("tst_invoices(tst_key='k1')?$select=tst_name,tst_key");
    expect(body).toMatchObject({ tst_name: 'two', tst_key: 'k1' });
  });

  it('reads a row by a key of two columns, and refuses a key that is not declared', async () => {
    await admin.create('tst_invoices', { tst_document: "O'Neil & Co", tst_line: 5, tst_name: 'x' });
    const found = await admin.get(
      "tst_invoices(tst_document='O''Neil%20%26%20Co',tst_line=5)?$select=tst_name",
    );
    expect(found.body['tst_name']).toBe('x');
    const missing = await admin.get("tst_invoices(tst_document='none',tst_line=5)");
    expect([missing.status, missing.error.code]).toEqual([404, '0x80060891']);
    const undeclared = await admin.get("tst_invoices(tst_name='x')");
    expect([undeclared.status, undeclared.error.code]).toEqual([400, '0x80060890']);
  });

  it('updates only the version the caller saw', async () => {
    const id = await admin.create('tst_invoices', { tst_name: 'v1' });
    const etag = (await admin.get(`tst_invoices(${id})`)).body['@odata.etag'] as string;
    const ok = await admin.send('PATCH', `tst_invoices(${id})`, { tst_name: 'v2' }, { 'If-Match': etag });
    expect(ok.status).toBe(204);
    const late = await admin.send('PATCH', `tst_invoices(${id})`, { tst_name: 'v3' }, { 'If-Match': etag });
    expect([late.status, late.error.code]).toEqual([412, '0x80060882']);
    const lateDelete = await admin.send('DELETE', `tst_invoices(${id})`, undefined, { 'If-Match': etag });
    expect(lateDelete.status).toBe(412);
    expect((await admin.get(`tst_invoices(${id})?$select=tst_name`)).body['tst_name']).toBe('v2');
  });

  it('answers 304 when the caller has the version already', async () => {
    const id = await admin.create('tst_invoices', { tst_name: 'same' });
    const etag = (await admin.get(`tst_invoices(${id})`)).body['@odata.etag'] as string;
    expect((await admin.get(`tst_invoices(${id})`, { 'If-None-Match': etag })).status).toBe(304);
    expect((await admin.get(`tst_invoices(${id})`, { 'If-None-Match': 'null' })).status).toBe(200);
  });

  it('neither creates with If-Match: * nor updates with If-None-Match: *', async () => {
    const missing = 'b0000000-0000-4000-8000-000000000001';
    const update = await admin.send(
      'PATCH',
      `tst_invoices(${missing})`,
      { tst_name: 'x' },
      { 'If-Match': '*' },
    );
    expect([update.status, update.error.code]).toEqual([404, '0x80040217']);
    expect(update.error.message).toBe(`tst_invoice With Id = ${missing} Does Not Exist`);
    await admin.send('PATCH', `tst_invoices(${missing})`, { tst_name: 'x' });
    const create = await admin.send(
      'PATCH',
      `tst_invoices(${missing})`,
      { tst_name: 'y' },
      { 'If-None-Match': '*' },
    );
    expect(create.status).toBe(412);
    expect(create.error.message).toBe('A record with matching key values already exists.');
  });
});

describe('assumed: what the documentation leaves open', () => {
  it('keeps no empty texts', async () => {
    const id = await admin.create('tst_invoices', { tst_name: '' });
    expect((await admin.get(`tst_invoices(${id})?$select=tst_name`)).body['tst_name']).toBeNull();
    expect(
      (await admin.get(`tst_invoices?$filter=tst_name eq null and tst_invoiceid eq ${id}`)).rows,
    ).toHaveLength(1);
  });

  it('lets an upsert repeat its key in the body, and refuses another one', async () => {
    const repeated = await admin.send('PATCH', "tst_invoices(tst_key='rk')", {
      tst_key: 'RK',
      tst_name: 'x',
    });
    expect(repeated.status).toBe(204);
    expect((await admin.get("tst_invoices(tst_key='rk')?$select=tst_key")).body['tst_key']).toBe('rk');
    const other = await admin.send('PATCH', "tst_invoices(tst_key='rk')", { tst_key: 'other' });
    expect(other.status).toBe(400);
  });

  it('holds no key for rows that leave one of its columns empty', async () => {
    await admin.create('tst_invoices', { tst_document: 'same' });
    await admin.create('tst_invoices', { tst_document: 'same' });
    await admin.create('tst_invoices', { tst_document: 'same', tst_line: 1 });
    const again = await admin.send('POST', 'tst_invoices', { tst_document: 'same', tst_line: 1 });
    expect([again.status, again.error.code]).toEqual([412, '0x80060892']);
  });
});

describe('refusals', () => {
  const refused = async (row: unknown): Promise<[number, string, string]> => {
    const { status, error } = await admin.send('POST', 'tst_invoices', row);
    return [status, error.code, error.message];
  };

  it('refuses a key that is taken, naming its columns', async () => {
    await admin.create('tst_invoices', { tst_key: 'taken' });
    const [status, code, message] = await refused({ tst_key: 'TAKEN' });
    expect([status, code]).toEqual([412, '0x80060892']);
    expect(message).toContain('tst_key');
  });

  it('refuses an id that is taken', async () => {
    const id = await admin.create('tst_invoices', {});
    expect((await refused({ tst_invoiceid: id })).slice(0, 2)).toEqual([412, '0x80040237']);
  });

  it.each([
    ['an unknown property', { tst_nmae: 'x' }, 400, '0x80048d19'],
    [
      'an unknown navigation property',
      { 'tst_DebtorId@odata.bind': '/tst_debtors(b0000000-0000-4000-8000-00000000000f)' },
      400,
      '0x80048d19',
    ],
    [
      'a lookup written as a value',
      { _tst_debtorid_value: 'b0000000-0000-4000-8000-00000000000f' },
      400,
      '0x80048d19',
    ],
    ['a text that is too long', { tst_name: 'x'.repeat(101) }, 400, '0x80044331'],
    ['an option that is not declared', { tst_kind: 9 }, 400, '0x8004431a'],
    ['a number out of range', { tst_line: 1001 }, 400, '0x8004431a'],
    ['a text for a number', { tst_line: '5' }, 400, '0x80048d19'],
    ['an instant for a day', { tst_dueon: '2025-03-01T00:00:00Z' }, 400, '0x80048d19'],
    ['a day that does not exist', { tst_dueon: '2025-02-30' }, 400, '0x80048d19'],
    [
      'a target that does not exist',
      { 'tst_debtorid@odata.bind': '/tst_debtors(b0000000-0000-4000-8000-00000000000f)' },
      404,
      '0x80040217',
    ],
    [
      'a target of another table',
      { 'tst_debtorid@odata.bind': '/accounts(b0000000-0000-4000-8000-00000000000f)' },
      400,
      '0x80048d19',
    ],
    ['a status of another state', { statuscode: 2 }, 400, '0x80048408'],
  ])('refuses %s', async (_, row, status, code) => {
    expect((await refused(row)).slice(0, 2)).toEqual([status, code]);
  });

  it('assumed: refuses columns the platform writes instead of skipping them', async () => {
    expect((await refused({ createdon: '2025-01-01T00:00:00Z' })).slice(0, 2)).toEqual([400, '0x80040203']);
    expect((await refused({ statecode: 1 })).slice(0, 2)).toEqual([400, '0x80040203']);
  });

  it('refuses unknown sets, properties and query options by name', async () => {
    expect((await admin.get('acounts')).error.message).toBe("Resource not found for the segment 'acounts'.");
    expect((await admin.get('accounts?$select=nam')).error.message).toBe(
      "Could not find a property named 'nam' on type 'Microsoft.Dynamics.CRM.account'.",
    );
    expect((await admin.get('accounts?$skip=5')).status).toBe(400);
  });

  it('names what it does not do with a code Dataverse never sends', async () => {
    const { status, error } = await admin.get('accounts?$apply=concat(aggregate($count as n))');
    expect([status, error.code]).toEqual([501, 'LOCAL_NOT_SUPPORTED']);
    expect(error.message).toContain('$apply');
  });
});

describe('states', () => {
  it('gives the default status when only the state is named', async () => {
    const id = await admin.create('tst_invoices', { statuscode: 3 });
    await admin.send('PATCH', `tst_invoices(${id})`, { statecode: 1 });
    expect((await admin.get(`tst_invoices(${id})?$select=statecode,statuscode`)).body).toMatchObject({
      statecode: 1,
      statuscode: 2,
    });
  });

  it('refuses a status of another state unless the state is named too', async () => {
    const id = await admin.create('tasks', { subject: 'call back' });
    const alone = await admin.send('PATCH', `tasks(${id})`, { statuscode: 5 });
    expect([alone.status, alone.error.code]).toEqual([400, '0x80048408']);
    expect(alone.error.message).toBe(
      `5 is not a valid status code for state code TaskState.Open on task with Id ${id}.`,
    );
    const together = await admin.send('PATCH', `tasks(${id})`, { statecode: 1, statuscode: 5 });
    expect(together.status).toBe(204);
  });
});

describe('deleting', () => {
  it('refuses to delete a debtor with invoices, and lets go of phone calls', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'held' });
    const invoice = await admin.create('tst_invoices', {
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    const call = await admin.create('phonecalls', {
      subject: 's',
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    const refused = await admin.send('DELETE', `tst_debtors(${debtor})`);
    expect([refused.status, refused.error.code]).toEqual([405, '0x80040227']);
    expect((await admin.send('DELETE', `tst_invoices(${invoice})`)).status).toBe(204);
    expect((await admin.send('DELETE', `tst_debtors(${debtor})`)).status).toBe(204);
    expect(
      (await admin.get(`phonecalls(${call})?$select=_tst_debtorid_value`)).body['_tst_debtorid_value'],
    ).toBeNull();
  });
});

describe('one property', () => {
  it('is read, written and emptied by itself', async () => {
    const id = await admin.create('accounts', { name: 'before' });
    expect((await admin.get(`accounts(${id})/name`)).body['value']).toBe('before');
    expect((await admin.send('PUT', `accounts(${id})/name`, { value: 'after' })).status).toBe(204);
    expect((await admin.get(`accounts(${id})/name/$value`)).text).toBe('after');
    expect((await admin.send('DELETE', `accounts(${id})/name`)).status).toBe(204);
    expect((await admin.get(`accounts(${id})/name`)).status).toBe(204);
  });
});
