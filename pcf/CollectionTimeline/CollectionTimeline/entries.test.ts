import { activityId } from '@dunlin/shared/actions/action';
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { receivable } from '@dunlin/shared/tables/ledger';
import { actionEntry } from './action-entries.ts';
import { activityEntry } from './activity-entries.ts';
import { entryReader, type Entries } from './entries.ts';
import { receivableEntry } from './ledger-entries.ts';
import { open } from './load.ts';
import type { Row } from './row.ts';
import { fakeService, type Tables } from './testing/fake-service.ts';
import { aDebtor, anAction, anActivity, aReceivable, customer, label } from './testing/rows.ts';

const today = isoDate('2025-03-14');
const dates = { today, dayOf: (instant: string) => isoDate(instant.slice(0, 10)) };

async function entriesFrom(tables: Tables): Promise<Entries> {
  return entryReader(dates)(
    await open(fakeService(tables), { table: 'account', id: customer }, 'newestFirst'),
  );
}

describe('an invoice', () => {
  const invoice = (row: Row): ReturnType<typeof receivableEntry> =>
    receivableEntry(aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-02-12', ...row }), today);

  it('is open on its due date and overdue on the day after', () => {
    expect(invoice({ dun_dueon: '2025-03-14' })).toMatchObject({
      state: 'open',
      tag: 'open',
      daysPastDue: 0,
    });
    expect(invoice({ dun_dueon: '2025-03-13' })).toMatchObject({
      state: 'overdue',
      tag: 'overdue',
      daysPastDue: 1,
    });
  });

  it('that is settled or reversed is never overdue', () => {
    const { settled, reversed } = receivable.status;
    expect(invoice({ dun_dueon: '2025-01-01', statuscode: settled.value })).toMatchObject({
      state: 'done',
      tag: 'settled',
      daysPastDue: 0,
    });
    expect(invoice({ statuscode: reversed.value })).toMatchObject({ state: 'cancelled', tag: 'reversed' });
  });

  it('in a state the customer added says so in the service’s words', () => {
    expect(invoice({ statuscode: 7, ...label('statuscode', 'In factoring') }).tag).toEqual({
      label: 'In factoring',
    });
  });

  it('whose amount column security hides has none, and is overdue all the same', () => {
    expect(invoice({ dun_amount: null, dun_open: null, dun_dueon: '2025-03-01' })).toMatchObject({
      amount: undefined,
      open: undefined,
      state: 'overdue',
      daysPastDue: 13,
    });
  });

  it('that is a credit note is not overdue', () => {
    const { creditNote } = receivable.columns.dun_kind.options;
    expect(invoice({ dun_kind: creditNote.value, dun_dueon: '2025-01-01' }).state).toBe('open');
  });
});

describe('an action', () => {
  it.each([
    ['planned', 'planned', true],
    ['reserved', 'planned', true],
    ['withPerson', 'open', true],
    ['unknown', 'attention', false],
    ['failed', 'attention', false],
    ['sent', 'done', false],
    ['done', 'done', false],
    ['cancelled', 'cancelled', false],
  ] as const)('that is %s is %s; ahead: %s', (status, state, isAhead) => {
    expect(actionEntry(anAction({ dun_plannedon: '2025-03-10' }, status))).toMatchObject({
      state,
      tag: status,
      isAhead,
    });
  });

  it('has one meaning for every status there is', () => {
    expect(Object.keys(collectionAction.status)).toHaveLength(8);
  });

  it('stands at the day of its effect, and keeps its reasons line by line', () => {
    const entry = actionEntry(
      anAction(
        { dun_plannedon: '2025-03-10', dun_executedon: '2025-03-11', dun_because: 'One.\n\nTwo.' },
        'sent',
      ),
    );
    expect(entry).toMatchObject({ on: '2025-03-11', because: ['One.', 'Two.'], types: ['action', 'email'] });
  });

  it('is told once, together with the e-mail it became', async () => {
    const action = anAction({ dun_plannedon: '2025-03-10', dun_executedon: '2025-03-10' }, 'sent');
    const id = activityId(String(action['dun_key']));
    const { entries } = await entriesFrom({
      debtors: [aDebtor()],
      actions: [action],
      activities: [
        anActivity({
          activityid: id,
          activitytypecode: 'email',
          subject: 'Reminder',
          createdon: '2025-03-10T08:00:00Z',
          statecode: 1,
        }),
      ],
    });
    expect(entries.map(({ what }) => what)).toEqual(['action', 'stage']);
    expect(entries[0]).toMatchObject({ activity: { table: 'email', id, subject: 'Reminder' } });
  });
});

describe('an activity', () => {
  const activity = (row: Row): ReturnType<typeof activityEntry> =>
    activityEntry(anActivity({ createdon: '2025-03-01T08:00:00Z', ...row }), dates);

  it('that is open stands where it is due: today ahead, yesterday overdue', () => {
    expect(activity({ scheduledend: '2025-03-14T16:00:00Z' })).toMatchObject({
      on: '2025-03-14',
      isAhead: true,
      state: 'open',
    });
    expect(activity({ scheduledend: '2025-03-13T16:00:00Z' })).toMatchObject({
      on: '2025-03-13',
      isAhead: false,
      state: 'overdue',
    });
  });

  it('that is done stands where it ended, whenever it was due', () => {
    expect(
      activity({ statecode: 1, scheduledend: '2025-03-20T16:00:00Z', actualend: '2025-03-05T09:00:00Z' }),
    ).toMatchObject({ on: '2025-03-05', at: '2025-03-05T09:00:00Z', isAhead: false, tag: 'completed' });
  });

  it('without dates stands where it was written', () => {
    expect(activity({})).toMatchObject({ on: '2025-03-01', isAhead: false, state: 'open' });
  });

  it.each([
    ['phonecall', 'call'],
    ['email', 'email'],
    ['letter', 'letter'],
    ['task', 'task'],
    ['dun_sms', 'sms'],
    ['appointment', 'otherActivity'],
  ])('of the table %s is found as %s', (activitytypecode, type) => {
    expect(activity({ activitytypecode }).types).toEqual([type]);
  });
});

describe('rows that cannot be placed', () => {
  it('are counted, and the others are shown', async () => {
    const { entries, unreadable } = await entriesFrom({
      debtors: [aDebtor()],
      receivables: [
        aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-03-01' }),
        aReceivable({ dun_name: 'INV-2', dun_issuedon: '2025-02-30' }),
        { ...aReceivable({ dun_name: 'INV-3', dun_issuedon: '2025-03-01' }), dun_issuedon: null },
        aReceivable({ dun_name: 'INV-4', dun_issuedon: '2025-03-01', dun_amount: 'a lot' }),
      ],
    });
    expect(entries.map(({ record }) => record.id)).toEqual(['receivable INV-1']);
    expect(unreadable).toBe(3);
  });
});

describe('a page added to what was read', () => {
  it('leaves the entries before it as they were, also those of an action told with its e-mail', async () => {
    const action = anAction({ dun_plannedon: '2025-03-10', dun_executedon: '2025-03-10' }, 'sent');
    const before = await open(
      fakeService({
        debtors: [aDebtor()],
        receivables: [aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-03-01' })],
        actions: [action],
        activities: [
          anActivity({
            activityid: activityId(String(action['dun_key'])),
            createdon: '2025-03-10T08:00:00Z',
          }),
        ],
      }),
      { table: 'account', id: customer },
      'newestFirst',
    );
    const added = [aReceivable({ dun_name: 'INV-2', dun_issuedon: '2025-02-01' })];
    const { receivables } = before.sources;
    const after = {
      ...before,
      sources: { ...before.sources, receivables: { rows: [...receivables.rows, ...added] } },
    };
    const read = entryReader(dates);
    const [invoice, sent] = read(before).entries;
    const entries = read(after).entries;
    expect(entries).toHaveLength(read(before).entries.length + 1);
    expect(entries[0]).toBe(invoice);
    expect(entries[2]).toBe(sent);
    expect(sent?.what).toBe('action');
  });
});
