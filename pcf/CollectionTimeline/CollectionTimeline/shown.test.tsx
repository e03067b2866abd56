import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { payments, press, words } from './testing/page.ts';
import { show } from './testing/render.tsx';
import { aDebtor, anAction, anActivity, aReceivable, label, otherDebtorId } from './testing/rows.ts';

afterEach(cleanup);

describe('what is shown', () => {
  it('an invoice: what, when, how much, how late', async () => {
    show(
      {
        debtors: [aDebtor()],
        receivables: [
          aReceivable({
            dun_name: 'INV-1',
            dun_issuedon: '2025-02-12',
            dun_dueon: '2025-03-13',
            dun_amount: 123.45,
            dun_open: 60,
          }),
        ],
      },
      words,
    );
    const entry = within(
      (await screen.findByRole('button', { name: 'Invoice INV-1' })).closest('li') as HTMLElement,
    );
    expect(entry.getByText('€123.45')).toBeTruthy();
    expect(entry.getByText('12/2/2025')).toBeTruthy();
    expect(entry.getByText('Overdue')).toBeTruthy();
    expect(entry.getByText('due 13/3/2025')).toBeTruthy();
    expect(entry.getByText('€60.00 open')).toBeTruthy();
  });

  it('a planned action above the line of today, with its reason at once', async () => {
    show(
      { debtors: [aDebtor()], actions: [anAction({ dun_plannedon: '9999-01-01', dun_stepname: 'Letter' })] },
      words,
    );
    const ahead = await screen.findByRole('list', { name: 'Ahead' });
    expect(within(ahead).getByText('First notice was due.')).toBeTruthy();
    expect(ahead.compareDocumentPosition(screen.getByRole('heading', { name: /^Today/ }))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
  });

  it('the company of each entry where there are several, and not where there is one', async () => {
    const receivables = [aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-01-01' })];
    const one = show({ debtors: [aDebtor()], receivables }, words);
    await screen.findByText('Invoice INV-1');
    expect(screen.queryByText('Dunlin Kft.')).toBeNull();
    one.leave();
    show({ debtors: [aDebtor(), aDebtor({ dun_debtorid: otherDebtorId })], receivables }, words);
    await screen.findByText('Dunlin Kft.');
  });

  it('amounts that column security hides as hidden, and those in a foreign currency as the service writes them', async () => {
    show(
      {
        debtors: [aDebtor()],
        receivables: [
          aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-01-01', dun_amount: null, dun_open: null }),
          aReceivable({
            dun_name: 'INV-2',
            dun_issuedon: '2025-01-01',
            _transactioncurrencyid_value: 'zloty',
            ...label('dun_amount', '100,00 zł'),
          }),
        ],
      },
      words,
    );
    await screen.findByText('100,00 zł');
    expect(screen.getByText('Hidden from you')).toBeTruthy();
  });

  it('text as text, whatever is in it', async () => {
    const subject = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';
    const { container } = show(
      { activities: [anActivity({ createdon: '2025-01-01T00:00:00Z', subject })] },
      words,
    );
    await screen.findByRole('button', { name: subject });
    expect(container.querySelector('img, script')).toBeNull();
    expect(window).not.toHaveProperty('hacked');
  });

  it('all the same where the form is read-only: it only shows', async () => {
    show({ debtors: [aDebtor()], payments: payments(1) }, { ...words, isControlDisabled: true });
    fireEvent.click(await screen.findByRole('button', { name: 'Payment P-0' }));
    expect(screen.getByRole('button', { name: 'Open the payment' })).toBeTruthy();
  });

  it('from right to left, and in the height it is given', async () => {
    const { container } = show({ debtors: [aDebtor()] }, { ...words, isRTL: true, allocatedHeight: 400 });
    await screen.findByRole('status');
    const root = container.querySelector('[dir]') as HTMLElement;
    expect(root.dir).toBe('rtl');
    expect(root.style.maxHeight).toBe('400px');
  });
});

describe('opening an entry', () => {
  it('tells the rest, by mouse or keyboard, and leads to the record', async () => {
    const opened: unknown[] = [];
    show(
      { debtors: [aDebtor()], receivables: [aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-01-01' })] },
      {
        ...words,
        openForm: (options) => {
          opened.push(options);
          return Promise.resolve({ savedEntityReference: [] });
        },
      },
    );
    const button = await screen.findByRole('button', { name: 'Invoice INV-1' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText('Customer number').nextSibling?.textContent).toBe('C-1');
    fireEvent.click(screen.getByRole('button', { name: 'Open the receivable' }));
    expect(opened).toEqual([{ entityName: 'dun_receivable', entityId: 'receivable INV-1' }]);
    fireEvent.click(button);
    expect(screen.queryByText('Customer number')).toBeNull();
  });

  it('says when the record cannot be opened', async () => {
    show(
      { debtors: [aDebtor()], payments: payments(1) },
      {
        ...words,
        openForm: () => Promise.reject(Object.assign(new Error('Does Not Exist'), { errorCode: 0x80040217 })),
      },
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Payment P-0' }));
    fireEvent.click(screen.getByRole('button', { name: 'Open the payment' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The record could not be opened.');
  });

  it('reads the text of an activity when it is asked for, and says when it cannot', async () => {
    const email = anActivity({
      createdon: '2025-01-01T00:00:00Z',
      activitytypecode: 'email',
      subject: 'Reminder',
      description: '<p>Please pay.</p>',
    });
    const { service } = show({ activities: [email] }, words);
    await screen.findByText('Expand all');
    press('Expand all');
    expect(service.asked).toHaveLength(2);
    service.instead.set('email', { refuse: { errorCode: 0x80040220, message: 'no' } });
    press('Show the text');
    await screen.findByText(/The text could not be read/);
    service.instead.clear();
    press('Try again');
    await screen.findByText('Please pay.');
    expect(service.asked.at(-1)).toEqual({
      table: 'email',
      options: '?$select=description',
      pageSize: undefined,
    });
  });

  it('works for all of them at once', async () => {
    show({ debtors: [aDebtor()], payments: payments(3) }, words);
    await screen.findByText('Expand all');
    press('Expand all');
    expect(screen.getAllByText('Open the payment')).toHaveLength(3);
    press('Collapse all');
    expect(screen.queryAllByText('Open the payment')).toHaveLength(0);
  });
});
