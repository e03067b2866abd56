/** dataverse-webapi where it needs keys, users or a page of a browser: what the suite for any environment does not bring. */
import * as browser from 'dataverse-webapi';
import {
  create,
  retrieve,
  retrieveAlternateKey,
  unboundAction,
  update,
  WebApiConfig,
} from 'dataverse-webapi/lib/node';
import { JSDOM } from 'jsdom';
import { leadHttpsTo } from '../conformance/https-to-port.ts';
import { personWith } from '../fixtures/people.ts';
import { startTestServer, tokenOf, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let leadBack: () => void;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  leadBack = leadHttpsTo(server.port);
  token = await tokenOf(server.port, 'admin@local');
});

afterAll(async () => {
  leadBack();
  await server.stop();
});

const config = (): WebApiConfig => new WebApiConfig('9.2', token, 'https://127.0.0.1');

describe('dataverse-webapi', () => {
  it('reads by alternate keys, of one column and of two', async () => {
    await create(config(), 'tst_invoices', {
      tst_name: 'keyed',
      tst_key: 'k 1',
      tst_document: 'D1',
      tst_line: 4,
    });
    for (const key of ["tst_key='k%201'", "tst_document='D1',tst_line=4"]) {
      expect(await retrieveAlternateKey(config(), 'tst_invoices', key, '$select=tst_name')).toMatchObject({
        tst_name: 'keyed',
      });
    }
    await expect(retrieveAlternateKey(config(), 'tst_invoices', "tst_key='none'")).rejects.toMatchObject({
      code: '0x80060891',
    });
  });

  it('binds a lookup by an alternate key', async () => {
    await create(config(), 'tst_debtors', { tst_number: 'DW1' });
    const invoice = await create(config(), 'tst_invoices', {
      'tst_debtorid@odata.bind': "/tst_debtors(tst_number='DW1')",
    });
    const read = await retrieve(
      config(),
      'tst_invoices',
      invoice,
      '$expand=tst_debtorid($select=tst_number)',
    );
    expect(read['tst_debtorid']).toMatchObject({ tst_number: 'DW1' });
  });

  it('writes rows together by a bulk message', async () => {
    const type = { '@odata.type': 'Microsoft.Dynamics.CRM.tst_invoice' };
    const made = (await unboundAction(config(), 'tst_invoices/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [
        { ...type, tst_key: 'bulk1' },
        { ...type, tst_key: 'bulk2' },
      ],
    })) as { Ids: string[] };
    expect(made.Ids).toHaveLength(2);
  });

  it('acts for somebody by the id the directory knows', async () => {
    const { id: user, objectId } = await personWith(server, 'System Administrator');
    const invoice = await create(
      config(),
      'tst_invoices',
      { tst_name: 'theirs' },
      { impersonateUserId: objectId },
    );
    const read = await retrieve(config(), 'tst_invoices', invoice, '$select=_createdby_value,_ownerid_value');
    expect(read).toMatchObject({ _createdby_value: user, _ownerid_value: user });
  });

  it('updates only the version it saw', async () => {
    const invoice = await create(config(), 'tst_invoices', { tst_name: 'one' });
    const { ['@odata.etag']: seen = '' } = await retrieve(config(), 'tst_invoices', invoice);
    const ifSeen = { customHeaders: { 'If-Match': seen } };
    await update(config(), 'tst_invoices', invoice, { tst_name: 'two' }, ifSeen);
    await expect(
      update(config(), 'tst_invoices', invoice, { tst_name: 'three' }, ifSeen),
    ).rejects.toMatchObject({ code: '0x80060882' });
  });
});

describe('dataverse-webapi in a page of a browser', () => {
  it('writes, with any letters, and reads', async () => {
    const page = new JSDOM('', { url: `http://127.0.0.1:${server.port}/` });
    Object.assign(globalThis, { XMLHttpRequest: page.window.XMLHttpRequest });
    try {
      const here = new browser.WebApiConfig('9.2', token, '');
      // As it finds it in a page of Dynamics; an address that is handed over loses a slash.
      here.url = `http://127.0.0.1:${server.port}/api/data/v9.2`;
      const invoice = await browser.create(here, 'tst_invoices', { tst_name: 'Őrség' });
      expect(
        await browser.retrieveMultiple(here, 'tst_invoices', "$select=tst_name&$filter=tst_name eq 'Őrség'"),
      ).toMatchObject({ value: [{ tst_name: 'Őrség', tst_invoiceid: invoice }] });
    } finally {
      Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
      page.window.close();
    }
  });
});
