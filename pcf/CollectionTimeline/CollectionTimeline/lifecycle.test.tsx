import { act, cleanup, screen } from '@testing-library/react';
import { aDebtor, aReceivable, customer, otherDebtorId } from './testing/rows.ts';
import { show } from './testing/render.tsx';

const ledger = {
  debtors: [aDebtor()],
  receivables: [aReceivable({ dun_name: 'INV-1', dun_issuedon: '2025-03-01' })],
};

afterEach(cleanup);

describe('the life of the control', () => {
  it('opens with two calls, and a hundred updates make no further one', async () => {
    const { service, update } = show(ledger);
    await screen.findByText('Invoice_Title');
    expect(service.asked).toHaveLength(2);
    for (let time = 0; time < 100; time += 1) update();
    await act(() => Promise.resolve());
    expect(service.asked).toHaveLength(2);
    expect(screen.getByText('Invoice_Title')).toBeTruthy();
  });

  it('makes no call before it is on the page', () => {
    const { service, leave } = show({}, { parameters: { column: '', recordId: null, tableName: 'account' } });
    expect(service.asked).toHaveLength(0);
    leave();
  });

  it('begins when a new record gets its id, and changes to another record with the form', async () => {
    const { service, update } = show(ledger, {
      parameters: { column: '', recordId: null, tableName: 'account' },
    });
    expect(screen.getByText('NoPlace_Unsaved')).toBeTruthy();
    update({ parameters: { column: 'Minta', recordId: customer, tableName: 'account' } });
    await screen.findByText('Invoice_Title');
    update({ parameters: { column: 'Other', recordId: otherDebtorId, tableName: 'account' } });
    expect(screen.queryByText('Invoice_Title')).toBeNull();
    await screen.findByText('Invoice_Title');
    expect(service.asked).toHaveLength(4);
    expect(service.asked[2]?.options).toContain(otherDebtorId);
  });

  it('gives its column back as it was: no output, no echo', async () => {
    const { control, update } = show(ledger);
    await screen.findByText('Invoice_Title');
    expect(control.getOutputs()).toEqual({});
    update();
    expect(control.getOutputs()).toEqual({});
  });

  it('leaves no listener and no node after a hundred visits', async () => {
    show(ledger).leave();
    await act(() => Promise.resolve());
    const before = { nodes: document.querySelectorAll('*').length, listeners: 0 };
    const listeners = countListeners();
    for (let visit = 0; visit < 100; visit += 1) {
      const { leave, container } = show(ledger);
      // Every other visit stays until the answers are there.
      if (visit % 2 === 0) await act(() => new Promise((resolve) => setTimeout(resolve)));
      leave();
      container.remove();
    }
    expect(document.querySelectorAll('*').length).toBeLessThanOrEqual(before.nodes);
    expect(listeners.open()).toBe(before.listeners);
    listeners.restore();
  });

  it('lets a page of entries come late without touching a page it has left', async () => {
    const { leave, service } = show(ledger);
    leave();
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    expect(service.asked.length).toBeLessThanOrEqual(2);
  });
});

/** Listeners on window and document added and not taken away, React's own document listeners aside. */
function countListeners(): { readonly open: () => number; readonly restore: () => void } {
  let open = 0;
  const undo = [window, document].map((target: EventTarget) => {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    target.addEventListener = (...args: Parameters<EventTarget['addEventListener']>) => {
      open += 1;
      add(...args);
    };
    target.removeEventListener = (...args: Parameters<EventTarget['removeEventListener']>) => {
      open -= 1;
      remove(...args);
    };
    return () => Object.assign(target, { addEventListener: add, removeEventListener: remove });
  });
  return { open: () => open, restore: () => undo.forEach((restore) => restore()) };
}
