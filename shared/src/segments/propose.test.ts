import { fromMajor } from '../money/money.ts';
import type { CustomerKind } from './customer.ts';
import type { Measures } from './measures.ts';
import { proposeSegments } from './propose.ts';
import { ruleText } from './rule-text.ts';
import { theMeasures } from './testing/measured.ts';

/** A debtor who bought for so much and pays so many days late; without days nothing was paid yet. */
function aPayer(
  bought: number,
  daysLate?: number,
  kind: CustomerKind = 'business',
  currency = 'EUR',
): Measures {
  return theMeasures({
    kind,
    purchases: [fromMajor(bought, currency)],
    averageDaysLate: daysLate,
  });
}

function proposed(...debtors: readonly Measures[]): readonly string[] {
  return proposeSegments(debtors).map(
    ({ code, rule, debtors: count }) => `${count} ${code}: ${ruleText(rule).replaceAll('\n', '; ')}`,
  );
}

function times<T>(count: number, value: T): readonly T[] {
  return Array.from({ length: count }, () => value);
}

describe('segments found in the data', () => {
  it('are kind × value × payment behaviour, each debtor in the first that fits', () => {
    expect(
      proposed(
        ...times(3, aPayer(10_400, 15)),
        ...times(3, aPayer(10_400, 2)),
        ...times(3, aPayer(500, 15)),
        ...times(9, aPayer(500, 2)),
        ...times(3, aPayer(500)),
        ...times(3, aPayer(80, 0, 'consumer')),
      ),
    ).toEqual([
      '3 businesses-valuable-late: kind is business; purchases at least EUR 10000.00; average days late at least 14',
      '3 businesses-valuable-in-time: kind is business; purchases at least EUR 10000.00; average days late less than 14',
      '3 businesses-late: kind is business; average days late at least 14',
      '9 businesses-in-time: kind is business; average days late less than 14',
      '3 businesses-other: kind is business',
      '3 consumers-other: kind is consumer',
    ]);
  });

  it('put a group that is too small into the next wider one', () => {
    expect(
      proposed(
        ...times(2, aPayer(10_400, 15)),
        ...times(4, aPayer(10_400, 0)),
        ...times(9, aPayer(500, 0)),
        ...times(6, aPayer(500, 15)),
      ),
    ).toEqual([
      '4 businesses-valuable-in-time: kind is business; purchases at least EUR 10000.00; average days late less than 14',
      '8 businesses-late: kind is business; average days late at least 14',
      '9 businesses-in-time: kind is business; average days late less than 14',
      '0 businesses-other: kind is business',
    ]);
  });

  it('have a threshold for each currency', () => {
    const [first] = proposeSegments([
      ...times(6, aPayer(900_000, 0, 'business', 'HUF')),
      ...times(3, aPayer(4_200_000, 0, 'business', 'HUF')),
      ...times(6, aPayer(2_000, 0)),
      ...times(3, aPayer(10_400, 0)),
    ]);
    expect(first && ruleText(first.rule)).toBe(
      'kind is business\npurchases at least EUR 10000.00 or HUF 4000000.00',
    );
  });

  it('are called what they are', () => {
    const found = proposeSegments([
      ...times(3, aPayer(10_400, 15)),
      ...times(3, aPayer(10_400, 2)),
      ...times(3, aPayer(500, 15)),
      ...times(9, aPayer(500, 2)),
    ]);
    expect(found.map(({ name }) => name)).toEqual([
      'Valuable businesses that pay late',
      'Valuable businesses that pay in time',
      'Businesses that pay late',
      'Businesses that pay in time',
      'Other businesses',
    ]);
  });

  it('draw the line where the upper quarter begins, at those who are on it', () => {
    // 100, 200, … 800 euros: of eight, 600 is the sixth.
    const buyers = [1, 2, 3, 4, 5, 6, 7, 8].map((hundreds) => aPayer(hundreds * 100));
    expect(proposed(...buyers)).toEqual([
      '3 businesses-valuable: kind is business; purchases at least EUR 600.00',
      '5 businesses-other: kind is business',
    ]);
    expect(proposed(...times(9, aPayer(100, 0)), ...times(4, aPayer(100, 14)))).toEqual([
      '4 businesses-late: kind is business; average days late at least 14',
      '9 businesses-in-time: kind is business; average days late less than 14',
      '0 businesses-other: kind is business',
    ]);
  });

  it('count as buyers only those who bought something', () => {
    expect(proposed(...times(4, aPayer(500)), ...times(3, aPayer(2_000)), ...times(9, aPayer(0)))).toEqual([
      '3 businesses-valuable: kind is business; purchases at least EUR 2000.00',
      '13 businesses-other: kind is business',
    ]);
  });

  it('draw no line that nobody reaches once it is rounded, none below one unit, and none where all pay alike', () => {
    const one = (...debtors: readonly Measures[]): void =>
      expect(proposed(...debtors)).toEqual([`${debtors.length} businesses-other: kind is business`]);
    // 9600 euros read best as 10,000.
    one(...times(3, aPayer(5_000)), ...times(3, aPayer(9_600)));
    one(...times(12, aPayer(0.6)), ...times(3, aPayer(5)));
    one(...times(5, aPayer(100, 14)));
  });

  it('give up the smallest group first: those that hold nobody, so that few are put with who pays like them', () => {
    // Nobody is valuable of whom nothing else is known; the three that are go where they pay alike.
    expect(
      proposed(
        ...times(2, aPayer(10_400, 15)),
        aPayer(10_400, 0),
        ...times(3, aPayer(500, 15)),
        ...times(5, aPayer(500, 0)),
      ),
    ).toEqual([
      '5 businesses-late: kind is business; average days late at least 14',
      '6 businesses-in-time: kind is business; average days late less than 14',
      '0 businesses-other: kind is business',
    ]);
  });

  it('are none where there is nobody, and one where all are alike', () => {
    expect(proposed()).toEqual([]);
    expect(proposed(...times(5, aPayer(100, 20)))).toEqual(['5 businesses-other: kind is business']);
  });
});
