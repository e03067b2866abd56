import type { DataverseError } from '../errors.ts';
import { startTestServer } from '../fixtures/server.ts';
import { ServiceProtection } from './limits.ts';

/** A protection whose clock the test moves, in seconds. */
function protectionAt(): { protection: ServiceProtection; move: (seconds: number) => void } {
  let nowMs = 1_000_000;
  return {
    protection: new ServiceProtection(() => nowMs),
    move: (seconds) => {
      nowMs += seconds * 1_000;
    },
  };
}

function refusalOf(work: () => void): { code: string; retryAfter: string | undefined } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code, headers } = error as DataverseError;
    return { code, retryAfter: headers['Retry-After'] };
  }
}

describe('service protection', () => {
  it('refuses the 6001st request within 300 seconds, until the first have left the window', () => {
    const { protection, move } = protectionAt();
    for (let request = 0; request < 6_000; request += 1) {
      protection.begin('user');
      protection.end('user', 1);
    }
    move(100);
    expect(refusalOf(() => protection.begin('user'))).toEqual({ code: '0x80072322', retryAfter: '201' });
    expect(refusalOf(() => protection.begin('another user'))).toBeUndefined();
    move(201);
    expect(refusalOf(() => protection.begin('user'))).toBeUndefined();
  });

  it('refuses after 1200 seconds of execution', () => {
    const { protection, move } = protectionAt();
    protection.begin('user');
    protection.end('user', 700_000);
    move(10);
    protection.begin('user');
    protection.end('user', 500_000);
    expect(refusalOf(() => protection.begin('user'))).toEqual({ code: '0x80072321', retryAfter: '291' });
  });

  it('refuses the 53rd request at once', () => {
    const { protection } = protectionAt();
    for (let request = 0; request < 52; request += 1) protection.begin('user');
    expect(refusalOf(() => protection.begin('user'))?.code).toBe('0x80072326');
    protection.end('user', 1);
    expect(refusalOf(() => protection.begin('user'))).toBeUndefined();
  });

  it('says what remains, and counts a batch as one request with many row operations', async () => {
    const server = await startTestServer({ limits: true });
    const admin = await server.as('admin@local');
    const answer = await admin.get('WhoAmI');
    expect(answer.headers.get('x-ms-ratelimit-burst-remaining-xrm-requests')).toBe('5999');
    const part = 'Content-Type: application/http\r\n\r\nPOST accounts HTTP/1.1\r\n\r\n{"name":"x"}\r\n';
    const parts = `--b\r\n${part}`.repeat(3);
    await admin.send('POST', '$batch', `${parts}--b--`, { 'Content-Type': 'multipart/mixed;boundary=b' });
    const state = (await (await fetch(`http://127.0.0.1:${server.port}/_local/state`)).json()) as {
      counters: { httpRequests: number; rowOperations: number };
    };
    expect(state.counters.httpRequests).toBe(2);
    // WhoAmI and three creates.
    expect(state.counters.rowOperations).toBe(4);
    await server.stop();
  });
});
