import { failureOf, UnreadableAnswer } from './failure.ts';

describe('a call that failed', () => {
  it.each([
    [0x80040220, 'forbidden'],
    [-2147220960, 'forbidden'],
    ['0x80040217', 'missing'],
    [0x80060882, 'changed'],
    [0x80072322, 'busy'],
    [0x80072326, 'busy'],
    [1, 'failed'],
  ])('with the code %s is %s', (errorCode, kind) => {
    expect(failureOf({ errorCode, message: 'as the service says' }, true)).toEqual({
      kind,
      message: 'as the service says',
    });
  });

  it('without a network is offline, whatever was thrown', () => {
    expect(failureOf(new TypeError('Failed to fetch'), false).kind).toBe('offline');
  });

  it('with an answer that is no list of rows is unreadable', () => {
    expect(failureOf(new UnreadableAnswer('no rows'), true).kind).toBe('unreadable');
  });

  it.each([undefined, null, 'text', 7, {}])('with %p is still told', (reason) => {
    expect(failureOf(reason, true)).toEqual({ kind: 'failed', message: '' });
  });
});
