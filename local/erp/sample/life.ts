/** One debtor's dealings with us: invoices month by month, how they are paid, and what goes wrong with some of them. */
import { chooseBehaviour, paymentsOf, type Behaviour } from './behaviour.ts';
import { Book, type Document } from './book.ts';
import { germany, hungary, poland, romania, type Country } from './countries.ts';
import { makeCustomer, type Customer } from './customers.ts';
import { randomOf, type Random } from './random.ts';

export type Debtor = {
  readonly customer: Customer;
  readonly behaviour: Behaviour;
  readonly documents: readonly Document[];
};

/** Spread over this many days, so that on any day some of those who never pay are long overdue and others new. */
const neverPayersBeginWithin = 300;

/** @param span.from the first day on which invoices may be issued; `to` the last. Both day numbers. */
export function debtorAt(
  index: number,
  { seed, from, to }: { seed: number; from: number; to: number },
): Debtor {
  const random = randomOf(seed, index);
  const country = random.weighted([
    [35, hungary],
    [25, poland],
    [20, romania],
    [20, germany],
  ]);
  const kind = random.chance(55) ? 'business' : 'consumer';
  const customer = makeCustomer(random, { number: String(100_001 + index), country, kind });
  const behaviour = chooseBehaviour(random);
  const book = new Book(customer.number, index);
  const terms = random.pick(country.terms);
  const rhythm = kind === 'business' ? random.between(8, 20) : random.between(28, 31);
  // Some Hungarian firms buy in euro as well.
  const alsoInEuro = country === hungary && kind === 'business' && random.chance(25);
  // Who never pays is not supplied for long.
  const most = behaviour.kind === 'never' ? random.between(2, 4) : Infinity;
  const first = from + random.below(behaviour.kind === 'never' ? neverPayersBeginWithin : rhythm);
  for (let issuedOn = first, count = 0; issuedOn <= to && count < most; issuedOn += rhythm, count += 1) {
    const inEuro = alsoInEuro && random.chance(35);
    const { currency, ...money } = inEuro ? germany : country;
    const minor = amountOf(random, { ...money, kind });
    const invoice = book.invoice({ issuedOn, dueOn: issuedOn + terms, minor, currency });
    settle(book, invoice, { random, behaviour });
  }
  return { customer, behaviour, documents: book.documents };
}

function amountOf(
  random: Random,
  { scale, roundTo, kind }: Pick<Country, 'scale' | 'roundTo'> & { kind: Customer['kind'] },
): number {
  const bills = kind === 'business' ? random.between(300, 6000) : random.between(40, 400);
  const odd = random.below(100);
  return Math.max(1, Math.round((scale * bills + odd * 100) / 100 / roundTo)) * roundTo;
}

type Payer = { readonly random: Random; readonly behaviour: Behaviour };

/** Nine invoices in ten are simply paid as the customer pays; the others have a story. */
function settle(book: Book, invoice: Document, payer: Payer): void {
  const { random } = payer;
  const story = random.weighted<(book: Book, invoice: Document, payer: Payer) => void>([
    [86, payAsUsual],
    [3, creditBeforeDue],
    [3, creditAfterDue],
    [2, reverseInvoice],
    [2, bouncePayment],
    [2, payWithoutReference],
    [2, payTooMuch],
  ]);
  story(book, invoice, payer);
}

function payAsUsual(book: Book, invoice: Document, payer: Payer): void {
  payRest(book, invoice, { ...payer, minor: invoice.minor, notBefore: invoice.issuedOn + 1 });
}

function creditBeforeDue(book: Book, invoice: Document, payer: Payer): void {
  const { random } = payer;
  const issuedOn = invoice.issuedOn + random.between(2, 5);
  const minor = share(invoice, random.between(10, 30));
  book.credit(invoice, { issuedOn, appliedOn: issuedOn, minor });
  payRest(book, invoice, { ...payer, minor: invoice.minor - minor, notBefore: issuedOn });
}

/** The note stands open by itself for some days, while the invoice is overdue. */
function creditAfterDue(book: Book, invoice: Document, payer: Payer): void {
  const { random } = payer;
  const issuedOn = invoice.dueOn + random.between(6, 10);
  const appliedOn = issuedOn + random.between(3, 6);
  const minor = share(invoice, random.between(15, 50));
  book.credit(invoice, { issuedOn, appliedOn, minor });
  payRest(book, invoice, { ...payer, minor: invoice.minor - minor, notBefore: appliedOn + 1 });
}

function reverseInvoice(book: Book, invoice: Document, { random }: Payer): void {
  book.reverse(invoice, businessDay(invoice.dueOn + random.between(-4, 14)));
}

/** Paid in time, taken back by the bank within a week or, out of the export by then, after more than a month; paid again later. */
function bouncePayment(book: Book, invoice: Document, { random }: Payer): void {
  const paidOn = businessDay(invoice.dueOn - 1);
  const payment = book.pay(invoice, { on: paidOn, minor: invoice.minor });
  const bouncedOn = businessDay(paidOn + random.pick([6, 38]));
  book.bounce(payment, invoice, bouncedOn);
  book.pay(invoice, { on: businessDay(bouncedOn + random.between(10, 30)), minor: invoice.minor });
}

function payWithoutReference(book: Book, invoice: Document, { random }: Payer): void {
  const on = businessDay(invoice.dueOn + random.between(-1, 6));
  book.pay(invoice, { on, appliedOn: businessDay(on + random.between(7, 14)), minor: invoice.minor });
}

function payTooMuch(book: Book, invoice: Document, { random }: Payer): void {
  const on = businessDay(invoice.dueOn + random.between(-3, 10));
  const over = { minor: share(invoice, random.between(5, 20)), backOn: businessDay(on + 25) };
  book.pay(invoice, { on, minor: invoice.minor, over });
}

/** Pays what is left of the invoice in the customer's manner, but not before a day. */
function payRest(
  book: Book,
  invoice: Document,
  { random, behaviour, minor, notBefore }: Payer & { minor: number; notBefore: number },
): void {
  let rest = minor;
  for (const { afterDue, percent } of paymentsOf(behaviour, random)) {
    const part = percent === 100 || rest < minor ? rest : Math.max(1, Math.round((minor * percent) / 100));
    book.pay(invoice, { on: businessDay(Math.max(invoice.dueOn + afterDue, notBefore)), minor: part });
    rest -= part;
  }
}

function share(invoice: Document, percent: number): number {
  return Math.max(1, Math.round((invoice.minor * percent) / 100));
}

/** Banks book on weekdays: Saturday and Sunday become Monday. 1970-01-01 was a Thursday. */
function businessDay(day: number): number {
  const weekday = (day + 3) % 7; // 0 is Monday
  return weekday < 5 ? day : day + (7 - weekday);
}
