/** How a user's locale writes numbers, amounts, dates and times. Locales that are not here are written as English. */

export interface Locale {
  number(value: number, digits: number): string;
  /** An amount with its currency's symbol. */
  amount(value: number, symbol: string, digits: number): string;
  /** @param iso `2025-01-31…` */
  day(iso: string): string;
  /** Hours and minutes of an ISO instant, in UTC. */
  time(iso: string): string;
}

const english: Locale = {
  number: (value, digits) => grouped('en-US', value, digits),
  amount: (value, symbol, digits) =>
    `${value < 0 ? '-' : ''}${symbol}${grouped('en-US', Math.abs(value), digits)}`,
  day(iso) {
    const [year = '', month, day] = partsOf(iso);
    return `${Number(month)}/${Number(day)}/${year}`;
  },
  time(iso) {
    const hours = Number(iso.slice(11, 13));
    const clock = hours % 12 === 0 ? 12 : hours % 12;
    return `${clock}:${iso.slice(14, 16)} ${hours < 12 ? 'AM' : 'PM'}`;
  },
};

const hungarian: Locale = {
  number: (value, digits) => grouped('hu-HU', value, digits),
  amount: (value, symbol, digits) => `${grouped('hu-HU', value, digits)} ${symbol}`,
  day(iso) {
    const [year = '', month = '', day = ''] = partsOf(iso);
    return `${year}. ${month}. ${day}.`;
  },
  time: (iso) => `${Number(iso.slice(11, 13))}:${iso.slice(14, 16)}`,
};

const german = dotted('de-DE');
const polish = dotted('pl-PL');
const romanian = dotted('ro-RO');

const locales: Readonly<Record<number, Locale>> = {
  1031: german,
  1033: english,
  1038: hungarian,
  1045: polish,
  1048: romanian,
};

/** @param id an LCID */
export function localeOf(id: number): Locale {
  return locales[id] ?? english;
}

/** As much of the continent has it: the symbol behind the amount, `31.01.2025`, `09:05`. */
function dotted(tag: string): Locale {
  return {
    number: (value, digits) => grouped(tag, value, digits),
    amount: (value, symbol, digits) => `${grouped(tag, value, digits)} ${symbol}`,
    day(iso) {
      const [year = '', month = '', day = ''] = partsOf(iso);
      return `${day}.${month}.${year}`;
    },
    time: (iso) => iso.slice(11, 16),
  };
}

function grouped(tag: string, value: number, digits: number): string {
  return value.toLocaleString(tag, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  });
}

function partsOf(iso: string): readonly string[] {
  return iso.slice(0, 10).split('-');
}
