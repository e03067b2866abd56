/**
 * A year of the sample portfolio under the policy that Dunlin comes with: told line by line for a debtor of every segment, and reckoned anew
 * from the books for all. No calendar covers more than is decreed, so the year ends before the last decreed one.
 */
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { samplePortfolio } from '../../local/erp/sample/portfolio.ts';
import { contactsAgainstTheRules } from '../scenarios/stack/sample-checks.ts';
import { starterPolicy } from '../simulation/starter-policy.ts';
import { impatientSteps, wrongDemands, wrongSteps } from './checked-again.ts';
import { expectAsRead } from './golden-file.ts';
import { booksOf } from './sample-books.ts';
import { storyOfYear } from './year-story.ts';
import { tableOfYear } from './year-table.ts';
import { mostVaried, yearOf, type Span, type Year } from './year.ts';

const firstDay = isoDate('2025-10-01');
const span: Span = { policy: starterPolicy(firstDay), firstDay, days: 365 };
const debtors = 60;

let years: readonly Year[];
beforeAll(() => {
  const portfolio = samplePortfolio({ startsOn: firstDay, debtors, days: span.days });
  years = portfolio.debtors.map((debtor) => yearOf(booksOf(debtor), span));
});

it('is told as it was read by hand, for the most varied year of every segment', () => {
  const stories = span.policy.segments.map(({ code, name, strategy }) => {
    // The starter policy tells segments by the kind of customer.
    const own = years.filter(({ books }) => books.customer.kind === strategy);
    expect([code, own.length]).not.toEqual([code, 0]);
    return storyOfYear(name, mostVaried(own).books, span);
  });
  const all = years.flatMap(({ carriedOut }) => carriedOut);
  const tables = ['HUF', 'EUR', 'PLN', 'RON'].map((currency) => tableOfYear(all, span.policy, currency));
  expectAsRead('sample-year.txt', [`${debtors} debtors`, ...tables, ...stories].join('\n\n'));
});

it('asks for what was open that day, to the last unit, and never for what was settled (invariants 4 and 12, complaints 8, 10 and 11)', () => {
  expect(years.flatMap(wrongDemands)).toEqual([]);
});

it('takes the steps of each item in order, once, each in its time (invariants 3 and 5, complaints 1, 17 and 24)', () => {
  expect(years.flatMap(wrongSteps)).toEqual([]);
});

it('gives the time to pay that a notice promised', () => {
  expect(years.flatMap(impatientSteps)).toEqual([]);
});

it('contacts customers on their business days and in their hours, with the gap between (invariant 6, complaint 22, oracle 5.3 HU working Saturdays)', () => {
  const contacts = years.flatMap(({ books: { customer }, carriedOut }) =>
    carriedOut
      .filter(({ action }) => action.channel !== 'person')
      .map(({ at, action }) => ({
        at,
        kind: action.channel === 'sms' ? ('sms' as const) : ('mail' as const),
        debtor: customer.number,
        country: customer.country,
      })),
  );
  expect(contactsAgainstTheRules(contacts)).toEqual([]);
  const saturdays = contacts
    .map(({ at }) => at.slice(0, 10))
    .filter((day) => new Date(day).getUTCDay() === 6);
  expect([...new Set(saturdays)].sort()).toEqual(['2025-10-18', '2025-12-13', '2026-01-10', '2026-08-08']);
});
