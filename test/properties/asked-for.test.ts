/** What a decision asks a debtor for who promised, disputes, is held and has credits; and what it is in the letter. */
import { canonicalJson } from '@dunlin/shared/actions/keys';
import { addDays, daysBetween, isoDate } from '@dunlin/shared/dates/iso-date';
import type { Dispute } from '@dunlin/shared/disputes/dispute';
import type { Hold } from '@dunlin/shared/holds/hold';
import { add, money, sum, type Money } from '@dunlin/shared/money/money';
import { parseAmount } from '@dunlin/shared/money/parse-amount';
import type { PromiseToPay } from '@dunlin/shared/promises/promise';
import { byAge, isOpenCredit, isOpenInvoice, type Receivable } from '@dunlin/shared/receivables/receivable';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import { factsHash, type Facts } from '@dunlin/shared/strategy/facts';
import { aDebtor } from '@dunlin/shared/strategy/testing/a-debtor';
import type { Step } from '@dunlin/shared/strategy/policy';
import { aPolicy, businessSteps } from '@dunlin/shared/strategy/testing/a-policy';
import { messageView } from '@dunlin/shared/templates/message-view';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';

/** A Thursday, and a business day. */
const asOf = isoDate('2025-03-20');
const policy = aPolicy();

/** What people said about an item, with shares of its open amount. */
type Said = { readonly promised: number; readonly disputed: number; readonly held: boolean };

type Row = { readonly receivable: Receivable; readonly said: Said };

const share = fc.constantFrom(0, 0, 0, 0.3, 0.5, 1);

const row = fc.record({
  kind: fc.constantFrom<Receivable['kind']>('invoice', 'invoice', 'invoice', 'creditNote', 'unappliedCash'),
  state: fc.constantFrom<Receivable['state']>('open', 'open', 'open', 'open', 'settled', 'reversed'),
  dueIn: fc.integer({ min: -70, max: 10 }),
  minor: fc.integer({ min: 1, max: 1_000_00 }),
  currency: fc.constantFrom('EUR', 'EUR', 'HUF'),
  said: fc.record({ promised: share, disputed: share, held: fc.constantFrom(false, false, false, true) }),
});

const rows: fc.Arbitrary<readonly Row[]> = fc.array(row, { minLength: 1, maxLength: 8 }).map((all) =>
  all.map(({ kind, state, dueIn, minor, currency, said }, at) => {
    const dueOn = addDays(asOf, dueIn);
    const amount = money(minor, currency);
    const open = money(state === 'open' ? minor : 0, currency);
    const id = `INV-${at + 1}`;
    return { receivable: { id, document: id, kind, state, issuedOn: dueOn, dueOn, amount, open }, said };
  }),
);

/** Made ten days ago, by a day ten days ahead. */
function promisesOf(all: readonly Row[]): readonly PromiseToPay[] {
  return about(all, ({ promised }) => promised).map(({ receivable: { id, document }, amount }) => ({
    id: `P-${id}`,
    debtor: 'D-1',
    currency: amount.currency,
    madeOn: addDays(asOf, -10),
    recordedBy: 'anna',
    items: [{ receivable: id, document, amount }],
    instalments: [{ dueOn: addDays(asOf, 10), amount }],
  }));
}

function disputesOf(all: readonly Row[]): readonly Dispute[] {
  return about(all, ({ disputed }) => disputed).map(({ receivable: { id }, amount }) => ({
    id: `C-${id}`,
    debtor: 'D-1',
    reason: 'price',
    openedOn: addDays(asOf, -5),
    openedBy: 'anna',
    items: [{ receivable: id, amount }],
    state: 'underReview',
  }));
}

function holdsOf(all: readonly Row[]): readonly Hold[] {
  return all
    .filter(({ said }) => said.held)
    .map(({ receivable: { id } }) => ({
      id: `H-${id}`,
      debtor: 'D-1',
      receivable: id,
      reason: 'agreement',
      from: addDays(asOf, -5),
      setBy: 'anna',
    }));
}

