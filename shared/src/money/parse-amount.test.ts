import { parseAmount, type AmountFormat } from './parse-amount.ts';

const german: AmountFormat = { decimal: ',', group: '.' };
const hungarian: AmountFormat = { decimal: ',', group: ' ' };
const english: AmountFormat = { decimal: '.', group: ',' };
const swiss: AmountFormat = { decimal: '.', group: "'" };
const plain: AmountFormat = { decimal: '.' };
const plainComma: AmountFormat = { decimal: ',' };

function read(text: string, format: AmountFormat, currency = 'EUR'): number | string {
  const parsed = parseAmount(text, currency, format);
  return parsed.ok ? parsed.amount.minor : parsed.reason;
}

describe('an amount as an export writes it', () => {
  it.each([
    ['1.234,50', german, 123_450],
    ['1 234,50', hungarian, 123_450],
    ['1\u00a0234,50', hungarian, 123_450],
    ['1\u202f234,50', hungarian, 123_450],
    ['1,234.50', english, 123_450],
    ["1'234.50", swiss, 123_450],
    ['1234.50', plain, 123_450],
    ['1234.5', plain, 123_450],
    ['1234', plain, 123_400],
    ['1234,5', german, 123_450],
    ['1234567,89', german, 123_456_789],
    [' 12.00 ', plain, 1_200],
    ['+12.00', plain, 1_200],
    ['0.00', plain, 0],
    ['12.500', plain, 1_250],
    ['12,5000', plainComma, 1_250],
    ['007.10', plain, 710],
  ])('%s', (text, format, minor) => {
    expect(read(text, format)).toBe(minor);
  });

  it.each([
    ['-12.34', 'a minus'],
    ['\u221212.34', 'a typographic minus'],
    ['12.34-', 'a minus at the end, as SAP writes it'],
    ['(12.34)', 'parentheses, as spreadsheets write it'],
    ['( 12.34 )', 'parentheses with spaces'],
    ['- 12.34', 'a minus and a space'],
    ['12.34 -', 'a space and a minus'],
  ])('%s is negative: %s', (text) => {
    expect(read(text, plain)).toBe(-1_234);
  });

  it('of currencies with other decimals', () => {
    expect(read('1.234', plain, 'KWD')).toBe(1_234);
    expect(read('1234', plain, 'JPY')).toBe(1_234);
    expect(read('1234.00', plain, 'JPY')).toBe(1_234);
    expect(read('1234.5', plain, 'JPY')).toBe('has more than 0 decimals for JPY');
  });

  it('with more decimals than the currency has is refused, not rounded', () => {
    expect(read('12.345', plain)).toBe('has more than 2 decimals for EUR');
  });

  it('in another format than agreed is refused rather than read wrong', () => {
    // 1.500 may well mean one thousand five hundred; read as 1.50 a customer would be dunned for the wrong amount.
    expect(read('1.500', plainComma)).toContain('is not an amount');
    expect(read('1.50', hungarian)).toContain('is not an amount');
    expect(read('1.50', german)).toContain('is not an amount');
    expect(read('1,234.50', german)).toContain('is not an amount');
    expect(read('1,50', english)).toContain('is not an amount');
    expect(read('12.34.567,00', german)).toContain('is not an amount');
    expect(read('1,234,50', plainComma)).toContain('is not an amount');
    expect(read('1,2,3', english)).toContain('is not an amount');
    expect(read('12 34,50', hungarian)).toContain('is not an amount');
    expect(read('12\u00a034,50', hungarian)).toContain('is not an amount');
    expect(read('1.2345,00', german)).toContain('is not an amount');
    expect(read('1234.567,00', german)).toContain('is not an amount');
  });

  it.each([
    'abc',
    '12 EUR',
    '1e3',
    '0x10',
    '-',
    '()',
    '--1',
    '(-1)',
    '-1-',
    '(12',
    '12)',
    '12+34',
    '5(3)',
    '1.',
    '.',
    '.5',
    'NaN',
    '١٢',
  ])('%s is refused or plain', (text) => {
    expect(read(text, plain)).toBe(text === '1.' ? 100 : `is not an amount with "." before the decimals`);
  });

  it('that is empty is refused with that reason', () => {
    expect(read('', plain)).toBe('is empty');
    expect(read(' \u00a0 ', plain)).toBe('is empty');
  });

  it('that is too large is refused', () => {
    expect(read('90071992547409.91', plain)).toBe(9_007_199_254_740_991);
    expect(read('90071992547409.92', plain)).toBe('is too large');
    expect(read('9'.repeat(400), plain)).toBe('is too large');
  });
});
