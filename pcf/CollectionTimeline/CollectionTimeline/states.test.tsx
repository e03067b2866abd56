import { cleanup, fireEvent, screen } from '@testing-library/react';
import { fakeService } from './testing/fake-service.ts';
import { english, payments, press, status, words } from './testing/page.ts';
import { show } from './testing/render.tsx';
import { aDebtor, anAction, anActivity, aReceivable, customer } from './testing/rows.ts';

afterEach(cleanup);

describe('why nothing is shown', () => {
  it.each([
    [
      'the record is not saved',
      { parameters: { column: '', recordId: null, tableName: 'account' } },
      'NoPlace_Unsaved',
    ],
    [
      'it stands on a foreign form',
      { parameters: { column: '', recordId: customer, tableName: 'lead' } },
      'NoPlace_Misplaced',
    ],
    [
      'column security hides its field',
      {
        parameters: {
          column: { raw: null, security: { readable: false, editable: false, secured: true } },
          recordId: customer,
          tableName: 'account',
        },
      },
      'Masked',
    ],
  ])('%s', (_why, options, word) => {
    const { service } = show({}, options);
    expect(screen.getByText(word)).toBeTruthy();
    expect(service.asked).toHaveLength(0);
  });

  it('the app has no Web API', () => {
    const { update } = show({});
    update({ webAPI: undefined as never });
    expect(screen.getByText('NoWebApi')).toBeTruthy();
  });

  it('it is still being read', async () => {
    show({ debtors: [aDebtor()] });
    expect(screen.getByText('Timeline_Loading')).toBeTruthy();
    await screen.findByText('Empty_Title');
  });

  it('the customer owes nothing', async () => {
    show({});
    await screen.findByText('Empty_NoDebtor');
  });

  it.each([
    ['403', { refuse: { errorCode: 0x80040220, message: 'missing privilege' } }, 'Failure_Forbidden'],
    ['404', { refuse: { errorCode: 0x80040217, message: 'Does Not Exist' } }, 'Failure_Missing'],
    ['412', { refuse: { errorCode: 0x80060882, message: 'RowVersion' } }, 'Failure_Changed'],
    ['429', { refuse: { errorCode: 0x80072322, message: 'exceeded' } }, 'Failure_Busy'],
    ['nonsense', { answer: '<html>' }, 'Failure_Unreadable'],
    ['something else', { refuse: new Error('boom') }, 'Failure_Failed'],
  ])('the service answers %s; trying again helps', async (_what, instead, word) => {
    const service = fakeService({ debtors: [aDebtor()], payments: payments(1) });
    service.instead.set('dun_debtor', instead);
    show({}, {}, service);
    expect((await screen.findByRole('alert')).textContent).toContain(word);
    expect(screen.queryByText(/^Empty_/)).toBeNull();
    expect(status().textContent).toBe('');
    service.instead.clear();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByText('Payment_Title');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('half of it is refused: the other half does not claim to be all', async () => {
    const service = fakeService({ activities: [anActivity({ createdon: '2025-01-01T00:00:00Z' })] });
    service.instead.set('dun_debtor', { refuse: { errorCode: 0x80040220, message: 'no' } });
    show({}, words, service);
    await screen.findByText('Call', { selector: 'button' });
    expect(status().textContent).toBe('1\u20131 of 1 entries. Not everything could be loaded.');
  });

  it('there is no network', async () => {
    const service = fakeService({});
    service.instead.set('dun_debtor', { refuse: new TypeError('Failed to fetch') });
    show({}, { isOnline: false }, service);
    expect((await screen.findByRole('alert')).textContent).toContain('Failure_Offline');
  });

  it('rows could not be read: it says how many', async () => {
    show(
      { debtors: [aDebtor()], receivables: [aReceivable({ dun_name: 'INV-1', dun_issuedon: 'soon' })] },
      words,
    );
    await screen.findByText('1 record has no readable date and is not shown.');
  });
});

describe('in a language that is forty per cent longer', () => {
  it('every word that is not the customer’s comes from the strings', async () => {
    const pseudo = (key: string): string =>
      `\u27e6${english(key)}${'~'.repeat(english(key).length * 0.4)}\u27e7`;
    const { container } = show(
      {
        debtors: [aDebtor()],
        receivables: [aReceivable({ dun_name: '1', dun_issuedon: '2025-01-01' })],
        actions: [anAction({ dun_plannedon: '9999-01-01', dun_stepname: '2', dun_because: '3' })],
        payments: payments(60).map((row, index) => ({ ...row, dun_name: String(index) })),
      },
      { words: pseudo },
    );
    for (const text of await screen.findAllByText(/\u27e6(Filter|Expand)/)) press(text.textContent ?? '');
    const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
    const foreign: string[] = [];
    while (walker.nextNode() !== null) {
      const text = walker.currentNode.textContent ?? '';
      if (/[a-z]/i.test(text) && !/\u27e6.*\u27e7/.test(text)) foreign.push(text);
    }
    expect(foreign.filter((text) => text !== 'C-1')).toEqual([]);
  });
});
