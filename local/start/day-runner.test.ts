/** Days run one at a time, whoever asks for them. */
import { setTimeout as pause } from 'node:timers/promises';
import { dayRunner, type DayRunner } from './day-runner.ts';
import { startSupervisor } from './supervisor.ts';

/** A runner whose days end when the test says so. */
function aRunner(lastDone?: string): {
  readonly days: DayRunner;
  readonly begun: string[];
  readonly end: (error?: Error) => Promise<void>;
} {
  const begun: string[] = [];
  let settle: (error?: Error) => void = () => {};
  const days = dayRunner({
    firstDay: '2025-01-30',
    lastDone,
    async runOne(day, { index, count }, onWaiting) {
      begun.push(`${day} ${index + 1}/${count}`);
      onWaiting('evaluations 12');
      await new Promise<void>((resolve, reject) => {
        settle = (error) => (error === undefined ? resolve() : reject(error));
      });
    },
  });
  return {
    days,
    begun,
    async end(error) {
      settle(error);
      await pause(0);
    },
  };
}

describe('days', () => {
  it('run in order, and tell which one runs and what waits', async () => {
    const { days, begun, end } = aRunner();
    const all = days.run(['2025-01-30', '2025-01-31']);
    expect(days.state()).toEqual({ running: true, date: '2025-01-30', waiting: 'evaluations 12' });
    await end();
    await end();
    await all;
    expect(begun).toEqual(['2025-01-30 1/2', '2025-01-31 2/2']);
    expect(days.state()).toEqual({ running: false, date: '2025-01-31' });
  });

  it('go on with the day after the last one, over the end of a month', async () => {
    const { days, begun, end } = aRunner('2025-01-31');
    expect(days.beginNext()).toBe(true);
    await end();
    expect(days.beginNext()).toBe(true);
    await end();
    expect(begun).toEqual(['2025-02-01 1/1', '2025-02-02 1/1']);
  });

  it('begin with the plan’s first day when none was run', () => {
    const { days, begun } = aRunner();
    days.beginNext();
    expect(begun).toEqual(['2025-01-30 1/1']);
  });

  it('never run two at a time', async () => {
    const { days, begun, end } = aRunner('2025-01-31');
    days.beginNext();
    expect(days.beginNext()).toBe(false);
    expect(() => days.run(['2025-02-02'])).toThrow('2025-02-01 is still running');
    await end();
    expect(begun).toHaveLength(1);
  });

  it('that fail say why, and can be run again', async () => {
    const { days, begun, end } = aRunner('2025-01-31');
    days.beginNext();
    await end(new Error('The export was refused'));
    expect(days.state()).toEqual({ running: false, date: '2025-01-31', problem: 'The export was refused' });
    days.beginNext();
    await end();
    expect(days.state()).toEqual({ running: false, date: '2025-02-01' });
    expect(begun).toEqual(['2025-02-01 1/1', '2025-02-01 1/1']);
  });
});

describe('the supervisor', () => {
  it('begins days for whoever has its key, and for nobody else', async () => {
    const { days, begun, end } = aRunner('2025-01-31');
    const supervisor = await startSupervisor(days, 0);
    const ask = (method: string, key: string): Promise<Response> =>
      fetch(`${supervisor.address}/day`, { method, headers: { 'x-supervisor-key': key } });
    expect((await ask('POST', 'x'.repeat(supervisor.key.length))).status).toBe(403);
    expect(begun).toEqual([]);
    expect((await ask('POST', supervisor.key)).status).toBe(202);
    expect((await ask('POST', supervisor.key)).status).toBe(409);
    expect(await (await ask('GET', supervisor.key)).json()).toEqual({
      running: true,
      date: '2025-02-01',
      waiting: 'evaluations 12',
    });
    await end();
    await supervisor.stop();
  });
});
