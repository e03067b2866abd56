/** `context.userSettings`: who the user is and how they read dates and numbers. */
import { offsetMilliseconds } from '../../record/formats/dates.ts';
import { separatorsOf } from '../../record/formats/numbers.ts';
import { documented, notOffered } from './documented.ts';

export type ControlUser = {
  readonly userId: string;
  readonly fullName: string;
  readonly languageId: number;
  /** Undefined when the user may not read roles. */
  readonly roleIds: readonly string[] | undefined;
  readonly locale: string;
  readonly timeZone: string;
  readonly isRightToLeft: boolean;
  /** Of the organization. */
  readonly currency: { readonly symbol: string; readonly precision: number };
};

export function userSettings(user: ControlUser): ComponentFramework.UserSettings {
  const { locale, timeZone } = user;
  return documented('context.userSettings', {
    dateFormattingInfo: dateFormats(locale),
    numberFormattingInfo: numberFormats(user),
    isRTL: user.isRightToLeft,
    languageId: user.languageId,
    get securityRoles(): string[] {
      if (user.roleIds === undefined)
        return notOffered('context.userSettings.securityRoles, to a user who may not read roles,')();
      return [...user.roleIds];
    },
    userId: `{${user.userId.toUpperCase()}}`,
    userName: user.fullName,
    /** Minutes the user's clock is ahead of UTC. */
    getTimeZoneOffsetMinutes: (date = new Date()) => offsetMilliseconds(date.getTime(), timeZone) / 60_000,
  } satisfies ComponentFramework.UserSettings);
}

function dateFormats(locale: string): ComponentFramework.UserSettingApi.DateFormattingInfo {
  const months = (style: 'long' | 'short', day?: 'numeric'): string[] =>
    Array.from({ length: 12 }, (_, index) =>
      part(locale, { month: style, ...(day && { day }) }, 'month', new Date(Date.UTC(2024, index, 1))),
    );
  // 2024-09-01 was a Sunday, with which the framework begins.
  const days = (style: 'long' | 'short' | 'narrow'): string[] =>
    Array.from({ length: 7 }, (_, index) =>
      part(locale, { weekday: style }, 'weekday', new Date(Date.UTC(2024, 8, index + 1))),
    );
  const noon = new Date(Date.UTC(2024, 0, 1, 15));
  const hour12 = (at: Date): string => part(locale, { hour: 'numeric', hour12: true }, 'dayPeriod', at);
  const shortDate = pattern(locale, { year: 'numeric', month: 'numeric', day: 'numeric' });
  const shortTime = pattern(locale, { hour: 'numeric', minute: '2-digit' });
  const longDate = pattern(locale, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  const longTime = pattern(locale, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  const known = {
    amDesignator: hour12(new Date(Date.UTC(2024, 0, 1, 9))),
    pmDesignator: hour12(noon),
    abbreviatedDayNames: days('short'),
    abbreviatedMonthGenitiveNames: months('short', 'numeric'),
    abbreviatedMonthNames: months('short'),
    calendarWeekRule: 2,
    dateSeparator: /[^A-Za-z]+/.exec(shortDate)?.[0] ?? '/',
    dayNames: days('long'),
    firstDayOfWeek: locale === 'en-US' ? 0 : 1,
    fullDateTimePattern: `${longDate} ${longTime}`,
    longDatePattern: longDate,
    longTimePattern: longTime,
    monthDayPattern: pattern(locale, { month: 'long', day: 'numeric' }),
    monthGenitiveNames: months('long', 'numeric'),
    monthNames: months('long'),
    shortDatePattern: shortDate,
    shortTimePattern: shortTime,
    shortestDayNames: days('narrow'),
    sortableDateTimePattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    timeSeparator: ':',
    universalSortableDateTimePattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    yearMonthPattern: pattern(locale, { year: 'numeric', month: 'long' }),
    get calendar(): ComponentFramework.UserSettingApi.Calendar {
      return notOffered('context.userSettings.dateFormattingInfo.calendar')();
    },
  } satisfies ComponentFramework.UserSettingApi.DateFormattingInfo;
  return documented('context.userSettings.dateFormattingInfo', known);
}

function numberFormats({
  locale,
  currency,
}: ControlUser): ComponentFramework.UserSettingApi.NumberFormattingInfo {
  const { decimal, group } = separatorsOf(locale);
  const isSymbolFirst = new Intl.NumberFormat(locale, { style: 'currency', currency: 'XXX' })
    .format(1)
    .startsWith('¤');
  return documented('context.userSettings.numberFormattingInfo', {
    currencyDecimalDigits: currency.precision,
    currencyDecimalSeparator: decimal,
    currencyGroupSeparator: group,
    currencyGroupSizes: [3],
    // Patterns as .NET numbers them: 1 is -$n and 8 is -n $; 0 is $n and 3 is n $.
    currencyNegativePattern: isSymbolFirst ? 1 : 8,
    currencyPositivePattern: isSymbolFirst ? 0 : 3,
    currencySymbol: currency.symbol,
    nanSymbol: 'NaN',
    nativeDigits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    negativeInfinitySymbol: '-∞',
    negativeSign: '-',
    numberDecimalDigits: 2,
    numberDecimalSeparator: decimal,
    numberGroupSeparator: group,
    numberGroupSizes: [3],
    numberNegativePattern: 1,
    perMilleSymbol: '‰',
    percentDecimalDigits: 2,
    percentDecimalSeparator: decimal,
    percentGroupSeparator: group,
    percentGroupSizes: [3],
    percentNegativePattern: 1,
    percentPositivePattern: 1,
    percentSymbol: '%',
    positiveInfinitySymbol: '∞',
    positiveSign: '+',
  } satisfies ComponentFramework.UserSettingApi.NumberFormattingInfo);
}

function part(locale: string, options: Intl.DateTimeFormatOptions, type: string, date: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatToParts(date);
  return parts.find((candidate) => candidate.type === type)?.value ?? '';
}

/** The locale's order and separators in the letters of .NET: `yyyy. MM. dd.` */
function pattern(locale: string, options: Intl.DateTimeFormatOptions): string {
  const letters: Readonly<Record<string, string>> = {
    year: 'yyyy',
    month: options.month === 'long' ? 'MMMM' : 'M',
    day: 'd',
    weekday: 'dddd',
    hour: 'H',
    minute: 'mm',
    second: 'ss',
    dayPeriod: 'tt',
  };
  const parts = new Intl.DateTimeFormat(locale, options).formatToParts(new Date(Date.UTC(2024, 0, 1)));
  const twelveHours = parts.some(({ type }) => type === 'dayPeriod');
  return parts
    .map(({ type, value }) => (type === 'hour' && twelveHours ? 'h' : (letters[type] ?? value)))
    .join('');
}
