/** What the host has in hand: an invocation counts from the moment its trigger reaches the host until its outcome is settled. */
export class Activity {
  #running = 0;
  #finished = 0;
  readonly #whenIdle: (() => void)[] = [];

  get running(): number {
    return this.#running;
  }

  /** How many have finished since the host started. */
  get finished(): number {
    return this.#finished;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#finished += 1;
      if (this.#running === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
    }
  }

  idle(): Promise<void> {
    return this.#running === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenIdle.push(resolve));
  }
}
