/** The addresses inside account and contact, as the table reference has them. */
import { choice, double, identifier, memo, text, whole } from '../columns.ts';
import type { Column } from '../types.ts';

type Choices = Readonly<Record<number, string>>;

const onlyDefault: Choices = { 1: 'Default Value' };

/** The first address has carriers and terms to choose from, the others a single one to be replaced. */
const first = {
  type: { 1: 'Bill To', 2: 'Ship To', 3: 'Primary', 4: 'Other' },
  freight: { 1: 'FOB', 2: 'No Charge' },
  shipping: {
    1: 'Airborne',
    2: 'DHL',
    3: 'FedEx',
    4: 'UPS',
    5: 'Postal Mail',
    6: 'Full Load',
    7: 'Will Call',
  },
} as const satisfies Readonly<Record<string, Choices>>;
const further = { type: onlyDefault, freight: onlyDefault, shipping: onlyDefault } as const;

export function addressColumns(
  number: 1 | 2 | 3,
  phones: readonly [string, string, string],
): readonly Column[] {
  const prefix = `address${number}`;
  const name = `Address ${number}`;
  const choices = number === 1 ? first : further;
  return [
    identifier(`${prefix}_addressid`, `${name}: ID`),
    choice(`${prefix}_addresstypecode`, `${name}: Address Type`, choices.type),
    text(`${prefix}_city`, 80, `${name}: City`),
    memo(`${prefix}_composite`, 1_000, name, { readOnly: true }),
    text(`${prefix}_country`, 80, `${name}: Country/Region`),
    text(`${prefix}_county`, 50, `${name}: County`),
    text(`${prefix}_fax`, 50, `${name}: Fax`),
    choice(`${prefix}_freighttermscode`, `${name}: Freight Terms`, choices.freight),
    double(`${prefix}_latitude`, 5, `${name}: Latitude`, { minimum: -90, maximum: 90 }),
    text(`${prefix}_line1`, 250, `${name}: Street 1`),
    text(`${prefix}_line2`, 250, `${name}: Street 2`),
    text(`${prefix}_line3`, 250, `${name}: Street 3`),
    double(`${prefix}_longitude`, 5, `${name}: Longitude`, { minimum: -180, maximum: 180 }),
    text(`${prefix}_name`, 200, `${name}: Name`),
    text(`${prefix}_postalcode`, 20, `${name}: ZIP/Postal Code`),
    text(`${prefix}_postofficebox`, 20, `${name}: Post Office Box`),
    text(`${prefix}_primarycontactname`, 100, `${name}: Primary Contact Name`),
    choice(`${prefix}_shippingmethodcode`, `${name}: Shipping Method`, choices.shipping),
    text(`${prefix}_stateorprovince`, 50, `${name}: State/Province`),
    ...phones.map((phone, index) => text(`${prefix}_telephone${index + 1}`, 50, phone, { format: 'phone' })),
    text(`${prefix}_upszone`, 4, `${name}: UPS Zone`),
    whole(`${prefix}_utcoffset`, `${name}: UTC Offset`, { minimum: -1_500, maximum: 1_500 }),
  ];
}
