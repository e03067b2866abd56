import { isoDate } from '@dunlin/shared/dates/iso-date';
import { entryReader } from './entries.ts';
import type { Entry } from './entry.ts';
import { open } from './load.ts';
import type { Loaded } from './loaded.ts';
import { groupsOf, inOrder, noFilter, timelineOf, type Filter, type Timeline } from './model.ts';
import type { Direction } from './queries.ts';
import { fakeService, type Tables } from './testing/fake-service.ts';
import { aCase, aDebtor, anAction, anActivity, aPayment, aReceivable, customer } from './testing/rows.ts';

const dates = { today: isoDate('2025-03-14'), dayOf: (instant: string) => isoDate(instant.slice(0, 10)) };

/** A customer whose invoice fell due, who was written to, paid half, and will be called. */
const story: Tables = {
  debtors: [aDebtor()],
  receivables: [
    aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-01-20', dun_dueon: '2025-02-19', dun_open: 50 }),
    aReceivable({
      dun_name: 'INV-2',
      dun_issuedon: '2025-03-03',
      dun_dueon: '2025-04-02',
      dun_amount: 1234.5,
    }),
  ],
  payments: [aPayment({ dun_name: 'P-7', dun_paidon: '2025-03-05', dun_amount: 50, dun_clears: 'INV-1' })],
  cases: [aCase({ dun_openedon: '2025-02-20' })],
  actions: [
    anAction(
      {
        dun_stepname: 'First notice',
        dun_plannedon: '2025-02-27',
        dun_executedon: '2025-02-27',
        dun_steporder: 3,
      },
      'sent',
    ),
    anAction({ dun_stepname: 'Call', dun_plannedon: '2025-03-18', dun_steporder: 4 }, 'planned', 'call'),
  ],
  activities: [
    anActivity({
      activityid: 'activity 1',
      subject: 'Asked for a copy',
      createdon: '2025-03-05T10:00:00Z',
      actualend: '2025-03-05T10:15:00Z',
      statecode: 1,
    }),
  ],
};

async function told(
  tables: Tables,
  { direction = 'newestFirst', filter = noFilter }: { direction?: Direction; filter?: Filter } = {},
): Promise<{ loaded: Loaded; timeline: Timeline; names: readonly string[] }> {
  const loaded = await open(fakeService(tables), { table: 'account', id: customer }, direction);
  const entries = inOrder(entryReader(dates)(loaded).entries, direction);
  const timeline = timelineOf(loaded, entries, filter, dates.dayOf);
  return { loaded, timeline, names: timeline.entries.map(nameOf) };
}

function nameOf(entry: Entry): string {
  const name = {
    receivable: () => ('document' in entry ? entry.document : ''),
    payment: () => ('document' in entry ? entry.document : ''),
    action: () => (entry.what === 'action' ? entry.step : ''),
    activity: () => (entry.what === 'activity' ? entry.subject : ''),
    stage: () => (entry.what === 'stage' ? entry.change.kind : ''),
  }[entry.what]();
  return `${entry.on} ${name ?? 'hidden'}`;
}

const inTime = [
  '2025-01-20 INV-1',
  '2025-02-20 caseOpened',
  '2025-02-27 First notice',
  '2025-02-27 reached',
  '2025-03-03 INV-2',
  '2025-03-05 P-7',
  '2025-03-05 Asked for a copy',
  '2025-03-18 Call',
];

