/** Real receivables of a hundred customers over 2013. The table is not ours to publish: it lies beside the repository. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { starterPolicy } from '../simulation/starter-policy.ts';
import { impatientSteps, wrongDemands } from './checked-again.ts';
import { expectAsRead } from './golden-file.ts';
import { ibmBooks } from './ibm-books.ts';
import { storyOfYear } from './year-story.ts';
import { tableOfYear } from './year-table.ts';
import { mostVaried, yearOf, type Span, type Year } from './year.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const table = pathOf('../../../shared/data/ar/ibm_accounts_receivable.csv');
const withTable = existsSync(table) ? describe : describe.skip;
if (!existsSync(table)) console.warn(`${table} is absent: the year over the IBM receivables is skipped`);

const firstDay = isoDate('2013-01-01');
const span: Span = { policy: starterPolicy(firstDay), firstDay, days: 365 };

withTable('the IBM receivables over 2013', () => {
  let years: readonly Year[];
  beforeAll(() => {
    const books = ibmBooks(table, pathOf('../data/ibm-customers.csv'), firstDay);
    years = books.map((one) => yearOf(one, span));
  });

  it('are told as they were read by hand: month by month, and the most varied year of a country each', () => {
    const stories = ['HU', 'PL', 'RO'].map((country) => {
      const own = years.filter(({ books }) => books.customer.country === country);
      return storyOfYear(country, mostVaried(own).books, span);
    });
    const all = years.flatMap(({ carriedOut }) => carriedOut);
    expectAsRead(
      'ibm-2013.txt',
      [`${years.length} customers`, tableOfYear(all, span.policy, 'USD'), ...stories].join('\n\n'),
    );
  });

  it('are asked for as they were open that day, with the time to pay that a notice promised (invariants 4 and 12)', () => {
    expect(years.flatMap(wrongDemands)).toEqual([]);
    expect(years.flatMap(impatientSteps)).toEqual([]);
  });
});
