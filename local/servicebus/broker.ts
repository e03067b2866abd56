/** The namespace: its queues by name, each with its dead letters. */
import type { LocalClock } from '../clock.ts';
import { MessageQueue } from './message-queue.ts';
import { entityNotFound } from './refusal.ts';
import type { QueueSettings } from './settings.ts';
import type { BrokerStore } from './store.ts';

export type QueueState = { active: number; scheduled: number; deadLettered: number; locked: number };

export class Broker {
  readonly #queues: ReadonlyMap<string, MessageQueue>;

  constructor(parts: { settings: readonly QueueSettings[]; store: BrokerStore; clock: LocalClock }) {
    const { store, clock } = parts;
    this.#queues = new Map(
      parts.settings.map((settings) => {
        const deadLetters = new MessageQueue({
          settings: deadLetterSettings(settings),
          store,
          clock,
          deadLettersOf: settings.name,
        });
        deadLetters.restore();
        const queue = new MessageQueue({ settings, store, clock, deadLetters });
        queue.restore();
        return [settings.name.toLowerCase(), queue];
      }),
    );
  }

  /**
   * @param address `name` or `name/$DeadLetterQueue`, in any case, as Service Bus compares names
   * @throws Refusal when there is no such queue
   */
  queue(address: string): MessageQueue {
    const [, name = '', subQueue] = /^\/?(.*?)(\/\$deadletterqueue)?\/?$/i.exec(address) ?? [];
    const queue = this.#queues.get(name.toLowerCase());
    const found = subQueue === undefined ? queue : queue?.deadLetters;
    if (found === undefined) throw entityNotFound(address);
    return found;
  }

  get state(): { quiet: boolean; queues: Record<string, QueueState>; nextScheduledAt?: string } {
    const queues = [...this.#queues.values()];
    const states = queues.map((queue) => stateOf(queue));
    const nextScheduled = queues
      .map((queue) => queue.nextScheduledAt ?? Infinity)
      .reduce((a, b) => Math.min(a, b), Infinity);
    return {
      quiet: states.every(({ active, locked }) => active === 0 && locked === 0),
      queues: Object.fromEntries(
        queues.map((queue, index) => [queue.settings.name, states[index] as QueueState]),
      ),
      ...(nextScheduled === Infinity ? {} : { nextScheduledAt: new Date(nextScheduled).toISOString() }),
    };
  }

  /** Does what has become due by the local clock; to be called when it was moved. */
  catchUp(): void {
    for (const queue of this.#queues.values()) queue.catchUp();
  }

  stop(): void {
    for (const queue of this.#queues.values()) {
      queue.stop();
      queue.deadLetters?.stop();
    }
  }
}

function stateOf(queue: MessageQueue): QueueState {
  const { waiting, scheduled, locked } = queue.counts;
  const letters = queue.deadLetters?.counts;
  // A dead letter that somebody is reading is still a dead letter, and keeps nobody waiting.
  const deadLettered = letters === undefined ? 0 : letters.waiting + letters.locked;
  return { active: waiting, scheduled, deadLettered, locked };
}

function deadLetterSettings({ name, lockDurationSeconds }: QueueSettings): QueueSettings {
  return {
    name: `${name}/$DeadLetterQueue`,
    requiresSession: false,
    maxDeliveryCount: Infinity,
    lockDurationSeconds,
    deadLetterOnExpiration: false,
  };
}
