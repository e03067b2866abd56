import { describe, expect, it } from '@jest/globals';
import { askFor, firstValues } from './new-record.ts';
import { aColumn } from './testing/a-table.ts';

const me = { table: 'systemuser', id: 'u1', name: 'Clara Collector' };
const euro = { table: 'transactioncurrency', id: 'e1', name: 'Euro' };

function begin(
  columns: Parameters<typeof firstValues>[0],
  asked: Readonly<Record<string, string>> = {},
): object {
  return Object.fromEntries(firstValues(columns, { user: me, currency: euro, asked }));
}

describe('a new row begins', () => {
  it('with the defaults of its columns, owned by whoever makes it, in their currency', () => {
    expect(
      begin([
        aColumn('ownerid', { type: 'owner', targets: ['systemuser', 'team'] }),
        aColumn('transactioncurrencyid', { targets: ['transactioncurrency'] }),
        aColumn('prioritycode', { type: 'choice', defaultValue: 1 }),
        aColumn('isbilled', { type: 'boolean', defaultValue: 0 }),
        aColumn('subject'),
      ]),
    ).toEqual({ ownerid: me, transactioncurrencyid: euro, prioritycode: 1, isbilled: false });
  });

  it('with what the link asks for, and never what the service refuses', () => {
    const regarding = aColumn('regardingobjectid', { targets: ['account', 'contact'] });
    const columns = [
      regarding,
      aColumn('subject'),
      aColumn('amount', { type: 'money' }),
      aColumn('createdon', { type: 'datetime', validForCreate: false }),
    ];
    const asked = {
      ...askFor('regardingobjectid', { table: 'contact', id: 'C1', name: 'Anna' }),
      subject: 'Call back',
      amount: 'much',
      createdon: '2025-01-01T00:00:00Z',
    };
    expect(begin(columns, asked)).toEqual({
      regardingobjectid: { table: 'contact', id: 'c1', name: 'Anna' },
      subject: 'Call back',
    });
    expect(begin([regarding], { regardingobjectid: 'x', regardingobjectidtype: 'task' })).toEqual({});
  });
});
