/**
 * How good a score card would have been: each invoice of a history is scored as of its due date by what was known then, and judged by what
 * became of it. What the score means is learned from the earlier invoices alone, and from no more of them than was known on the first day
 * of the later ones.
 */
import { addDays, daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { collectibleItems } from '../receivables/collectible.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { historyDays } from '../segments/history.ts';
import { measuresOf } from '../segments/measures.ts';
import { willingnessOf, type ScoreCard } from '../segments/willingness.ts';
import { areaUnderCurve, type Outcome } from './area-under-curve.ts';
import { calibration, type Calibration } from './calibration.ts';

export type PaidInvoice = Pick<
  Receivable,
  'id' | 'document' | 'issuedOn' | 'dueOn' | 'amount' | 'settledOn'
> & {
  readonly customer: string;
};

export type BackTest = {
  /** Due from this day on are the later ones. */
  readonly heldOutFrom: IsoDate;
  /** Of the later invoices, with and without a score. */
  readonly scored: number;
  readonly unscored: number;
  /** The share of the later invoices with a score that was late. */
  readonly late: number | undefined;
  readonly area: number | undefined;
  readonly calibration: Calibration | undefined;
  readonly classes: readonly { readonly name: string; readonly invoices: number; readonly late: number }[];
};

type Judged = Outcome & { readonly dueOn: IsoDate; readonly knownOn: IsoDate; readonly class: string };

export function backTest(
  card: ScoreCard,
  invoices: readonly PaidInvoice[],
  /** Paid so many days after the due date is late; and the share of the invoices, the last ones, that the card is judged by. */
  by: { readonly lateAfterDays: number; readonly heldOut: number },
): BackTest {
  const dueDays = invoices.map(({ dueOn }) => dueOn).sort();
  const heldOutFrom = dueDays[Math.floor(dueDays.length * (1 - by.heldOut))];
  if (heldOutFrom === undefined) throw new RangeError('there are no invoices to judge by');
  const lastDay = lastKnownDay(invoices);
  const judged: Judged[] = [];
  let unscored = 0;
  for (const ofCustomer of Map.groupBy(invoices, ({ customer }) => customer).values()) {
    for (const invoice of ofCustomer) {
      const outcome = outcomeOf(invoice, by.lateAfterDays, lastDay);
      if (outcome === undefined) continue;
      const found = scoreOnDueDate(card, ofCustomer, invoice);
      if (found) judged.push({ ...outcome, score: found.score, class: found.class, dueOn: invoice.dueOn });
      else if (invoice.dueOn >= heldOutFrom) unscored += 1;
    }
  }
  const earlier = judged.filter(({ dueOn, knownOn }) => dueOn < heldOutFrom && knownOn < heldOutFrom);
  const later = judged.filter(({ dueOn }) => dueOn >= heldOutFrom);
  return {
    heldOutFrom,
    scored: later.length,
    unscored,
    late: shareLate(later),
    area: areaUnderCurve(later),
    calibration: calibration(earlier, later),
    classes: card.classes.flatMap(({ name }) => {
      const found = later.filter((one) => one.class === name);
      const late = shareLate(found);
      return late === undefined ? [] : [{ name, invoices: found.length, late }];
    }),
  };
}

/** By what had been issued and settled by then. The invoice itself does not count: one that was paid early would tell its own end. */
function scoreOnDueDate(
  card: ScoreCard,
  ofCustomer: readonly PaidInvoice[],
  invoice: PaidInvoice,
): ReturnType<typeof willingnessOf> {
  const asOf = invoice.dueOn;
  const yearAgo = addDays(asOf, -historyDays);
  const known = ofCustomer.filter((other) => other !== invoice && other.issuedOn <= asOf);
  const open = known.filter(({ settledOn }) => settledOn === undefined || settledOn > asOf).map(openItem);
  const settled = known.filter(({ settledOn = asOf }) => settledOn <= asOf && settledOn > yearAgo);
  const measures = measuresOf({
    debtor: { kind: 'business', country: '' },
    receivables: open,
    items: collectibleItems(open),
    past: { reaches: 'year', items: settled.flatMap(settledItem) },
    promises: [],
    severities: [],
    asOf,
  });
  return willingnessOf(card, measures);
}

function openItem({ customer: _, settledOn: __, ...invoice }: PaidInvoice): Receivable {
  return { ...invoice, kind: 'invoice', state: 'open', open: invoice.amount };
}

function settledItem({ customer: _, settledOn, ...invoice }: PaidInvoice): readonly Receivable[] {
  if (settledOn === undefined) return [];
  const open = { ...invoice.amount, minor: 0 };
  return [{ ...invoice, kind: 'invoice', state: 'settled', open, settledOn }];
}

/** Undefined where nobody knows yet: it is open, and not late enough. */
function outcomeOf(
  { dueOn, settledOn }: PaidInvoice,
  lateAfterDays: number,
  lastDay: IsoDate,
): Pick<Judged, 'isLate' | 'knownOn'> | undefined {
  const lateOn = addDays(dueOn, lateAfterDays + 1);
  if (daysBetween(dueOn, settledOn ?? lastDay) > lateAfterDays) return { isLate: true, knownOn: lateOn };
  return settledOn === undefined ? undefined : { isLate: false, knownOn: settledOn };
}

function lastKnownDay(invoices: readonly PaidInvoice[]): IsoDate {
  return invoices
    .map(({ issuedOn, settledOn = issuedOn }) => settledOn)
    .reduce((last, day) => (day > last ? day : last));
}

function shareLate(outcomes: readonly Outcome[]): number | undefined {
  return outcomes.length === 0 ? undefined : outcomes.filter(({ isLate }) => isLate).length / outcomes.length;
}
