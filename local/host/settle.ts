/** The client waits minutes for a broker that died before it confirmed a settlement; on one machine the answer takes milliseconds. */
const LONGEST_WAIT_MS = 5000;

/**
 * Settles messages one per turn of the event loop. rhea, under the Service Bus client, puts settlements issued in one turn into one
 * frame without comparing the outcomes of the first two: a message to be abandoned next to a completed one would be completed.
 */
export class Settlements {
  readonly #waiting: (() => void)[] = [];
  #turnAsked = false;

  /** @param issue asks the client to settle one message. Rejects when that fails, or is not confirmed within five seconds. */
  settle(issue: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => void inTime(issue()).then(resolve, reject));
      this.#askForTurn();
    });
  }

  #askForTurn(): void {
    if (this.#turnAsked || this.#waiting.length === 0) return;
    this.#turnAsked = true;
    setImmediate(() => {
      this.#turnAsked = false;
      this.#waiting.shift()?.();
      this.#askForTurn();
    });
  }
}

async function inTime(settlement: Promise<void>): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timeout = setTimeout(
      () => reject(new Error('The broker did not confirm the settlement.')),
      LONGEST_WAIT_MS,
    );
  });
  await Promise.race([settlement, tooLate]).finally(() => clearTimeout(timeout));
}
