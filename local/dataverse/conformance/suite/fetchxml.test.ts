/** FetchXML beyond plain lists: links in filters, first matches, groups by date, conditions. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
  const { prefix } = environment;
  const make = async (name: string, tasks: readonly string[], revenue: number | null): Promise<void> => {
    const id = await environment.make('accounts', { name: `${prefix} ${name}`, revenue });
    for (const subject of tasks)
      await environment.make('tasks', {
        subject,
        'regardingobjectid_account_task@odata.bind': `/accounts(${id})`,
      });
  };
  await make('both', ['call', 'visit'], 100);
  await make('calls', ['call', 'call'], 200);
  await make('none', [], null);
});

afterAll(async () => environment.end());

const tasks = (type: string, inside = ''): string =>
  `<link-entity name="task" from="regardingobjectid" to="accountid" link-type="${type}">${inside}</link-entity>`;
const called = '<filter><condition attribute="subject" operator="eq" value="call"/></filter>';

async function fetched(inside: string, attributes = ''): Promise<Record<string, unknown>[]> {
  const { client, prefix } = environment;
  const xml =
    `<fetch ${attributes}><entity name="account"><attribute name="name"/><order attribute="name"/><filter>` +
    `<condition attribute="name" operator="begins-with" value="${prefix}"/></filter>${inside}</entity></fetch>`;
  const answer = await client.get(`accounts?fetchXml=${encodeURIComponent(xml)}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return [...answer.rows];
}

const names = async (inside: string): Promise<readonly string[]> =>
  (await fetched(inside)).map(({ name }) => String(name).split(' ').at(-1) ?? '');

describe('FetchXML', () => {
  it.each([
    ['inner', tasks('inner'), ['both', 'both', 'calls', 'calls']],
    ['outer', tasks('outer'), ['both', 'both', 'calls', 'calls', 'none']],
    ['exists', tasks('exists'), ['both', 'calls']],
    ['in', tasks('in', called), ['both', 'calls']],
    ['matchfirstrowusingcrossapply', tasks('matchfirstrowusingcrossapply'), ['both', 'calls']],
    ['any in a filter', `<filter>${tasks('any', called)}</filter>`, ['both', 'calls']],
    ['not any in a filter', `<filter>${tasks('not any', called)}</filter>`, ['none']],
    [
      'all in a filter, whose condition is turned round',
      `<filter>${tasks('all', '<filter><condition attribute="subject" operator="ne" value="call"/></filter>')}</filter>`,
      ['calls'],
    ],
    ['not all in a filter', `<filter>${tasks('not all', called)}</filter>`, ['both', 'calls']],
    [
      'one or the other',
      `<filter type="or"><condition attribute="revenue" operator="null"/>${tasks(
        'any',
        '<filter><condition attribute="subject" operator="eq" value="visit"/></filter>',
      )}</filter>`,
      ['both', 'none'],
    ],
    [
      'a link in a link of a filter',
      `<filter>${tasks('any', '<link-entity name="account" from="accountid" to="regardingobjectid"><filter><condition attribute="revenue" operator="gt" value="150"/></filter></link-entity>')}</filter>`,
      ['calls'],
    ],
  ] as const)('links: %s', async (_what, inside, expected) => expect(await names(inside)).toEqual(expected));

  it.each([
    ['eq', 'value="100"', ['both']],
    ['ne', 'value="100"', ['calls', 'none']],
    ['neq', 'value="100"', ['calls', 'none']],
    ['gt', 'value="100"', ['calls']],
    ['ge', 'value="100"', ['both', 'calls']],
    ['lt', 'value="200"', ['both']],
    ['le', 'value="200"', ['both', 'calls']],
    ['null', '', ['none']],
    ['not-null', '', ['both', 'calls']],
  ] as const)('conditions: %s %s', async (operator, value, expected) =>
    expect(
      await names(`<filter><condition attribute="revenue" operator="${operator}" ${value}/></filter>`),
    ).toEqual(expected),
  );

  it.each([
    ['like', '%all%', ['calls']],
    ['not-like', '%all%', ['both', 'none']],
    ['ends-with', 'E', ['none']],
    ['not-end-with', 'E', ['both', 'calls']],
    ['not-begin-with', 'nobody', ['both', 'calls', 'none']],
  ] as const)('conditions on texts: %s %s', async (operator, value, expected) =>
    expect(
      await names(`<filter><condition attribute="name" operator="${operator}" value="${value}"/></filter>`),
    ).toEqual(expected),
  );

  it('groups by parts of dates, fiscal ones too', async () => {
    const { client, prefix } = environment;
    const now = new Date();
    const group = (part: string): string =>
      `<attribute name="createdon" groupby="true" dategrouping="${part}" alias="${part.replace('-', '')}"/>`;
    const parts = ['day', 'month', 'quarter', 'year', 'fiscal-period', 'fiscal-year'];
    const xml =
      `<fetch aggregate="true"><entity name="account"><attribute name="accountid" aggregate="count" alias="n"/>` +
      `${parts.map(group).join('')}<filter><condition attribute="name" operator="begins-with" value="${prefix}"/></filter></entity></fetch>`;
    const { rows } = await client.get(`accounts?fetchXml=${encodeURIComponent(xml)}`);
    const quarter = Math.floor(now.getUTCMonth() / 3) + 1;
    expect(rows.at(-1)).toMatchObject({
      month: now.getUTCMonth() + 1,
      quarter,
      year: now.getUTCFullYear(),
      fiscalperiod: quarter,
      fiscalyear: now.getUTCFullYear(),
    });
  });

  it('gives up an aggregate over more rows than it was allowed', async () => {
    const { client, prefix } = environment;
    const xml =
      `<fetch aggregate="true" aggregatelimit="2"><entity name="account"><attribute name="accountid" aggregate="count" alias="n"/>` +
      `<filter><condition attribute="name" operator="begins-with" value="${prefix}"/></filter></entity></fetch>`;
    expect(await client.get(`accounts?fetchXml=${encodeURIComponent(xml)}`)).toMatchObject({
      status: 400,
      error: { code: '0x8004e023' },
    });
  });

  it('pages by cookie through the client', async () => {
    const { dynamics, prefix } = environment;
    const { value } = await dynamics.fetchAll<{ name: string }>({
      collection: 'accounts',
      includeAnnotations: '*',
      fetchXml:
        `<fetch count="2"><entity name="account"><attribute name="name"/><order attribute="name"/><filter>` +
        `<condition attribute="name" operator="begins-with" value="${prefix}"/></filter></entity></fetch>`,
    });
    expect(value.map(({ name }) => name.split(' ').at(-1))).toEqual(['both', 'calls', 'none']);
  });

  it('answers personal views by their id', async () => {
    const { client, prefix } = environment;
    const view = await environment.make('userqueries', {
      name: `${prefix} view`,
      returnedtypecode: 'account',
      querytype: 0,
      fetchxml: `<fetch><entity name="account"><attribute name="name"/><filter><condition attribute="name" operator="eq" value="${prefix} none"/></filter></entity></fetch>`,
    });
    const { rows } = await client.get(`accounts?userQuery=${view}`);
    expect(rows.map(({ name }) => name)).toEqual([`${prefix} none`]);
  });
});
