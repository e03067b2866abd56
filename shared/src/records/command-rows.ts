/** What the ERP is asked to do, as a row whose content is the file it gets. The id follows from what is asked: it is asked once. */
import { uuidOf } from '../actions/keys.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { CreditNoteRequest } from '../disputes/credit-note.ts';
import type { TradingCommand } from '../holds/credit-hold.ts';
import { toDecimalText, type Money } from '../money/money.ts';
import type { DueDateChange } from '../promises/due-date-change.ts';
import { debtor } from '../tables/ledger.ts';
import { erpCommand } from '../tables/trading.ts';
import { bindTo } from '../tables/wire.ts';
import type { WireRow } from './ledger-rows.ts';

export type Addressee = {
  /** Code of our company. */
  readonly company: string;
  readonly debtorId: string;
  readonly customer: string;
  readonly name: string;
};

type Kind = keyof typeof erpCommand.columns.dun_kind.options;

export function tradingCommandRow(command: TradingCommand, to: Addressee): WireRow {
  const { id, status, on, reason, amounts } = command;
  return commandRow({ id, kind: 'tradingStatus', title: `${to.name}: ${status}` }, to, {
    status,
    on,
    ...(reason !== undefined && { reason }),
    amounts: amounts.map(written),
  });
}

/** @param documentOf the ERP's number of an item */
export function creditNoteCommandRow(
  { key, dispute, reason, amount, lines }: CreditNoteRequest,
  to: Addressee,
  at: { readonly on: IsoDate; readonly documentOf: (receivable: string) => string },
): WireRow {
  const id = uuidOf('erp-command', key);
  return commandRow({ id, kind: 'creditNote', title: `${to.name}: credit ${inFull(amount)}` }, to, {
    dispute,
    on: at.on,
    reason,
    ...written(amount),
    lines: lines.map((line) => ({ document: at.documentOf(line.receivable), ...written(line.amount) })),
  });
}

export function dueDateCommandRow(
  { id: change, originalDueOn, newDueOn, validFrom }: DueDateChange,
  to: Addressee,
  document: string,
): WireRow {
  const id = uuidOf('erp-command', 'due-date', change);
  return commandRow({ id, kind: 'dueDate', title: `${document} due on ${newDueOn}` }, to, {
    document,
    from: originalDueOn,
    to: newDueOn,
    on: validFrom,
  });
}

function commandRow(
  command: { readonly id: string; readonly kind: Kind; readonly title: string },
  { company, customer, debtorId }: Addressee,
  content: Readonly<Record<string, unknown>>,
): WireRow {
  const { id, kind, title } = command;
  return {
    dun_erpcommandid: id,
    dun_name: title.slice(0, erpCommand.columns.dun_name.maxLength),
    'dun_debtorid@odata.bind': bindTo(debtor.set, debtorId),
    dun_kind: erpCommand.columns.dun_kind.options[kind].value,
    dun_content: `${JSON.stringify({ id, kind, company, customer, ...content }, null, 2)}\n`,
  };
}

function written(amount: Money): { readonly amount: string; readonly currency: string } {
  return { amount: toDecimalText(amount), currency: amount.currency };
}

function inFull(amount: Money): string {
  return `${toDecimalText(amount)} ${amount.currency}`;
}
