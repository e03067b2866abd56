/**
 * What must hold of every action that reached a customer, reckoned anew from the events the sample portfolio was made from and from the
 * starter policy as it stands in its files. Nothing of the product's domain is used here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../local/erp/days.ts';
import type { Truth } from '../../../local/erp/sample/portfolio.ts';
import { repository } from './npm-start.ts';
import type { SentMessage } from './outbox.ts';
import type { Action, Line } from './rows.ts';

export type Books = ReadonlyMap<string, Truth>;

type Step = {
  readonly dun_strategyid: string;
  readonly dun_code: string;
  readonly dun_order: number;
  readonly dun_offsetdays: number;
  readonly dun_daycount: 'calendar' | 'business';
  readonly dun_waitdays: number;
  readonly dun_validdays?: number;
  readonly dun_grouping: 'step' | 'customer';
};

const steps = starter<readonly Step[]>('dun_strategystep');

/** By what clock the customers of a country live. */
const zones: Readonly<Record<string, string>> = {
  HU: 'Europe/Budapest',
  PL: 'Europe/Warsaw',
  RO: 'Europe/Bucharest',
  DE: 'Europe/Berlin',
};

/** Per country the days that differ from the weekday they fall on. */
const calendars = new Map(Object.keys(zones).map((country) => [country, calendarOf(country)]));

const gapDays =
  starter<readonly { readonly dun_minimumgapdays: number }[]>('dun_contactpolicy')[0]?.dun_minimumgapdays ??
  0;

/**
 * The amounts of the lines are those of the books on the day of the effect, less open credits, the oldest invoice first; and what is about
 * the whole account leaves out nothing that is overdue.
 */
export function amountsThatDiffer(
  action: Action,
  earlier: readonly Action[],
  books: Books,
): readonly string[] {
  const day = dayOf(action);
  const collectible = collectibleOn(books, { customer: action.debtor, day });
  const about = `${action.debtor} ${action.step} ${day}`;
  const wrongLines = action.lines
    .filter(({ document, amount }) => collectible.get(document) !== amount.minor)
    .map(
      ({ document, amount }) =>
        `${about}: ${document} ${amount.minor}, in the books ${collectible.get(document) ?? 'nothing'}`,
    );
  const total = action.lines.reduce((sum, { amount }) => sum + amount.minor, 0);
  const wrongTotal =
    total === Math.round(action.amount * 100) ? [] : [`${about}: ${action.amount} of lines ${total}`];
  const missing = [...collectible.keys()]
    .filter(
      (document) =>
        sameCurrency(books, document, action.lines[0]) && (books.get(document)?.dueOn ?? '') < day,
    )
    .filter(
      (document) => isAboutAll(action) || (isCumulative(action) && !isFurther(document, action, earlier)),
    )
    .filter((document) => !action.lines.some((line) => line.document === document));
  return [
    ...wrongLines,
    ...wrongTotal,
    ...missing.map((document) => `${about}: ${document} is overdue and not listed`),
  ];
}

/** Nobody is asked for what is paid or reversed. */
export function settledLines(action: Action, books: Books): readonly string[] {
  const day = dayOf(action);
  return action.lines
    .filter(({ document }) => {
      const truth = books.get(document);
      return truth === undefined || truth.isReversed(day) || truth.openOn(day) <= 0;
    })
    .map(({ document }) => `${action.debtor} ${action.step} ${day}: ${document} is settled`);
}

/** Each item takes its steps in order, none before its day or its wait, reminders not after their use. */
export function stepsOutOfOrder(
  actions: readonly Action[],
  books: Books,
  { kind, country }: { readonly kind: 'business' | 'consumer'; readonly country: string },
): readonly string[] {
  const problems: string[] = [];
  const taken = new Map<string, { order: number; day: string }>();
  for (const action of actions.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))) {
    for (const line of action.lines) {
      const step = steps.find(
        ({ dun_strategyid, dun_code }) => dun_strategyid === kind && dun_code === line.step?.code,
      );
      if (!step) continue;
      const day = dayOf(action);
      const about = `${line.document} ${step.dun_code} ${day}`;
      const before = taken.get(line.document);
      const dueOn = books.get(line.document)?.dueOn ?? '';
      const earliest =
        step.dun_daycount === 'business'
          ? afterBusinessDays(country, dueOn, step.dun_offsetdays)
          : addDays(dueOn, step.dun_offsetdays);
      if (day < earliest) problems.push(`${about}: not before ${earliest}`);
      if (before && before.order >= step.dun_order) problems.push(`${about}: it was further already`);
      if (before && day < addDays(before.day, step.dun_waitdays))
        problems.push(`${about}: too soon after ${before.day}`);
      if (step.dun_validdays !== undefined && day > addDays(earliest, step.dun_validdays))
        problems.push(`${about}: too late to make sense`);
      taken.set(line.document, { order: step.dun_order, day });
    }
  }
  return problems;
}

