/** What was done in a year, in the form in which it is reckoned anew from the books, without anything of the product's domain. */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { toMajor } from '@dunlin/shared/money/money';
import {
  amountsThatDiffer,
  settledLines,
  stepsOutOfOrder,
  type Books as Truths,
} from '../scenarios/stack/sample-checks.ts';
import type { Action } from '../scenarios/stack/rows.ts';
import type { CarriedOut } from '../simulation/simulate.ts';
import { standingOn, type BookDocument, type Books } from './books.ts';
import type { Year } from './year.ts';

/** Items that were settled, amounts and lists that are not those of the books. */
export function wrongDemands({ books, carriedOut }: Year): readonly string[] {
  const truths = truthsOf(books);
  const actions = carriedOut.map(asAction);
  return actions.flatMap((action) => [
    ...settledLines(action, truths),
    ...amountsThatDiffer(
      action,
      actions.filter(({ executedOn }) => (executedOn ?? '') < (action.executedOn ?? '')),
      truths,
    ),
  ]);
}

/** Steps before their day or their wait, out of turn, or when they made no sense any more. */
export function wrongSteps({ books, carriedOut }: Year): readonly string[] {
  return stepsOutOfOrder(carriedOut.map(asAction), truthsOf(books), books.customer);
}

/** Steps that came before the day had passed by which a notice before them asked to be paid. */
export function impatientSteps({ carriedOut }: Year): readonly string[] {
  const askedUntil = new Map<string, IsoDate>();
  return carriedOut.flatMap(({ on, action: { channel, step, lines, payBy } }) => {
    const taken = lines.filter((line) => line.step).map(({ receivable }) => receivable);
    const early = taken.filter((item) => on <= (askedUntil.get(item) ?? ''));
    const isNotice = channel !== 'call' && channel !== 'person' && !step.code.endsWith('-reminder');
    if (isNotice) for (const { receivable } of lines) askedUntil.set(receivable, payBy);
    return early.map((item) => `${item} ${step.code} on ${on}, asked until ${askedUntil.get(item) ?? ''}`);
  });
}

function asAction({ on, at, action }: CarriedOut): Action {
  const { key, step, channel, amount, currency, lines, plannedOn } = action;
  return {
    id: key,
    key,
    debtor: key.slice(0, key.indexOf('|')),
    step: step.code,
    stepName: step.name,
    state: 'Sent',
    channel: channelNames[channel],
    amount: toMajor(amount),
    currency,
    lines,
    because: '',
    plannedOn,
    policyVersion: '',
    executedOn: on,
    result: at,
  };
}

const channelNames = {
  email: 'E-mail',
  letter: 'Letter',
  sms: 'SMS',
  call: 'Call',
  person: 'Hand-over to a person',
} as const;

function truthsOf({ customer, documents }: Books): Truths {
  return new Map(
    documents.map((document): [string, Truth] => [document.number, truthOf(document, customer.number)]),
  );
}

type Truth = Truths extends ReadonlyMap<string, infer T> ? T : never;

function truthOf(document: BookDocument, customer: string): Truth {
  // Days come from effects and books, where they were looked at.
  const on = (day: string) => standingOn(document, day as IsoDate);
  return {
    ...document,
    customer,
    openOn: (day) => on(day)?.minor ?? 0,
    closedOn: (day) => (on(day)?.minor === 0 ? on(day)?.on : undefined),
    isReversed: (day) => on(day)?.isReversed ?? false,
  };
}
