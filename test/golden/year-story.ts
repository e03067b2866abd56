/**
 * A customer's year as a person reads it, day by day: what the ledger said, what was decided of each item and why, what was done. A day on
 * which nothing changed is not told.
 */
import type { PlannedAction } from '@dunlin/shared/actions/action';
import { inWords, type Reason } from '@dunlin/shared/actions/reason';
import { zoneOfCountry } from '@dunlin/shared/contact/zones';
import { dateIn, timeIn, type Instant } from '@dunlin/shared/dates/instant';
import { addDays, weekdayOf, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { money, toDecimalText, type Money } from '@dunlin/shared/money/money';
import { factInWords } from '@dunlin/shared/segments/rule-text';
import type { Decision, Verdict } from '@dunlin/shared/strategy/decision';
import type { Facts } from '@dunlin/shared/strategy/facts';
import { isByPerson } from '@dunlin/shared/strategy/policy';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import { standingOn, type BookDocument, type Books, type Customer } from './books.ts';
import { happeningsOf, type Happening, type Span } from './year.ts';

export function storyOfYear(title: string, books: Books, span: Span): string {
  const { policy, firstDay, days } = span;
  const happened = happeningsOf(books, span);
  const teller = new Teller(zoneOfCountry(books.customer.country) ?? policy.zone);
  const told = Array.from({ length: days }, (_, day) => {
    const today = addDays(firstDay, day);
    const lines = [
      ...books.documents.flatMap((document) => ledgerLine(document, today, day === 0)),
      ...teller.tell(happened.get(day) ?? []),
    ];
    return lines.length === 0 ? [] : [`${weekdays[weekdayOf(today)]} ${today}`, ...lines, ''];
  });
  return [`${title}: ${whoIs(books.customer)}`, '', ...told.flat()].join('\n');
}

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function whoIs({ number, name, kind, country, channels, creditLimit, pays }: Customer): string {
  return [
    `${number} ${name}`,
    kind,
    country,
    `reached by ${channels.join(', ')}`,
    ...(creditLimit ? [`credit limit ${amount(creditLimit)}`] : []),
    ...(pays === undefined ? [] : [`pays: ${pays}`]),
  ].join('; ');
}

/** What changed of a document on the day; on the first day what is open of it. */
function ledgerLine(document: BookDocument, today: IsoDate, isFirstDay: boolean): readonly string[] {
  const { number, kind, currency, issuedOn, dueOn, minor } = document;
  const now = standingOn(document, today);
  if (!now || (isFirstDay ? now.minor === 0 : now.on !== today)) return [];
  const open = amount(money(now.minor, currency));
  const before = document.course.findLast(({ on }) => on < now.on);
  if (before && !isFirstDay) {
    if (before.minor === now.minor && before.isReversed === now.isReversed) return [];
    const what = now.isReversed ? 'reversed' : now.minor === 0 ? 'settled' : `open ${open}`;
    return [line('ledger', `${number} ${what}`)];
  }
  // A payment that was for an invoice at once stands for nothing by itself.
  if (now.minor === 0) return [];
  const due = kind === 'invoice' ? `, issued ${issuedOn}, due ${dueOn}` : ` of ${issuedOn}`;
  const rest = now.minor === minor ? '' : `, open ${open}`;
  return [line('ledger', `${number} ${kind} ${amount(money(minor, currency))}${due}${rest}`)];
}

/** Tells what is another than before. */
class Teller {
  readonly #zone: string;
  /** Per item what was last said of it. */
  #verdicts: ReadonlyMap<string, string> = new Map();
  #segment = '';
  #severity = 'none, nothing is overdue';

  constructor(zone: string) {
    this.#zone = zone;
  }

  tell(happened: readonly Happening[]): readonly string[] {
    const lines = happened.flatMap((one) =>
      one.kind === 'decided' ? this.#decided(one.facts, one.decision) : this.#looked(one),
    );
    const done = new Set(happened.flatMap((one) => (one.kind === 'looked' ? [one.key] : [])));
    const last = happened.findLast((one) => one.kind === 'decided');
    const planned = (last?.decision.actions ?? []).filter(({ key }) => !done.has(key));
    return [
      ...lines,
      ...planned.flatMap((action) => [
        line('planned', `${inShort(action)}, not before ${this.#when(action.notBefore)}`),
        ...because(action.because),
      ]),
    ];
  }

  #decided(facts: Facts, decision: Decision): readonly string[] {
    const { segment, severity, alerts, episode, verdicts } = decision;
    const lines: string[] = [];
    const segmentNow = segment?.name ?? 'none';
    if (segmentNow !== this.#segment) lines.push(line('segment', segmentNow + citing(decision, 'inSegment')));
    this.#segment = segmentNow;
    const severityNow = severity?.name ?? 'none, nothing is overdue';
    if (severityNow !== this.#severity)
      lines.push(line('severity', severityNow + citing(decision, 'severe')));
    this.#severity = severityNow;
    for (const { rule, facts: cited } of alerts.raise)
      lines.push(line('alert', `${rule.name}: ${cited.map(factInWords).join(', ')}`));
    for (const { rule } of alerts.clear) lines.push(line('alert', `${rule} no more`));
    if (episode.kind === 'open') lines.push(line('episode', `opened by ${episode.openedBy}`));
    if (episode.kind === 'close') lines.push(line('episode', 'closed'));
    for (const { key, because: why } of reconcile(decision, facts.history).cancel)
      lines.push(line('cancelled', key), ...because(why));
    return [...lines, ...this.#verdictLines(verdicts)];
  }

  /** Items of which the same is said share a line. */
  #verdictLines(verdicts: readonly Verdict[]): readonly string[] {
    const said = new Map(
      verdicts.map((verdict) => [verdict.item.receivable.document, verdictInWords(verdict)] as const),
    );
    const news = [...said].filter(
      ([document, words]) => words !== '' && this.#verdicts.get(document) !== words,
    );
    this.#verdicts = said;
    return [...Map.groupBy(news, ([, words]) => words)].flatMap(([words, of]) => {
      const [kind = '', what = '', ...why] = words.split('\n');
      const documents = of.map(([document]) => document).join(', ');
      return [line(kind, `${documents}${what}`), ...why];
    });
  }

  #looked({ key, at, checked }: Extract<Happening, { kind: 'looked' }>): readonly string[] {
    switch (checked.kind) {
      case 'send':
        return [line(this.#when(at), inShort(checked.action)), ...because(checked.action.because)];
      case 'postpone':
        return [line('postponed', `${key} until ${this.#when(checked.until)}`), ...because(checked.because)];
      case 'cancel':
        return [line('cancelled', `${key} at the last look`), ...because(checked.because)];
    }
  }

  /** By the customer's clock. */
  #when(at: Instant): string {
    return `${dateIn(this.#zone, at).slice(5)} ${timeIn(this.#zone, at)}`;
  }
}

/** Nothing for what is due: the action tells of it. */
function verdictInWords(verdict: Verdict): string {
  const { kind, item, because: why } = verdict;
  const { owed, collectible, setOff } = item;
  const rest =
    setOff.minor > 0 && owed.minor > 0 ? `, ${amount(collectible)} after credits of ${amount(setOff)}` : '';
  switch (kind) {
    case 'act':
      return '';
    case 'wait':
      return [`waits\n${rest} until ${verdict.until} for ${verdict.step.name}`, ...because(why)].join('\n');
    case 'hold':
      return [`rests\n${rest}`, ...because(why)].join('\n');
  }
}

function inShort({ step, channel, amount: total, lines, payBy }: PlannedAction): string {
  const items = lines.map(
    ({ document, amount: each, step: taken }) =>
      `${document} ${toDecimalText(each)}${taken ? ` (${taken.code})` : ''}`,
  );
  const asked = isByPerson(channel) ? '' : ` to pay by ${payBy}`;
  return `${step.name} (${channel}), ${amount(total)}${asked}: ${items.join(', ')}`;
}

/** The facts by which a segment or severity was found; none where it holds for everybody. */
function citing({ because: reasons }: Decision, code: 'inSegment' | 'severe'): string {
  const facts = reasons.flatMap((reason) => (reason.code === code && 'facts' in reason ? reason.facts : []));
  return facts.length === 0 ? '' : `: ${facts.map(factInWords).join(', ')}`;
}

function because(reasons: readonly Reason[]): readonly string[] {
  return reasons.map(
    (reason, at) => `${' '.repeat(14)}${at === 0 ? 'because ' : '    and '}${inWords(reason)}`,
  );
}

function line(what: string, text: string): string {
  return `  ${what.padEnd(11)} ${text}`;
}

function amount(value: Money): string {
  return `${toDecimalText(value)} ${value.currency}`;
}
