/** Renews a lock, of a message or a session, each time half of it has passed. */
type Lock = {
  readonly lockedUntil: Date;
  /** @returns until when the lock is held now. */
  readonly renew: () => Promise<Date>;
  /** How long the lock is renewed at most, from now on. */
  readonly longestMs: number;
  readonly onLost: (error: unknown) => void;
};

const SHORTEST_WAIT_MS = 100;
/** Half of the shortest lock production queues are given; also bounds the harm of a broker whose clock is ahead. */
const LONGEST_WAIT_MS = 15_000;

/** @returns a function that ends the renewals. */
export function keepLocked({ lockedUntil, renew, longestMs, onLost }: Lock): () => void {
  const giveUpAt = performance.now() + longestMs;
  let released = false;
  let waiting: NodeJS.Timeout | undefined;

  const wait = (until: Date) => {
    const halfMs = (until.getTime() - Date.now()) / 2;
    const waitMs = Math.min(Math.max(halfMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    if (!released && performance.now() + waitMs < giveUpAt) {
      waiting = setTimeout(
        () => void renew().then(wait, (error: unknown) => released || onLost(error)),
        waitMs,
      );
    }
  };

  wait(lockedUntil);
  return () => {
    released = true;
    clearTimeout(waiting);
  };
}
