/** Business units, column by column from the table reference. The lookup to a calendar is always empty: its table is not here. */
import { currencyColumns, double, lookup, memo, text, whole, yesNo } from '../columns.ts';
import type { Column } from '../types.ts';
import { lesserAddress } from './address-columns.ts';

const lengths = {
  city: 80,
  line: 250,
  fax: 50,
  postal: 20,
  region: 50,
  firstPhone: 50,
  phoneFormat: 'text',
} as const;

export const businessUnitColumns: readonly Column[] = [
  text('name', 160, 'Name', { required: 'system' }),
  text('divisionname', 100, 'Division'),
  text('fileasname', 100, 'File as Name'),
  memo('description', 2_000, 'Description'),
  text('costcenter', 100, 'Cost Center'),
  double('creditlimit', 2, 'Credit Limit', { minimum: 0, maximum: 1_000_000_000 }),
  text('stockexchange', 20, 'Stock Exchange'),
  text('tickersymbol', 10, 'Ticker Symbol'),
  text('emailaddress', 100, 'Email', { format: 'email' }),
  text('websiteurl', 200, 'Website', { format: 'url' }),
  text('ftpsiteurl', 200, 'FTP Site', { format: 'url' }),
  memo('picture', 1_073_741_823, 'Picture'),
  ...lesserAddress(1, lengths, {
    names: [
      '',
      'Bill To City',
      'Bill To Country/Region',
      'Bill To Street',
      'Bill To ZIP/Postal Code',
      'Bill To State/Province',
    ],
    phones: ['Main Phone', 'Other Phone', 'Address 1: Telephone 3'],
  }),
  ...lesserAddress(2, lengths, {
    names: [
      '',
      'Ship To City',
      'Ship To Country/Region',
      'Ship To Street',
      'Ship To ZIP/Postal Code',
      'Ship To State/Province',
    ],
    phones: ['Address 2: Telephone 1', 'Address 2: Telephone 2', 'Address 2: Telephone 3'],
  }),
  lookup('parentbusinessunitid', 'Parent Business', { required: 'application' }),
  lookup('calendarid', 'Calendar'),
  lookup('organizationid', 'Organization', { readOnly: true, required: 'system' }),
  // Can be set on the platform, which then keeps the unit's people out; nothing does that here.
  yesNo('isdisabled', 'Is Disabled', { readOnly: true, required: 'system' }),
  text('disabledreason', 500, 'Disable Reason', { readOnly: true }),
  whole('inheritancemask', 'Inheritance Mask', { minimum: 0, maximum: 1_000_000_000 }),
  whole('utcoffset', 'UTC Offset', { minimum: -1_500, maximum: 1_500 }),
  yesNo('workflowsuspended', 'Workflow Suspended'),
  ...currencyColumns,
];
