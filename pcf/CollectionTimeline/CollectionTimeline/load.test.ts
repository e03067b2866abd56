import { isoDate } from '@dunlin/shared/dates/iso-date';
import { isFailure, open, readOn, readText } from './load.ts';
import { isComplete, sourcesAtFrontier, type Loaded } from './loaded.ts';
import { allSources, sourceTables, type Direction, type Source } from './queries.ts';
import { fakeService, type FakeService, type Tables } from './testing/fake-service.ts';
import {
  aDebtor,
  anActivity,
  aPayment,
  aReceivable,
  caseId,
  customer,
  debtorId,
  otherDebtorId,
} from './testing/rows.ts';

const account = { table: 'account', id: customer } as const;
const dayOf = (instant: string): ReturnType<typeof isoDate> => isoDate(instant.slice(0, 10));

function day(index: number): string {
  return new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
}

/** Every third receivable belongs to the second debtor; three are issued on one day. */
function ledgerOf(count: number): Tables {
  return {
    debtors: [aDebtor(), aDebtor({ dun_debtorid: otherDebtorId, dun_number: 'C-2' })],
    receivables: Array.from({ length: count }, (_unused, index) =>
      aReceivable({
        dun_name: `INV-${index}`,
        dun_issuedon: day(Math.floor(index / 3)),
        _dun_debtorid_value: index % 3 === 0 ? otherDebtorId : debtorId,
      }),
    ),
    payments: Array.from({ length: Math.floor(count / 2) }, (_unused, index) =>
      aPayment({ dun_name: `P-${index}`, dun_paidon: day(index) }),
    ),
    activities: Array.from({ length: count }, (_unused, index) =>
      anActivity({ activityid: `call ${index}`, createdon: `${day(index)}T10:00:00Z` }),
    ),
  };
}

async function opened(service: FakeService, direction: Direction = 'newestFirst'): Promise<Loaded> {
  return open(service, account, direction);
}

async function readToTheEnd(service: FakeService, direction: Direction): Promise<Loaded> {
  let loaded = await opened(service, direction);
  for (;;) {
    const [source] = sourcesAtFrontier(loaded, allSources, dayOf);
    if (source === undefined) return loaded;
    const next = await readOn(service, loaded, source);
    if (isFailure(next)) throw new Error(next.message);
    loaded = next;
  }
}

function idsOf(loaded: Loaded, source: Source): readonly unknown[] {
  return loaded.sources[source].rows.map((row) => row[sourceTables[source].id]);
}

describe('opening a timeline', () => {
  it('costs two calls, also for a customer of several companies', async () => {
    const service = fakeService(ledgerOf(400));
    const loaded = await opened(service);
    expect(service.asked.map(({ table }) => table)).toEqual(['dun_debtor', 'activitypointer']);
    expect(loaded.debtors).toEqual([
      { id: debtorId, number: 'C-1', company: 'Dunlin Kft.' },
      { id: otherDebtorId, number: 'C-2', company: 'Dunlin Kft.' },
    ]);
    expect(idsOf(loaded, 'receivables')).toHaveLength(100);
    expect(idsOf(loaded, 'activities')).toHaveLength(50);
  });

  it('costs two calls on the form of a debtor or a case, whose customer the first call tells', async () => {
    for (const place of [
      { table: 'dun_debtor', id: debtorId },
      { table: 'dun_collectioncase', id: caseId },
    ] as const) {
      const service = fakeService({ debtors: [aDebtor()] });
      await open(service, place, 'newestFirst');
      expect(service.asked).toHaveLength(2);
      expect(service.asked[1]?.options).toContain(`_regardingobjectid_value eq ${customer}`);
    }
  });

  it('of a customer who is no debtor shows the activities', async () => {
    const loaded = await opened(
      fakeService({ activities: [anActivity({ createdon: '2025-03-01T10:00:00Z' })] }),
    );
    expect(loaded.failed).toEqual({});
    expect(loaded.sources.activities.rows).toHaveLength(1);
  });

  it('of a debtor that is not there says so', async () => {
    const loaded = await open(fakeService({}), { table: 'dun_debtor', id: debtorId }, 'newestFirst');
    expect(loaded.failed.ledger?.kind).toBe('missing');
  });
});

