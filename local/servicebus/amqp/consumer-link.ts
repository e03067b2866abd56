/** A client's receiving link: takes messages from a queue, or from one session of it, and brings their settlements back. */
import type { Delivery, EventContext, Sender } from 'rhea';
import type { Delivered } from '../lane.ts';
import { deliveryTagOf, lockTokenOfTag } from '../lock-token.ts';
import type { MessageQueue, Properties } from '../message-queue.ts';
import { Refusal } from '../refusal.ts';
import type { SessionHolder } from '../sessions.ts';
import type { BrokerStore } from '../store.ts';
import { LinkCredit, answerDrain, confirmSettled, refuseSettlement } from './rhea.ts';

/** Settled when sent, by AMQP's snd-settle-mode: the client asked for receive-and-delete. */
const sentSettled = 1;

export class ConsumerLink implements SessionHolder {
  readonly settlesOnDelivery: boolean;
  readonly linkName: string;
  readonly #sender: Sender;
  readonly #queue: MessageQueue;
  readonly #store: BrokerStore;
  readonly #credit: LinkCredit;
  #reserved = 0;
  #sessionId: string | undefined;

  constructor(sender: Sender, { queue, store }: { queue: MessageQueue; store: BrokerStore }) {
    this.settlesOnDelivery = sender.snd_settle_mode === sentSettled;
    this.linkName = sender.name;
    this.#sender = sender;
    this.#queue = queue;
    this.#store = store;
    this.#credit = new LinkCredit(sender);
  }

  /** @param sessionId the session it holds, in a queue with sessions */
  start(sessionId?: string): void {
    this.#sessionId = sessionId;
    this.#queue.attach(this, sessionId);
    const serve = () => this.#queue.serve(sessionId);
    this.#sender.on('sender_flow', serve);
    this.#sender.on('sendable', serve);
    // A drain is answered behind the messages that this turn hands out, also those that wait for a commit.
    this.#sender.on('sender_draining', () => this.#store.afterCommit(() => answerDrain(this.#sender)));
    for (const outcome of ['accepted', 'rejected', 'modified', 'released'] as const) {
      this.#sender.on(outcome, ({ delivery }: EventContext) => {
        if (delivery !== undefined) this.#settle(outcome, delivery);
      });
    }
  }

  /** The client closed the link, or its connection is gone. */
  end(): void {
    this.#queue.detach(this);
    if (this.#sessionId !== undefined) this.#queue.sessions?.release(this.#sessionId, this);
  }

  get credit(): number {
    return this.#credit.available - this.#reserved;
  }

  reserve(): void {
    this.#reserved += 1;
  }

  deliver({ lockToken, bytes, reserved }: Delivered & { reserved: boolean }): void {
    if (reserved) this.#reserved -= 1;
    // A message that was received to be deleted is lost with its link; that is what receive-and-delete means.
    if (!this.#sender.is_open()) return;
    this.#credit.spend();
    this.#sender.send(bytes, deliveryTagOf(lockToken), 0);
  }

  lose(refusal: Refusal): void {
    this.#sender.close({ condition: refusal.condition, description: refusal.message });
  }

  #settle(outcome: 'accepted' | 'rejected' | 'modified' | 'released', delivery: Delivery): void {
    if (this.settlesOnDelivery) return;
    try {
      this.#apply(outcome, delivery);
      this.#store.afterCommit(() => confirmSettled(delivery));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuseSettlement(delivery, error);
    }
  }

  #apply(outcome: 'accepted' | 'rejected' | 'modified' | 'released', delivery: Delivery): void {
    const lockToken = lockTokenOfTag(delivery.tag) ?? '';
    const state = (delivery.remote_state ?? {}) as Outcome;
    switch (outcome) {
      case 'accepted':
        return this.#queue.complete(lockToken);
      case 'released':
        return this.#queue.abandon(lockToken);
      case 'modified':
        return state.undeliverable_here === true
          ? this.#queue.defer(lockToken, state.message_annotations ?? {})
          : this.#queue.abandon(lockToken, state.message_annotations ?? {});
      case 'rejected': {
        const { DeadLetterReason, DeadLetterErrorDescription, ...properties } = state.error?.info ?? {};
        const cause = { reason: textOf(DeadLetterReason), description: textOf(DeadLetterErrorDescription) };
        return this.#queue.deadLetter(lockToken, cause, properties);
      }
      default:
        return outcome satisfies never;
    }
  }
}

type Outcome = {
  readonly undeliverable_here?: boolean;
  readonly message_annotations?: Properties;
  readonly error?: { readonly info?: Properties };
};

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
