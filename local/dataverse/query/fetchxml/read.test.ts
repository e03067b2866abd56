import {
  everyAnnotation,
  startTestServer,
  type Answer,
  type Client,
  type TestServer,
} from '../../fixtures/server.ts';

let server: TestServer;
let admin: Client;

/** Invoices of 10, 20, 30 … 60 euros, three for debtor A and three for debtor B, due month by month from January 2025. */
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  for (const name of ['A', 'B', 'C']) {
    const account = await admin.create('accounts', { name: `Account ${name}` });
    await admin.create('tst_debtors', {
      tst_name: `Debtor ${name}`,
      tst_number: name,
      'tst_customerid_account@odata.bind': `/accounts(${account})`,
    });
  }
  for (let number = 1; number <= 6; number += 1) {
    await admin.create('tst_invoices', {
      tst_line: number,
      tst_amount: number * 10.1,
      tst_dueon: `2025-0${number}-15`,
      'tst_debtorid@odata.bind': `/tst_debtors(tst_number='${number % 2 === 1 ? 'A' : 'B'}')`,
    });
  }
});

afterAll(async () => server.stop());

async function fetchRows(set: string, fetchXml: string): Promise<Answer> {
  return admin.get(`${set}?fetchXml=${encodeURIComponent(fetchXml)}`, everyAnnotation);
}

