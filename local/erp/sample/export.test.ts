import { dayNumber } from '../days.ts';
import { Book } from './book.ts';
import { amountText, itemLine } from './export.ts';

const day = (iso: string): number => dayNumber(`2026-${iso}`);

describe('the sample’s export', () => {
  it.each([
    [0, '0,00'],
    [5, '0,05'],
    [123456, '1.234,56'],
    [-100000000, '-1.000.000,00'],
    [99900, '999,00'],
  ])('writes %i minor units as %s', (minor, text) => {
    expect(amountText(minor)).toBe(text);
  });

  it('shows a part payment as a smaller rest beside the payment', () => {
    const book = new Book('100007', 6);
    const invoice = book.invoice({
      issuedOn: day('03-01'),
      dueOn: day('03-31'),
      minor: 123450,
      currency: 'PLN',
    });
    const payment = book.pay(invoice, { on: day('04-08'), minor: 50000 });
    expect(itemLine(invoice, day('02-28'))).toBeUndefined();
    expect(itemLine(invoice, day('04-07'))).toBe(
      '100007;1800006001;RV;01.03.2026;31.03.2026;1.234,50;1.234,50;PLN;;;',
    );
    expect(itemLine(invoice, day('04-08'))).toBe(
      '100007;1800006001;RV;01.03.2026;31.03.2026;1.234,50;734,50;PLN;;;',
    );
    expect(itemLine(payment, day('04-08'))).toBe(
      '100007;1400006001;DZ;08.04.2026;08.04.2026;-500,00;0,00;PLN;08.04.2026;;1800006001',
    );
  });

  it('marks what was settled or reversed for a month, then leaves it out', () => {
    const book = new Book('100007', 6);
    const paid = book.invoice({ issuedOn: day('03-01'), dueOn: day('03-31'), minor: 100, currency: 'EUR' });
    book.pay(paid, { on: day('03-30'), minor: 100 });
    const reversed = book.invoice({
      issuedOn: day('03-01'),
      dueOn: day('03-31'),
      minor: 100,
      currency: 'EUR',
    });
    book.reverse(reversed, day('03-30'));
    expect(itemLine(paid, day('04-29'))).toBe(
      '100007;1800006001;RV;01.03.2026;31.03.2026;1,00;0,00;EUR;30.03.2026;;',
    );
    expect(itemLine(reversed, day('04-29'))).toBe(
      '100007;1800006002;RV;01.03.2026;31.03.2026;1,00;0,00;EUR;30.03.2026;X;',
    );
    expect(itemLine(paid, day('04-30'))).toBeUndefined();
    expect(itemLine(reversed, day('04-30'))).toBeUndefined();
  });
});
