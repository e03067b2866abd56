import { everyAnnotation, startTestServer, type Client, type TestServer } from '../../fixtures/server.ts';

let server: TestServer;
let admin: Client;
const debtors: string[] = [];

/** Ten invoices: odd ones of debtor A, even ones of debtor B, due on the 1st to 10th of March 2025. */
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  for (const name of ['A', 'B'])
    debtors.push(await admin.create('tst_debtors', { tst_name: `Debtor ${name}`, tst_number: name }));
  for (let number = 1; number <= 10; number += 1) {
    await admin.create('tst_invoices', {
      tst_name: `Invoice ${number}`,
      tst_key: `k${number}`,
      tst_line: number,
      tst_dueon: `2025-03-${String(number).padStart(2, '0')}`,
      tst_amount: number * 10.1,
      tst_paid: number > 8,
      tst_kind: number === 10 ? 2 : 1,
      tst_document: number === 5 ? null : `D_${number}%`,
      'tst_debtorid@odata.bind': `/tst_debtors(${debtors[(number + 1) % 2]})`,
    });
  }
});

afterAll(async () => server.stop());

async function lines(filter: string): Promise<number[]> {
  const { status, text, rows } = await admin.get(
    `tst_invoices?$select=tst_line&$orderby=tst_line&$filter=${encodeURIComponent(filter)}`,
  );
  if (status !== 200) throw new Error(text);
  return (rows as { tst_line: number }[]).map((row) => row.tst_line);
}

describe('$filter', () => {
  it.each([
    ['tst_line eq 3', [3]],
    ['tst_line gt 8 or tst_line lt 2', [1, 9, 10]],
    ['not (tst_line ge 2)', [1]],
    ['tst_line gt 2 and tst_line le 4', [3, 4]],
    ["tst_name eq 'INVOICE 7'", [7]],
    ["startswith(tst_name,'invoice 1')", [1, 10]],
    ["endswith(tst_name,'0')", [10]],
    ["contains(tst_name,'ice 4')", [4]],
    ["not contains(tst_document,'D')", [5]],
    ['tst_document eq null', [5]],
    ["contains(tst_document,'[_]7')", [7]],
    ['tst_paid eq true', [9, 10]],
    ['tst_kind eq 2', [10]],
    ['tst_dueon ge 2025-03-09', [9, 10]],
    ['tst_amount lt 20.3', [1, 2]],
    ["tst_debtorid/tst_name eq 'Debtor B' and tst_line lt 4", [2]],
    ["Microsoft.Dynamics.CRM.In(PropertyName='tst_line',PropertyValues=['2','3'])", [2, 3]],
    ['Microsoft.Dynamics.CRM.In(PropertyName=\'tst_line\',PropertyValues=["2"])', [2]],
    [
      "Microsoft.Dynamics.CRM.NotIn(PropertyName='tst_document',PropertyValues=['D_1%'])",
      [2, 3, 4, 5, 6, 7, 8, 9, 10],
    ],
    ["Microsoft.Dynamics.CRM.Between(PropertyName='tst_line',PropertyValues=['4','5'])", [4, 5]],
    ["Microsoft.Dynamics.CRM.OnOrBefore(PropertyName='tst_dueon',PropertyValue='2025-03-02')", [1, 2]],
    ["Microsoft.Dynamics.CRM.On(PropertyName='tst_dueon',PropertyValue='2025-03-02')", [2]],
    ["Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid') and tst_line eq 1", [1]],
    ["Microsoft.Dynamics.CRM.Today(PropertyName='createdon') and tst_line lt 2", [1]],
  ])('%s', async (filter, expected) => {
    expect(await lines(filter)).toEqual(expected);
  });

  it('compares a lookup by its value', async () => {
    expect(await lines(`_tst_debtorid_value eq ${debtors[1]} and tst_line lt 5`)).toEqual([2, 4]);
  });

  it('assumed: counts an empty value as different from any value', async () => {
    expect(await lines("tst_document ne 'D_1%' and tst_line lt 6")).toEqual([2, 3, 4, 5]);
  });

  it('finds debtors by their invoices', async () => {
    const any = await admin.get(
      'tst_debtors?$select=tst_name&$filter=tst_debtor_invoices/any(i:i/tst_line eq 2)',
    );
    expect(any.list('tst_name')).toEqual(['Debtor B']);
    const all = await admin.get(
      'tst_debtors?$select=tst_name&$filter=tst_debtor_invoices/all(i:i/tst_line lt 10)',
    );
    expect(all.list('tst_name')).toEqual(['Debtor A']);
  });

  it.each([
    ['a property that does not exist', 'tst_lnie eq 3'],
    ['a lookup by its column name', `tst_debtorid eq b0000000-0000-4000-8000-000000000001`],
    ['a text compared with a number', 'tst_name eq 3'],
    ['a quoted GUID', "_tst_debtorid_value eq 'b0000000-0000-4000-8000-000000000001'"],
    ['an unknown function', "substringof('x',tst_name)"],
    ['half a filter', 'tst_line eq'],
    ['unbalanced parentheses', '(tst_line eq 1'],
    ['trailing words', 'tst_line eq 1 1'],
  ])('refuses %s with 400', async (_, filter) => {
    const { status } = await admin.get(`tst_invoices?$filter=${encodeURIComponent(filter)}`);
    expect(status).toBe(400);
  });

  it('refuses a filter that is nested without end, instead of running out of stack', async () => {
    const deep = `${'('.repeat(5_000)}tst_line eq 1${')'.repeat(5_000)}`;
    expect((await admin.get(`tst_invoices?$filter=${deep}`)).status).toBe(400);
  });
});

