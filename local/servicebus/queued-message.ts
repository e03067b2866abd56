/** A message as the broker keeps it in memory; its bytes stay in the store. */
export type QueuedMessage = {
  /** Row in the store; stays the same while the message moves between places. */
  readonly id: number;
  /** Position in its queue. A scheduled message gets a new one when it becomes visible, as in Service Bus. */
  readonly sequence: number;
  readonly sessionId?: string | undefined;
  /** Milliseconds since 1970 on the local clock; so are the other instants. */
  readonly enqueuedAt: number;
  readonly scheduledFor?: number | undefined;
  readonly timeToLiveMs?: number | undefined;
  readonly expiresAt?: number | undefined;
  /** Deliveries that ended without a settlement by the receiver, so far. */
  deliveryCount: number;
  /** `gone` when it is in nobody's reach: taken by a receiver, under way to another place, or deleted. */
  place: 'waiting' | 'scheduled' | 'deferred' | 'gone';
};

/** What survives a restart. A lock does not: after a restart every message that was locked is available again. */
export type StoredState = 'active' | 'scheduled' | 'deferred';
