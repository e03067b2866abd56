/** A debtor's story as a person reads it: what was owed and when, what was done about it and why, and what was written. */
import { dayOf, type Books } from './sample-checks.ts';
import { minuteOf, type SentMessage } from './outbox.ts';
import type { Action } from './rows.ts';
import type { Debtor } from '../../../local/erp/sample/life.ts';
import { addDays } from '../../../local/erp/days.ts';

export type Told = {
  readonly title: string;
  readonly debtor: Debtor;
  readonly books: Books;
  readonly from: string;
  readonly to: string;
  readonly actions: readonly Action[];
  /** By the key of their action. */
  readonly messages: ReadonlyMap<string, SentMessage>;
};

export function storyOf({ title, debtor, books, from, to, actions, messages }: Told): string {
  const { number, name, kind, country, language, email, phone, mobile } = debtor.customer;
  const reach = [email !== '' && 'e-mail', (phone !== '' || mobile !== '') && 'phone', 'post']
    .filter(Boolean)
    .join(', ');
  const own = actions.filter((action) => action.debtor === number).sort(byDay);
  const documents = [...books].filter(
    ([, truth]) => truth.customer === number && daysBetween(from, to).some((day) => truth.openOn(day) > 0),
  );
  return [
    `${title}: ${number} ${name}, ${kind}, ${country}, writes ${language}, reached by ${reach}; pays: ${debtor.behaviour.kind}`,
    '',
    ...documents.map(([document]) => `  ${ledgerLine(document, books, { from, to })}`),
    '',
    ...(own.length === 0
      ? ['  Nothing was done.', '']
      : own.flatMap((action) => [...actionLines(action, messages.get(action.key)), ''])),
  ].join('\n');
}

/** The open rest from day to day, where it changed. */
function ledgerLine(document: string, books: Books, { from, to }: { from: string; to: string }): string {
  const truth = books.get(document);
  if (!truth) throw new Error(`${document} is not in the books`);
  const { kind, issuedOn, dueOn, minor, currency } = truth;
  const changes: string[] = [];
  let before: number | undefined;
  for (const day of daysBetween(issuedOn < from ? from : issuedOn, to)) {
    const open = truth.openOn(day);
    if (open !== before)
      changes.push(`${day} ${truth.isReversed(day) ? 'reversed' : `open ${amount(open)}`}`);
    before = open;
  }
  return `${document} ${kind} ${amount(minor)} ${currency}, issued ${issuedOn}, due ${dueOn}: ${changes.join('; ')}`;
}

function actionLines(action: Action, message: SentMessage | undefined): readonly string[] {
  const lines = action.lines.map(
    ({ document, amount: { minor }, step }) => `${document} ${amount(minor)}${step ? ` (${step.code})` : ''}`,
  );
  return [
    `  ${action.executedOn === null ? `${action.plannedOn} planned` : dayOf(action)}  ${action.stepName}, ${action.channel}, ${action.state}: ${action.amount.toFixed(2)} ${action.currency}`,
    `    for ${lines.join(', ')}`,
    ...indented('    because ', action.because),
    ...(action.state === 'Cancelled' ? indented('    cancelled: ', action.result ?? '') : []),
    ...(message ? [`    ${message.kind} at ${minuteOf(message)}Z to ${message.to}`] : []),
    ...(message && message.subject !== '' ? [`    “${message.subject}”`] : []),
    ...(message ? excerpt(message.text).map((line) => `    | ${line}`) : []),
  ];
}

/** The lines that hold a number: what is owed, since when, until when to pay, and where to. */
function excerpt(text: string): readonly string[] {
  return text
    .replaceAll('\u00a0', ' ')
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => /\d/.test(line));
}

function indented(first: string, text: string): readonly string[] {
  return text.split('\n').map((line, at) => `${at === 0 ? first : ' '.repeat(first.length)}${line}`);
}

function byDay(a: Action, b: Action): number {
  const [left, right] = [a.executedOn ?? a.plannedOn, b.executedOn ?? b.plannedOn];
  return left === right ? (a.key < b.key ? -1 : 1) : left < right ? -1 : 1;
}

function amount(minor: number): string {
  return (minor / 100).toFixed(2);
}

function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
