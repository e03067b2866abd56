/** The columns a table declares, as customization XML. */
import { isSecured } from '@dunlin/shared/tables/roles';
import type { Column, Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { isAuditedColumn } from './audited.ts';
import { attributeXml, details, everywhere, type Attribute } from './attribute.ts';
import { booleanOptions, choiceOptions } from './option-sets.ts';

/** Object type codes of account and contact, the two a customer can be. */
const customerTypeCodes = [1, 2];

/** An amount has two columns in the database: itself and its value in the base currency. */
export function columnXml(
  table: Pick<Table, 'name'>,
  name: string,
  column: Column,
  isName: boolean,
): Element[] {
  const attribute: Attribute = {
    physicalName: name,
    type: columnTypes[column.type],
    label: column.label,
    description: column.description ?? '',
    required: column.required === true ? 'required' : 'none',
    custom: true,
    create: column.type !== 'file',
    update: column.type !== 'file',
    displayMask: displayMaskOf(column, isName),
    imeMode: imeModes[column.type],
    secured: isSecured(table.name, name),
    audited: isAuditedColumn(table.name, name),
    ...(isName ? { searchable: true, retrievable: true } : {}),
    details: detailsOf(table.name, name, column),
  };
  return column.type === 'money'
    ? [attributeXml(attribute), baseAmount(attribute)]
    : [attributeXml(attribute)];
}

function displayMaskOf(column: Column, isName: boolean): string {
  if (column.type === 'file') return 'ValidForForm|ValidForGrid';
  return isName ? `PrimaryName|${everywhere}|RequiredForForm` : everywhere;
}

const columnTypes: Readonly<Record<Column['type'], string>> = {
  text: 'nvarchar',
  memo: 'ntext',
  integer: 'int',
  money: 'money',
  boolean: 'bit',
  date: 'datetime',
  instant: 'datetime',
  choice: 'picklist',
  lookup: 'lookup',
  customer: 'customer',
  file: 'file',
};

const imeModes: Readonly<Record<Column['type'], Attribute['imeMode']>> = {
  text: 'auto',
  memo: 'auto',
  integer: 'disabled',
  money: 'disabled',
  boolean: 'auto',
  date: 'inactive',
  instant: 'inactive',
  choice: 'auto',
  lookup: 'auto',
  customer: 'auto',
  file: 'disabled',
};

function detailsOf(table: string, name: string, column: Column): Element[] {
  switch (column.type) {
    case 'text':
      return details.text(column.format ?? 'text', column.maxLength);
    case 'memo':
      return details.memo('textarea', column.maxLength);
    case 'integer':
      return details.integer(column.min ?? -2_147_483_648, column.max ?? 2_147_483_647);
    case 'money':
      return details.money();
    case 'boolean':
      return [
        flag('AppDefaultValue', column.default),
        booleanOptions(`${table}_${name}`, column.label, column.description ?? ''),
      ];
    case 'date':
      return details.datetime('date', 2, false);
    case 'instant':
      return details.datetime('datetime', 1, false);
    case 'choice':
      return [
        text('AppDefaultValue', column.default ?? -1),
        choiceOptions(`${table}_${name}`, column.label, column.description ?? '', column.options),
      ];
    case 'lookup':
      return details.lookup();
    case 'customer':
      return details.lookup(customerTypeCodes);
    case 'file':
      // In kilobytes. Its companion column with the file's name is the platform's own and is not declared.
      return [text('MaxValue', column.maxKilobytes)];
    default:
      return column satisfies never;
  }
}

function baseAmount(amount: Attribute): Element {
  return attributeXml({
    ...amount,
    physicalName: `${amount.physicalName}_Base`,
    label: `${amount.label} (Base)`,
    description: `Value of ${amount.label} in base currency.`,
    required: 'none',
    create: false,
    update: false,
    audited: false,
    details: [element('CalculationOf', {}, amount.physicalName), ...amount.details],
  });
}
