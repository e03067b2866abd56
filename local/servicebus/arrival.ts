/** What a message becomes when it enters a queue: visible or scheduled, and when it expires. */
import type { Incoming } from './payload.ts';
import type { QueuedMessage } from './queued-message.ts';
import type { QueueSettings } from './settings.ts';

export type Arrival = Omit<QueuedMessage, 'id' | 'place'> & { readonly state: 'active' | 'scheduled' };

/** @param now milliseconds since 1970 on the local clock */
export function arrivalOf(
  incoming: Incoming,
  { sequence, now, settings }: { sequence: number; now: number; settings: QueueSettings },
): Arrival {
  const isScheduled = incoming.scheduledFor !== undefined && incoming.scheduledFor > now;
  const timeToLiveMs = timeToLive(incoming, settings);
  return {
    state: isScheduled ? 'scheduled' : 'active',
    sequence,
    sessionId: incoming.sessionId,
    enqueuedAt: now,
    scheduledFor: isScheduled ? incoming.scheduledFor : undefined,
    timeToLiveMs,
    // The time to live of a scheduled message begins when it becomes visible.
    expiresAt: isScheduled ? undefined : expiryOf(now, timeToLiveMs),
    deliveryCount: 0,
  };
}

/** A scheduled message joins the end of the queue as if it were sent now. */
export function madeVisible(
  scheduled: QueuedMessage,
  { sequence, now }: { sequence: number; now: number },
): QueuedMessage {
  return { ...scheduled, sequence, enqueuedAt: now, expiresAt: expiryOf(now, scheduled.timeToLiveMs) };
}

/** The shorter of what the sender asked for and what the queue allows. */
function timeToLive(
  { timeToLiveMs }: Incoming,
  { defaultTimeToLiveSeconds }: QueueSettings,
): number | undefined {
  if (defaultTimeToLiveSeconds === undefined) return timeToLiveMs;
  return Math.min(timeToLiveMs ?? Infinity, Math.round(defaultTimeToLiveSeconds * 1000));
}

function expiryOf(enqueuedAt: number, timeToLiveMs: number | undefined): number | undefined {
  return timeToLiveMs === undefined ? undefined : enqueuedAt + timeToLiveMs;
}
