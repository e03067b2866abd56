import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { buttonOf, payments, press, status, titles, words } from './testing/page.ts';
import { show } from './testing/render.tsx';
import { aDebtor, aReceivable } from './testing/rows.ts';

afterEach(cleanup);

describe('finding an entry', () => {
  const tables = {
    debtors: [aDebtor()],
    payments: payments(3),
    receivables: [aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-01-01', dun_dueon: '2025-01-31' })],
  };

  it('by filters that say what they would show, and by clearing them', async () => {
    show(tables, words);
    await screen.findByText('Filter');
    press('Filter');
    const choice = buttonOf('Payments (3)');
    expect(choice.getAttribute('aria-pressed')).toBe('false');
    press('Payments (3)');
    expect(choice.getAttribute('aria-pressed')).toBe('true');
    expect(titles()).toEqual(['Payment P-0', 'Payment P-1', 'Payment P-2']);
    expect(buttonOf('Overdue (0)')).toBeTruthy();
    expect(buttonOf('1 filter').getAttribute('aria-expanded')).toBe('true');
    press('Clear filter');
    expect(titles()).toHaveLength(4);
  });

  it('by searching; what is not found is said', async () => {
    show(tables, words);
    const search = await screen.findByRole('searchbox', { name: 'Search the timeline' });
    fireEvent.change(search, { target: { value: 'p-1' } });
    expect(titles()).toEqual(['Payment P-1']);
    fireEvent.change(search, { target: { value: 'nobody' } });
    expect(screen.getByText('Nothing among what is loaded matches the filter.')).toBeTruthy();
  });

  it('from the other end, without another call where all is loaded', async () => {
    const { service } = show(tables, words);
    await screen.findByText('Newest first');
    press('Newest first');
    expect(titles()[0]).toBe('Payment P-2');
    expect(service.asked).toHaveLength(2);
  });

  it('from the other end of a long timeline with two new calls', async () => {
    const { service } = show({ debtors: [aDebtor()], payments: payments(120) }, words);
    await screen.findByText('Newest first');
    press('Newest first');
    await waitFor(() => expect(titles()[0]).toBe('Payment P-119'));
    expect(service.asked).toHaveLength(4);
  });
});

describe('a long timeline', () => {
  it('is walked through to its last entry, keeping the page small and the focus on what is new', async () => {
    show({ debtors: [aDebtor()], payments: payments(120) }, words);
    await screen.findByText('1–25 of 50 entries. Complete back to 12/11/2024; there is more before.');
    const seen = new Set(titles());
    for (let step = 1; step <= 4; step += 1) {
      press('Load more');
      await waitFor(() => expect(document.activeElement?.textContent).toBe(`Payment P-${step * 25}`));
      titles().forEach((title) => seen.add(title));
      expect(titles().length).toBeLessThanOrEqual(50);
    }
    expect(seen.size).toBe(120);
    expect(status().textContent).toBe('76–120 of 120 entries. All are loaded.');
    expect(screen.queryByText('Load more')).toBeNull();
    press('Show newer');
    expect(titles()[0]).toBe('Payment P-50');
  });

  it('can be loaded as a whole, so that a search finds everything', async () => {
    show({ debtors: [aDebtor()], payments: payments(700) }, words);
    fireEvent.change(await screen.findByPlaceholderText('Search the timeline'), {
      target: { value: 'P-699' },
    });
    expect(screen.getByText(/Only what is loaded is searched/)).toBeTruthy();
    press('Load all');
    await waitFor(() => expect(titles()).toEqual(['Payment P-699']));
    await waitFor(() => expect(status().textContent).toContain('All are loaded.'));
  });

  it('keeps what is there when the next page fails, and goes on after it', async () => {
    const { service } = show({ debtors: [aDebtor()], payments: payments(120) }, words);
    await screen.findByText('Load more');
    press('Load more');
    await waitFor(() => expect(titles()).toHaveLength(50));
    service.instead.set('dun_payment', {
      refuse: { errorCode: 0x80072322, message: 'Number of requests exceeded' },
    });
    press('Load more');
    await screen.findByText(/The service is busy. Wait a minute/);
    expect(titles()).toHaveLength(50);
    service.instead.clear();
    press('Try again');
    await waitFor(() => expect(titles()).toContain('Payment P-50'));
    expect(screen.queryByText(/The service is busy/)).toBeNull();
  });
});
