/**
 * Collection over the sample portfolio, reconciled with the events it was made from: every open item, every message, every amount.
 * Half a year is run with SAMPLE_DAYS=180; without it the first weeks, to keep the tests short. UPDATE_GOLDEN=yes writes the stories of
 * the first weeks anew, to be read by hand before they are kept.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../local/erp/days.ts';
import type { Debtor } from '../../local/erp/sample/life.ts';
import { samplePortfolio, truthOf } from '../../local/erp/sample/portfolio.ts';
import { sampleHistory } from '../../local/erp/sample/sample-history.ts';
import { storyOf } from './stack/debtor-story.ts';
import { repository } from './stack/npm-start.ts';
import { messagesIn, type SentMessage } from './stack/outbox.ts';
import {
  actionsIn,
  activitiesIn,
  dispatchesIn,
  receivablesIn,
  type Action,
  type Activity,
  type Dispatch,
} from './stack/rows.ts';
import {
  amountsThatDiffer,
  contactsAgainstTheRules,
  dayOf,
  settledLines,
  stepsOutOfOrder,
  textsThatLack,
} from './stack/sample-checks.ts';
import { startScenario, type Scenario } from './stack/scenario.ts';

const dayCount = Number(process.env['SAMPLE_DAYS'] ?? 45);
const startsOn = '2026-03-02';
const endsOn = addDays(startsOn, dayCount - 1);
const portfolio = samplePortfolio({ startsOn });
const books = truthOf(portfolio);
const golden = join(repository, 'test/golden/sample-stories.txt');
/** The stories are told up to here, however long the run is. */
const told = addDays(startsOn, 44);

let scenario: Scenario;
/** Per tenth day what Dataverse and the books held open that evening. */
const evenings: { day: string; stored: Record<string, string>; true: Record<string, string> }[] = [];
let actions: readonly Action[];
let messages: readonly SentMessage[];
let dispatches: readonly Dispatch[];
let activities: readonly Activity[];

beforeAll(
  async () => {
    scenario = await startScenario({ startsOn, limits: false });
    const history = sampleHistory(portfolio);
    for (let day = startsOn, count = 1; day <= endsOn; day = addDays(day, 1), count += 1) {
      await scenario.day(day, history);
      if (count % 10 === 1 || day === endsOn) evenings.push(await openItems(day));
    }
    const { api, stack } = scenario;
    [actions, messages, dispatches] = await Promise.all([
      actionsIn(api),
      messagesIn(stack),
      dispatchesIn(api),
    ]);
    const tables = ['emails', 'letters', 'dun_smses', 'phonecalls', 'tasks'] as const;
    activities = (await Promise.all(tables.map((table) => activitiesIn(api, table)))).flat();
  },
  dayCount * 20_000 + 300_000,
);
afterAll(() => scenario.stop());

async function openItems(day: string): Promise<(typeof evenings)[number]> {
  const rows = await receivablesIn(scenario.api, 'statuscode eq 1');
  const kinds = { invoice: 'Invoice', creditNote: 'Credit note', unappliedCash: 'Unapplied cash' } as const;
  const currencies: Record<string, string> = {
    HUF: 'Hungarian Forint',
    EUR: 'Euro',
    PLN: 'Polish Zloty',
    RON: 'Romanian Leu',
  };
  return {
    day,
    stored: Object.fromEntries(
      rows.map(({ document, kind, debtor, open, currency, issuedOn, dueOn }) => [
        document,
        `${kind} of ${debtor}: ${Math.round(open * 100)} ${currency}, ${issuedOn}, ${dueOn}`,
      ]),
    ),
    true: Object.fromEntries(
      [...books]
        .filter(([, truth]) => truth.openOn(day) > 0)
        .map(([document, truth]) => [
          document,
          `${kinds[truth.kind]} of ${truth.customer}: ${truth.openOn(day)} ${currencies[truth.currency]}, ${truth.issuedOn}, ${truth.dueOn}`,
        ]),
    ),
  };
}