describe('a customer’s timeline', () => {
  it('has everything on one line of time, the newest first', async () => {
    expect((await told(story)).names).toEqual([...inTime].reverse());
  });

  it('turns round', async () => {
    expect((await told(story, { direction: 'oldestFirst' })).names).toEqual(inTime);
  });

  it('stands in months, with what is ahead beyond the line of today', async () => {
    const { timeline } = await told(story);
    const groups = groupsOf(timeline, { start: 0, end: 25 }, 'newestFirst');
    expect(groups.map((group) => (group.kind === 'month' ? group.month : group.kind))).toEqual([
      'ahead',
      'today',
      '2025-03-01',
      '2025-02-01',
      '2025-01-01',
    ]);
    expect(groups.flatMap((group) => (group.kind === 'today' ? [] : [group.entries.length]))).toEqual([
      1, 3, 3, 1,
    ]);
  });

  it('has its line at the end with the oldest first, and only on the part that reaches it', async () => {
    const { timeline } = await told(story, { direction: 'oldestFirst' });
    const kinds = (start: number, end: number): readonly string[] =>
      groupsOf(timeline, { start, end }, 'oldestFirst').map(({ kind }) => kind);
    expect(kinds(0, 3)).toEqual(['month', 'month']);
    expect(kinds(5, 25)).toEqual(['month', 'today', 'ahead']);
  });

  it('keeps the line where nothing is ahead, and on an empty timeline', async () => {
    const { timeline } = await told({ debtors: [aDebtor()], payments: story.payments ?? [] });
    expect(groupsOf(timeline, { start: 0, end: 25 }, 'newestFirst').map(({ kind }) => kind)).toEqual([
      'today',
      'month',
    ]);
    expect(groupsOf({ entries: [], frontier: undefined }, { start: 0, end: 25 }, 'newestFirst')).toEqual([
      { kind: 'today' },
    ]);
  });
});

describe('a filter', () => {
  it('by type shows those of any chosen type; an action by telephone is an action and a call', async () => {
    const filter: Filter = { ...noFilter, types: new Set(['call']) };
    const { names, timeline } = await told(story, { filter });
    expect(names).toEqual(['2025-03-18 Call', '2025-03-05 Asked for a copy']);
    expect(timeline.sources).toEqual(['actions', 'activities']);
  });

  it('by state means: what is overdue', async () => {
    const { names } = await told(story, { filter: { ...noFilter, states: new Set(['overdue']) } });
    expect(names).toEqual(['2025-01-20 INV-1']);
  });

  it('counts what each choice would show beside the others', async () => {
    const { timeline } = await told(story, {
      filter: { types: new Set(['receivable', 'payment']), states: new Set(['done']), search: '' },
    });
    expect(Object.fromEntries(timeline.typeCounts)).toMatchObject({
      receivable: 0,
      payment: 1,
      stage: 2,
      email: 1,
    });
    expect(Object.fromEntries(timeline.stateCounts)).toEqual({
      planned: 0,
      open: 1,
      overdue: 1,
      attention: 0,
      done: 1,
      cancelled: 0,
    });
  });

  it.each([
    ['inv-1', ['2025-03-05 P-7', '2025-01-20 INV-1']],
    ['asked copy', ['2025-03-05 Asked for a copy']],
    ['1 234,50', ['2025-03-03 INV-2']],
    ['1,234.5', ['2025-03-03 INV-2']],
    ['kovács', ['2025-03-05 Asked for a copy']],
    ['nothing like it', []],
  ])('searches for %s', async (search, found) => {
    expect((await told(story, { filter: { ...noFilter, search } })).names).toEqual(found);
  });
});

describe('a timeline that is not all loaded', () => {
  const fifty = Array.from({ length: 60 }, (_unused, index) =>
    anActivity({
      activityid: `call ${index}`,
      createdon: `2025-03-${String(13 - Math.floor(index / 10)).padStart(2, '0')}T10:${String(index % 10).padStart(2, '0')}:00Z`,
    }),
  );

  it('ends where the first source ends, so that nothing is missing in between', async () => {
    const { timeline, names } = await told({ ...story, activities: fifty });
    expect(timeline.frontier).toBe('2025-03-09');
    expect(names.at(-1)).toBe('2025-03-09 Call');
    expect(names).toHaveLength(51);
    expect(names).not.toContain('2025-03-05 P-7');
  });

  it('is not held back by sources that the filter leaves out', async () => {
    const { timeline, names } = await told(
      { ...story, activities: fifty },
      { filter: { ...noFilter, types: new Set(['payment']) } },
    );
    expect(timeline.frontier).toBeUndefined();
    expect(names).toEqual(['2025-03-05 P-7']);
  });

  it('does not reach today with the oldest first', async () => {
    const { timeline } = await told({ ...story, activities: fifty }, { direction: 'oldestFirst' });
    expect(timeline.entries.some(({ isAhead }) => isAhead)).toBe(false);
    const groups = groupsOf(timeline, { start: 0, end: 1000 }, 'oldestFirst');
    expect(groups.some(({ kind }) => kind === 'today')).toBe(false);
  });
});
