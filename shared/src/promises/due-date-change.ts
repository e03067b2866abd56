/**
 * A change of an invoice's due date that was agreed with the customer. From its day on, and once somebody else has approved it, aging and
 * dunning count from the new date; the ledger's own date stays as it is. When the ledger takes over a date, its date holds again.
 */
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';

export type DueDateChange = {
  readonly id: string;
  readonly receivable: string;
  /** The ledger's due date that was changed. */
  readonly originalDueOn: IsoDate;
  readonly newDueOn: IsoDate;
  /** The first day on which the new date holds. */
  readonly validFrom: IsoDate;
  readonly requestedBy: string;
  readonly approvedBy?: string;
};

export type EffectiveReceivable = Receivable & {
  /** The ledger's due date, where an approved change replaced it. */
  readonly originalDueOn?: IsoDate;
};

/**
 * Receivables with the due date that holds on the day. Of several changes the one valid last holds, then the one named last. Doing it
 * again for the same day changes nothing.
 */
export function withEffectiveDueDates(
  receivables: readonly EffectiveReceivable[],
  changes: readonly DueDateChange[],
  asOf: IsoDate,
): readonly EffectiveReceivable[] {
  return receivables.map((receivable) => {
    const change = changes
      .filter((one) => one.validFrom <= asOf && appliesTo(one, receivable))
      .reduce<DueDateChange | undefined>((last, one) => (last && isAfter(last, one) ? last : one), undefined);
    if (!change) return receivable;
    return { ...receivable, dueOn: change.newDueOn, originalDueOn: ledgerDueOn(receivable) };
  });
}

/** The first later day on which a change begins to hold. */
export function nextDueDateChangeOn(
  receivables: readonly EffectiveReceivable[],
  changes: readonly DueDateChange[],
  asOf: IsoDate,
): IsoDate | undefined {
  return changes
    .filter((one) => one.validFrom > asOf && receivables.some((receivable) => appliesTo(one, receivable)))
    .map(({ validFrom }) => validFrom)
    .sort()[0];
}

export type DueDateRefusalCode =
  | 'unknownItem'
  | 'nothingToPay'
  | 'otherDueDate'
  | 'notLater'
  | 'inThePast'
  | 'beyondHorizon'
  | 'fromThePast'
  | 'approvedBySelf';

/**
 * Whether a change that somebody wrote can stand. One that is not approved can: it has no effect yet.
 * @param receivables open items of the debtor, with the ledger's due dates.
 * @param maxExtensionDays the longest extension beyond the ledger's due date.
 */
export function checkDueDateChange(
  change: DueDateChange,
  { receivables, maxExtensionDays }: { receivables: readonly Receivable[]; maxExtensionDays: number },
  asOf: IsoDate,
): Checked<DueDateRefusalCode> {
  const receivable = receivables.find(({ id }) => id === change.receivable);
  if (!receivable) {
    return checked([
      refusal('unknownItem', 'receivable', change.receivable, 'Choose an invoice of this debtor'),
    ]);
  }
  const { newDueOn, originalDueOn, validFrom, approvedBy, requestedBy } = change;
  const latest = addDays(receivable.dueOn, maxExtensionDays);
  return checked([
    ...(isOpenInvoice(receivable)
      ? []
      : [
          refusal(
            'nothingToPay',
            'receivable',
            receivable.document,
            'Leave it: nothing is left to pay of it',
          ),
        ]),
    ...(originalDueOn === receivable.dueOn
      ? []
      : [
          refusal(
            'otherDueDate',
            'originalDueOn',
            originalDueOn,
            `The ledger says ${receivable.dueOn}: ask for the change again`,
          ),
        ]),
    ...(newDueOn > receivable.dueOn
      ? []
      : [refusal('notLater', 'newDueOn', newDueOn, `Give a day after ${receivable.dueOn}`)]),
    ...(newDueOn >= asOf ? [] : [refusal('inThePast', 'newDueOn', newDueOn, `Give a day from ${asOf} on`)]),
    ...(newDueOn <= latest
      ? []
      : [refusal('beyondHorizon', 'newDueOn', newDueOn, `Give a day up to ${latest}`)]),
    ...(validFrom >= asOf
      ? []
      : [
          refusal(
            'fromThePast',
            'validFrom',
            validFrom,
            `Give a day from ${asOf} on: what was decided before stays`,
          ),
        ]),
    ...(approvedBy === undefined || approvedBy !== requestedBy
      ? []
      : [refusal('approvedBySelf', 'approvedBy', approvedBy, 'Have it approved by somebody else')]),
  ]);
}

/** Four eyes, and only as long as the ledger still has the date that was changed. */
function appliesTo(change: DueDateChange, item: EffectiveReceivable): boolean {
  const { receivable, originalDueOn, approvedBy, requestedBy } = change;
  return (
    receivable === item.id &&
    originalDueOn === ledgerDueOn(item) &&
    approvedBy !== undefined &&
    approvedBy !== requestedBy
  );
}

function ledgerDueOn({ originalDueOn, dueOn }: EffectiveReceivable): IsoDate {
  return originalDueOn ?? dueOn;
}

function isAfter(a: DueDateChange, b: DueDateChange): boolean {
  return a.validFrom > b.validFrom || (a.validFrom === b.validFrom && a.id > b.id);
}

function refusal(
  code: DueDateRefusalCode,
  field: string,
  value: string,
  remedy: string,
): Refusal<DueDateRefusalCode> {
  return { code, field, value, remedy };
}