it('holds every evening exactly what is open', () => {
  for (const evening of evenings) {
    expect(Object.keys(evening.true).length).toBeGreaterThan(400);
    expect([evening.day, evening.stored]).toEqual([evening.day, evening.true]);
  }
});

it('has one action, one attempt and one activity for each message, and none without', () => {
  const byKey = new Map(dispatches.map((dispatch) => [dispatch.id, dispatch]));
  const sent = actions.filter(({ state }) => state === 'Sent');
  const actionOf = (message: SentMessage): string | undefined => byKey.get(message.key)?.action;
  expect(messages.map(actionOf).sort()).toEqual(sent.map(({ id }) => id).sort());
  expect(dispatches.map(({ state }) => state).filter((state) => state !== 'Sent')).toEqual([]);
  expect(dispatches).toHaveLength(messages.length);
  const closed = activities.filter(({ table }) => ['emails', 'letters', 'dun_smses'].includes(table));
  expect(closed.filter(({ isOpen }) => isOpen)).toEqual([]);
  expect(closed.map(({ action }) => action).sort()).toEqual(sent.map(({ id }) => id).sort());
  // A call or a task for each action that people were given, and no others: nothing failed, nothing was lost track of.
  const forPeople = actions.filter(({ state }) => state === 'With a person');
  const open = activities.filter(({ isOpen }) => isOpen);
  expect(open.map(({ action }) => action).sort()).toEqual(forPeople.map(({ id }) => id).sort());
  const states = new Set(actions.map(({ state }) => state));
  expect([...states].filter((state) => !['Sent', 'With a person', 'Cancelled'].includes(state))).toEqual([]);
});

it('asks for what was owed on the day, to the last unit, and never for what was settled', () => {
  const carriedOut = actions.filter(({ state }) => state !== 'Cancelled');
  expect(carriedOut.flatMap((action) => settledLines(action, books))).toEqual([]);
  const before = (action: Action): readonly Action[] =>
    carriedOut.filter(
      ({ debtor, executedOn }) => debtor === action.debtor && (executedOn ?? '') < dayOf(action),
    );
  expect(carriedOut.flatMap((action) => amountsThatDiffer(action, before(action), books))).toEqual([]);
});

it('writes the documents and the total into every message', () => {
  const problems = [...messagesByAction()].flatMap(([key, message]) => {
    const action = actions.find((one) => one.key === key);
    return action ? textsThatLack(action, message) : [`${message.id} has no action`];
  });
  expect(problems).toEqual([]);
});

it('takes the steps of the policy in order, each in its time', () => {
  for (const { customer } of portfolio.debtors) {
    const own = actions.filter(({ debtor, state }) => debtor === customer.number && state !== 'Cancelled');
    expect(stepsOutOfOrder(own, books, customer)).toEqual([]);
  }
});

it('keeps to the window and the business days where the customer lives, and to the gap between contacts (invariant 6)', () => {
  const byId = new Map(actions.map((action) => [action.id, action.debtor]));
  const debtorOf = new Map(dispatches.map(({ id, action }) => [id, byId.get(action) ?? '']));
  const countryOf = new Map(portfolio.debtors.map(({ customer }) => [customer.number, customer.country]));
  const told = messages.map((message) => {
    const debtor = debtorOf.get(message.key) ?? '';
    return { ...message, debtor, country: countryOf.get(debtor) ?? '' };
  });
  expect(contactsAgainstTheRules(told)).toEqual([]);
});

it('has effects on every channel, and debtors for whom every step was in vain', () => {
  const effects = Map.groupBy(
    actions.filter(({ state }) => state !== 'Cancelled'),
    ({ channel }) => channel,
  );
  const count = [...effects.values()].reduce((sum, { length }) => sum + length, 0);
  console.info(
    `${count} effects in ${dayCount} days: ${[...effects].map(([name, { length }]) => `${name} ${length}`).join(', ')}`,
  );
  expect([...effects.keys()].sort()).toEqual(['Call', 'E-mail', 'Hand-over to a person', 'Letter', 'SMS']);
  expect(count).toBeGreaterThanOrEqual(dayCount >= 180 ? 2000 : 1000);
  const handedOver = actions.filter(({ step, state }) => step === 'hand-over' && state === 'With a person');
  console.info(`${handedOver.length} hand-overs at the end of the strategy`);
  expect(handedOver.length).toBeGreaterThanOrEqual(dayCount >= 180 ? 30 : 3);
});

