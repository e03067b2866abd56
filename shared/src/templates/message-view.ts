/**
 * What a collection message may say: the fields open to templates, and the view that fills them, written in the recipient's language.
 * The items listed always add up to the amount asked for; a message that would not is never built.
 */
import { daysBetween, formatDate, type IsoDate } from '../dates/iso-date.ts';
import { compareMoney, formatMoney, subtract, sum, type Money } from '../money/money.ts';
import type { TemplateFields, ViewOf } from './fields.ts';
import { languageOf, wordsOf } from './words.ts';

export const messageFields = {
  /** Our legal entity, which writes. */
  company: {
    group: {
      name: 'text',
      addressLines: { list: 'text' },
      email: 'optional',
      phone: 'optional',
      bankAccount: 'text',
      bic: 'optional',
    },
  },
  /** The person or business written to. */
  customer: { group: { name: 'text', addressLines: { list: 'text' } } },
  debtor: { group: { number: 'text' } },
  today: 'text',
  currency: 'text',
  /** The items asked for, the longest due first. */
  lines: {
    list: {
      document: 'text',
      issuedOn: 'text',
      dueOn: 'text',
      /** Blank until the day after the due date. */
      daysPastDue: 'optional',
      /** The same in words: `12 days`. */
      overdueFor: 'optional',
      amount: 'text',
      open: 'text',
      /** The amount again; blank while all of it is open. */
      reducedFrom: 'optional',
    },
  },
  count: 'text',
  linesTotal: 'text',
  /** Credit notes and unapplied payments taken off. */
  credits: { list: { document: 'text', issuedOn: 'text', open: 'text' } },
  /** Blank when there are none. */
  creditsTotal: 'optional',
  /** What is asked for: the open amounts less the credits. */
  total: 'text',
  oldestDueOn: 'text',
  /** How long the oldest item has been overdue, in words; blank when nothing is. */
  oldestOverdueFor: 'optional',
  payBy: 'text',
  /** What the customer writes on the transfer. */
  reference: 'text',
} as const satisfies TemplateFields;

export type MessageView = ViewOf<typeof messageFields>;

export type MessageInput = {
  readonly company: {
    readonly name: string;
    readonly addressLines: readonly string[];
    readonly email?: string;
    readonly phone?: string;
    readonly bankAccount: string;
    readonly bic?: string;
  };
  readonly customer: { readonly name: string; readonly addressLines: readonly string[] };
  readonly debtor: { readonly number: string };
  /** What the step asks for and until when. */
  readonly step: { readonly amount: Money; readonly payBy: IsoDate };
  readonly lines: readonly MessageLine[];
  readonly credits: readonly MessageCredit[];
  /** The day on which the message speaks: overdue is counted to it. */
  readonly asOf: IsoDate;
  /** BCP 47 language or locale of the recipient. */
  readonly locale: string;
};

export type MessageLine = {
  readonly document: string;
  readonly issuedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly amount: Money;
  readonly open: Money;
};

export type MessageCredit = {
  readonly document: string;
  readonly issuedOn: IsoDate;
  /** Positive: what is deducted. */
  readonly open: Money;
};

/**
 * @throws RangeError when there are no lines, when Σ open − Σ credits is not the amount asked for or asks for nothing, when currencies
 * are mixed, or when there are no words in the language.
 */
export function messageView({
  company,
  customer,
  debtor,
  step,
  lines,
  credits,
  asOf,
  locale: tag,
}: MessageInput): MessageView {
  const { language, locale } = languageOf(tag);
  const words = wordsOf(language);
  const { currency } = step.amount;
  const amounts = reconciled({ asked: step.amount, lines, credits });
  const byDueDate = [...lines].sort(dueFirst);
  const oldest = byDueDate[0]!;
  const money = (amount: Money): string => formatMoney(amount, locale);
  const date = (day: IsoDate): string => formatDate(day, locale);
  const overdueFor = (days: number): string => (days > 0 ? words.days(days) : '');

  return {
    company: {
      name: company.name,
      addressLines: company.addressLines,
      email: company.email ?? '',
      phone: company.phone ?? '',
      bankAccount: company.bankAccount,
      bic: company.bic ?? '',
    },
    customer,
    debtor,
    today: date(asOf),
    currency,
    lines: byDueDate.map((line) => {
      const daysPastDue = daysBetween(line.dueOn, asOf);
      return {
        document: line.document,
        issuedOn: date(line.issuedOn),
        dueOn: date(line.dueOn),
        daysPastDue: daysPastDue > 0 ? String(daysPastDue) : '',
        overdueFor: overdueFor(daysPastDue),
        amount: money(line.amount),
        open: money(line.open),
        reducedFrom: line.open.minor === line.amount.minor ? '' : money(line.amount),
      };
    }),
    count: String(lines.length),
    linesTotal: money(amounts.open),
    credits: credits.map((credit) => ({
      document: credit.document,
      issuedOn: date(credit.issuedOn),
      open: money(credit.open),
    })),
    creditsTotal: credits.length > 0 ? money(amounts.credit) : '',
    total: money(step.amount),
    oldestDueOn: date(oldest.dueOn),
    oldestOverdueFor: overdueFor(daysBetween(oldest.dueOn, asOf)),
    payBy: date(step.payBy),
    reference: lines.length === 1 ? `${debtor.number} / ${oldest.document}` : debtor.number,
  };
}

function reconciled({
  asked,
  lines,
  credits,
}: {
  readonly asked: Money;
  readonly lines: readonly MessageLine[];
  readonly credits: readonly MessageCredit[];
}): { readonly open: Money; readonly credit: Money } {
  if (lines.length === 0) throw new RangeError('A message lists at least one item');
  const open = sum(
    lines.map((line) => line.open),
    asked.currency,
  );
  const credit = sum(
    credits.map((deducted) => deducted.open),
    asked.currency,
  );
  const total = subtract(open, credit);
  if (compareMoney(total, asked) !== 0) {
    throw new RangeError(
      `The items add up to ${total.minor} ${total.currency} (minor units), the message asks for ${asked.minor}`,
    );
  }
  if (asked.minor <= 0)
    throw new RangeError(`A message asks for an amount above zero, not ${asked.minor} ${asked.currency}`);
  return { open, credit };
}

/** The longest due first; among items of one day by document, so that the order of loading never shows. */
function dueFirst(a: MessageLine, b: MessageLine): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.document < b.document ? -1 : a.document > b.document ? 1 : 0;
}
