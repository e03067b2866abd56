/** Requests that are almost right: each must be answered, with a success or a typed refusal, never with a fault of the server. */
import fc from 'fast-check';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  await admin.create('tst_invoices', { tst_name: 'one', tst_key: 'k1' });
});

afterAll(async () => server.stop());

const id = 'b0000000-0000-4000-8000-000000000001';

interface Sample {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

const batch =
  '--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n' +
  'POST tst_invoices HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"tst_line":1}\r\n--c--\r\n--b--';

const fetchXml =
  '<fetch count="2" page="1"><entity name="tst_invoice"><attribute name="tst_line"/><order attribute="tst_line"/><filter type="or">' +
  '<condition attribute="tst_dueon" operator="last-x-days" value="3"/></filter><link-entity name="tst_debtor" from="tst_debtorid" ' +
  'to="tst_debtorid" link-type="outer" alias="d"><attribute name="tst_name"/></link-entity></entity></fetch>';

const samples: readonly Sample[] = [
  { method: 'GET', path: `tst_invoices(${id})?$select=tst_name&$expand=tst_debtorid($select=tst_name)` },
  { method: 'GET', path: "tst_invoices(tst_document='a',tst_line=5)/tst_name/$value" },
  {
    method: 'GET',
    path: "tst_invoices?$filter=tst_line gt 3 and (contains(tst_name,'x') or tst_debtorid/tst_name eq null)&$orderby=tst_line desc&$top=3&$count=true",
  },
  {
    method: 'GET',
    path: "tst_invoices?$filter=Microsoft.Dynamics.CRM.In(PropertyName='tst_line',PropertyValues=['1','2'])",
  },
  {
    method: 'GET',
    path: "tst_debtors?$filter=tst_debtor_invoices/any(i:i/tst_line eq 2 and not startswith(i/tst_name,'a'))",
  },
  {
    method: 'GET',
    path: "EntityDefinitions(LogicalName='tst_invoice')/Attributes?$select=LogicalName&$filter=LogicalName eq 'x'",
  },
  { method: 'GET', path: "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=['tst_invoice']" },
  {
    method: 'GET',
    path: 'tst_invoices?$skiptoken=<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%2F%253e" istracking="False" />',
  },
  { method: 'GET', path: `tst_invoices?fetchXml=${encodeURIComponent(fetchXml)}` },
  {
    method: 'POST',
    path: 'tst_invoices',
    body: '{"tst_name":"x","tst_line":1,"tst_dueon":"2025-01-01","tst_debtorid@odata.bind":"/tst_debtors(tst_number=\'1\')"}',
  },
  {
    method: 'PATCH',
    path: `tst_invoices(${id})`,
    body: '{"statecode":1,"statuscode":2,"tst_amount":1.5}',
    headers: { 'If-Match': 'W/"1"' },
  },
  {
    method: 'POST',
    path: 'tst_invoices/Microsoft.Dynamics.CRM.UpsertMultiple',
    body: '{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.tst_invoice","@odata.id":"tst_invoices(tst_key=\'q\')"}]}',
  },
  { method: 'PUT', path: `tst_invoices(${id})/tst_debtorid/$ref`, body: '{"@odata.id":"tst_debtors(1)"}' },
  {
    method: 'POST',
    path: 'phonecalls',
    body: '{"subject":"s","phonecall_activity_parties":[{"participationtypemask":2,"addressused":"a"}]}',
  },
  { method: 'POST', path: '$batch', body: batch, headers: { 'Content-Type': 'multipart/mixed;boundary=b' } },
];

/** A piece of the text is removed, doubled, moved, or replaced by something that often breaks parsers. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 8 }),
  insert: fc.constantFrom(
    '',
    "'",
    '"',
    '(',
    ')',
    '/',
    '$',
    ',',
    ';',
    '&',
    '=',
    '%',
    '%zz',
    '<',
    '>',
    '--b',
    '\r\n\r\n',
    '{',
    '}',
    '[',
    ']',
    'null',
    '-1',
    '1e999',
    '9'.repeat(40),
    'á',
    '\u0000',
    '$ref',
    '@x',
    '*',
    ' ',
  ),
});

function mutated(text: string, mutations: readonly { at: number; length: number; insert: string }[]): string {
  return mutations.reduce((result, { at, length, insert }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + insert + result.slice(start + length);
  }, text);
}

/** What a client would have to encode before HTTP takes it at all. */
function asUrl(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must not be in an address
  return text.replaceAll(/[\s<>"{}|\\^`\u0000-\u001f\u007f-\uffff#]/g, (character) =>
    encodeURIComponent(character),
  );
}

describe('malformed requests', () => {
  it('are refused by type, never answered with a fault', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (sample, mutations, inBody) => {
        const body = inBody && sample.body !== undefined ? mutated(sample.body, mutations) : sample.body;
        const path = inBody && sample.body !== undefined ? sample.path : mutated(sample.path, mutations);
        const answer = await admin.send(sample.method, asUrl(path), body, sample.headers);
        const acceptable = answer.status < 500 || answer.error.code === 'LOCAL_NOT_SUPPORTED';
        if (!acceptable)
          throw new Error(`${sample.method} ${path}\n${body ?? ''}\n→ ${answer.status} ${answer.text}`);
        if (answer.status >= 400 && sample.path !== '$batch') expect(answer.error.message).not.toBe('');
      },
    );
    await fc.assert(property, { numRuns: 1_500, seed: 20_250_301 });
  }, 60_000);
});