describe('paging', () => {
  it('follows nextLink to every row once, in order', async () => {
    const { rows, pages } = await admin.all(
      'tst_invoices?$select=tst_line&$orderby=tst_paid desc,tst_line desc',
      { Prefer: 'odata.maxpagesize=4' },
    );
    expect(pages).toBe(3);
    expect(rows.map((row) => row['tst_line'])).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('neither skips nor repeats rows when those already read leave the result', async () => {
    const query =
      'tst_invoices?$select=tst_line,tst_document&$filter=tst_line gt 0 and tst_rate eq null&$orderby=tst_document';
    const first = await admin.get(query, { Prefer: 'odata.maxpagesize=5' });
    const ids = first.list('tst_invoiceid') as string[];
    for (const id of ids) await admin.send('PATCH', `tst_invoices(${id})`, { tst_rate: 1 });
    const next = (first.body['@odata.nextLink'] as string).slice(admin.base.length);
    const second = await admin.get(next, { Prefer: 'odata.maxpagesize=5' });
    const all = [...first.list('tst_line'), ...second.list('tst_line')] as number[];
    expect([...all].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const id of ids) await admin.send('PATCH', `tst_invoices(${id})`, { tst_rate: null });
  });

  it('limits with $top, counts with $count and /$count', async () => {
    const { body, rows } = await admin.get(
      'tst_invoices?$top=2&$count=true&$filter=tst_line gt 5',
      everyAnnotation,
    );
    expect(rows).toHaveLength(2);
    expect(body['@odata.count']).toBe(5);
    expect(body['@Microsoft.Dynamics.CRM.totalrecordcount']).toBe(5);
    expect((await admin.get('tst_invoices/$count?$filter=tst_line gt 5')).text).toBe('5');
  });
});

describe('$expand', () => {
  it('brings a debtor with its invoices, filtered, ordered and cut', async () => {
    const { body } = await admin.get(
      `tst_debtors(${debtors[0]})?$select=tst_name&$expand=tst_debtor_invoices($select=tst_line;$filter=tst_line gt 1;$orderby=tst_line desc;$top=2),ownerid($select=ownerid)`,
    );
    expect(body['tst_debtor_invoices']).toMatchObject([{ tst_line: 9 }, { tst_line: 7 }]);
  });

  it('goes from invoice to debtor to its owner', async () => {
    const { rows } = await admin.get(
      'tst_invoices?$filter=tst_line eq 1&$select=tst_line&$expand=tst_debtorid($select=tst_name;$expand=owninguser($select=fullname))',
    );
    expect(rows[0]).toMatchObject({ tst_debtorid: { owninguser: { fullname: 'Local Administrator' } } });
  });

  it('refuses more than fifteen', async () => {
    const many = Array.from({ length: 16 }, () => 'tst_debtorid').join(',');
    expect((await admin.get(`tst_invoices?$expand=${many}`)).status).toBe(400);
  });
});