describe('reading on', () => {
  const counts = [0, 1, 49, 50, 51, 99, 100, 101, 149, 150, 151, 300, 301, 801];

  it.each(counts.flatMap((count) => [[count, 'newestFirst'] as const, [count, 'oldestFirst'] as const]))(
    'reaches the last of %i rows, %s, none twice',
    async (count, direction) => {
      const loaded = await readToTheEnd(fakeService(ledgerOf(count)), direction);
      expect(isComplete(loaded)).toBe(true);
      for (const [source, expected] of [
        ['receivables', count],
        ['payments', Math.floor(count / 2)],
        ['activities', count],
      ] as const) {
        expect(new Set(idsOf(loaded, source)).size).toBe(expected);
        expect(idsOf(loaded, source)).toHaveLength(expected);
      }
    },
  );

  it('reaches the last of 120 invoices issued on one day', async () => {
    const receivables = Array.from({ length: 120 }, (_unused, index) =>
      aReceivable({ dun_name: `INV-${index}`, dun_issuedon: '2025-03-01' }),
    );
    const loaded = await readToTheEnd(fakeService({ debtors: [aDebtor()], receivables }), 'newestFirst');
    expect(new Set(idsOf(loaded, 'receivables')).size).toBe(120);
  });

  it('reads the source that holds the others back, and keeps what is there when it fails', async () => {
    const service = fakeService(ledgerOf(150));
    const loaded = await opened(service);
    // Receivables reach back to the day of index 100/3, activities only to the 100th day.
    expect(sourcesAtFrontier(loaded, allSources, dayOf)).toEqual(['activities']);
    service.instead.set('activitypointer', { refuse: { errorCode: 0x80072322, message: 'slow down' } });
    expect(await readOn(service, loaded, 'activities')).toEqual({ kind: 'busy', message: 'slow down' });
  });

  it('of a source that is all there is misuse', async () => {
    const loaded = await opened(fakeService({ debtors: [aDebtor()] }));
    await expect(readOn(fakeService({}), loaded, 'payments')).rejects.toThrow(
      'All payments are loaded already',
    );
  });
});

describe('when the service refuses', () => {
  it('one half, the other is shown', async () => {
    const service = fakeService(ledgerOf(3));
    service.instead.set('dun_debtor', {
      refuse: { errorCode: 0x80040220, message: 'missing prvReaddun_Debtor' },
    });
    const loaded = await opened(service);
    expect(loaded.failed).toEqual({ ledger: { kind: 'forbidden', message: 'missing prvReaddun_Debtor' } });
    expect(loaded.sources.activities.rows).toHaveLength(3);
  });

  it.each([
    undefined,
    null,
    '<html>',
    {},
    { entities: 'none' },
    { entities: [1] },
    { entities: [], nextLink: 5 },
  ])('to make sense (%p), that is said', async (answer) => {
    const service = fakeService(ledgerOf(3));
    service.instead.set('dun_debtor', { answer });
    service.instead.set('activitypointer', { answer });
    const { failed } = await opened(service);
    expect(failed.ledger?.kind).toBe('unreadable');
    expect(failed.activities?.kind).toBe('unreadable');
  });

  it('because there is no network, that is said', async () => {
    const service = fakeService({});
    service.isOnlineNow = false;
    service.instead.set('dun_debtor', { refuse: new TypeError('Failed to fetch') });
    expect((await opened(service)).failed.ledger?.kind).toBe('offline');
  });
});

describe('the text of an activity', () => {
  it('is read from HTML in e-mails, and is what was typed in calls', async () => {
    const description = 'Pays <b>on Monday</b>';
    const rows = ['email', 'phonecall'].map((activitytypecode) =>
      anActivity({
        activityid: activitytypecode,
        activitytypecode,
        description,
        createdon: '2025-01-01T00:00:00Z',
      }),
    );
    const service = fakeService({ activities: rows });
    expect(await readText(service, { table: 'email', id: 'email' })).toEqual({ text: 'Pays on Monday' });
    expect(await readText(service, { table: 'phonecall', id: 'phonecall' })).toEqual({ text: description });
  });
});
