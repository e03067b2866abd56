/** The lanes of a queue: one for all without sessions, one a session with them; idle ones are let go. */
import { Lane } from './lane.ts';

export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #bySession: boolean;

  constructor(bySession: boolean) {
    this.#bySession = bySession;
  }

  /** @param sessionId of the message or the receiver; a queue without sessions lets messages carry one and ignores it */
  of(sessionId: string | undefined): Lane {
    const key = this.#keyOf(sessionId);
    let lane = this.#lanes.get(key);
    if (lane === undefined) this.#lanes.set(key, (lane = new Lane()));
    return lane;
  }

  tidy(sessionId: string | undefined): void {
    const key = this.#keyOf(sessionId);
    if (this.#lanes.get(key)?.isIdle) this.#lanes.delete(key);
  }

  /** The session that has waited longest, by its first message, among those for which the test holds. */
  nextSession(isFree: (sessionId: string) => boolean): string | undefined {
    let next: { sessionId: string; sequence: number } | undefined;
    for (const [sessionId, lane] of this.#lanes) {
      const first = lane.firstWaiting;
      if (first === undefined || (next !== undefined && first.sequence > next.sequence) || !isFree(sessionId))
        continue;
      next = { sessionId, sequence: first.sequence };
    }
    return next?.sessionId;
  }

  #keyOf(sessionId: string | undefined): string {
    return this.#bySession && sessionId !== undefined ? sessionId : '';
  }
}
