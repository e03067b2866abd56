/** A value as a person reads it, in the user's language and zone. */
import type { ColumnInfo, OptionInfo } from '../../data/columns.ts';
import { formatDay, formatInstant } from '../formats/dates.ts';
import { formatMoney, formatNumber } from '../formats/numbers.ts';
import type { Currency, UserFormats } from '../formats/user-formats.ts';
import { isLookupValue, type FieldValue } from '../values.ts';
import { say } from '../../text/text.ts';
import { dateKind, shownOf } from './date-kind.ts';
import { decimalsOf } from './read-number.ts';

/** '' for nothing. */
export function valueText(
  column: ColumnInfo,
  value: FieldValue,
  { locale, timeZone, currency }: UserFormats & { readonly currency: Currency | undefined },
): string {
  if (value === null) return '';
  if (isLookupValue(value)) return value.name === '' ? say('unnamed') : value.name;
  switch (column.type) {
    case 'money':
      return formatMoney(locale, Number(value), currency);
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'double': {
      const digits = decimalsOf(column, undefined);
      return formatNumber(locale, Number(value), { minimum: digits, maximum: digits });
    }
    case 'datetime': {
      const kind = dateKind(column);
      if (kind === 'instant') return formatInstant(locale, timeZone, String(value));
      if (kind === 'moment') return formatInstant(locale, 'UTC', String(value));
      return formatDay(locale, shownOf(String(value), kind, timeZone).day);
    }
    case 'boolean':
    case 'choice':
    case 'state':
    case 'status':
      return optionLabel(column.options, value);
    case 'choices':
    case 'customer':
    case 'file':
    case 'id':
    case 'image':
    case 'lookup':
    case 'memo':
    case 'other':
    case 'owner':
    case 'partylist':
    case 'tablename':
    case 'text':
      return String(value);
  }
}

/** The label of an option; the number itself where the definition has no such option. */
function optionLabel(options: readonly OptionInfo[] | undefined, value: string | number | boolean): string {
  return options?.find((option) => option.value === Number(value))?.label ?? String(value);
}
