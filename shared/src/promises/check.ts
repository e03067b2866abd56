/**
 * Whether a promise that somebody wrote can stand. Forms ask before it is saved and the app asks again afterwards, because promises also
 * come from grids, Excel and the API.
 */
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { money, sum } from '../money/money.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { inFull } from './in-full.ts';
import { promiseLevel } from './level.ts';
import { lastDayToPay, promisedTotal, type PromisedItem, type PromiseToPay } from './promise.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import { receiptsOf } from './receipts.ts';
import { promiseStanding, type PromiseCircumstances } from './standing.ts';

export type PromiseRefusalCode =
  | 'noItems'
  | 'unknownItem'
  | 'itemTwice'
  | 'nothingToPay'
  | 'overBalance'
  | 'alreadyPromised'
  | 'noInstalments'
  | 'notPositive'
  | 'otherCurrency'
  | 'notTheSum'
  | 'notInOrder'
  | 'inThePast'
  | 'beyondHorizon'
  | 'calendarEnds'
  | 'madeLater'
  | 'withdrawnBefore'
  | 'needsApproval'
  | 'approvedBySelf';

type Refused = Refusal<PromiseRefusalCode>;

export type PromiseQuestion = PromiseCircumstances & {
  /** All of the debtor that were checked and stand; the one in question may be among them. */
  readonly promises: readonly PromiseToPay[];
};

/**
 * All that is wrong, in the order of its fields; approval is asked for once the rest is right. A promise that was taken back may be
 * wrong in everything else, and one that was paid since it was made has not become one over the balance.
 * @param question.receivables items of the promise's own debtor: an item that is not among them is somebody else's, or does not exist.
 * @param asOf the day on which it was entered.
 */
export function checkPromise(
  promise: PromiseToPay,
  question: PromiseQuestion,
  asOf: IsoDate,
): Checked<PromiseRefusalCode> {
  if (promise.withdrawnOn !== undefined) return checked(withdrawalRefusals(promise));
  const wrong = [
    ...itemRefusals(promise, question, asOf),
    ...amountRefusals(promise),
    ...dateRefusals(promise, question, asOf),
  ];
  return checked(wrong.length > 0 ? wrong : approvalRefusals(promise, question, asOf));
}

function itemRefusals(promise: PromiseToPay, question: PromiseQuestion, asOf: IsoDate): readonly Refused[] {
  const { items } = promise;
  if (items.length === 0) return [refusal('noItems', 'items', '', 'Name at least one open invoice')];
  const promised = new Set(
    openPromises(promise, question, asOf).flatMap((other) => other.items.map(({ receivable }) => receivable)),
  );
  return items.flatMap((item, at) => {
    const receivable = question.receivables.find(({ id }) => id === item.receivable);
    const refused = [
      ...(items.findIndex((other) => other.receivable === item.receivable) < at
        ? [refusal('itemTwice', 'items', item.document, 'Name each invoice once')]
        : []),
      ...(promised.has(item.receivable)
        ? [
            refusal(
              'alreadyPromised',
              'items',
              item.document,
              'Withdraw the promise that is open for it first',
            ),
          ]
        : []),
    ];
    return [...refused, ...balanceRefusals(item, receivable, paidSince(promise, item, question, asOf))];
  });
}

/** @param paidSinceMinor what came towards it after the promise was made. */
function balanceRefusals(
  { document, amount }: PromisedItem,
  receivable: Receivable | undefined,
  paidSinceMinor: number,
): readonly Refused[] {
  if (receivable?.document !== document) {
    return [refusal('unknownItem', 'items', document, 'Choose an invoice of this debtor')];
  }
  const { open, kind } = receivable;
  const value = `${document} ${inFull(amount)}`;
  if (amount.currency !== open.currency) {
    return [refusal('otherCurrency', 'items', value, `Promise ${open.currency}, as the invoice is in`)];
  }
  const left = money(open.minor + paidSinceMinor, open.currency);
  if (kind !== 'invoice' || left.minor === 0) {
    return [refusal('nothingToPay', 'items', document, 'Leave it out: nothing is left to pay of it')];
  }
  if (amount.minor <= left.minor) return [];
  return [refusal('overBalance', 'items', value, `Promise at most ${inFull(left)}, which is open`)];
}

