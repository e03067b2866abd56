import {
  add,
  decimalsOf,
  fromMajor,
  money,
  subtract,
  sum,
  sumByCurrency,
  toDecimalText,
  toMajor,
} from '@dunlin/shared/money/money';
import { parseAmount, type AmountFormat } from '@dunlin/shared/money/parse-amount';
import fc from 'fast-check';
import { runs } from './runs.ts';

const currency = fc.constantFrom('EUR', 'HUF', 'JPY', 'KWD', 'PLN', 'RON', 'CLF');
/** Up to what fits Dataverse’s money columns with two decimals and a JSON number. */
const minor = fc.integer({ min: -100_000_000_000_000, max: 100_000_000_000_000 });
const amount = fc.record({ minor, currency }).map((one) => money(one.minor, one.currency));

const formats: readonly AmountFormat[] = [
  { decimal: '.' },
  { decimal: ',' },
  { decimal: ',', group: '.' },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: ',' },
  { decimal: '.', group: "'" },
];

describe('money', () => {
  it('comes back from Dataverse as it went there', () => {
    fc.assert(
      fc.property(amount, (amount) => {
        const wire: unknown = JSON.parse(JSON.stringify(toMajor(amount)));
        expect(fromMajor(wire as number, amount.currency)).toEqual(amount);
      }),
      runs,
    );
  });

  it('is read back from every format it is written in', () => {
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom(...formats),
        fc.constantFrom('-1', '1-', '(1)'),
        (amount, format, sign) => {
          const text = written(amount.minor, decimalsOf(amount.currency), format);
          const signed = amount.minor < 0 ? sign.replace('1', text) : text;
          expect(parseAmount(signed, amount.currency, format)).toEqual({ ok: true, amount });
        },
      ),
      runs,
    );
  });

  it('is never read from another format as another amount', () => {
    const other = fc.constantFrom(...formats);
    fc.assert(
      fc.property(amount, other, other, (amount, write, read) => {
        const text = written(amount.minor, decimalsOf(amount.currency), write);
        const parsed = parseAmount(text, amount.currency, read);
        // A decimal point of one format may be the group separator of another: 1.234 says too little to be refused.
        const ambiguous = read.group === write.decimal || write.group === read.decimal;
        expect(!parsed.ok || ambiguous || Math.abs(parsed.amount.minor) === Math.abs(amount.minor)).toBe(
          true,
        );
      }),
      runs,
    );
  });

  it('adds up whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (minors) => {
        const amounts = minors.map((one) => money(one, 'EUR'));
        const total = sum(amounts, 'EUR');
        expect(sum([...amounts].reverse(), 'EUR')).toEqual(total);
        expect(sumByCurrency(amounts)).toEqual(amounts.length === 0 ? [] : [total]);
        expect(amounts.reduce(subtract, total)).toEqual(money(0, 'EUR'));
        expect(add(total, money(-total.minor, 'EUR'))).toEqual(money(0, 'EUR'));
      }),
      runs,
    );
  });

  it('is written with all its decimals', () => {
    fc.assert(
      fc.property(amount, (amount) => {
        const [, decimals = ''] = toDecimalText(amount).split('.');
        expect(decimals).toHaveLength(decimalsOf(amount.currency));
      }),
      runs,
    );
  });
});

function written(minor: number, decimals: number, { decimal, group }: AmountFormat): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, group ?? '');
  return decimals === 0 ? whole : `${whole}${decimal}${digits.slice(-decimals)}`;
}
