import { fromMajor } from '../money/money.ts';
import { measuresOf, snapshotOf } from './measures.ts';
import { anItem, measuredOn } from './testing/measured.ts';

const day = '2025-03-31';

describe('what a debtor owes', () => {
  const receivables = [
    anItem({ id: 'INV-1', dueOn: '2025-03-01', amount: 100 }),
    anItem({ id: 'INV-2', dueOn: '2025-03-21', amount: 60 }),
    anItem({ id: 'INV-3', dueOn: '2025-03-31', amount: 40 }),
    anItem({ id: 'CN-1', kind: 'creditNote', dueOn: '2025-03-10', amount: 120 }),
    anItem({ id: 'INV-4', dueOn: '2025-04-20', amount: 5_000, currency: 'HUF' }),
  ];
  const measures = measuresOf(measuredOn(day, { receivables }));

  it('is counted less credits, which cover the oldest first', () => {
    expect(measures.exposure).toEqual([fromMajor(80, 'EUR'), fromMajor(5_000, 'HUF')]);
    // The credit covers INV-1 and 20.00 of INV-2; INV-3 is due today, which is not overdue (complaint 17).
    expect(measures.overdue).toEqual([fromMajor(40, 'EUR'), fromMajor(0, 'HUF')]);
    expect(measures.daysPastDue).toBe(10);
    expect(measures.percentOverdue).toBe(50);
  });

  it('is nothing when nothing is open, and so is the percentage (oracle 5.4 percent overdue)', () => {
    const nothing = measuresOf(measuredOn(day));
    expect(nothing).toMatchObject({ exposure: [], overdue: [], percentOverdue: 0, daysPastDue: 0 });
    const covered = measuresOf(
      measuredOn(day, {
        receivables: [
          anItem({ dueOn: '2025-03-01', amount: 100 }),
          anItem({ id: 'CN-1', kind: 'creditNote', dueOn: '2025-03-10', amount: 120 }),
        ],
      }),
    );
    expect(covered).toMatchObject({ percentOverdue: 0, daysPastDue: 0, exposure: [fromMajor(-20, 'EUR')] });
  });

  it('is told in the order of currencies, and the currency with the highest share speaks for all', () => {
    const owed = measuresOf(
      measuredOn(day, {
        receivables: [
          anItem({ id: 'INV-1', dueOn: '2025-03-01', amount: 30_000, currency: 'HUF' }),
          anItem({ id: 'INV-2', dueOn: '2025-03-11', amount: 100 }),
          anItem({ id: 'INV-3', dueOn: '2025-04-30', amount: 900 }),
          anItem({ id: 'INV-4', dueOn: '2025-04-30', amount: 20_000, currency: 'HUF' }),
        ],
      }),
    );
    expect(owed.exposure).toEqual([fromMajor(1_000, 'EUR'), fromMajor(50_000, 'HUF')]);
    expect(owed.overdue).toEqual([fromMajor(100, 'EUR'), fromMajor(30_000, 'HUF')]);
    // 10 % of the euros and 60 % of the forints.
    expect(owed.percentOverdue).toBe(60);
    expect(owed.daysPastDue).toBe(30);
  });

  it('is nothing of nothing where a credit covers all to the cent', () => {
    const even = measuresOf(
      measuredOn(day, {
        receivables: [
          anItem({ dueOn: '2025-03-01', amount: 100 }),
          anItem({ id: 'CN-1', kind: 'creditNote', dueOn: '2025-03-10', amount: 100 }),
        ],
      }),
    );
    expect(even).toMatchObject({ percentOverdue: 0, daysPastDue: 0, exposure: [fromMajor(0, 'EUR')] });
  });

  it('names the product lines of what is open; without any they are not known', () => {
    const lines = [
      anItem({ id: 'INV-1', dueOn: '2025-03-01', productLine: 'Hosting' }),
      anItem({ id: 'INV-2', dueOn: '2025-03-01', productLine: 'Domains' }),
      anItem({ id: 'INV-3', dueOn: '2025-03-01' }),
    ];
    expect(measuresOf(measuredOn(day, { receivables: lines })).product).toEqual(['Domains', 'Hosting']);
    expect(measures.product).toBeUndefined();
  });
});

