import { jest } from '@jest/globals';
import { LockTable } from './lock-table.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const pause = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('a table of locks', () => {
  it('tells which ran out, in their order, and not those released or renewed', async () => {
    const lost: string[] = [];
    const table = new LockTable<string>(100, ({ key }) => lost.push(key));
    table.add('a', '');
    const renewed = table.add('b', '');
    table.add('c', '');
    table.add('d', '');
    table.release('c');

    await pause(60);
    table.renew(renewed);
    await pause(70);
    expect(lost).toEqual(['a', 'd']);
    expect(table.get('b')).toBe(renewed);

    await pause(70);
    expect(lost).toEqual(['a', 'd', 'b']);
    expect(table.size).toBe(0);
  });

  it('goes on after it was empty', async () => {
    const lost: string[] = [];
    const table = new LockTable<string>(40, ({ key }) => lost.push(key));
    table.add('a', '');
    await pause(80);
    table.add('b', '');
    await pause(80);

    expect(lost).toEqual(['a', 'b']);
  });
});
