import { Book, closedOn, openOn } from './book.ts';

const aBook = (): Book => new Book('100007', 6);
const facts = { issuedOn: 100, dueOn: 130, minor: 1000, currency: 'EUR' };

describe('the book of a customer', () => {
  it('numbers documents by kind, customer and order', () => {
    const book = aBook();
    const invoice = book.invoice(facts);
    book.credit(invoice, { issuedOn: 105, appliedOn: 105, minor: 200 });
    book.invoice(facts);
    expect(book.documents.map(({ number }) => number)).toEqual(['1800006001', '1600006001', '1800006002']);
  });

  it('has an invoice open from its issue until it is paid in parts', () => {
    const book = aBook();
    const invoice = book.invoice(facts);
    book.pay(invoice, { on: 140, minor: 400 });
    book.pay(invoice, { on: 150, minor: 600 });
    expect([99, 100, 139, 140, 149, 150].map((day) => openOn(invoice, day))).toEqual([
      0, 1000, 1000, 600, 600, 0,
    ]);
    expect([149, 150, 160].map((day) => closedOn(invoice, day))).toEqual([undefined, 150, 150]);
  });

  it('has a credit note open until it is applied', () => {
    const book = aBook();
    const invoice = book.invoice(facts);
    book.credit(invoice, { issuedOn: 138, appliedOn: 142, minor: 300 });
    const note = book.documents.find(({ kind }) => kind === 'creditNote');
    expect([137, 138, 141, 142].map((day) => note && openOn(note, day))).toEqual([0, 300, 300, 0]);
    expect([141, 142].map((day) => openOn(invoice, day))).toEqual([1000, 700]);
  });

  it('has cash without a reference, and cash too much, open by itself', () => {
    const book = aBook();
    const invoice = book.invoice(facts);
    const payment = book.pay(invoice, {
      on: 131,
      appliedOn: 140,
      minor: 1000,
      over: { minor: 50, backOn: 155 },
    });
    expect([131, 139, 140, 154, 155].map((day) => openOn(payment, day))).toEqual([1050, 1050, 50, 50, 0]);
    expect([139, 140].map((day) => openOn(invoice, day))).toEqual([1000, 0]);
  });

  it('opens an invoice again when its payment bounces', () => {
    const book = aBook();
    const invoice = book.invoice(facts);
    book.bounce(book.pay(invoice, { on: 129, minor: 1000 }), invoice, 135);
    book.pay(invoice, { on: 150, minor: 1000 });
    expect([128, 129, 134, 135, 149, 150].map((day) => openOn(invoice, day))).toEqual([
      1000, 0, 0, 1000, 1000, 0,
    ]);
    expect([134, 135, 150].map((day) => closedOn(invoice, day))).toEqual([129, undefined, 150]);
  });

  it('takes a reversed invoice out', () => {
    const book = aBook();
    const invoice = book.invoice(facts);
    book.reverse(invoice, 135);
    expect([134, 135].map((day) => openOn(invoice, day))).toEqual([1000, 0]);
    expect(closedOn(invoice, 136)).toBe(135);
  });
});