describe('who a debtor is', () => {
  const debtor = { kind: 'consumer', country: 'AT', language: 'de-at' } as const;

  it('is as the ledger says', () => {
    const { kind, country, language } = measuresOf(measuredOn(day, { debtor }));
    expect({ kind, country, language }).toEqual(debtor);
    expect(measuresOf(measuredOn(day)).language).toBeUndefined();
  });

  it('stays with the figures when the rows are let go of', () => {
    const receivables = [anItem({ dueOn: '2025-03-01', productLine: 'Hosting' })];
    const snapshot = snapshotOf(measuresOf(measuredOn(day, { debtor, receivables })));
    expect(snapshot).toEqual({
      ...debtor,
      product: ['Hosting'],
      exposure: [fromMajor(100, 'EUR')],
      overdue: [fromMajor(100, 'EUR')],
      percentOverdue: 100,
      daysPastDue: 30,
      promisesBroken: 0,
    });
  });
});

describe('the use of a credit limit (oracle 5.4 credit-limit use)', () => {
  const receivables = [anItem({ dueOn: '2025-04-30', amount: 450 })];
  const used = (limit: number | undefined, currency = 'EUR'): number | undefined =>
    measuresOf(
      measuredOn(day, {
        receivables,
        debtor: {
          kind: 'business',
          country: 'HU',
          ...(limit !== undefined && { creditLimit: fromMajor(limit, currency) }),
        },
      }),
    ).limitUse;

  it.each([
    [500, 'EUR', 90],
    [450, 'EUR', 100],
    [300, 'EUR', 150],
    // Neither a limit of zero nor none divides, nor can euros be compared with forints.
    [0, 'EUR', undefined],
    [undefined, 'EUR', undefined],
    [500, 'HUF', undefined],
  ])('of %s %s is %s percent', (limit, currency, expected) => {
    expect(used(limit, currency)).toBe(expected);
  });

  it('is none while nothing is open', () => {
    const debtor = { kind: 'business', country: 'HU', creditLimit: fromMajor(500, 'EUR') } as const;
    expect(measuresOf(measuredOn(day, { debtor })).limitUse).toBe(0);
  });
});

describe('payment behaviour', () => {
  const paid = (dueOn: string, settledOn: string, id: string): ReturnType<typeof anItem> =>
    anItem({ id, dueOn, settledOn });
  const behaviour = (...items: ReturnType<typeof anItem>[]): unknown => {
    const { averageDaysLate, lateShare, daysSlower } = measuresOf(
      measuredOn(day, { past: { reaches: 'year', items } }),
    );
    return { averageDaysLate, lateShare, daysSlower };
  };

  it('is how late invoices of the last 365 days were settled; early ones count as in time', () => {
    expect(
      behaviour(
        paid('2025-01-10', '2025-01-30', 'A'),
        paid('2025-01-10', '2025-01-14', 'B'),
        paid('2025-01-10', '2025-01-10', 'C'),
        paid('2025-01-10', '2024-12-10', 'D'),
      ),
    ).toEqual({ averageDaysLate: 6, lateShare: 50, daysSlower: undefined });
  });

  it('forgets a day when it is a year ago', () => {
    const old = paid('2024-03-01', '2024-04-01', 'A');
    expect(behaviour(old)).toMatchObject({ averageDaysLate: 31 });
    expect(behaviour({ ...old, settledOn: '2024-03-31' as typeof old.dueOn })).toEqual({
      averageDaysLate: undefined,
      lateShare: undefined,
      daysSlower: undefined,
    });
  });

  it('says by how much payments became slower once three invoices on either side show it', () => {
    const before = ['A', 'B', 'C'].map((id) => paid('2024-10-01', '2024-10-03', id));
    const lately = ['D', 'E'].map((id) => paid('2025-02-01', '2025-02-15', id));
    expect(behaviour(...before, ...lately)).toMatchObject({ daysSlower: undefined });
    expect(behaviour(...before, ...lately, paid('2025-02-10', '2025-03-01', 'F'))).toMatchObject({
      // (14 + 14 + 19) / 3 − 2
      daysSlower: 47 / 3 - 2,
    });
  });

  it('begins with what was settled today, and knows nothing of tomorrow', () => {
    expect(behaviour(paid('2025-03-21', '2025-03-31', 'A'))).toMatchObject({ averageDaysLate: 10 });
    expect(behaviour(paid('2025-03-21', '2025-04-01', 'A'))).toMatchObject({ averageDaysLate: undefined });
    expect(behaviour()).toMatchObject({ averageDaysLate: undefined });
    expect(measuresOf(measuredOn(day)).averageDaysLate).toBeUndefined();
  });

  it('says nothing of reversed items and credits', () => {
    expect(
      behaviour(
        { ...paid('2025-01-10', '2025-01-30', 'A'), state: 'reversed' },
        anItem({ id: 'CN', kind: 'creditNote', dueOn: '2025-01-10', settledOn: '2025-02-01' }),
      ),
    ).toMatchObject({ averageDaysLate: undefined });
  });
});

