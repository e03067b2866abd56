import { describe, expect, it } from '@jest/globals';
import { aColumn, columnsByName } from './testing/a-table.ts';
import { bodyOf, valueOf, valuesOf, type FieldValue } from './values.ts';

const customer = aColumn('tst_customerid', { type: 'customer', targets: ['account', 'contact'] });
const name = aColumn('tst_name');
const amount = aColumn('tst_amount', { type: 'money' });

const sets: Readonly<Record<string, string>> = { account: 'accounts', contact: 'contacts' };

function body(
  changes: Readonly<Record<string, FieldValue>>,
  before: Readonly<Record<string, FieldValue>> = {},
): object {
  return bodyOf({
    changes: new Map(Object.entries(changes)),
    before: new Map(Object.entries(before)),
    columns: columnsByName([customer, name, amount]),
    setOf: (table) => sets[table] ?? '',
  });
}

const acme = { table: 'account', id: 'a1', name: 'Acme' };

describe('a row', () => {
  it('gives its lookups with name and table', () => {
    const row = {
      _tst_customerid_value: 'a1',
      '_tst_customerid_value@OData.Community.Display.V1.FormattedValue': 'Acme',
      '_tst_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
      tst_name: '',
      tst_amount: 12.5,
    };
    expect([...valuesOf(row, [customer, name, amount])]).toEqual([
      ['tst_customerid', acme],
      ['tst_name', null],
      ['tst_amount', 12.5],
    ]);
  });

  it('with something no column holds is refused by name', () => {
    expect(() => valueOf({ tst_name: { a: 1 } }, name)).toThrow('tst_name holds {"a":1}');
  });
});

describe('changes', () => {
  it('are written by name, lookups through the navigation property of the table they point at', () => {
    expect(
      body({ tst_name: 'New', tst_amount: null, tst_customerid: { table: 'contact', id: 'c1', name: '' } }),
    ).toEqual({
      tst_name: 'New',
      tst_amount: null,
      'tst_customerid_contact@odata.bind': '/contacts(c1)',
    });
  });

  it('that empty a lookup name the table it pointed at', () => {
    expect(body({ tst_customerid: null }, { tst_customerid: acme })).toEqual({
      'tst_customerid_account@odata.bind': null,
    });
    expect(body({ tst_customerid: null })).toEqual({});
  });

  it('to a table the lookup cannot point at are a mistake', () => {
    expect(() => body({ tst_customerid: { table: 'task', id: 't', name: '' } })).toThrow(
      'tst_customerid cannot point at task.',
    );
  });
});
