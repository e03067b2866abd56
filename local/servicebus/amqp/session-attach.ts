/**
 * Attaching to a session: the client names one in the filter of its source, or none to get the next that has messages. The attach is
 * answered when the session is locked; nothing to do within the time the client gave is answered with a timeout.
 */
import type { Sender } from 'rhea';
import type { MessageQueue } from '../message-queue.ts';
import type { Refusal } from '../refusal.ts';
import type { ConsumerLink } from './consumer-link.ts';
import { amqpTypes, holdAttach, localAttachOf, whenGone } from './rhea.ts';

export const sessionFilter = 'com.microsoft:session-filter';

/** What a client that does not say so has patience for. */
const defaultPatienceMs = 60_000;

/** An answer that comes as the client gives up meets a session that has ended: it has to come well before, also to a busy client. */
const shareOfPatience = 0.9;

type Parts = { readonly link: ConsumerLink; readonly queue: MessageQueue; readonly sessionId: unknown };

/** @throws Refusal when the session asked for is locked by another receiver */
export function attachSession(sender: Sender, { link, queue, sessionId }: Parts): void {
  const { sessions } = queue;
  if (sessions === undefined) throw new Error(`The queue '${queue.settings.name}' has no sessions.`);
  const start = (session: string) => {
    sender.set_source({ address: sender.source.address, filter: { [sessionFilter]: session } });
    const lockedUntil = queue.onLocalClock(sessions.lockedUntil(session));
    localAttachOf(sender)['properties'] = {
      'com.microsoft:locked-until-utc': amqpTypes.wrap_long(ticksOf(lockedUntil)),
    };
    link.start(session);
  };
  if (typeof sessionId === 'string') {
    sessions.accept(sessionId, link);
    start(sessionId);
    return;
  }
  const answer = holdAttach(sender);
  const waiter = {
    holder: link,
    granted: (session: string) => {
      start(session);
      answer();
    },
    refused: (refusal: Refusal) => {
      answer();
      sender.close({ condition: refusal.condition, description: refusal.message });
    },
  };
  whenGone(sender, () => {
    sessions.stopWaiting(waiter);
    answer();
  });
  sessions.acceptNext(waiter, waitMsOf(sender));
}

function waitMsOf(sender: Sender): number {
  const asked = Number(sender.properties?.['com.microsoft:timeout']);
  return (asked > 0 ? asked : defaultPatienceMs) * shareOfPatience;
}

/** .NET ticks: steps of 100 ns since the year 1. More than a double holds exactly, hence as the bytes of a long. */
function ticksOf(ms: number): Buffer {
  const ticksAt1970 = 621_355_968_000_000_000n;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(ticksAt1970 + BigInt(Math.floor(ms)) * 10_000n);
  return bytes;
}
