/** Writing rows and connecting them. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let account: string;
let contact: string;

beforeAll(async () => {
  environment = await startEnvironment();
  account = await environment.make('accounts', { name: `${environment.prefix} rows` });
  contact = await environment.make('contacts', { lastname: `${environment.prefix} rows` });
});

afterAll(async () => environment.end());

describe('rows', () => {
  it('writes lookups through navigation properties alone', async () => {
    const { client } = environment;
    const direct = await client.send('PATCH', `accounts(${account})`, { _primarycontactid_value: contact });
    expect(direct.status).toBe(400);
    const miscased = await client.send('PATCH', `accounts(${account})`, {
      'PrimaryContactId@odata.bind': `/contacts(${contact})`,
    });
    expect(miscased).toMatchObject({ status: 400, error: { code: '0x80048d19' } });
    const bound = await client.send('PATCH', `accounts(${account})`, {
      'primarycontactid@odata.bind': `/contacts(${contact})`,
    });
    expect(bound.status).toBe(204);
    const { body } = await client.get(`accounts(${account})?$select=_primarycontactid_value`);
    expect(body['_primarycontactid_value']).toBe(contact);
  });

  it('binds a contact’s company to an account or to a contact', async () => {
    const { client } = environment;
    const child = await environment.make('contacts', {
      lastname: `${environment.prefix} child`,
      'parentcustomerid_account@odata.bind': `/accounts(${account})`,
    });
    await client.send('PATCH', `contacts(${child})`, {
      'parentcustomerid_contact@odata.bind': `/contacts(${contact})`,
    });
    const { body } = await client.get(`contacts(${child})?$select=_parentcustomerid_value`, {
      Prefer: 'odata.include-annotations="*"',
    });
    expect(body).toMatchObject({
      _parentcustomerid_value: contact,
      '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
      '_parentcustomerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty':
        'parentcustomerid_contact',
    });
  });

  it('makes rows together, through a collection and through a lookup', async () => {
    const { client, prefix } = environment;
    const made = await environment.make('accounts', {
      name: `${prefix} together`,
      primarycontactid: { lastname: `${prefix} first`, firstname: 'Ann' },
      Account_Tasks: [{ subject: `${prefix} one` }, { subject: `${prefix} two` }],
    });
    const { body } = await client.get(
      `accounts(${made})?$select=name&$expand=primarycontactid($select=firstname),Account_Tasks($select=subject)`,
    );
    const contactMade = body['primarycontactid'] as { firstname: string; contactid: string };
    environment.keep('contacts', contactMade.contactid);
    expect(contactMade.firstname).toBe('Ann');
    const subjects = (body['Account_Tasks'] as { subject: string }[]).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual([`${prefix} one`, `${prefix} two`]);
  });

  it('connects and disconnects rows from either side', async () => {
    const { client, dynamics } = environment;
    const parentOf = async (): Promise<unknown> =>
      (await client.get(`contacts(${contact})?$select=_parentcustomerid_value`)).body[
        '_parentcustomerid_value'
      ];
    const fromAccount = {
      collection: 'accounts',
      primaryKey: account,
      relationshipName: 'contact_customer_accounts',
      relatedKey: contact,
    };
    await dynamics.associate({ ...fromAccount, relatedCollection: 'contacts' });
    expect(await parentOf()).toBe(account);
    await dynamics.disassociate(fromAccount);
    expect(await parentOf()).toBeNull();
    const fromContact = {
      collection: 'contacts',
      primaryKey: contact,
      navigationProperty: 'parentcustomerid_account',
    };
    await dynamics.associateSingleValued({
      ...fromContact,
      relatedCollection: 'accounts',
      relatedKey: account,
    });
    expect(await parentOf()).toBe(account);
    await dynamics.disassociateSingleValued(fromContact);
    expect(await parentOf()).toBeNull();
  });
});
