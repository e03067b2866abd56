import { setTimeout as sleep } from 'node:timers/promises';
import { DataverseAnswerLost, DataverseError } from './errors.ts';

/** What the client has asked of Dataverse since it was made. */
export type Counters = {
  /** Every request sent, repeated ones included. */
  readonly httpRequests: number;
  /** Rows asked to be written: a bulk write or batch of n rows counts n, reads count none. */
  readonly rowOperations: number;
  /** Answers 429. */
  readonly throttled: number;
  readonly retries: number;
  /** Time callers stood still because of throttling or faults, summed over callers. */
  readonly waitedSeconds: number;
  /** From sending to the last byte of the answer: what Dataverse counts as execution time, and the way there and back. */
  readonly executionSeconds: number;
};

export type Call = {
  /** Method and resource, for errors. */
  readonly name: string;
  /** Carrying it out twice leaves the same rows as carrying it out once. */
  readonly repeatable: boolean;
  readonly rowOperations: number;
};

/** The current token; given the one Dataverse has just refused, a newer one if there is any. */
export type TokenSource = (refused?: string) => Promise<string>;

const maximumInFlight = 52;
/** With the pauses between them 5 to 9 seconds: longer than a service takes to come back from a restart. */
const attemptsAfterFaults = 6;
const attemptsAfterThrottling = 20;
/** Where a 429 does not say how long to wait. */
const secondsAfterThrottling = 5;
const firstBackoffSeconds = 0.3;
const longestBackoffSeconds = 30;

/**
 * The one gate to Dataverse: a bounded number of requests in flight, everybody waits when Dataverse says wait, and a
 * request is repeated only when repeating cannot do harm. Waiting is measured on monotonic time, as Dataverse's
 * protection windows are.
 */
export class Traffic {
  readonly counters = {
    httpRequests: 0,
    rowOperations: 0,
    throttled: 0,
    retries: 0,
    waitedSeconds: 0,
    executionSeconds: 0,
  };
  readonly #getToken: TokenSource;
  readonly #signal: AbortSignal | undefined;
  readonly #waiting: (() => void)[] = [];
  #freeSlots: number;
  #opensAtMs = 0;

  constructor(options: { getToken: TokenSource; maxInFlight: number; signal?: AbortSignal | undefined }) {
    if (!(options.maxInFlight >= 1 && options.maxInFlight <= maximumInFlight)) {
      throw new RangeError(`Requests in flight must be 1 to ${maximumInFlight}, not ${options.maxInFlight}`);
    }
    this.#getToken = options.getToken;
    this.#freeSlots = options.maxInFlight;
    this.#signal = options.signal;
  }

  /**
   * Runs `attempt` until it answers. 429 is obeyed and repeated (it was not carried out); 401 is repeated once with a
   * newer token; a missing answer and 502, 503, 504 are repeated when the call is repeatable or certainly was not sent.
   */
  async run<T>(call: Call, attempt: (token: string) => Promise<T>): Promise<T> {
    let faults = 0;
    let throttles = 0;
    let mayBeDone = false;
    let refusedToken: string | undefined;
    for (;;) {
      let token: string | undefined;
      try {
        return await this.#inSlot(async () => {
          token = await this.#getToken(refusedToken);
          await this.#gateOpen();
          return await this.#timed(call, token, attempt);
        });
      } catch (error) {
        if (error instanceof DataverseError) error.afterLostAnswer ||= mayBeDone;
        if (isStatus(error, 429)) {
          throttles += 1;
          if (throttles === attemptsAfterThrottling) throw error;
        } else if (isStatus(error, 401) && refusedToken === undefined && token !== undefined) {
          refusedToken = token;
        } else if (isUnanswered(error)) {
          const neverSent = error instanceof DataverseAnswerLost && error.neverSent;
          if (!neverSent && !call.repeatable) throw asLostAnswer(call, error);
          faults += 1;
          if (faults === attemptsAfterFaults) throw error;
          mayBeDone ||= !neverSent;
          await this.#wait(retryAfterOf(error) ?? backoffSeconds(faults));
        } else {
          throw error;
        }
        this.counters.retries += 1;
      }
    }
  }

  /** Dataverse said wait: holds back every caller, and never shortens a wait asked for before. */
  throttled({ retryAfterSeconds = secondsAfterThrottling }: DataverseError): void {
    this.counters.throttled += 1;
    this.#opensAtMs = Math.max(this.#opensAtMs, performance.now() + retryAfterSeconds * 1000);
  }

  async #inSlot<T>(work: () => Promise<T>): Promise<T> {
    if (this.#freeSlots > 0) this.#freeSlots -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#freeSlots += 1;
      else next();
    }
  }

  async #gateOpen(): Promise<void> {
    for (;;) {
      this.#signal?.throwIfAborted();
      const milliseconds = this.#opensAtMs - performance.now();
      if (milliseconds <= 0) return;
      await this.#wait(milliseconds / 1000);
    }
  }

  async #timed<T>(call: Call, token: string, attempt: (token: string) => Promise<T>): Promise<T> {
    this.counters.httpRequests += 1;
    this.counters.rowOperations += call.rowOperations;
    const startedMs = performance.now();
    try {
      return await attempt(token);
    } catch (error) {
      // Before the place is given to the next caller, who must find the gate closed.
      if (isStatus(error, 429)) this.throttled(error);
      throw error;
    } finally {
      this.counters.executionSeconds += (performance.now() - startedMs) / 1000;
    }
  }

  async #wait(seconds: number): Promise<void> {
    const startedMs = performance.now();
    try {
      await sleep(seconds * 1000, undefined, this.#signal && { signal: this.#signal });
    } finally {
      this.counters.waitedSeconds += (performance.now() - startedMs) / 1000;
    }
  }
}

function isStatus(error: unknown, status: number): error is DataverseError {
  return error instanceof DataverseError && error.status === status;
}

/** Nobody knows whether the request was carried out: a gateway answered for Dataverse, or nobody did. */
function isUnanswered(error: unknown): error is DataverseError | DataverseAnswerLost {
  return error instanceof DataverseAnswerLost || [502, 503, 504].some((status) => isStatus(error, status));
}

function asLostAnswer(call: Call, error: DataverseError | DataverseAnswerLost): DataverseAnswerLost {
  return error instanceof DataverseAnswerLost ? error : new DataverseAnswerLost(call.name, error);
}

function retryAfterOf(error: DataverseError | DataverseAnswerLost): number | undefined {
  return error instanceof DataverseError ? error.retryAfterSeconds : undefined;
}

/** Doubles with every attempt; the random half keeps callers that failed together from coming back together. */
function backoffSeconds(attempt: number): number {
  const ceiling = Math.min(longestBackoffSeconds, firstBackoffSeconds * 2 ** (attempt - 1));
  return ceiling * (0.5 + Math.random() / 2);
}