describe('FetchXML', () => {
  it('filters, orders and leaves empty values out', async () => {
    const { status, rows } = await fetchRows(
      'tst_invoices',
      `<fetch><entity name="tst_invoice"><attribute name="tst_line"/><attribute name="tst_name"/>
        <order attribute="tst_line" descending="true"/>
        <filter type="or"><condition attribute="tst_line" operator="in"><value>1</value><value>6</value></condition>
          <condition attribute="tst_dueon" operator="on" value="2025-03-15"/></filter></entity></fetch>`,
    );
    expect(status).toBe(200);
    expect(rows.map((row) => row['tst_line'])).toEqual([6, 3, 1]);
    expect(Object.keys(rows[0] as object)).not.toContain('tst_name');
  });

  it('links to other tables, whose columns come under the alias', async () => {
    const { rows } = await fetchRows(
      'tst_invoices',
      `<fetch top="1"><entity name="tst_invoice"><attribute name="tst_line"/><order attribute="tst_line"/>
        <link-entity name="tst_debtor" from="tst_debtorid" to="tst_debtorid" alias="d">
          <attribute name="tst_name"/><attribute name="tst_customerid"/>
          <link-entity name="account" from="accountid" to="tst_customerid" link-type="outer" alias="a"><attribute name="name" alias="customer"/></link-entity>
          <filter><condition attribute="tst_number" operator="eq" value="b"/></filter>
        </link-entity></entity></fetch>`,
    );
    expect(rows[0]).toMatchObject({
      tst_line: 2,
      'd.tst_name': 'Debtor B',
      'd.tst_customerid@OData.Community.Display.V1.FormattedValue': 'Account B',
      customer: 'Account B',
    });
  });

  it('keeps rows of the parent when conditions on an outer link fail', async () => {
    const { rows } = await fetchRows(
      'tst_debtors',
      `<fetch><entity name="tst_debtor"><attribute name="tst_name"/><order attribute="tst_name"/>
        <link-entity name="tst_invoice" from="tst_debtorid" to="tst_debtorid" link-type="outer" alias="i">
          <attribute name="tst_line"/><filter><condition attribute="tst_line" operator="eq" value="1"/></filter>
        </link-entity></entity></fetch>`,
    );
    expect(rows.map((row: Record<string, unknown>) => [row['tst_name'], row['i.tst_line']])).toEqual([
      ['Debtor A', 1],
      ['Debtor B', undefined],
      ['Debtor C', undefined],
    ]);
  });

  it('finds rows that have none, by a condition on the linked table', async () => {
    const { rows } = await fetchRows(
      'tst_debtors',
      `<fetch><entity name="tst_debtor"><attribute name="tst_name"/>
        <link-entity name="tst_invoice" from="tst_debtorid" to="tst_debtorid" link-type="outer" alias="i"/>
        <filter><condition entityname="i" attribute="tst_invoiceid" operator="null"/></filter></entity></fetch>`,
    );
    expect(rows.map((row) => row['tst_name'])).toEqual(['Debtor C']);
  });

  it('sums by debtor and counts by quarter', async () => {
    const sums = await fetchRows(
      'tst_invoices',
      `<fetch aggregate="true"><entity name="tst_invoice"><attribute name="tst_amount" aggregate="sum" alias="total"/>
        <attribute name="tst_invoiceid" aggregate="count" alias="n"/><attribute name="tst_line" aggregate="max" alias="last"/>
        <attribute name="tst_debtorid" groupby="true" alias="debtor"/><order alias="total"/></entity></fetch>`,
    );
    // 10.1 + 30.3 + 50.5 and 20.2 + 40.4 + 60.6
    expect(
      sums.rows.map((row: Record<string, unknown>) => [
        row['debtor@OData.Community.Display.V1.FormattedValue'],
        row['total'],
        row['n'],
        row['last'],
      ]),
    ).toEqual([
      ['Debtor A', 90.9, 3, 5],
      ['Debtor B', 121.2, 3, 6],
    ]);
    const quarters = await fetchRows(
      'tst_invoices',
      `<fetch aggregate="true"><entity name="tst_invoice"><attribute name="tst_invoiceid" aggregate="count" alias="n"/>
        <attribute name="tst_dueon" groupby="true" dategrouping="quarter" alias="quarter"/><order alias="quarter"/></entity></fetch>`,
    );
    const shown = { 'n@OData.Community.Display.V1.FormattedValue': '3' };
    expect(quarters.rows).toEqual([
      { quarter: 1, n: 3, ...shown },
      { quarter: 2, n: 3, ...shown },
    ]);
  });

  it('pages with the cookie it gives, and says when there is no more', async () => {
    const page = async (number: number, cookie = '') => {
      const attribute = cookie === '' ? '' : ` paging-cookie="${cookie}"`;
      return (
        await fetchRows(
          'tst_invoices',
          `<fetch count="4" page="${number}" returntotalrecordcount="true"${attribute}><entity name="tst_invoice"><attribute name="tst_line"/><order attribute="tst_line"/></entity></fetch>`,
        )
      ).body;
    };
    const first = await page(1);
    expect(first['@Microsoft.Dynamics.CRM.morerecords']).toBe(true);
    expect(first['@Microsoft.Dynamics.CRM.totalrecordcount']).toBe(6);
    const outer = first['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie'] as string;
    const encoded = /pagingcookie="([^"]*)"/.exec(outer)?.[1] ?? '';
    const inner = decodeURIComponent(decodeURIComponent(encoded));
    expect(outer).toContain('pagenumber="2"');
    const second = await page(
      2,
      inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    );
    expect(second['value']).toMatchObject([{ tst_line: 5 }, { tst_line: 6 }]);
    expect(second['@Microsoft.Dynamics.CRM.morerecords']).toBe(false);
    expect(second['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie']).toBeUndefined();
  });

  it('counts different values once with distinct', async () => {
    const { rows } = await fetchRows(
      'tst_invoices',
      '<fetch distinct="true"><entity name="tst_invoice"><attribute name="tst_debtorid"/></entity></fetch>',
    );
    expect(rows).toHaveLength(2);
  });

  it.each([
    ['text that is not XML', '<fetch'],
    ['a document type', '<!DOCTYPE x><fetch><entity name="tst_invoice"/></fetch>'],
    ['another table than the set', '<fetch><entity name="account"/></fetch>'],
    ['an unknown column', '<fetch><entity name="tst_invoice"><attribute name="tst_nope"/></entity></fetch>'],
    [
      'an unknown table',
      '<fetch><entity name="tst_invoice"><link-entity name="nope" from="a" to="tst_line"/></entity></fetch>',
    ],
    ['an unknown element', '<fetch><entity name="tst_invoice"><atribute name="tst_line"/></entity></fetch>'],
    ['an unknown attribute', '<fetch cuont="5"><entity name="tst_invoice"/></fetch>'],
    ['top together with page', '<fetch top="5" page="2"><entity name="tst_invoice"/></fetch>'],
  ])('refuses %s with 400', async (_, fetchXml) => {
    expect((await fetchRows('tst_invoices', fetchXml)).status).toBe(400);
  });

  it('names an operator it does not do', async () => {
    const { status, error } = await fetchRows(
      'tst_invoices',
      '<fetch><entity name="tst_invoice"><filter><condition attribute="tst_kind" operator="contain-values" value="1"/></filter></entity></fetch>',
    );
    expect([status, error.code]).toEqual([501, 'LOCAL_NOT_SUPPORTED']);
  });
});
