/**
 * The documents of one customer and what happened to each: the truth from which exports are written and against which tests reckon.
 * Days are numbers (days since 1970-01-01), amounts positive minor units.
 */

export type Document = {
  readonly number: string;
  readonly customer: string;
  readonly kind: 'invoice' | 'creditNote' | 'payment';
  readonly issuedOn: number;
  readonly dueOn: number;
  readonly minor: number;
  readonly currency: string;
  /** What was taken off the open rest, and when; a negative amount puts it back. */
  readonly movements: readonly Movement[];
  readonly reversedOn: number | undefined;
  /** The document a payment was for, and since when the ledger says so. */
  readonly clears: { readonly number: string; readonly since: number } | undefined;
};

export type Movement = { readonly on: number; readonly minor: number };

/** The open rest on the evening of a day: nothing before the document was issued and after it was reversed. */
export function openOn(document: Document, day: number): number {
  if (day < document.issuedOn || isReversed(document, day)) return 0;
  return document.minor - sumOf(document.movements.filter(({ on }) => on <= day));
}

/** The day since which nothing is open, seen on the evening of `day`; undefined while something is. */
export function closedOn(document: Document, day: number): number | undefined {
  if (isReversed(document, day)) return document.reversedOn;
  if (day < document.issuedOn || openOn(document, day) !== 0) return undefined;
  return Math.max(...document.movements.filter(({ on }) => on <= day).map(({ on }) => on));
}

/** The last day on which anything happened to the document. */
export function lastEventOn({ issuedOn, reversedOn = issuedOn, movements }: Document): number {
  return Math.max(issuedOn, reversedOn, ...movements.map(({ on }) => on));
}

export function isReversed(document: Document, day: number): boolean {
  return document.reversedOn !== undefined && document.reversedOn <= day;
}

type Draft = {
  -readonly [Field in keyof Document]: Document[Field] extends readonly Movement[]
    ? Movement[]
    : Document[Field];
};

/** Writes the documents of one customer. `index` is the customer's place in the portfolio and part of each document's number. */
export class Book {
  readonly #customer: string;
  readonly #index: number;
  readonly #documents: Draft[] = [];

  constructor(customer: string, index: number) {
    this.#customer = customer;
    this.#index = index;
  }

  get documents(): readonly Document[] {
    return this.#documents;
  }

  invoice(facts: { issuedOn: number; dueOn: number; minor: number; currency: string }): Document {
    return this.#add('18', { ...facts, kind: 'invoice' });
  }

  /** A credit note that is set against its invoice on a day not before its own. */
  credit(invoice: Document, facts: { issuedOn: number; appliedOn: number; minor: number }): void {
    const { issuedOn, appliedOn, minor } = facts;
    const note = this.#add('16', {
      kind: 'creditNote',
      issuedOn,
      dueOn: issuedOn,
      minor,
      currency: invoice.currency,
    });
    note.movements.push({ on: appliedOn, minor });
    this.#takeOff(invoice, { on: appliedOn, minor });
  }

  /**
   * A payment. `appliedOn` is when it was found to be for the invoice, by default at once; `over` is what was paid too much, given back
   * on a day.
   */
  pay(
    invoice: Document,
    facts: { on: number; minor: number; appliedOn?: number; over?: { minor: number; backOn: number } },
  ): Document {
    const { on, minor, appliedOn = on, over } = facts;
    const total = minor + (over?.minor ?? 0);
    const payment = this.#add('14', {
      kind: 'payment',
      issuedOn: on,
      dueOn: on,
      minor: total,
      currency: invoice.currency,
    });
    payment.movements.push({ on: appliedOn, minor });
    payment.clears = { number: invoice.number, since: appliedOn };
    if (over !== undefined) payment.movements.push({ on: over.backOn, minor: over.minor });
    this.#takeOff(invoice, { on: appliedOn, minor });
    return payment;
  }

  /** The bank takes a payment back: its invoice is open again. */
  bounce(payment: Document, invoice: Document, on: number): void {
    this.#draft(payment).reversedOn = on;
    this.#takeOff(invoice, { on, minor: -payment.minor });
  }

  reverse(document: Document, on: number): void {
    this.#draft(document).reversedOn = on;
  }

  #add(range: string, facts: Pick<Document, 'kind' | 'issuedOn' | 'dueOn' | 'minor' | 'currency'>): Draft {
    const place = this.#documents.filter(({ kind }) => kind === facts.kind).length + 1;
    const number = range + String(this.#index).padStart(5, '0') + String(place).padStart(3, '0');
    const draft: Draft = {
      ...facts,
      number,
      customer: this.#customer,
      movements: [],
      reversedOn: undefined,
      clears: undefined,
    };
    this.#documents.push(draft);
    return draft;
  }

  #takeOff(document: Document, movement: Movement): void {
    this.#draft(document).movements.push(movement);
  }

  #draft(document: Document): Draft {
    const draft = this.#documents.find(({ number }) => number === document.number);
    if (draft === undefined) throw new RangeError(`Document ${document.number} is not in this book`);
    return draft;
  }
}

function sumOf(movements: readonly Movement[]): number {
  return movements.reduce((sum, { minor }) => sum + minor, 0);
}