function about(
  all: readonly Row[],
  shareOf: (said: Said) => number,
): readonly { readonly receivable: Receivable; readonly amount: Money }[] {
  return all.flatMap(({ receivable, said }) => {
    const minor = Math.floor(receivable.open.minor * shareOf(said));
    return isOpenInvoice(receivable) && minor > 0
      ? [{ receivable, amount: money(minor, receivable.open.currency) }]
      : [];
  });
}

function factsOf(all: readonly Row[]): Facts {
  return aDebtor({
    receivables: all.map(({ receivable }) => receivable),
    promises: promisesOf(all),
    disputes: disputesOf(all),
    holds: holdsOf(all),
  });
}

/** The rule once more, by hand: credits go to the oldest invoices of their currency; then what is disputed, then what is promised. */
function leftToAskFor(
  all: readonly Row[],
): ReadonlyMap<string, { readonly asksFor: Money; readonly setOff: number }> {
  const credits = new Map<string, number>();
  for (const { receivable } of all) {
    const { currency, minor } = receivable.open;
    if (isOpenCredit(receivable)) credits.set(currency, (credits.get(currency) ?? 0) + minor);
  }
  const invoices = all.filter(({ receivable }) => isOpenInvoice(receivable));
  return new Map(
    [...invoices]
      .sort((a, b) => byAge(a.receivable, b.receivable))
      .map(({ receivable: { id, open }, said }) => {
        const credit = credits.get(open.currency) ?? 0;
        const setOff = Math.min(credit, open.minor);
        credits.set(open.currency, credit - setOff);
        const disputed = Math.floor(open.minor * said.disputed);
        const promised = Math.floor(open.minor * said.promised);
        const left = said.held ? 0 : Math.max(0, open.minor - setOff - disputed - promised);
        return [id, { asksFor: money(left, open.currency), setOff }] as const;
      }),
  );
}

describe('a decision about a debtor who promised, disputes, is held or has credits', () => {
  it('asks for what is left of each item and nothing else, in one currency (invariants 4 and 12)', () => {
    let asked = 0;
    const grouping = fc.constantFrom<Step['grouping']>('invoice', 'step', 'customer');
    fc.assert(
      fc.property(rows, grouping, (all, grouping) => {
        const grouped = aPolicy({ steps: businessSteps.map((step) => ({ ...step, grouping })) });
        const left = leftToAskFor(all);
        for (const { lines, amount, currency } of evaluate(grouped, factsOf(all), asOf).actions) {
          asked += 1;
          expect(lines.length).toBeGreaterThan(0);
          for (const line of lines) {
            const { asksFor, setOff } = left.get(line.receivable)!;
            expect(line.amount).toEqual(asksFor);
            // With nothing to pay an item is shown only so that the credit for it can be seen.
            expect(asksFor.minor > 0 || setOff > 0).toBe(true);
          }
          expect(
            sum(
              lines.map((line) => line.amount),
              currency,
            ),
          ).toEqual(amount);
        }
      }),
      runs,
    );
    expect(asked).toBeGreaterThan(runs.numRuns / 4);
  });

  it('does not depend on the order in which promises, disputes and holds are read (invariant 2)', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const facts = factsOf(all);
        const turned: Facts = {
          ...facts,
          receivables: [...facts.receivables].reverse(),
          promises: [...facts.promises].reverse(),
          disputes: [...facts.disputes].reverse(),
          holds: [...facts.holds].reverse(),
        };
        expect(canonicalJson(evaluate(policy, turned, asOf))).toBe(
          canonicalJson(evaluate(policy, facts, asOf)),
        );
        expect(factsHash(turned)).toBe(factsHash(facts));
      }),
      runs,
    );
  });

  it('is the same whatever another debtor promises, disputes or is held for (invariant 8)', () => {
    let told = 0;
    fc.assert(
      fc.property(rows, rows, (all, others) => {
        const facts = factsOf(all);
        const theirs = others.map(({ receivable, said }) => {
          const id = `OTHER-${receivable.id}`;
          return { receivable: { ...receivable, id, document: id }, said };
        });
        const ofOther = <T extends { readonly debtor: string }>(one: T): T => ({ ...one, debtor: 'D-2' });
        const beside: Facts = {
          ...facts,
          promises: [...facts.promises, ...promisesOf(theirs).map(ofOther)],
          disputes: [...facts.disputes, ...disputesOf(theirs).map(ofOther)],
          holds: [...facts.holds, ...holdsOf(theirs).map(ofOther)],
        };
        if (beside.promises.length + beside.disputes.length + beside.holds.length > 0)
          told += evaluate(policy, facts, asOf).actions.length;
        // Only the next day to look may be theirs: looking once too often changes nothing.
        const decided = ({ actions, verdicts, episode }: Decision): unknown => [actions, verdicts, episode];
        expect(canonicalJson(decided(evaluate(policy, beside, asOf)))).toBe(
          canonicalJson(decided(evaluate(policy, facts, asOf))),
        );
      }),
      runs,
    );
    expect(told).toBeGreaterThanOrEqual(oneIn(10, runs));
  });

  it('asks for nothing at all while the debtor is held (complaint 30)', () => {
    let keptBack = 0;
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 30 }), (all, days) => {
        const facts = factsOf(all);
        const hold: Hold = {
          id: 'H-0',
          debtor: 'D-1',
          reason: 'insolvency',
          from: addDays(asOf, -days),
          until: addDays(asOf, days),
          setBy: 'anna',
        };
        keptBack += evaluate(policy, facts, asOf).actions.length;
        const { actions, nextChangeOn } = evaluate(policy, { ...facts, holds: [...facts.holds, hold] }, asOf);
        expect(actions).toEqual([]);
        if (nextChangeOn) expect(daysBetween(asOf, nextChangeOn)).toBeGreaterThan(0);
      }),
      runs,
    );
    expect(keptBack).toBeGreaterThanOrEqual(oneIn(10, runs));
  });
});

