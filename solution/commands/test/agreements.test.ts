import { formOf, listOf, stageOf, type Situation } from './client-api-of.ts';

const acme = '11111111-0000-4000-8000-000000000001';
const debtor = '22222222-0000-4000-8000-000000000001';
const forint = '33333333-0000-4000-8000-000000000001';
const oldest = '44444444-0000-4000-8000-000000000001';
const newer = '44444444-0000-4000-8000-000000000002';
const promised = '55555555-0000-4000-8000-000000000001';

const formatted = 'OData.Community.Display.V1.FormattedValue';

const acmeAsDebtor = { dun_debtorid: debtor, dun_name: 'Acme Kft.' };

function quickly(table: string, from: { entityType: string; id: string }, name = 'Acme Kft.'): object {
  return { entityName: table, useQuickCreateForm: true, createFromEntity: { ...from, name } };
}

function anItem(
  id: string,
  document: string,
  item: { open: number; dueOn: string; of?: string; in?: string },
) {
  return {
    dun_receivableid: id,
    dun_name: document,
    dun_open: item.open,
    dun_dueon: item.dueOn,
    _dun_debtorid_value: item.of ?? debtor,
    [`_dun_debtorid_value@${formatted}`]: 'Acme Kft.',
    _transactioncurrencyid_value: item.in ?? forint,
    [`_transactioncurrencyid_value@${formatted}`]: 'Forint',
  };
}

const ledger: Situation['rows'] = {
  dun_debtor: [acmeAsDebtor],
  dun_receivable: [
    anItem(newer, 'INV-2', { open: 200.5, dueOn: '2026-03-01' }),
    anItem(oldest, 'INV-1', { open: 100.1, dueOn: '2026-02-01' }),
  ],
};

const ofDebtor = {
  dun_debtorid: debtor,
  dun_debtoridname: 'Acme Kft.',
  dun_debtoridtype: 'dun_debtor',
};
const inForint = {
  transactioncurrencyid: forint,
  transactioncurrencyidname: 'Forint',
  transactioncurrencyidtype: 'transactioncurrency',
};

describe('registering a promise', () => {
  it('opens the form of a new promise of the customer’s debtor, and reads the page again once it is saved', async () => {
    const { dunlin, calls } = stageOf({ rows: ledger, saves: { entityType: 'dun_promise', id: promised } });
    const { form, happened } = formOf('account', acme);
    await dunlin.registerPromise(form);
    expect(calls).toEqual([
      ['openForm', quickly('dun_promise', { entityType: 'dun_debtor', id: debtor }), ofDebtor],
    ]);
    expect(happened).toEqual(['refresh false']);
  });

  it('does nothing more when the form is closed without saving', async () => {
    const { dunlin } = stageOf({ rows: ledger });
    const { form, happened } = formOf('dun_debtor', debtor);
    await dunlin.registerPromise(form);
    expect(happened).toEqual([]);
  });

  it('asks which debtor is meant where the customer has several', async () => {
    const other = { dun_debtorid: '22222222-0000-4000-8000-000000000002', dun_name: 'Acme Kft.' };
    const { dunlin, calls } = stageOf({
      rows: { dun_debtor: [acmeAsDebtor, other] },
      chooses: { entityType: 'dun_debtor', id: `{${debtor.toUpperCase()}}`, name: 'Acme Kft.' },
    });
    await dunlin.registerPromise(formOf('account', acme).form);
    expect(calls.map(([name]) => name)).toEqual(['lookupObjects', 'openForm']);
    expect(calls[1]?.[2]).toEqual(ofDebtor);
  });

  it('opens nothing when nobody chose one', async () => {
    const { dunlin, calls } = stageOf({ rows: { dun_debtor: [acmeAsDebtor, acmeAsDebtor] } });
    await dunlin.registerPromise(formOf('account', acme).form);
    expect(calls).toEqual([['lookupObjects']]);
  });

  it('of selected items begins with what is open of them and with their documents, the oldest first', async () => {
    const { dunlin, calls } = stageOf({ rows: ledger, saves: { entityType: 'dun_promise', id: promised } });
    const { list, happened } = listOf();
    await dunlin.registerPromiseFor(list, [newer, oldest]);
    expect(calls).toEqual([
      [
        'openForm',
        quickly('dun_promise', { entityType: 'dun_debtor', id: debtor }),
        { ...ofDebtor, ...inForint, dun_amount: '300.6', dun_documents: 'INV-1\nINV-2' },
      ],
    ]);
    expect(happened).toEqual(['refresh']);
  });

  it.each([
    ['nothing', [], {}, 'Nothing is selected. Select at least one open item in the list.'],
    [
      'items of two debtors',
      [oldest, newer],
      { of: '22222222-0000-4000-8000-000000000002' },
      'The selected items are of several debtors, and a promise is made by one. Select items of one debtor.',
    ],
    [
      'items in two currencies',
      [oldest, newer],
      { in: '33333333-0000-4000-8000-000000000002' },
      'The selected items are in several currencies, and a promise is made in one. Select items of one currency.',
    ],
    [
      'an item that is settled',
      [oldest, newer],
      { open: 0 },
      'Nothing is open of INV-2, so there is nothing to promise, dispute or hold. Take it out of the selection.',
    ],
  ])('refuses %s', async (_what, selected, second, message) => {
    const { dunlin, calls } = stageOf({
      rows: {
        dun_receivable: [
          anItem(oldest, 'INV-1', { open: 100.1, dueOn: '2026-02-01' }),
          anItem(newer, 'INV-2', { open: 200.5, dueOn: '2026-03-01', ...second }),
        ],
      },
    });
    await dunlin.registerPromiseFor(listOf().list, selected);
    expect(calls).toEqual([['openErrorDialog', message]]);
  });
});

