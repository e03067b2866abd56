/** $filter, $expand and $apply. Rows are named by day and place in a tree, so that answers can be read off. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
/** A holding with two firms, and a shop of the first: ids by the last word of their names. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  environment = await startEnvironment();
  const { prefix } = environment;
  const contact = await environment.make('contacts', { lastname: `${prefix} Kiss`, firstname: 'Anna' });
  const rows = [
    ['holding', undefined, 1_000, 'Budapest'],
    ['first', 'holding', 200, 'Budapest'],
    ['second', 'holding', 300, 'Győr'],
    ['shop', 'first', 50, null],
  ] as const;
  for (const [name, parent, revenue, city] of rows) {
    ids[name] = await environment.make('accounts', {
      name: `${prefix} ${name}`,
      revenue,
      address1_city: city,
      numberofemployees: revenue / 10,
      'primarycontactid@odata.bind': `/contacts(${contact})`,
      ...(parent === undefined ? {} : { 'parentaccountid@odata.bind': `/accounts(${ids[parent]})` }),
    });
  }
  for (const subject of ['call', 'letter', 'visit'])
    await environment.make('tasks', {
      subject: `${prefix} ${subject}`,
      'regardingobjectid_account_task@odata.bind': `/accounts(${ids['holding']})`,
    });
});

afterAll(async () => environment.end());

/** The last words of the names of the accounts a filter leaves, in order. */
async function names(filter: string): Promise<readonly string[]> {
  const { client, prefix } = environment;
  const query = `startswith(name,'${prefix}') and (${filter})`;
  const answer = await client.get(
    `accounts?$select=name&$orderby=revenue desc&$filter=${encodeURIComponent(query)}`,
  );
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.list('name').map((name) => String(name).split(' ').at(-1) ?? '');
}

const all = ['holding', 'second', 'first', 'shop'];
const crm = 'Microsoft.Dynamics.CRM';