/** Customers are written to between nine and six where they live, on its business days, and not before the gap has passed. */
export function contactsAgainstTheRules(
  messages: readonly (Pick<SentMessage, 'at' | 'kind'> & {
    readonly debtor: string;
    readonly country: string;
  })[],
): readonly string[] {
  const problems: string[] = [];
  const contacted = new Map<string, string>();
  for (const { at, debtor, country, kind } of messages.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zones[country] ?? '',
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(new Date(at));
    const [day = '', time = ''] = local.split(' ');
    const about = `${debtor} ${kind} at ${local}`;
    if (time < '09:00' || time >= '18:00') problems.push(`${about}: outside the window`);
    if (!isBusinessDay(country, day)) problems.push(`${about}: not a business day`);
    const before = contacted.get(debtor);
    if (before !== undefined && day < addDays(before, gapDays))
      problems.push(`${about}: too soon after ${before}`);
    contacted.set(debtor, day);
  }
  return problems;
}

/** A message names every document it asks for, and the amount asked for in all, in whatever way its language writes it. */
export function textsThatLack(action: Action, message: SentMessage): readonly string[] {
  const digits = message.text.replaceAll(/[^0-9]/g, '');
  const minor = String(action.lines.reduce((sum, { amount }) => sum + amount.minor, 0));
  const total = action.currency === 'Hungarian Forint' && minor.endsWith('00') ? minor.slice(0, -2) : minor;
  const documents = action.lines.filter(({ amount }) => amount.minor > 0).map(({ document }) => document);
  return [...documents, total]
    .filter((needed) => !digits.includes(needed))
    .map(
      (needed) =>
        `${action.debtor} ${action.step} ${message.kind}: ${needed} is missing in ${JSON.stringify(message.text)}`,
    );
}

export function dayOf({ executedOn, key }: Action): string {
  if (executedOn === null) throw new Error(`${key} was not carried out`);
  return executedOn;
}

/** What may be asked for per open invoice: credits are set off against the oldest first. */
function collectibleOn(
  books: Books,
  { customer, day }: { customer: string; day: string },
): ReadonlyMap<string, number> {
  const open = [...books].filter(
    ([, truth]) => truth.customer === customer && !truth.isReversed(day) && truth.openOn(day) > 0,
  );
  const credits = new Map<string, number>();
  for (const [, truth] of open) {
    if (truth.kind === 'invoice') continue;
    credits.set(truth.currency, (credits.get(truth.currency) ?? 0) + truth.openOn(day));
  }
  const invoices = open
    .filter(([, { kind }]) => kind === 'invoice')
    .sort(([a, { dueOn }], [b, other]) => (`${dueOn} ${a}` < `${other.dueOn} ${b}` ? -1 : 1));
  return new Map(
    invoices.map(([document, truth]) => {
      const available = credits.get(truth.currency) ?? 0;
      const setOff = Math.min(truth.openOn(day), available);
      credits.set(truth.currency, available - setOff);
      return [document, truth.openOn(day) - setOff];
    }),
  );
}

/** A person speaks with the customer of everything; the task to find an address is about a message that could not be sent. */
function isAboutAll({ step, channel }: Action): boolean {
  return channel === 'Call' || step === 'hand-over';
}

function isCumulative({ step, channel }: Action): boolean {
  const isMessage = channel !== 'Call' && channel !== 'Hand-over to a person';
  return (
    isMessage && steps.some(({ dun_code, dun_grouping }) => dun_code === step && dun_grouping === 'customer')
  );
}

/** Whether the item had come further than this step before. */
function isFurther(document: string, { step }: Action, earlier: readonly Action[]): boolean {
  const order = orderOf(step);
  return earlier.some(({ lines }) =>
    lines.some((line) => line.document === document && line.step && orderOf(line.step.code) > order),
  );
}

/** Both strategies of the starter policy have the same steps in the same order. */
function orderOf(code: string): number {
  return [
    ...new Set(steps.toSorted((a, b) => a.dun_order - b.dun_order).map(({ dun_code }) => dun_code)),
  ].indexOf(code);
}

function sameCurrency(books: Books, document: string, line: Line | undefined): boolean {
  return books.get(document)?.currency === line?.amount.currency;
}

/** The business day so many business days after a day, by the country's calendar. */
function afterBusinessDays(country: string, day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isBusinessDay(country, at)) left -= 1;
  }
  return at;
}

function isBusinessDay(country: string, day: string): boolean {
  const calendar = calendars.get(country);
  if (!calendar) throw new Error(`There is no calendar of ${country}`);
  const isWeekend = [0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay());
  return calendar.workingDays.includes(day) || (!isWeekend && !calendar.holidays.includes(day));
}

function calendarOf(code: string | undefined): Record<'holidays' | 'workingDays', readonly string[]> {
  type Calendar = {
    readonly dun_code: string;
    readonly dun_holidays: readonly string[];
    readonly dun_workingdays?: readonly string[];
  };
  const calendar = starter<readonly Calendar[]>('dun_calendar').find(({ dun_code }) => dun_code === code);
  if (!calendar) throw new Error(`There is no calendar ${code}`);
  const dates = (lines: readonly string[] = []): readonly string[] => lines.map((line) => line.slice(0, 10));
  return { holidays: dates(calendar.dun_holidays), workingDays: dates(calendar.dun_workingdays) };
}

function starter<T>(table: string): T {
  return JSON.parse(readFileSync(join(repository, `solution/data/starter/${table}.json`), 'utf8')) as T;
}
