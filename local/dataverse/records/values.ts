/** JSON values into stored values, with the checks a column's type asks for. */
import { assumes } from '../assumptions.ts';
import { badPayload, invalidArgument, outOfRange, tooLong } from '../errors.ts';
import { parseId } from '../ids.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import type { SqlValue } from '../store/database.ts';

/** The value as it is stored; throws the refusal Dataverse gives when it does not fit. */
export function storedValue(table: Table, column: Column, value: unknown): SqlValue {
  if (value === null) return null;
  switch (column.kind) {
    case 'string':
    case 'memo':
    case 'entityname':
      return storedText(table, column, value);
    case 'integer':
    case 'bigint':
      return storedNumber(table, column, value, 'Edm.Int32');
    case 'decimal':
    case 'money':
      return storedNumber(table, column, value, 'Edm.Decimal');
    case 'double':
      return storedNumber(table, column, value, 'Edm.Double');
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(table, value, 'Edm.Boolean');
      return value ? 1 : 0;
    case 'picklist':
    case 'state':
    case 'status':
      return storedOption(table, column, value);
    case 'datetime':
      return storedDate(table, column, value);
    case 'uniqueidentifier': {
      const id = typeof value === 'string' ? parseId(value) : undefined;
      if (id === undefined) throw wrongType(table, value, 'Edm.Guid');
      return id;
    }
    case 'file':
      throw invalidArgument(
        `The file column '${column.logicalName}' of '${table.logicalName}' is written with PATCH or PUT on the column, not in a payload.`,
      );
    case 'lookup':
    case 'customer':
    case 'owner':
      throw badPayload(
        table.entitySetName,
        `CRM do not support direct update of Entity Reference properties, Use Navigation properties instead. (${column.logicalName})`,
      );
  }
}

const moneyDecimals = 4;

/** Rounded half away from zero, as SQL Server rounds to a scale. */
export function roundTo(value: number, digits: number): number {
  if (Number.isInteger(value)) return value;
  // The decimal text of a double says what was meant: 1.005 is kept as 1.01, not as 1.00.
  const text = String(Math.abs(value));
  // Of numbers that are not whole only those below 1e-6 are written with an exponent, and they round plainly.
  if (text.includes('e')) return Number(value.toFixed(digits));
  const shifted = Number(`${text}e${digits}`);
  const rounded = Number(`${Math.round(shifted)}e-${digits}`);
  return value < 0 ? -rounded : rounded;
}

function storedText(table: Table, column: Column, value: unknown): SqlValue {
  if (typeof value !== 'string') throw wrongType(table, value, 'Edm.String');
  const { maxLength } = column;
  if (maxLength !== undefined && value.length > maxLength) {
    throw tooLong(column.logicalName, table.logicalName, maxLength);
  }
  // Assumed: Dataverse keeps no empty texts.
  return value === '' && assumes('emptyTextsAreNotKept') ? null : value;
}

function storedNumber(table: Table, column: Column, value: unknown, type: string): SqlValue {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(table, value, type);
  if (type === 'Edm.Int32' && !Number.isSafeInteger(value)) throw wrongType(table, value, type);
  const { minimum, maximum } = column;
  if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum)) {
    throw outOfRange(column.logicalName, table.logicalName, value);
  }
  // Which currency counts is known only with the whole row: until then as many decimals as Dataverse stores of money.
  const precision = column.precisionSource === 'currency' ? moneyDecimals : column.precision;
  return precision === undefined ? value : roundTo(value, precision);
}

function storedOption(table: Table, column: Column, value: unknown): SqlValue {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(table, value, 'Edm.Int32');
  if (column.optionSet?.options.some((option) => option.value === value) !== true) {
    throw outOfRange(column.logicalName, table.logicalName, value);
  }
  return value;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function storedDate(table: Table, column: Column, value: unknown): SqlValue {
  if (column.dateBehavior === 'dateOnly') {
    if (typeof value !== 'string' || !dayPattern.test(value) || !isDay(value)) {
      throw wrongType(table, value, 'Edm.Date');
    }
    return value;
  }
  if (typeof value !== 'string' || !instantPattern.test(value))
    throw wrongType(table, value, 'Edm.DateTimeOffset');
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds)) throw wrongType(table, value, 'Edm.DateTimeOffset');
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Without making a date of it: bulk messages bring several for every row. */
function isDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  if (month < 1 || month > 12) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= longest;
}

function wrongType(table: Table, value: unknown, type: string): Error {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return badPayload(
    table.entitySetName,
    `Cannot convert the literal '${shown}' to the expected type '${type}'.`,
  );
}