function amountRefusals(promise: PromiseToPay): readonly Refused[] {
  const { currency, items, instalments } = promise;
  if (instalments.length === 0) {
    return [refusal('noInstalments', 'instalments', '', 'Say how much will be paid, and when')];
  }
  const parts = [
    ...items.map((item) => ({
      field: 'items',
      value: `${item.document} ${inFull(item.amount)}`,
      amount: item.amount,
    })),
    ...instalments.map(({ dueOn, amount }) => ({
      field: 'instalments',
      value: `${dueOn} ${inFull(amount)}`,
      amount,
    })),
  ];
  const foreign = parts.filter(({ amount }) => amount.currency !== currency);
  const refused = [
    ...foreign.map(({ field, value }) =>
      refusal('otherCurrency', field, value, `Make a promise of its own for what is not in ${currency}`),
    ),
    ...parts
      .filter(({ amount }) => amount.minor <= 0)
      .map(({ field, value }) => refusal('notPositive', field, value, 'Promise an amount above zero')),
  ];
  if (foreign.length > 0 || items.length === 0) return refused;
  const total = promisedTotal(promise);
  const ofItems = sum(
    items.map(({ amount }) => amount),
    currency,
  );
  if (total.minor === ofItems.minor) return refused;
  const remedy = `Make the instalments add up to ${inFull(ofItems)}, as the items do`;
  return [...refused, refusal('notTheSum', 'instalments', inFull(total), remedy)];
}

function withdrawalRefusals({ madeOn, withdrawnOn }: PromiseToPay): readonly Refused[] {
  return withdrawnOn !== undefined && withdrawnOn < madeOn
    ? [refusal('withdrawnBefore', 'withdrawnOn', withdrawnOn, `Give a day from ${madeOn} on`)]
    : [];
}

function dateRefusals(
  { madeOn, instalments }: PromiseToPay,
  terms: PromiseCircumstances,
  asOf: IsoDate,
): readonly Refused[] {
  const { rules, calendar } = terms;
  const isPlan = instalments.length > 1;
  const horizon = addDays(madeOn, isPlan ? rules.maxPlanDays : rules.maxHorizonDays);
  return [
    ...(madeOn > asOf ? [refusal('madeLater', 'madeOn', madeOn, `Give a day up to ${asOf}`)] : []),
    ...instalments.flatMap(({ dueOn }, at) => {
      const before = instalments[at - 1]?.dueOn;
      return [
        ...(before !== undefined && dueOn <= before
          ? [refusal('notInOrder', 'instalments', dueOn, `Give a day after ${before}`)]
          : []),
        ...(dueOn < asOf ? [refusal('inThePast', 'instalments', dueOn, `Give a day from ${asOf} on`)] : []),
        ...(dueOn > horizon
          ? [refusal('beyondHorizon', 'instalments', dueOn, `Give a day up to ${horizon}`)]
          : []),
        ...(lastDayToPay(dueOn, terms) === undefined
          ? [
              refusal(
                'calendarEnds',
                'instalments',
                dueOn,
                `Extend the calendar ${calendar.code} beyond ${calendar.coveredTo}, or give an earlier day`,
              ),
            ]
          : []),
      ];
    }),
  ];
}

/** Four eyes: whoever wrote it down cannot be the one who approves. */
function approvalRefusals(
  promise: PromiseToPay,
  question: PromiseQuestion,
  asOf: IsoDate,
): readonly Refused[] {
  const { rules, promises } = question;
  const level = promiseLevel(promise, promises, question, asOf);
  const open = openPromises(promise, question, asOf).length;
  const why =
    level >= rules.approvalFromLevel
      ? `level ${level}`
      : open >= rules.maxOpenPromises
        ? `${open} open promises`
        : undefined;
  if (why === undefined) return [];
  if (promise.approvedBy === undefined) {
    return [refusal('needsApproval', 'approvedBy', why, 'Have it approved by somebody else')];
  }
  if (promise.approvedBy !== promise.recordedBy) return [];
  return [refusal('approvedBySelf', 'approvedBy', promise.approvedBy, 'Have it approved by somebody else')];
}

/** Others of the debtor that are still open. */
function openPromises(
  { id }: PromiseToPay,
  question: PromiseQuestion,
  asOf: IsoDate,
): readonly PromiseToPay[] {
  return question.promises.filter(
    (other) => other.id !== id && promiseStanding(other, question, asOf).state === 'open',
  );
}

function paidSince(
  promise: PromiseToPay,
  item: PromisedItem,
  ledger: PromiseQuestion,
  asOf: IsoDate,
): number {
  return receiptsOf({ ...promise, items: [item] }, ledger, asOf)
    .flatMap(({ receipts }) => receipts)
    .filter(({ on }) => on > promise.madeOn)
    .reduce((all, { minor }) => all + minor, 0);
}

function refusal(code: PromiseRefusalCode, field: string, value: string, remedy: string): Refused {
  return { code, field, value, remedy };
}
