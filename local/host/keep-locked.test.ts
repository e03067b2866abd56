import { jest } from '@jest/globals';
import { keepLocked } from './keep-locked.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const delay = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const inMs = (ms: number) => new Date(Date.now() + ms);

it('renews when half of the lock has passed, until released', async () => {
  let renewals = 0;
  const renew = async () => {
    renewals += 1;
    return inMs(400);
  };
  const release = keepLocked({ lockedUntil: inMs(400), renew, longestMs: 60_000, onLost: fail });
  await delay(100);
  expect(renewals).toBe(0);
  await delay(400);
  expect(renewals).toBe(2);
  release();
  await delay(400);
  expect(renewals).toBe(2);
});

it('gives up when the lock was renewed for as long as allowed', async () => {
  let renewals = 0;
  const renew = async () => {
    renewals += 1;
    return inMs(200);
  };
  const release = keepLocked({ lockedUntil: inMs(200), renew, longestMs: 250, onLost: fail });
  await delay(600);
  release();
  expect(renewals).toBe(2);
});

it('tells of a lock that is lost, once', async () => {
  const lost: unknown[] = [];
  const release = keepLocked({
    lockedUntil: inMs(0),
    renew: () => Promise.reject(new Error('the lock expired')),
    longestMs: 60_000,
    onLost: (error) => lost.push(error),
  });
  await delay(300);
  release();
  expect(lost).toEqual([new Error('the lock expired')]);
});

function fail(error: unknown): never {
  throw error;
}
