/** What people write down as a dispute, checked again: it is about open items of the debtor, and about no more than is open of them. */
import type { IsoDate } from '../dates/iso-date.ts';
import { money, toDecimalText, type Money } from '../money/money.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import type { Dispute, DisputeItem } from './dispute.ts';
import { disputedAmounts } from './disputed-amounts.ts';
import type { ResumeRules } from './resumption.ts';

export type DisputeRefusalCode =
  | 'noItems'
  | 'sameItemTwice'
  | 'unknownReason'
  | 'openedInFuture'
  | 'notTheirs'
  | 'notAnInvoice'
  | 'itemClosed'
  | 'notPositive'
  | 'otherCurrency'
  | 'mixedCurrencies'
  | 'aboveOpen'
  | 'alreadyDisputed';

export type DisputeSurroundings = {
  /** The debtor's items, closed ones included. */
  readonly receivables: readonly Receivable[];
  /** The debtor's disputes; the one that is checked may be among them. */
  readonly disputes: readonly Dispute[];
  /** Codes of the reasons there are. */
  readonly reasons: readonly string[];
  readonly rules: ResumeRules;
};

/** @param asOf the company's local day on which it was written. */
export function checkDispute(
  dispute: Dispute,
  around: DisputeSurroundings,
  asOf: IsoDate,
): Checked<DisputeRefusalCode> {
  const refusals = [
    ...refusalsOfWhole(dispute, around, asOf),
    ...dispute.items.flatMap((item) => refusalsOfItem(item, dispute, around, asOf)),
  ];
  return checked(refusals);
}

function refusalsOfWhole(
  { items, reason, openedOn }: Dispute,
  { receivables, reasons }: DisputeSurroundings,
  asOf: IsoDate,
): readonly Refusal<DisputeRefusalCode>[] {
  const refusals: Refusal<DisputeRefusalCode>[] = [];
  if (items.length === 0) {
    refusals.push({
      code: 'noItems',
      field: 'items',
      value: '',
      remedy: 'Name the items that are disputed',
    });
  }
  const ids = items.map(({ receivable }) => receivable);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) {
    const remedy = 'Name each item once, with all that is disputed of it';
    refusals.push({ code: 'sameItemTwice', field: 'items', value: documentOf(twice, receivables), remedy });
  }
  if (!reasons.includes(reason)) {
    const remedy = `Choose one of ${reasons.join(', ')}`;
    refusals.push({ code: 'unknownReason', field: 'reason', value: reason, remedy });
  }
  if (openedOn > asOf) {
    const remedy = `Write it down with the day it was raised: ${asOf} at the latest`;
    refusals.push({ code: 'openedInFuture', field: 'openedOn', value: openedOn, remedy });
  }
  const currencies = new Set(
    receivables.filter(({ id }) => ids.includes(id)).map(({ open }) => open.currency),
  );
  if (currencies.size > 1) {
    const remedy = 'Open a dispute for each currency';
    refusals.push({
      code: 'mixedCurrencies',
      field: 'items',
      value: [...currencies].sort().join(', '),
      remedy,
    });
  }
  return refusals;
}

function refusalsOfItem(
  item: DisputeItem,
  dispute: Dispute,
  around: DisputeSurroundings,
  asOf: IsoDate,
): readonly Refusal<DisputeRefusalCode>[] {
  const field = 'items';
  const receivable = around.receivables.find(({ id }) => id === item.receivable);
  if (!receivable) {
    const remedy = 'Choose an item of this debtor';
    return [{ code: 'notTheirs', field, value: item.receivable, remedy }];
  }
  const { document, open } = receivable;
  if (receivable.kind !== 'invoice') {
    const remedy = 'Choose an invoice: a credit is not asked for anyway';
    return [{ code: 'notAnInvoice', field, value: document, remedy }];
  }
  if (!isOpenInvoice(receivable)) {
    return [{ code: 'itemClosed', field, value: document, remedy: 'Choose an item that is still open' }];
  }
  const others = around.disputes.filter(({ id }) => id !== dispute.id);
  const taken = disputedAmounts({ disputes: others, receivables: [receivable], rules: around.rules }, asOf);
  const left = money(open.minor - (taken.get(receivable.id)?.disputed.minor ?? 0), open.currency);
  const before = taken.get(receivable.id)?.disputes ?? [];
  if (left.minor === 0) {
    const remedy = `All of it is disputed already, by ${before.join(', ')}: go on with that dispute`;
    return [{ code: 'alreadyDisputed', field, value: document, remedy }];
  }
  return item.amount ? refusalsOfAmount(item.amount, { open, left }) : [];
}

function refusalsOfAmount(
  amount: Money,
  { open, left }: { readonly open: Money; readonly left: Money },
): readonly Refusal<DisputeRefusalCode>[] {
  const field = 'amount';
  const value = inWords(amount);
  if (amount.currency !== open.currency) {
    return [{ code: 'otherCurrency', field, value, remedy: `The item is in ${open.currency}` }];
  }
  if (amount.minor <= 0) {
    const remedy = 'Enter an amount above zero, or leave it empty for all that is open';
    return [{ code: 'notPositive', field, value, remedy }];
  }
  if (amount.minor > open.minor) {
    return [{ code: 'aboveOpen', field, value, remedy: `At most ${inWords(open)} is open` }];
  }
  if (amount.minor > left.minor) {
    const remedy = `The rest is disputed already: at most ${inWords(left)} is left`;
    return [{ code: 'alreadyDisputed', field, value, remedy }];
  }
  return [];
}

function documentOf(id: string, receivables: readonly Receivable[]): string {
  return receivables.find((one) => one.id === id)?.document ?? id;
}

function inWords(amount: Money): string {
  return `${toDecimalText(amount)} ${amount.currency}`;
}
