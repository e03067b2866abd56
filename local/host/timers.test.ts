import { join } from 'node:path';
import { tempFolder } from '../fixtures/temp-folder.ts';
import { Activity } from './activity.ts';
import { parseSchedule } from './schedule.ts';
import { Timers } from './timers.ts';
import type { TimerFunction } from './timers.ts';

/** One machine: a clock that stands still unless moved, a durable file, and the runs of its timers. */
class Machine {
  now = Date.parse('2013-03-01T00:00:00Z');
  readonly runs: { name: string; at: string; isPastDue: boolean; last: string; next: string }[] = [];
  readonly activity = new Activity();
  readonly #path = join(tempFolder('timers'), 'timers.json');
  #finish: () => void = () => undefined;
  #held = Promise.resolve();

  boot(...functions: TimerFunction[]): Timers {
    const timers = new Timers({
      functions,
      activity: this.activity,
      path: this.#path,
      now: () => this.now,
      invoke: async ({ name }, { data }) => {
        type Info = { IsPastDue: boolean; ScheduleStatus: { Last: string; Next: string } };
        const { IsPastDue, ScheduleStatus } = JSON.parse(data.json ?? '') as Info;
        const at = new Date(this.now).toISOString();
        this.runs.push({
          name,
          at,
          isPastDue: IsPastDue,
          last: ScheduleStatus.Last,
          next: ScheduleStatus.Next,
        });
        await this.#held;
        return { kind: 'failed' };
      },
    });
    timers.start();
    return timers;
  }

  /** Moves the clock and lets what became due run to its end. */
  async moveTo(instant: string, timers: Timers): Promise<void> {
    this.now = Date.parse(instant);
    timers.clockMoved();
    await this.activity.idle();
  }

  holdRuns(): void {
    this.#held = new Promise((resolve) => (this.#finish = resolve));
  }

  finishRuns(): void {
    this.#finish();
  }
}

function timer(name: string, expression: string, runOnStartup = false): TimerFunction {
  const trigger = {
    kind: 'timer',
    binding: 't',
    schedule: parseSchedule(expression, 'UTC', name),
    runOnStartup,
  } as const;
  return { name, trigger, outputs: [], callback: () => undefined, metadata: { name, bindings: {} } };
}

const nightly = timer('nightly', '0 0 2 * * *');
const isoOf = (instantMs: number | undefined) => instantMs !== undefined && new Date(instantMs).toISOString();

describe('timers', () => {
  const running: Timers[] = [];
  const boot = (machine: Machine, ...functions: TimerFunction[]) => {
    const timers = machine.boot(...functions);
    running.push(timers);
    return timers;
  };
  afterEach(() => running.splice(0).forEach((timers) => timers.stop()));

  it('fire when the clock is moved onto their instant, and name the next', async () => {
    const machine = new Machine();
    const timers = boot(machine, nightly, timer('hourly', '0 0 * * * *'));
    expect(isoOf(timers.nextAt())).toBe('2013-03-01T01:00:00.000Z');
    await machine.moveTo('2013-03-01T02:00:00Z', timers);
    expect(machine.runs.map(({ name, at }) => `${name} ${at}`)).toEqual([
      'nightly 2013-03-01T02:00:00.000Z',
      'hourly 2013-03-01T02:00:00.000Z',
    ]);
    expect(isoOf(timers.nextAt())).toBe('2013-03-01T03:00:00.000Z');
  });

  it('fire once, late, for all the nights the clock jumped over', async () => {
    const machine = new Machine();
    const timers = boot(machine, nightly);
    await machine.moveTo('2013-03-01T02:00:00.100Z', timers);
    await machine.moveTo('2013-08-20T09:00:00Z', timers);
    expect(machine.runs).toEqual([
      {
        name: 'nightly',
        at: '2013-03-01T02:00:00.100Z',
        isPastDue: false,
        last: '0001-01-01T00:00:00+00:00',
        next: '2013-03-01T02:00:00.000+00:00',
      },
      {
        name: 'nightly',
        at: '2013-08-20T09:00:00.000Z',
        isPastDue: true,
        last: '2013-03-01T02:00:00.100+00:00',
        next: '2013-03-02T02:00:00.000+00:00',
      },
    ]);
    expect(isoOf(timers.nextAt())).toBe('2013-08-21T02:00:00.000Z');
  });

  it('run at once, past due, what was missed while the host was down', async () => {
    const machine = new Machine();
    boot(machine, nightly).stop();
    machine.now = Date.parse('2013-03-01T02:00:10Z');
    boot(machine, nightly);
    await machine.activity.idle();
    expect(machine.runs.map(({ at, isPastDue }) => ({ at, isPastDue }))).toEqual([
      { at: '2013-03-01T02:00:10.000Z', isPastDue: true },
    ]);
  });

  it('repeat a run that a kill cut off, and not one that ended', async () => {
    const machine = new Machine();
    const timers = boot(machine, nightly);
    await machine.moveTo('2013-03-01T02:00:00Z', timers);
    machine.holdRuns();
    machine.now = Date.parse('2013-03-02T02:00:00Z');
    timers.clockMoved();
    timers.stop();
    machine.now = Date.parse('2013-03-02T02:00:05Z');
    boot(machine, nightly);
    expect(machine.runs.map(({ at }) => at)).toEqual([
      '2013-03-01T02:00:00.000Z',
      '2013-03-02T02:00:00.000Z',
      '2013-03-02T02:00:05.000Z',
    ]);
    machine.finishRuns();
    await machine.activity.idle();
  });

  it('do not run beside themselves: what became due meanwhile follows', async () => {
    const machine = new Machine();
    const timers = boot(machine, nightly);
    machine.holdRuns();
    machine.now = Date.parse('2013-03-01T02:00:00Z');
    timers.clockMoved();
    machine.now = Date.parse('2013-03-03T02:00:00Z');
    timers.clockMoved();
    expect(machine.runs.length).toBe(1);
    machine.finishRuns();
    await machine.activity.idle();
    expect(machine.runs.map(({ at, isPastDue }) => ({ at, isPastDue }))).toEqual([
      { at: '2013-03-01T02:00:00.000Z', isPastDue: false },
      { at: '2013-03-03T02:00:00.000Z', isPastDue: true },
    ]);
  });

  it('run at the start when asked to', async () => {
    const machine = new Machine();
    boot(machine, timer('warm', '0 0 2 * * *', true));
    await machine.activity.idle();
    expect(machine.runs.map(({ name, isPastDue }) => ({ name, isPastDue }))).toEqual([
      { name: 'warm', isPastDue: false },
    ]);
  });
});