it('tells the stories that were read and checked by hand', () => {
  const byHash = portfolio.debtors.toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
  const at = (place: number): Debtor => byHash[place] ?? portfolio.debtors[0]!;
  const [first, median, last] = [at(0), at(Math.floor(byHash.length / 2)), at(byHash.length - 1)];
  const tell = (title: string, debtor: Debtor): string =>
    storyOf({
      title,
      debtor,
      books,
      from: startsOn,
      to: told,
      actions: actionsTold(),
      messages: messagesByAction(),
    });
  const stories = [
    tell('First by hash', first),
    tell('Median by hash', median),
    tell('Last by hash', last),
    tell('A part payment', withDocument(byHash, isPartlyPaid)),
    tell('A credit note', withDocument(byHash, isCreditedLate)),
    tell('A reversal', withDocument(byHash, isReversedLate)),
  ].join('\n');
  if (process.env['UPDATE_GOLDEN'] === 'yes') writeFileSync(golden, stories);
  expect(stories).toBe(readFileSync(golden, 'utf8'));
});

function actionsTold(): readonly Action[] {
  return actions.filter(({ executedOn, plannedOn }) => (executedOn ?? plannedOn) <= told);
}

function messagesByAction(): ReadonlyMap<string, SentMessage> {
  const keyOf = new Map(actions.map(({ id, key }) => [id, key]));
  const actionOf = new Map(dispatches.map(({ id, action }) => [id, keyOf.get(action) ?? '']));
  return new Map(messages.map((message) => [actionOf.get(message.key) ?? '', message]));
}

function hashOf({ customer }: Debtor): string {
  return createHash('sha256').update(customer.number).digest('hex');
}

/** The first debtor by hash who was asked to pay a document of the kind. */
function withDocument(
  debtors: readonly Debtor[],
  fits: (document: string, asked: readonly Action[]) => boolean,
): Debtor {
  const found = debtors.find(({ customer, documents }) =>
    documents.some(({ number }) => {
      const asked = actionsTold().filter(
        ({ debtor, state, lines }) =>
          debtor === customer.number && state === 'Sent' && lines.some(({ document }) => document === number),
      );
      return fits(number, asked);
    }),
  );
  if (!found) throw new Error('No debtor has such a document');
  return found;
}

/** Asked for once in full, and once for what was left. */
function isPartlyPaid(document: string, asked: readonly Action[]): boolean {
  const amounts = asked
    .flatMap(({ lines }) => lines.filter((line) => line.document === document))
    .map(({ amount }) => amount.minor);
  const truth = books.get(document);
  return (
    truth?.kind === 'invoice' &&
    amounts.includes(truth.minor) &&
    amounts.some((minor) => minor > 0 && minor < truth.minor)
  );
}

/** A credit note that stood open beside its overdue invoice when the customer was written to. */
function isCreditedLate(document: string): boolean {
  const truth = books.get(document);
  if (truth?.kind !== 'creditNote') return false;
  return actionsTold().some(
    ({ debtor, state, executedOn, lines }) =>
      debtor === truth.customer &&
      state === 'Sent' &&
      executedOn !== null &&
      truth.openOn(executedOn) > 0 &&
      lines.some((line) => line.amount.minor < (books.get(line.document)?.openOn(executedOn) ?? 0)),
  );
}

/** An invoice that was reversed after the customer had been reminded of it. */
function isReversedLate(document: string, asked: readonly Action[]): boolean {
  const truth = books.get(document);
  return truth?.kind === 'invoice' && truth.isReversed(told) && asked.length > 0;
}
