/** What dataverse-webapi can say, in its build for Node. */
import {
  associate,
  batchOperation,
  boundAction,
  boundFunction,
  create,
  createWithReturnData,
  deleteProperty,
  deleteRecord,
  disassociate,
  retrieve,
  retrieveMultiple,
  retrieveMultipleNextPage,
  unboundAction,
  unboundFunction,
  update,
  updateProperty,
  updateWithReturnData,
} from 'dataverse-webapi/lib/node';
import type { BatchResponse, Entity, RetrieveMultipleResponse } from 'dataverse-webapi';
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let parent: string;
/** Seven accounts below the parent, with 1 to 7 employees. */
const children: string[] = [];

beforeAll(async () => {
  environment = await startEnvironment();
  parent = await make('accounts', { name: `${environment.prefix} parent`, revenue: 1234.5 });
  for (let employees = 1; employees <= 7; employees += 1) {
    const child = await make('accounts', {
      name: `${environment.prefix} child ${employees}`,
      numberofemployees: employees,
      'parentaccountid@odata.bind': `/accounts(${parent})`,
    });
    children.push(child);
  }
});

afterAll(async () => environment.end());

async function make(set: string, row: Entity): Promise<string> {
  const id = await create(environment.webapi(), set, row);
  environment.keep(set, id);
  return id;
}

const below = (): string => `_parentaccountid_value eq ${parent}`;
const employees = ({ value }: RetrieveMultipleResponse): unknown[] =>
  value.map((row) => row['numberofemployees']);