describe('what a form is about', () => {
  it.each([
    ['account', acme],
    ['contact', acme],
    ['dun_debtor', debtor],
    ['dun_collectioncase', '66666666-0000-4000-8000-000000000001'],
  ])('is a debtor, on the form of a %s', async (table, id) => {
    const { dunlin, calls } = stageOf({
      rows: {
        ...ledger,
        dun_collectioncase: [
          {
            dun_collectioncaseid: id,
            _dun_debtorid_value: debtor,
            [`_dun_debtorid_value@${formatted}`]: 'Acme Kft.',
          },
        ],
      },
    });
    await dunlin.putOnHold(formOf(table, id).form);
    expect(calls).toEqual([
      ['openForm', quickly('dun_hold', { entityType: 'dun_debtor', id: debtor }), ofDebtor],
    ]);
  });

  it('is nothing yet on a new record, and for a customer nobody knows in the ERP', async () => {
    const { dunlin, calls } = stageOf({});
    await dunlin.openDispute(formOf('account', '').form);
    await dunlin.openDispute(formOf('account', acme, { name: 'Nova Kft.' }).form);
    expect(calls.map(([, message]) => message)).toEqual([
      'Save the record first: what is written down has to point at it.',
      'Nova Kft. is no debtor of any of our companies: nothing of it came from the ERP. Wait for the next import, or look for the customer under another name.',
    ]);
  });

  it('is said in the user’s language', async () => {
    const { dunlin, calls } = stageOf({ languageId: 1038 });
    await dunlin.openDispute(formOf('account', '').form);
    expect(calls).toEqual([
      ['openErrorDialog', 'Előbb mentse a rekordot: amit rögzít, annak rá kell mutatnia.'],
    ]);
  });
});

describe('a dispute, and a hold of one item', () => {
  const ofOldest = {
    ...ofDebtor,
    dun_receivableid: oldest,
    dun_receivableidname: 'INV-1',
    dun_receivableidtype: 'dun_receivable',
  };

  it('is about the item that is selected', async () => {
    const { dunlin, calls } = stageOf({ rows: ledger });
    await dunlin.openDisputeAbout(listOf().list, [`{${oldest.toUpperCase()}}`]);
    await dunlin.putItemOnHold(listOf().list, [oldest]);
    const item = { entityType: 'dun_receivable', id: oldest };
    expect(calls).toEqual([
      ['openForm', quickly('dun_dispute', item, 'INV-1'), ofOldest],
      ['openForm', quickly('dun_hold', item, 'INV-1'), ofOldest],
    ]);
  });

  it('is refused for two: a dispute is about one', async () => {
    const { dunlin, calls } = stageOf({ rows: ledger });
    await dunlin.openDisputeAbout(listOf().list, [oldest, newer]);
    expect(calls).toEqual([
      [
        'openErrorDialog',
        'It is about one open item, and 2 are selected. Select one of them, then the next.',
      ],
    ]);
  });

  it('tells what the service refuses', async () => {
    const { dunlin, calls } = stageOf({
      refused: { dun_receivable: { errorCode: 0, message: 'The service is busy.' } },
    });
    await dunlin.openDisputeAbout(listOf().list, [oldest]);
    expect(calls).toEqual([
      ['openErrorDialog', 'The service is busy. Try again, or ask an administrator if it stays like this.'],
    ]);
  });
});
