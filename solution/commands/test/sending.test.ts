import { formOf, listOf, stageOf } from './client-api-of.ts';

const id = '77777777-0000-4000-8000-000000000001';
const running = { dun_sendcontrol: [{ dun_sendcontrolid: id, dun_stopped: false }] };
const stopped = { dun_sendcontrol: [{ dun_sendcontrolid: id, dun_stopped: true }] };

describe('the stop switch', () => {
  it('is turned once somebody confirmed it, and the list is read again', async () => {
    const { dunlin, calls } = stageOf({ rows: running, confirms: true });
    const { list, happened } = listOf();
    await dunlin.stopSending(list);
    expect(calls).toEqual([
      ['openConfirmDialog', 'Stop all sending?'],
      ['updateRecord', 'dun_sendcontrol', id, { dun_stopped: true }],
    ]);
    expect(happened).toEqual(['refresh', 'ribbon']);
  });

  it('stays as it is when nobody did', async () => {
    const { dunlin, calls } = stageOf({ rows: running });
    const { form, happened } = formOf('dun_sendcontrol', id);
    await dunlin.stopSending(form);
    expect(calls).toEqual([['openConfirmDialog', 'Stop all sending?']]);
    expect(happened).toEqual([]);
  });

  it('is turned back the same way', async () => {
    const { dunlin, calls } = stageOf({ rows: stopped, confirms: true });
    const { form, happened } = formOf('dun_sendcontrol', id);
    await dunlin.allowSending(form);
    expect(calls).toEqual([
      ['openConfirmDialog', 'Allow sending again?'],
      ['updateRecord', 'dun_sendcontrol', id, { dun_stopped: false }],
    ]);
    expect(happened).toEqual(['refresh false']);
  });

  it('shows the one button that does something', async () => {
    const whileRunning = stageOf({ rows: running }).dunlin;
    expect([await whileRunning.maySend(), await whileRunning.isSendingStopped()]).toEqual([true, false]);
    const whileStopped = stageOf({ rows: stopped }).dunlin;
    expect([await whileStopped.maySend(), await whileStopped.isSendingStopped()]).toEqual([false, true]);
  });

  it('that is missing is told, and how to get one', async () => {
    const { dunlin, calls } = stageOf({});
    await dunlin.stopSending(listOf().list);
    expect(calls).toEqual([
      [
        'openErrorDialog',
        'There is no stop switch in this environment, so sending cannot be stopped here. Ask an administrator to load the starter policy.',
      ],
    ]);
  });
});
