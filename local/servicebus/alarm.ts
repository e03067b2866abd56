/** One timer that is set again and again; it never keeps the process alive. */
export class Alarm {
  #timer: NodeJS.Timeout | undefined;
  readonly #ring: () => void;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** @param delayMs how long from now, on real time; undefined turns the alarm off */
  set(delayMs: number | undefined): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (delayMs === undefined || delayMs === Infinity) return;
    // A longer delay would overflow the timer and ring at once; ringing early is harmless, the listener looks at what is due.
    const longestDelayMs = 2 ** 31 - 1;
    this.#timer = setTimeout(this.#ring, Math.min(Math.max(0, Math.ceil(delayMs)), longestDelayMs));
    this.#timer.unref();
  }
}
