/** Reads the columns of a Web API row. What column security hides comes as null; anything else of a wrong shape is refused. */
import { parseIsoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { UnreadableAnswer } from '../../common/failure.ts';
import type { Amount, Visible } from './entry.ts';

export type Row = Readonly<Record<string, unknown>>;

export class UnreadableRow extends UnreadableAnswer {
  override readonly name = 'UnreadableRow';
  constructor(column: string, value: unknown) {
    super(`The column ${column} holds ${JSON.stringify(value) ?? 'nothing'}, which cannot be shown`);
  }
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textIn(row: Row, column: string): string | undefined {
  const value = row[column] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new UnreadableRow(column, value);
}

export function requiredText(row: Row, column: string): string {
  const value = textIn(row, column);
  if (value === undefined || value === '') throw new UnreadableRow(column, value);
  return value;
}

export function numberIn(row: Row, column: string): number | undefined {
  const value = row[column] ?? undefined;
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new UnreadableRow(column, value);
}

export function dayIn(row: Row, column: string): IsoDate | undefined {
  const value = textIn(row, column);
  if (value === undefined) return undefined;
  const day = parseIsoDate(value.slice(0, 10));
  if (day === undefined) throw new UnreadableRow(column, value);
  return day;
}

/** A day without which the row has no place on the timeline. */
export function requiredDay(row: Row, column: string): IsoDate {
  const day = dayIn(row, column);
  if (day === undefined) throw new UnreadableRow(column, undefined);
  return day;
}

export function instantIn(row: Row, column: string): string | undefined {
  const value = textIn(row, column);
  if (value !== undefined && Number.isNaN(Date.parse(value))) throw new UnreadableRow(column, value);
  return value;
}

export function amountIn(row: Row, column: string): Visible<Amount> {
  const value = numberIn(row, column);
  if (value === undefined) return undefined;
  return {
    value,
    currencyId: textIn(row, '_transactioncurrencyid_value'),
    formatted: labelOf(row, column),
  };
}

/** What the service writes for a value in the user's language: an option's label, a lookup's name, an amount with its symbol. */
export function labelOf(row: Row, column: string): string | undefined {
  return textIn(row, `${column}@OData.Community.Display.V1.FormattedValue`);
}