describe('dataverse-webapi reads', () => {
  it('filters, orders, cuts and expands', async () => {
    const answer = await retrieveMultiple(
      environment.webapi(),
      'accounts',
      `$select=name,numberofemployees&$filter=${below()} and numberofemployees gt 2&$orderby=numberofemployees desc&$top=3` +
        '&$expand=parentaccountid($select=name)',
    );
    expect(employees(answer)).toEqual([7, 6, 5]);
    expect(answer.value[0]?.['parentaccountid']).toMatchObject({ name: `${environment.prefix} parent` });
  });

  it('counts', async () => {
    const answer = await retrieveMultiple(
      environment.webapi(),
      'accounts',
      `$select=name&$top=2&$count=true&$filter=${below()}`,
    );
    expect(answer).toMatchObject({ '@odata.count': 7, value: [{}, {}] });
  });

  it('follows a next link that is handed over as a query', async () => {
    const query = `$select=numberofemployees&$filter=${below()}&$orderby=numberofemployees`;
    const seen: unknown[] = [];
    let rest: string | undefined = query;
    while (rest !== undefined) {
      const page: RetrieveMultipleResponse = await retrieveMultiple(environment.webapi(), 'accounts', rest, {
        maxPageSize: 3,
      });
      seen.push(...employees(page));
      const link: string | undefined = page['@odata.nextLink'];
      rest = link?.slice(link.indexOf('?'));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('assumed: follows a next link with a slash behind it, as its own function for it writes one', async () => {
    const first = await retrieveMultiple(
      environment.webapi(),
      'accounts',
      `$select=numberofemployees&$filter=${below()}&$orderby=numberofemployees`,
      { maxPageSize: 5 },
    );
    const second = await retrieveMultipleNextPage(environment.webapi(), first['@odata.nextLink'], {
      maxPageSize: 5,
    });
    expect([...employees(first), ...employees(second)]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('pages a FetchXML query by cookie', async () => {
    const pageOf = async (page: number, cookie: string): Promise<RetrieveMultipleResponse> => {
      const fetchXml =
        `<fetch count="4" page="${page}"${cookie}><entity name="account"><attribute name="numberofemployees"/>` +
        '<order attribute="numberofemployees"/>' +
        `<filter><condition attribute="parentaccountid" operator="eq" value="${parent}"/></filter></entity></fetch>`;
      return retrieveMultiple(environment.webapi(), 'accounts', `fetchXml=${encodeURIComponent(fetchXml)}`);
    };
    const first = await pageOf(1, '');
    const outer = String(Reflect.get(first, '@Microsoft.Dynamics.CRM.fetchxmlpagingcookie'));
    const twice = /pagingcookie="([^"]+)"/.exec(outer)?.[1] ?? '';
    const cookie = decodeURIComponent(decodeURIComponent(twice))
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');
    const second = await pageOf(2, ` paging-cookie="${cookie}"`);
    expect([employees(first), employees(second)]).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ]);
    expect(Reflect.get(second, '@Microsoft.Dynamics.CRM.morerecords')).not.toBe(true);
  });

  it('gets formatted values, which it always asks for', async () => {
    const row = await retrieve(environment.webapi(), 'accounts', parent, '$select=revenue,statecode');
    expect(row).toMatchObject({
      'statecode@OData.Community.Display.V1.FormattedValue': 'Active',
      'revenue@OData.Community.Display.V1.FormattedValue': expect.stringContaining('1,234.50') as unknown,
    });
  });

  it('is told the code of a refusal', async () => {
    await expect(
      retrieve(environment.webapi(), 'accounts', '00000000-0000-4000-8000-000000000001'),
    ).rejects.toMatchObject({ code: '0x80040217' });
  });
});

describe('dataverse-webapi writes', () => {
  it('creates and updates with the row given back, writes and empties one property, and deletes', async () => {
    const { prefix } = environment;
    const made = await createWithReturnData(
      environment.webapi(),
      'accounts',
      { name: `${prefix} one` },
      '$select=name',
    );
    const id = made['accountid'] as string;
    expect(made['name']).toBe(`${prefix} one`);
    await update(environment.webapi(), 'accounts', id, { numberofemployees: 5 });
    const updated = await updateWithReturnData(
      environment.webapi(),
      'accounts',
      id,
      { name: `${prefix} two` },
      '$select=name,numberofemployees',
    );
    expect(updated).toMatchObject({ name: `${prefix} two`, numberofemployees: 5 });
    await updateProperty(environment.webapi(), 'accounts', id, 'numberofemployees', 6);
    await deleteProperty(environment.webapi(), 'accounts', id, 'name');
    expect(
      await retrieve(environment.webapi(), 'accounts', id, '$select=name,numberofemployees'),
    ).toMatchObject({ name: null, numberofemployees: 6 });
    await deleteRecord(environment.webapi(), 'accounts', id);
    await expect(retrieve(environment.webapi(), 'accounts', id)).rejects.toMatchObject({
      code: '0x80040217',
    });
  });

  it('creates by update where no row has the id, unless If-Match forbids it', async () => {
    const id = crypto.randomUUID();
    const row = { name: `${environment.prefix} upserted` };
    await expect(
      update(environment.webapi(), 'accounts', id, row, { customHeaders: { 'If-Match': '*' } }),
    ).rejects.toMatchObject({ code: '0x80040217' });
    await update(environment.webapi(), 'accounts', id, row);
    environment.keep('accounts', id);
    expect(await retrieve(environment.webapi(), 'accounts', id, '$select=name')).toMatchObject(row);
  });

  it('counts letters instead of bytes, so that a body with letters beyond ASCII is cut and refused', async () => {
    const name = `${environment.prefix} Őrség`;
    await expect(create(environment.webapi(), 'accounts', { name })).rejects.toBeDefined();
    const { value } = await retrieveMultiple(
      environment.webapi(),
      'accounts',
      `$select=name&$filter=${encodeURIComponent(`name eq '${name}'`)}`,
    );
    expect(value).toEqual([]);
  });

  it('connects and disconnects rows, once the slash its address lost is given back', async () => {
    const contact = await make('contacts', { lastname: `${environment.prefix} dataverse` });
    const company = async (): Promise<unknown> =>
      (await retrieve(environment.webapi(), 'contacts', contact, '$select=_parentcustomerid_value'))[
        '_parentcustomerid_value'
      ];
    const relationship = 'contact_customer_accounts';
    const mended = environment.webapi();
    mended.url = `${environment.url}/api/data/v9.2`;
    await associate(mended, 'accounts', parent, relationship, 'contacts', contact);
    expect(await company()).toBe(parent);
    await disassociate(environment.webapi(), 'accounts', parent, relationship, contact);
    expect(await company()).toBeNull();
  });
});

describe('dataverse-webapi calls', () => {
  it('functions and actions, bound and unbound', async () => {
    const me = (await unboundFunction(environment.webapi(), 'WhoAmI')) as {
      UserId: string;
      BusinessUnitId: string;
    };
    const rights = await boundFunction(
      environment.webapi(),
      'systemusers',
      me.UserId,
      'RetrievePrincipalAccess',
      [{ name: 'Target', alias: 't', value: `{"@odata.id":"accounts(${parent})"}` }],
    );
    expect(rights).toMatchObject({ AccessRights: expect.stringContaining('ReadAccess') as unknown });
    const queue = await make('queues', { name: `${environment.prefix} queue`, queueviewtype: 0 });
    const task = await make('tasks', { subject: `${environment.prefix} task` });
    const added = (await boundAction(environment.webapi(), 'queues', queue, 'AddToQueue', {
      Target: { '@odata.type': 'Microsoft.Dynamics.CRM.task', activityid: task },
    })) as { QueueItemId: string };
    expect(added.QueueItemId).toMatch(/^[0-9a-f-]{36}$/);
    const team = await make('teams', {
      name: `${environment.prefix} dataverse team`,
      teamtype: 1,
      'businessunitid@odata.bind': `/businessunits(${me.BusinessUnitId})`,
      'administratorid@odata.bind': `/systemusers(${me.UserId})`,
    });
    const granted = await unboundAction(environment.webapi(), 'GrantAccess', {
      Target: { '@odata.type': 'Microsoft.Dynamics.CRM.account', accountid: parent },
      PrincipalAccess: {
        Principal: { '@odata.type': 'Microsoft.Dynamics.CRM.team', teamid: team },
        AccessMask: 'ReadAccess',
      },
    });
    expect(granted).toBeNull();
  });

  it('a change set and reads in one batch', async () => {
    const { prefix } = environment;
    const results = (await batchOperation(
      environment.webapi(),
      'b1',
      'c1',
      [
        { method: 'POST', queryString: 'accounts', entity: { name: `${prefix} in a batch` } },
        { method: 'PATCH', queryString: `accounts(${parent})`, entity: { numberofemployees: 9 } },
      ],
      [`accounts(${parent})?$select=numberofemployees`],
    )) as BatchResponse[];
    environment.keep('accounts', results[0]?.entityId ?? '');
    expect(results.map(({ httpStatus, contentId }) => [httpStatus, contentId])).toEqual([
      [204, '1'],
      [204, '2'],
      [200, undefined],
    ]);
    expect(results[2]?.data).toMatchObject({ numberofemployees: 9 });
  });
});
