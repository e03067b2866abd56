import {
  add,
  compareMoney,
  decimalsOf,
  formatMoney,
  fromMajor,
  isCurrency,
  money,
  subtract,
  sum,
  sumByCurrency,
  toDecimalText,
  toMajor,
} from './money.ts';

const eur = (minor: number): ReturnType<typeof money> => money(minor, 'EUR');

describe('money', () => {
  it('is a whole number of minor units of a currency', () => {
    expect(money(12_345, 'EUR')).toEqual({ minor: 12_345, currency: 'EUR' });
    expect(() => money(0.1, 'EUR')).toThrow('Not a whole number of minor units: 0.1 EUR');
    expect(() => money(Number.NaN, 'EUR')).toThrow(RangeError);
    expect(() => money(2 ** 53, 'EUR')).toThrow(RangeError);
    expect(() => money(1, 'eur')).toThrow('Not an ISO 4217 currency code: eur');
  });

  it('knows no negative zero', () => {
    expect(Object.is(money(-0, 'EUR').minor, 0)).toBe(true);
  });

  it('adds, subtracts and compares within one currency', () => {
    expect(add(eur(10), eur(20))).toEqual(eur(30));
    expect(subtract(eur(10), eur(20))).toEqual(eur(-10));
    expect(compareMoney(eur(10), eur(20))).toBeLessThan(0);
    expect(sum([], 'HUF')).toEqual(money(0, 'HUF'));
  });

  it('refuses to mix currencies (complaint 19)', () => {
    for (const mix of [add, subtract, compareMoney]) {
      expect(() => mix(eur(1), money(1, 'HUF'))).toThrow('Cannot mix EUR and HUF in one sum');
    }
    expect(() => sum([eur(1)], 'HUF')).toThrow(RangeError);
  });

  it('has totals per currency, in the order of the codes', () => {
    expect(sumByCurrency([money(5, 'HUF'), eur(1), money(-2, 'HUF'), eur(2)])).toEqual([
      eur(3),
      money(3, 'HUF'),
    ]);
    expect(sumByCurrency([eur(1), money(5, 'HUF'), money(7, 'BGN')]).map(({ currency }) => currency)).toEqual(
      ['BGN', 'EUR', 'HUF'],
    );
  });
});

describe('decimals', () => {
  it.each([
    ['EUR', 2],
    ['HUF', 2],
    ['JPY', 0],
    ['PYG', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('of %s are %d', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  it('stand after a point in plain text', () => {
    expect(toDecimalText(eur(-123_450))).toBe('-1234.50');
    expect(toDecimalText(eur(5))).toBe('0.05');
    expect(toDecimalText(eur(0))).toBe('0.00');
    expect(toDecimalText(money(1_234, 'JPY'))).toBe('1234');
    expect(toDecimalText(money(-7, 'KWD'))).toBe('-0.007');
  });
});

describe('amounts of Dataverse', () => {
  it('are numbers in major units', () => {
    expect(toMajor(eur(12_345))).toBe(123.45);
    expect(fromMajor(123.45, 'EUR')).toEqual(eur(12_345));
    expect(fromMajor(0.29, 'EUR')).toEqual(eur(29));
    expect(fromMajor(1_005.01, 'EUR')).toEqual(eur(100_501));
    expect(fromMajor(7, 'JPY')).toEqual(money(7, 'JPY'));
  });

  it('with more decimals than the currency has are refused, not rounded', () => {
    expect(() => fromMajor(1.005, 'EUR')).toThrow('Not an amount of EUR: 1.005');
    expect(() => fromMajor(0.5, 'JPY')).toThrow(RangeError);
    expect(() => fromMajor(12_345_678.901, 'EUR')).toThrow(RangeError);
    expect(() => fromMajor(Number.POSITIVE_INFINITY, 'EUR')).toThrow(RangeError);
  });
});

describe('amounts as people read them', () => {
  const amount = money(-123_456_750, 'EUR');

  // The spaces within are no-break spaces, so that no amount is cut at the end of a line.
  it.each([
    ['hu', '-1 234 567,50 EUR'],
    ['pl', '-1 234 567,50 EUR'],
    ['ro', '-1.234.567,50 EUR'],
    ['de', '-1.234.567,50 EUR'],
    ['en', '-1,234,567.50 EUR'],
  ])('in %s: %s', (locale, expected) => {
    expect(formatMoney(amount, locale)).toBe(expected.replaceAll(' ', '\u00a0'));
  });

  it('have their groups also with four digits, where Polish and Hungarian usage varies', () => {
    expect(formatMoney(money(123_450, 'PLN'), 'pl')).toBe('1\u00a0234,50\u00a0PLN');
    expect(formatMoney(money(123_450, 'HUF'), 'hu')).toBe('1\u00a0234,50\u00a0HUF');
  });

  it('keep every digit of large amounts', () => {
    expect(formatMoney(money(9_007_199_254_740_991, 'EUR'), 'en')).toBe('90,071,992,547,409.91\u00a0EUR');
  });

  it('without minor units have no decimals', () => {
    expect(formatMoney(money(1_234, 'JPY'), 'en')).toBe('1,234\u00a0JPY');
  });
});

describe('currency codes', () => {
  it('are three capital letters', () => {
    expect(['EUR', 'HUF'].map(isCurrency)).toEqual([true, true]);
    expect(['eur', 'EURO', '', 'E1R', ' EUR'].map(isCurrency)).toEqual(Array(5).fill(false));
  });
});
