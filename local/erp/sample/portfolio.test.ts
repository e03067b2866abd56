import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../days.ts';
import { customersOf, portfolioOf, samplePortfolio, truthOf, type Truth } from './portfolio.ts';
import { sampleHistory } from './sample-history.ts';

const startsOn = '2026-03-02';
const portfolio = samplePortfolio({ startsOn });
const truth = [...truthOf(portfolio).values()];
const invoices = truth.filter(({ kind }) => kind === 'invoice');

/** Every other day of half a year. */
const days = Array.from({ length: 90 }, (_, index) => addDays(startsOn, 2 * index));

function openOnDue(invoice: Truth, afterDue: number): boolean {
  const day = addDays(invoice.dueOn, afterDue);
  return day >= startsOn && day <= addDays(startsOn, 180) && invoice.openOn(day) > 0;
}

describe('the sample portfolio', () => {
  it('is the same for the same seed, and another for another', async () => {
    const hashOf = async (seed: number): Promise<string> => {
      const folder = mkdtempSync(join(tmpdir(), 'sample-'));
      const erp = sampleHistory(samplePortfolio({ startsOn, seed, debtors: 40 }));
      for (const day of [startsOn, '2026-05-04']) await erp.drop(folder, day);
      const hash = createHash('sha256');
      for (const name of readdirSync(folder).sort())
        hash.update(name).update(readFileSync(join(folder, name)));
      rmSync(folder, { recursive: true });
      return hash.digest('hex');
    };
    expect(await hashOf(1)).toBe(await hashOf(1));
    expect(await hashOf(2)).not.toBe(await hashOf(1));
  });

  it('gives a debtor the same life in a portfolio of any size', () => {
    const small = samplePortfolio({ startsOn, debtors: 7 });
    expect(portfolio.debtors.slice(0, 7)).toEqual(small.debtors);
  });

  it('holds consumers and firms of four countries, some out of reach', () => {
    const customers = customersOf(portfolio);
    expect(customers).toHaveLength(400);
    const groups = Object.groupBy(customers, ({ country, kind }) => `${country} ${kind}`);
    expect(Object.keys(groups).sort()).toEqual(
      ['DE', 'HU', 'PL', 'RO'].flatMap((country) => [`${country} business`, `${country} consumer`]),
    );
    for (const group of Object.values(groups)) expect(group?.length).toBeGreaterThan(20);
    expect(customers.filter(({ email }) => email === '').length).toBeGreaterThan(20);
    expect(customers.filter(({ phone, mobile }) => phone === '' && mobile === '').length).toBeGreaterThan(20);
    const emails = customers.map(({ email }) => email).filter((email) => email !== '');
    expect(emails.every((email) => /^[a-z0-9.]+@example\.com$/.test(email))).toBe(true);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it('has some debtors who owe in two currencies', () => {
    const currencies = Map.groupBy(invoices, ({ customer }) => customer);
    const double = [...currencies.values()].filter(
      (each) => new Set(each.map(({ currency }) => currency)).size === 2,
    );
    expect(double.length).toBeGreaterThan(5);
  });

  it('knows every behaviour', () => {
    const kinds = new Set(portfolio.debtors.map(({ behaviour }) => behaviour.kind));
    expect([...kinds].sort()).toEqual([
      'afterFirstReminder',
      'afterPreLegal',
      'afterSecondReminder',
      'early',
      'habituallyLate',
      'inTwoParts',
      'never',
      'onTime',
    ]);
  });

  it('begins with a ledger in which much is overdue already', () => {
    const overdue = invoices.filter((invoice) => invoice.dueOn < startsOn && invoice.openOn(startsOn) > 0);
    expect(overdue.length).toBeGreaterThan(100);
    expect(overdue.some((invoice) => invoice.dueOn < addDays(startsOn, -60))).toBe(true);
  });

  it('holds part payments, credit notes on both sides of the due date, unapplied cash and reversals', () => {
    const some = [...truthOf(samplePortfolio({ startsOn, debtors: 100, days: 180 })).values()];
    const happens = (document: Truth, test: (day: string) => boolean): boolean => days.some(test);
    const notes = some.filter(({ kind }) => kind === 'creditNote');
    const payments = some.filter(({ kind }) => kind === 'unappliedCash');
    const bills = some.filter(({ kind }) => kind === 'invoice');
    const partlyPaid = bills.filter((each) =>
      happens(each, (on) => each.openOn(on) > 0 && each.openOn(on) < each.minor && on > each.dueOn),
    );
    const reversed = bills.filter((each) => happens(each, (on) => each.isReversed(on)));
    const bounced = payments.filter((each) => happens(each, (on) => each.isReversed(on)));
    const unapplied = payments.filter((each) => happens(each, (on) => each.openOn(on) > 0));
    const openNotes = notes.filter((each) => happens(each, (on) => each.openOn(on) > 0));
    for (const group of [partlyPaid, reversed, bounced, unapplied, openNotes])
      expect(group.length).toBeGreaterThan(10);
    expect(notes.length).toBeGreaterThan(openNotes.length + 10);
  });

  it('never opens more than a document was for, or less than nothing', () => {
    for (const document of truth.slice(0, 4000)) {
      for (const day of [
        startsOn,
        document.dueOn,
        addDays(document.dueOn, 10),
        addDays(document.dueOn, 45),
      ]) {
        const open = document.openOn(day);
        expect(open >= 0 && open <= document.minor).toBe(true);
      }
    }
  });

  it('gives more than 2,000 occasions to write or call in half a year, and some for a lawyer', () => {
    // A step per debtor and due date, as if each of these days had one letter or call.
    const occasions = new Set(
      [-3, 4, 12, 20].flatMap((afterDue) =>
        invoices
          .filter((invoice) => openOnDue(invoice, afterDue))
          .map(({ customer, dueOn }) => `${customer} ${afterDue} ${dueOn.slice(0, 7)}`),
      ),
    );
    expect(occasions.size).toBeGreaterThan(2000);
    const hopeless = new Set(
      invoices.filter((invoice) => openOnDue(invoice, 60)).map(({ customer }) => customer),
    );
    expect(hopeless.size).toBeGreaterThan(10);
    expect(hopeless.size).toBeLessThan(60);
  });
});

describe('a portfolio of a size', () => {
  it('has about that many open items in its first export', () => {
    const large = portfolioOf({ receivables: 5000, startsOn });
    const open = [...truthOf(large).values()].filter((document) => document.openOn(startsOn) > 0);
    expect(open.length).toBeGreaterThanOrEqual(5000);
    expect(open.length).toBeLessThan(5010);
  });
});