describe('$filter', () => {
  it.each([
    ['revenue eq 300', ['second']],
    ['revenue ne 300', ['holding', 'first', 'shop']],
    ['revenue gt 200 and revenue le 1000', ['holding', 'second']],
    ['not (revenue lt 300) or revenue eq 50', ['holding', 'second', 'shop']],
    ["address1_city eq 'budapest'", ['holding', 'first']],
    ["address1_city eq 'GYŐR'", ['second']],
    ['address1_city eq null', ['shop']],
    ['address1_city ne null', ['holding', 'second', 'first']],
    ["contains(name,'HOL')", ['holding']],
    ["contains(name,'h_p')", ['shop']],
    ["endswith(name,'st')", ['first']],
    ["not endswith(name,'st')", ['holding', 'second', 'shop']],
    ['revenue eq revenue', all],
    ["parentaccountid/address1_city eq 'Budapest'", ['second', 'first', 'shop']],
    ["primarycontactid/firstname eq 'Anna' and parentaccountid/revenue lt 500", ['shop']],
  ] as const)('%s', async (filter, expected) => expect(await names(filter)).toEqual(expected));

  it.each([
    ["Account_Tasks/any(t:endswith(t/subject,'visit'))", ['holding']],
    ['Account_Tasks/any()', ['holding']],
    ["account_parent_account/any(a:a/address1_city eq 'Győr')", ['holding']],
    ['account_parent_account/any(a:a/account_parent_account/any(b:b/revenue eq 50))', ['holding']],
    ['parentaccountid/Account_Tasks/any()', ['second', 'first']],
    ['account_parent_account/all(a:a/revenue gt 100) and account_parent_account/any()', ['holding']],
  ] as const)('a lambda: %s', async (filter, expected) => expect(await names(filter)).toEqual(expected));

  it.each([
    [`${crm}.In(PropertyName='numberofemployees',PropertyValues=['20','30'])`, ['second', 'first']],
    [`${crm}.NotIn(PropertyName='numberofemployees',PropertyValues=["20","30"])`, ['holding', 'shop']],
    [`${crm}.Between(PropertyName='numberofemployees',PropertyValues=['20','30'])`, ['second', 'first']],
    [`${crm}.NotBetween(PropertyName='numberofemployees',PropertyValues=['20','30'])`, ['holding', 'shop']],
    [`${crm}.EqualUserId(PropertyName='ownerid')`, all],
    [`${crm}.NotEqualUserId(PropertyName='ownerid')`, []],
    [`${crm}.EqualUserOrUserTeams(PropertyName='ownerid')`, all],
    [`${crm}.EqualUserOrUserHierarchy(PropertyName='ownerid')`, all],
    [`${crm}.EqualBusinessId(PropertyName='owningbusinessunit')`, all],
    [`${crm}.Today(PropertyName='createdon')`, all],
    [`${crm}.Yesterday(PropertyName='createdon')`, []],
    [`${crm}.LastXHours(PropertyName='createdon',PropertyValue=2)`, all],
    [`${crm}.LastXDays(PropertyName='createdon',PropertyValue=1)`, all],
    [`${crm}.OlderThanXDays(PropertyName='createdon',PropertyValue=1)`, []],
    [`${crm}.OlderThanXMinutes(PropertyName='createdon',PropertyValue=600)`, []],
    [`${crm}.ThisMonth(PropertyName='createdon')`, all],
    [`${crm}.ThisYear(PropertyName='createdon')`, all],
    [`${crm}.ThisFiscalYear(PropertyName='createdon')`, all],
    [`${crm}.ThisFiscalPeriod(PropertyName='createdon')`, all],
    [`${crm}.LastFiscalYear(PropertyName='createdon')`, []],
    [`${crm}.OnOrAfter(PropertyName='createdon',PropertyValue='2020-01-01')`, all],
    [`${crm}.OnOrBefore(PropertyName='createdon',PropertyValue='2020-01-01')`, []],
  ] as const)('the query function %s', async (filter, expected) =>
    expect(await names(filter)).toEqual(expected),
  );

  it.each([
    ['Under', 'holding', ['second', 'first', 'shop']],
    ['UnderOrEqual', 'first', ['first', 'shop']],
    ['NotUnder', 'holding', ['holding']],
    ['Above', 'shop', ['holding', 'first']],
    ['AboveOrEqual', 'first', ['holding', 'first']],
  ] as const)('the hierarchy function %s %s', async (name, row, expected) =>
    expect(await names(`${crm}.${name}(PropertyName='accountid',PropertyValue='${ids[row]}')`)).toEqual(
      expected,
    ),
  );
});

type Expanded = Readonly<Record<string, unknown>>;

