/** Service protection: per user, over a sliding window of 300 seconds of real (monotonic) time. */
import { DataverseError } from '../errors.ts';

const windowSeconds = 300;
const maximumRequests = 6_000;
const maximumExecutionMs = 1_200_000;
const maximumConcurrent = 52;

interface Second {
  readonly at: number;
  requests: number;
  executionMs: number;
}

interface Usage {
  readonly seconds: Second[];
  requests: number;
  executionMs: number;
  concurrent: number;
}

export interface Remaining {
  readonly requests: number;
  readonly executionSeconds: number;
}

export class ServiceProtection {
  readonly #users = new Map<string, Usage>();
  readonly #now: () => number;

  /** @param now monotonic milliseconds; the business clock must not move these windows */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts the beginning of a request; throws 429 with Retry-After when a limit is reached. */
  begin(userId: string): Remaining {
    const usage = this.#usageOf(userId);
    if (usage.concurrent >= maximumConcurrent) {
      throw tooMany(
        '0x80072326',
        `Number of concurrent requests exceeded the limit of ${maximumConcurrent}.`,
        1,
      );
    }
    if (usage.requests >= maximumRequests) {
      const message = `Number of requests exceeded the limit of ${maximumRequests} over time window of ${windowSeconds} seconds.`;
      throw tooMany(
        '0x80072322',
        message,
        this.#secondsUntil(usage, (left) => left.requests < maximumRequests),
      );
    }
    if (usage.executionMs >= maximumExecutionMs) {
      const message =
        'Combined execution time of incoming requests exceeded limit of 1,200,000  milliseconds over time window of ' +
        `${windowSeconds} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`;
      throw tooMany(
        '0x80072321',
        message,
        this.#secondsUntil(usage, (left) => left.executionMs < maximumExecutionMs),
      );
    }
    usage.concurrent += 1;
    usage.requests += 1;
    this.#currentSecond(usage).requests += 1;
    return {
      requests: maximumRequests - usage.requests,
      executionSeconds: Math.max(0, (maximumExecutionMs - usage.executionMs) / 1_000),
    };
  }

  /** Counts the end of a request and the execution time it cost. */
  end(userId: string, executionMs: number): void {
    const usage = this.#usageOf(userId);
    usage.concurrent -= 1;
    usage.executionMs += executionMs;
    this.#currentSecond(usage).executionMs += executionMs;
  }

  #usageOf(userId: string): Usage {
    let usage = this.#users.get(userId);
    if (usage === undefined) {
      usage = { seconds: [], requests: 0, executionMs: 0, concurrent: 0 };
      this.#users.set(userId, usage);
    }
    const oldest = Math.floor(this.#now() / 1_000) - windowSeconds;
    for (let first = usage.seconds[0]; first !== undefined && first.at <= oldest; first = usage.seconds[0]) {
      usage.requests -= first.requests;
      usage.executionMs -= first.executionMs;
      usage.seconds.shift();
    }
    return usage;
  }

  #currentSecond(usage: Usage): Second {
    const at = Math.floor(this.#now() / 1_000);
    const last = usage.seconds.at(-1);
    if (last?.at === at) return last;
    const second = { at, requests: 0, executionMs: 0 };
    usage.seconds.push(second);
    return second;
  }

  /** Whole seconds until enough has left the window. */
  #secondsUntil(usage: Usage, enough: (left: { requests: number; executionMs: number }) => boolean): number {
    const left = { requests: usage.requests, executionMs: usage.executionMs };
    const now = Math.floor(this.#now() / 1_000);
    for (const second of usage.seconds) {
      left.requests -= second.requests;
      left.executionMs -= second.executionMs;
      if (enough(left)) return Math.max(1, second.at + windowSeconds + 1 - now);
    }
    return 1;
  }
}

function tooMany(code: string, message: string, retryAfterSeconds: number): DataverseError {
  return new DataverseError(429, code, message, { 'Retry-After': String(retryAfterSeconds) });
}
