/**
 * Makes `ibm-customers.csv`: an invented customer for each id of the IBM receivables table, which names no customers. Only the ids and
 * country codes of the table are used. Run: node test/data/make-ibm-customers.ts <ibm_accounts_receivable.csv>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { germany, hungary, poland, romania, type Country } from '../../local/erp/sample/countries.ts';
import { makeCustomer, type Customer } from '../../local/erp/sample/customers.ts';
import { randomOf } from '../../local/erp/sample/random.ts';
import { csvCells, csvLine } from '../../local/erp/csv-text.ts';

const ireland: Country = {
  ...germany,
  code: 'IE',
  language: 'en',
  stems: [
    'Bogwhistle',
    'Cloverquay',
    'Fernwick Hollow',
    'Gullhaven',
    'Larkmoor',
    'Mistlethorn',
    'Otterbeck',
    'Thistledown',
  ],
  trades: ['Bakery', 'Freight', 'Joinery', 'Printing', 'Gardens', 'Instruments'],
  firmNames: ['{stem} {trade} Ltd.', '{stem} Holdings plc', '{stem} & Daughters'],
  streets: ['Mill Lane', 'Quay Street', 'Old Bridge Road', 'Hawthorn Terrace'],
  address: '{house} {street}',
  cities: [
    ['D01 F5P2', 'Dublin'],
    ['T12 K8AF', 'Cork'],
    ['H91 E2K3', 'Galway'],
  ],
  phone: '+353 1 555 01##',
};

/** The table's country codes are numbers without a key. */
const countries: Readonly<Record<string, Country>> = {
  '391': hungary,
  '406': poland,
  '770': romania,
  '818': germany,
  '897': ireland,
};

const columns = [
  'number',
  'name',
  'kind',
  'country',
  'language',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
] as const;

export function ibmCustomers(table: string): string {
  const [, ...rows] = csvCells(table, ',');
  const ids = new Map(rows.map(([countryCode = '', id = '']) => [id, countryCode]));
  const lines = [...ids].sort().map(([id, countryCode]) => {
    const country = countries[countryCode];
    if (country === undefined) throw new RangeError(`No country for code ${countryCode} of customer ${id}`);
    const customer = reachable(id, country);
    return csvLine(
      columns.map((column) => customer[column]),
      ',',
    );
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** The first of the id's draws that can be written to and called. */
function reachable(id: string, country: Country): Customer {
  for (let draw = 1; ; draw += 1) {
    const customer = makeCustomer(randomOf(id, draw), { number: id, country, kind: 'business' });
    if (customer.email !== '' && customer.phone !== '')
      return { ...customer, email: `${id.toLowerCase()}@example.com` };
  }
}

if (import.meta.main) {
  const [table] = process.argv.slice(2);
  if (table === undefined)
    throw new RangeError('Usage: node test/data/make-ibm-customers.ts <ibm_accounts_receivable.csv>');
  writeFileSync(join(import.meta.dirname, 'ibm-customers.csv'), ibmCustomers(readFileSync(table, 'utf8')));
}
