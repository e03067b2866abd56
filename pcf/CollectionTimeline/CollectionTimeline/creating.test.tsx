import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { words } from './testing/page.ts';
import { show } from './testing/render.tsx';
import { aDebtor, customer, debtorId, otherDebtorId } from './testing/rows.ts';

afterEach(cleanup);

type Opened = {
  readonly entityName: string;
  readonly createFromEntity?: unknown;
  readonly useQuickCreateForm?: boolean;
};

async function menu(): Promise<HTMLElement> {
  fireEvent.click(await screen.findByRole('button', { name: 'New' }));
  return screen.getByRole('group', { name: 'New' });
}

describe('writing something down from the timeline', () => {
  it('opens the panel with what it is about, and reads the timeline anew once it is saved', async () => {
    const opened: Opened[] = [];
    const { service } = show(
      { debtors: [aDebtor()] },
      {
        ...words,
        openForm: (options) => {
          opened.push(options as Opened);
          const made = { entityType: options.entityName, id: 'made', name: 'Made' };
          return Promise.resolve({
            savedEntityReference: options.entityName === 'dun_promise' ? [made] : [],
          });
        },
      },
    );
    const group = await menu();
    fireEvent.click(within(group).getByRole('button', { name: 'Call' }));
    const askedBefore = service.asked.length;
    fireEvent.click(within(group).getByRole('button', { name: 'Promise to pay' }));
    expect(opened).toEqual([
      {
        entityName: 'phonecall',
        useQuickCreateForm: true,
        createFromEntity: { entityType: 'account', id: customer, name: '' },
      },
      {
        entityName: 'dun_promise',
        useQuickCreateForm: true,
        createFromEntity: { entityType: 'dun_debtor', id: debtorId, name: '' },
      },
    ]);
    await screen.findByRole('status');
    expect(service.asked.length).toBeGreaterThan(askedBefore);
  });

  it('leaves the debtor to be chosen where there are several', async () => {
    const opened: Opened[] = [];
    show(
      { debtors: [aDebtor(), aDebtor({ dun_debtorid: otherDebtorId })] },
      {
        ...words,
        openForm: (options) => {
          opened.push(options as Opened);
          return Promise.resolve({ savedEntityReference: [] });
        },
      },
    );
    fireEvent.click(within(await menu()).getByRole('button', { name: 'Hold' }));
    expect(opened).toEqual([{ entityName: 'dun_hold', useQuickCreateForm: true }]);
  });

  it('offers what the user may create, and no menu where that is nothing', async () => {
    show({ debtors: [aDebtor()] }, { ...words, mayCreate: (table) => table === 'task' });
    const buttons = within(await menu()).getAllByRole('button');
    expect(buttons.map((button) => button.textContent)).toEqual(['Task']);
    cleanup();
    show({ debtors: [aDebtor()] }, { ...words, mayCreate: () => false });
    await screen.findByRole('button', { name: 'Refresh' });
    expect(screen.queryByRole('button', { name: 'New' })).toBeNull();
  });

  it('says when the panel cannot be opened', async () => {
    show(
      { debtors: [aDebtor()] },
      { ...words, openForm: () => Promise.reject(Object.assign(new Error('No'), { errorCode: 0x80040220 })) },
    );
    fireEvent.click(within(await menu()).getByRole('button', { name: 'Task' }));
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
  });
});
