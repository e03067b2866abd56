/** `context.formatting`: numbers and dates as the user's language writes them. Of a `Date` its local parts are written, as by the platform. */
import { shortDate } from '../../record/formats/dates.ts';
import { dateFormat } from '../../record/formats/formatters.ts';
import { formatMoney, formatNumber } from '../../record/formats/numbers.ts';
import { documented } from './documented.ts';

export function formatting(
  locale: string,
  currency: { readonly symbol: string; readonly precision: number },
): ComponentFramework.Formatting {
  const date = (options: Intl.DateTimeFormatOptions) => (value: Date) =>
    dateFormat(locale, options).format(value);
  const short = date(shortDate(locale));
  const time = date({ hour: 'numeric', minute: '2-digit' });
  const fixed = (value: number, precision: number): string =>
    formatNumber(locale, value, { minimum: precision, maximum: precision });
  return documented('context.formatting', {
    formatCurrency: (value, precision = currency.precision, symbol = currency.symbol) =>
      formatMoney(locale, value, { symbol, precision }),
    formatDecimal: (value, precision = 2) => fixed(value, precision),
    formatInteger: (value) => fixed(Math.trunc(value), 0),
    formatDateAsFilterStringInUTC: (value, includeTime = false) =>
      includeTime ? `${value.toISOString().slice(0, 19)}Z` : value.toISOString().slice(0, 10),
    formatDateLong: date({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    formatDateLongAbbreviated: date({ weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' }),
    formatDateShort: (value, includeTime = false) =>
      includeTime ? `${short(value)} ${time(value)}` : short(value),
    formatDateYearMonth: date({ year: 'numeric', month: 'long' }),
    formatLanguage: (value) => languageName(locale, value),
    formatTime: (value) => time(value),
    getWeekOfYear: isoWeek,
  } satisfies ComponentFramework.Formatting);
}

function languageName(locale: string, languageId: number): string {
  const tags: Readonly<Record<number, string>> = {
    1031: 'de',
    1033: 'en',
    1036: 'fr',
    1038: 'hu',
    1045: 'pl',
    1048: 'ro',
  };
  const tag = tags[languageId];
  return tag === undefined
    ? String(languageId)
    : (new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag);
}

/** ISO 8601: the week with the year's first Thursday is the first. */
function isoWeek(value: Date): number {
  const thursday = new Date(Date.UTC(value.getFullYear(), value.getMonth(), value.getDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday.getTime() - yearStart) / 86_400_000 + 1) / 7);
}
