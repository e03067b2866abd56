/** Test data: measures as a story needs them, and items of the past. */
import { isoDate } from '../../dates/iso-date.ts';
import { fromMajor } from '../../money/money.ts';
import { collectibleItems } from '../../receivables/collectible.ts';
import type { Receivable } from '../../receivables/receivable.ts';
import type { Measured, Measures } from '../measures.ts';

/** A Hungarian business that owes nothing and of whom nothing else is known. */
export function theMeasures(known: Partial<Measures> = {}): Measures {
  return {
    kind: 'business',
    country: 'HU',
    exposure: [],
    overdue: [],
    percentOverdue: 0,
    daysPastDue: 0,
    promisesBroken: 0,
    ...known,
  };
}

/** An item of a ledger; amounts in major units. Settled when a day is given on which it was. */
export function anItem(of: {
  readonly id?: string;
  readonly kind?: Receivable['kind'];
  readonly dueOn: string;
  readonly issuedOn?: string;
  readonly settledOn?: string;
  readonly amount?: number;
  readonly currency?: string;
  readonly productLine?: string;
}): Receivable {
  const { id = 'INV-1', kind = 'invoice', dueOn, issuedOn = dueOn, amount = 100, currency = 'EUR' } = of;
  return {
    id,
    document: id,
    kind,
    state: of.settledOn === undefined ? 'open' : 'settled',
    issuedOn: isoDate(issuedOn),
    dueOn: isoDate(dueOn),
    amount: fromMajor(amount, currency),
    open: fromMajor(of.settledOn === undefined ? amount : 0, currency),
    ...(of.productLine !== undefined && { productLine: of.productLine }),
    ...(of.settledOn !== undefined && { settledOn: isoDate(of.settledOn) }),
  };
}

/** A Hungarian business on a day. */
export function measuredOn(day: string, known: Partial<Omit<Measured, 'asOf' | 'items'>> = {}): Measured {
  const receivables = known.receivables ?? [];
  return {
    debtor: { kind: 'business', country: 'HU' },
    promises: [],
    severities: [],
    ...known,
    receivables,
    items: collectibleItems(receivables),
    asOf: isoDate(day),
  };
}