describe('$expand', () => {
  it('goes through lookups, level by level, and says so in the context', async () => {
    const { client } = environment;
    const { body } = await client.get(
      `accounts(${ids['shop']})?$select=name&$expand=parentaccountid($select=revenue;$expand=parentaccountid($select=name),primarycontactid($select=firstname))`,
    );
    expect(body['parentaccountid']).toMatchObject({
      revenue: 200,
      parentaccountid: { accountid: ids['holding'] },
      primarycontactid: { firstname: 'Anna' },
    });
    expect(body['@odata.context']).toBe(
      `${client.base}$metadata#accounts(name,parentaccountid(revenue,parentaccountid(name),primarycontactid(firstname)))/$entity`,
    );
  });

  it('brings whole collections, with the address at which they can be read again', async () => {
    const { client, prefix } = environment;
    const { body } = await client.get(
      `accounts(${ids['holding']})?$select=name&$expand=Account_Tasks($select=subject;$orderby=subject desc;$filter=not endswith(subject,'visit'))`,
      { Prefer: 'odata.maxpagesize=1' },
    );
    const subjects = (rows: unknown): unknown => (rows as Expanded[]).map(({ subject }) => subject);
    const expected = [`${prefix} letter`, `${prefix} call`];
    expect(subjects(body['Account_Tasks'])).toEqual(expected);
    const link = String(body['Account_Tasks@odata.nextLink']);
    expect(link.startsWith(`${client.base}accounts(${ids['holding']})/Account_Tasks?`)).toBe(true);
    expect(link).not.toContain('skiptoken');
    expect(subjects((await client.get(link.slice(client.base.length))).rows)).toEqual(expected);
  });

  it('brings collections page by page when an $expand is in another', async () => {
    const { client } = environment;
    const headers = { Prefer: 'odata.maxpagesize=2' };
    const { body } = await client.get(
      `accounts(${ids['holding']})?$select=name&$expand=Account_Tasks($select=subject;$expand=owninguser($select=fullname))`,
      headers,
    );
    const first = body['Account_Tasks'] as Expanded[];
    expect(first).toHaveLength(2);
    expect(first[0]).toHaveProperty(['owninguser', 'fullname']);
    const link = String(body['Account_Tasks@odata.nextLink']);
    expect(link).toContain('$skiptoken=');
    const rest = await client.get(link.slice(client.base.length), headers);
    expect(rest.rows).toHaveLength(1);
    expect(rest.rows[0]).toHaveProperty(['owninguser', 'fullname']);
    expect(new Set([...first, ...rest.rows].map(({ activityid }) => activityid)).size).toBe(3);
    expect(rest.body).not.toHaveProperty(['@odata.nextLink']);
  });

  it('refuses to order or cut where it cannot', async () => {
    const { client } = environment;
    const message =
      'Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.';
    for (const expand of [
      'primarycontactid($orderby=lastname)',
      'Account_Tasks($top=1;$expand=owninguser($select=fullname))',
    ]) {
      const { status, error } = await client.get(`accounts?$select=name&$expand=${expand}`);
      expect([status, error]).toEqual([400, { code: '0x80060888', message }]);
    }
  });

  it('gives addresses instead of rows', async () => {
    const { client } = environment;
    const { body } = await client.get(`accounts(${ids['first']})?$select=name&$expand=parentaccountid/$ref`);
    expect(body['parentaccountid']).toEqual({ '@odata.id': `${client.base}accounts(${ids['holding']})` });
    expect(await client.get('accounts?$select=name&$expand=Account_Tasks/$ref')).toMatchObject({
      status: 400,
      error: { message: 'Expand with $ref is only supported on lookup type navigation property.' },
    });
  });
});

describe('$apply', () => {
  const groups = async (apply: string): Promise<readonly Expanded[]> => {
    const { client, prefix } = environment;
    const answer = await client.get(
      `accounts?$apply=${encodeURIComponent(`filter(startswith(name,'${prefix}'))/${apply}`)}`,
    );
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.rows;
  };

  it.each([
    ['aggregate(revenue with sum as total)', [{ total: 1_550 }]],
    ['aggregate(revenue with average as mean,revenue with max as most)', [{ mean: 387.5, most: 1_000 }]],
    ['aggregate(numberofemployees with min as least,$count as n)', [{ least: 5, n: 4 }]],
    ['aggregate(address1_city with countdistinct as cities)', [{ cities: 2 }]],
    [
      'groupby((primarycontactid/firstname),aggregate(revenue with sum as total))',
      [{ contact_firstname: 'Anna', total: 1_550 }],
    ],
  ] as const)('%s', async (apply, expected) => expect(await groups(apply)).toEqual(expected));

  it('groups by values, and leaves the empty one out of its row', async () => {
    const rows = await groups('groupby((address1_city),aggregate($count as n))');
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        { address1_city: 'Budapest', n: 2 },
        { address1_city: 'Győr', n: 1 },
        { n: 1 },
      ]),
    );
  });

  it('cannot be ordered by what was aggregated', async () => {
    const { status, error } = await environment.client.get(
      'accounts?$apply=aggregate(revenue with sum as total)&$orderby=total',
    );
    expect([status, error.message]).toEqual([
      400,
      expect.stringContaining('The query node SingleValueOpenPropertyAccess is not supported'),
    ]);
  });
});