describe('purchases and the time as a customer', () => {
  const receivables = [
    anItem({ id: 'INV-3', dueOn: '2025-03-01', amount: 100, issuedOn: '2025-02-01' }),
    // A promise spoke of it, so that it stands among the open ones too.
    anItem({
      id: 'INV-1',
      dueOn: '2023-01-31',
      settledOn: '2023-02-01',
      amount: 500,
      issuedOn: '2023-01-31',
    }),
  ];
  const items = [
    anItem({
      id: 'INV-1',
      dueOn: '2023-01-31',
      settledOn: '2023-02-01',
      amount: 500,
      issuedOn: '2023-01-31',
    }),
    anItem({ id: 'CN-1', kind: 'creditNote', dueOn: '2024-01-31', settledOn: '2024-02-01', amount: 50 }),
  ];

  it('count everything once, paid or not, less credit notes', () => {
    const { purchases, monthsAsCustomer } = measuresOf(
      measuredOn(day, { receivables, past: { reaches: 'always', items } }),
    );
    expect(purchases).toEqual([fromMajor(550, 'EUR')]);
    expect(monthsAsCustomer).toBe(26);
  });

  it('know nothing of what was reversed, and money that belongs to no invoice buys nothing', () => {
    const reversed = { ...anItem({ id: 'R', dueOn: '2020-01-31' }), state: 'reversed' as const };
    const cash = anItem({ id: 'UC', kind: 'unappliedCash', dueOn: '2025-03-01', amount: 70 });
    const { purchases, monthsAsCustomer } = measuresOf(
      measuredOn(day, {
        receivables: [...receivables, cash],
        past: { reaches: 'always', items: [...items, reversed] },
      }),
    );
    expect(purchases).toEqual([fromMajor(550, 'EUR')]);
    expect(monthsAsCustomer).toBe(26);
  });

  it('begin with the first invoice: a customer of tomorrow is none yet', () => {
    const monthsWith = (issuedOn: string): number | undefined =>
      measuresOf(
        measuredOn(day, {
          receivables: [anItem({ issuedOn, dueOn: '2025-05-01' })],
          past: { reaches: 'always', items: [] },
        }),
      ).monthsAsCustomer;
    expect([monthsWith('2025-03-31'), monthsWith('2025-04-01')]).toEqual([0, undefined]);
  });

  it('are not known from a part of the history', () => {
    const { purchases, monthsAsCustomer } = measuresOf(
      measuredOn(day, { receivables, past: { reaches: 'year', items } }),
    );
    expect([purchases, monthsAsCustomer]).toEqual([undefined, undefined]);
    expect(measuresOf(measuredOn(day, { receivables })).purchases).toBeUndefined();
  });
});
