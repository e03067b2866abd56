import { describe, expect, it } from '@jest/globals';
import { closingStatuses, partyOf } from './activity.ts';
import { aColumn, aTable } from './testing/a-table.ts';

const call = aTable([
  aColumn('statecode', {
    type: 'state',
    options: [
      { value: 0, label: 'Open', defaultStatus: 1 },
      { value: 1, label: 'Completed', defaultStatus: 4 },
      { value: 2, label: 'Canceled', defaultStatus: 3 },
    ],
  }),
  aColumn('statuscode', {
    type: 'status',
    options: [
      { value: 1, label: 'Open', state: 0 },
      { value: 2, label: 'Made', state: 1 },
      { value: 4, label: 'Received', state: 1 },
      { value: 3, label: 'Canceled', state: 2 },
    ],
  }),
]);

it('a call is closed as made or received, the usual one first', () => {
  expect(closingStatuses(call, 'completed').map(({ label }) => label)).toEqual(['Received', 'Made']);
  expect(closingStatuses(call, 'canceled').map(({ label }) => label)).toEqual(['Canceled']);
});

describe('a party', () => {
  it('is a row with its name, or an address alone', () => {
    expect(
      partyOf({
        participationtypemask: 2,
        _partyid_value: 'c1',
        '_partyid_value@OData.Community.Display.V1.FormattedValue': 'Anna',
        '_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
        addressused: 'anna@example.com',
      }),
    ).toEqual({
      role: 2,
      record: { table: 'contact', id: 'c1', name: 'Anna' },
      address: 'anna@example.com',
    });
    expect(
      partyOf({ participationtypemask: 1, _partyid_value: null, addressused: 'a@example.com' }).record,
    ).toBeUndefined();
  });
});
