/** How many decimals of an amount are kept. */
import { packSolution, text, type FixtureSolution } from '../fixtures/solution.ts';
import { everyAnnotation, startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

const range = '<MinValue>-1000000000</MinValue><MaxValue>1000000000</MaxValue><Accuracy>2</Accuracy>';
const amounts = (sources: Readonly<Record<string, string>>): FixtureSolution => ({
  tables: [
    {
      name: 'tst_Bill',
      set: 'tst_bills',
      columns: [
        text('tst_name', 100),
        ...Object.entries(sources).flatMap(([name, source]) => [
          { name, type: 'money', xml: `${range}${source}` },
          { name: `${name}_base`, type: 'money', xml: `${range}<CalculationOf>${name}</CalculationOf>` },
        ]),
      ],
    },
  ],
});

let server: TestServer;
let admin: Client;
let forint: string;
beforeAll(async () => {
  const solution = amounts({
    tst_bycurrency: '<AccuracySource>2</AccuracySource>',
    tst_byitself: '<AccuracySource>0</AccuracySource>',
  });
  server = await startTestServer({ zip: packSolution(solution) });
  admin = await server.as('admin@local');
  const { first } = await admin.get("transactioncurrencies?$filter=isocurrencycode eq 'HUF'");
  expect(first['currencyprecision']).toBe(2);
  forint = `transactioncurrencies(${String(first['transactioncurrencyid'])})`;
});
afterAll(() => server.stop());

async function kept(amount: number): Promise<readonly unknown[]> {
  const id = await admin.create('tst_bills', {
    tst_bycurrency: amount,
    tst_byitself: amount,
    'transactioncurrencyid@odata.bind': `/${forint}`,
  });
  const { body } = await admin.get(`tst_bills(${id})`, everyAnnotation);
  return ['tst_bycurrency', 'tst_byitself'].flatMap((column) => [
    body[column],
    body[`${column}@OData.Community.Display.V1.FormattedValue`],
  ]);
}

it('are those of the currency, or of the column where it says so', async () => {
  expect(await kept(545_292.92)).toEqual([545_292.92, 'Ft545,292.92', 545_292.92, 'Ft545,292.92']);
});

it('assumed: what the currency has no decimals for is rounded when it is saved', async () => {
  await admin.send('PATCH', forint, { currencyprecision: 0 });
  expect(await kept(545_292.92)).toEqual([545_293, 'Ft545,293', 545_292.92, 'Ft545,292.92']);
  await admin.send('PATCH', forint, { currencyprecision: 3 });
  expect(await kept(1.2345)).toEqual([1.235, 'Ft1.235', 1.23, 'Ft1.23']);
});

it('are those of before when a change set that changed them is undone', async () => {
  await admin.send('PATCH', forint, { currencyprecision: 2 });
  const part = (request: string, body: object): string =>
    `--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n${request} HTTP/1.1\r\n\r\n${JSON.stringify(body)}\r\n`;
  const bill = { tst_bycurrency: 1.25, 'transactioncurrencyid@odata.bind': `/${forint}` };
  const parts = [
    part(`PATCH ${forint}`, { currencyprecision: 0 }),
    part('POST tst_bills', bill),
    part('POST tst_bills', { tst_unknown: 1 }),
  ];
  const changeSet = `--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n${parts.join('')}--c--\r\n--b--`;
  const type = { 'Content-Type': 'multipart/mixed;boundary=b' };
  const answer = await admin.send('POST', '$batch', changeSet, type);
  expect(answer.text).toContain('tst_unknown');
  expect(await kept(1.25)).toEqual([1.25, 'Ft1.25', 1.25, 'Ft1.25']);
});

it('refuses a column that asks for the organization’s precision of prices', async () => {
  const solution = amounts({ tst_price: '<AccuracySource>1</AccuracySource>' });
  await expect(startTestServer({ zip: packSolution(solution) })).rejects.toThrow(
    "column tst_bill.tst_price: the accuracy source '1' is not supported",
  );
});