describe('the amounts that a letter shows', () => {
  const shown = (text: string): Money => {
    const parsed = parseAmount(text.replace(/\s[A-Z]{3}$/, ''), 'EUR', { decimal: '.', group: ',' });
    if (!parsed.ok) throw new Error(`${text} ${parsed.reason}`);
    return parsed.amount;
  };
  const amounts = fc.array(fc.integer({ min: 1, max: 100_000_00 }), { minLength: 1, maxLength: 5 });

  it('add up: the items less the credits are what is asked for (invariant 12, complaint 14)', () => {
    fc.assert(
      fc.property(amounts, amounts, (items, deducted) => {
        const open = items.reduce((total, minor) => total + minor, 0);
        const credits = deducted.filter(
          (_, at) => deducted.slice(0, at + 1).reduce((a, b) => a + b, 0) < open,
        );
        const asked = credits.reduce((total, minor) => total - minor, open);
        const view = messageView({
          company: { name: 'Dunlin SE', addressLines: ['Vienna'], bankAccount: 'AT61 1904 3002 3457 3201' },
          customer: { name: 'Kovács Kft.', addressLines: ['Budapest'] },
          debtor: { number: '100042' },
          step: { amount: money(asked, 'EUR'), payBy: addDays(asOf, 7) },
          lines: items.map((minor, at) => ({
            document: `INV-${at}`,
            issuedOn: addDays(asOf, -40),
            dueOn: addDays(asOf, -at),
            amount: money(minor + at, 'EUR'),
            open: money(minor, 'EUR'),
          })),
          credits: credits.map((minor, at) => ({
            document: `CN-${at}`,
            issuedOn: asOf,
            open: money(minor, 'EUR'),
          })),
          asOf,
          locale: 'en',
        });
        const total = (texts: readonly string[]): Money => texts.map(shown).reduce(add, money(0, 'EUR'));
        expect(total(view.lines.map((line) => line.open))).toEqual(shown(view.linesTotal));
        expect(total([view.total, ...view.credits.map((credit) => credit.open)])).toEqual(
          shown(view.linesTotal),
        );
        expect(shown(view.total)).toEqual(money(asked, 'EUR'));
      }),
      runs,
    );
  });
});
