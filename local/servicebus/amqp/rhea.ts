/**
 * The few places where the broker has to know how rhea works inside. rhea has no words for: an attach that is answered later, a drain
 * that is answered when no credit is left, and a disposition of its own for each outcome.
 */
import rhea from 'rhea';
import type { Connection, Delivery, Session, Sender } from 'rhea';
import type { Refusal } from '../refusal.ts';

/** rhea's message module builds outcomes and knows the sections; its typings leave most of that out. */
export const amqpMessage = rhea.message as unknown as {
  encode(message: AmqpMessage): Buffer;
  decode(encoded: Buffer): AmqpMessage;
  accepted(): Outcome;
  rejected(fields: { error: { condition: string; description: string } }): Outcome;
};
type Outcome = { described(): unknown };

export type AmqpMessage = {
  ttl?: number;
  delivery_count?: number;
  message_id?: string | number | Buffer;
  correlation_id?: string | number | Buffer;
  reply_to?: string;
  group_id?: string;
  message_annotations?: Record<string, unknown>;
  application_properties?: Record<string, unknown>;
  body?: unknown;
};

export type Typed = { readonly value: unknown; readonly descriptor?: { readonly value: unknown } };

/** rhea's type system: wrappers for values whose AMQP type matters, and the codec. */
export const amqpTypes = rhea.types as unknown as {
  wrap_long(value: number | Buffer): Typed;
  wrap_int(value: number): Typed;
  wrap_uint(value: number): Typed;
  wrap_ulong(value: number): Typed;
  wrap_uuid(value: Buffer): Typed;
  wrap_timestamp(ms: number): Typed;
  wrap_list(items: readonly unknown[]): Typed;
  wrap_symbolic_map(map: Record<string, unknown>): Typed;
  wrap_array(items: readonly unknown[], typecode: number): Typed;
  described(descriptor: Typed, value: Typed): Typed;
  unwrap_map_simple(map: Typed): Record<string, unknown>;
  Reader: new (buffer: Buffer) => { position: number; read(): Typed; remaining(): number };
  Writer: new () => { write(value: Typed): void; toBuffer(): Buffer };
};
export const typecodes = { long: 0x81, timestamp: 0x83 } as const;

type SenderInside = {
  credit: number;
  delivery_count: number;
  _draining: boolean;
  _drained: boolean;
  _get_drain(): boolean;
  readonly state: { open_requests: number; need_open(): boolean };
  readonly local: { readonly attach: Record<string, unknown> };
};
const inside = (sender: Sender): SenderInside => sender as unknown as SenderInside;

/** The attach we answer with; fields set before the end of the event that opened the link go out with it. */
export function localAttachOf(link: unknown): Record<string, unknown> {
  return (link as SenderInside).local.attach;
}

/**
 * Keeps rhea from answering an attach at once (Service Bus answers "next available session" when there is one).
 * Call it in the `sender_open` event; the function returned sends the answer.
 */
export function holdAttach(sender: Sender): () => void {
  const { state } = inside(sender);
  state.need_open();
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    state.open_requests += 1;
    wakeUp(sender);
  };
}

/** Gives the rest of its credit back to a client that drains. */
export function answerDrain(sender: Sender): void {
  sender.set_drained(true);
  wakeUp(sender);
}

/** rhea writes what is to be written at the end of an event it raised itself; from elsewhere it has to be told. */
function wakeUp(sender: Sender): void {
  (sender.connection as unknown as { _register(): void })._register();
}

/** Counts the credit of a link exactly: rhea lowers it only when it writes, not when a message is handed to it. */
export class LinkCredit {
  readonly #sender: Sender;
  #handedOver = 0;

  constructor(sender: Sender) {
    this.#sender = sender;
    const link = inside(sender);
    // rhea answers a drain only while credit is left; a client that drains while our last messages are under way would wait in vain.
    link._get_drain = () => {
      if (!link._draining || !link._drained) return false;
      link._draining = false;
      this.#handedOver += link.credit;
      link.delivery_count += link.credit;
      link.credit = 0;
      return true;
    };
  }

  get available(): number {
    if (!this.#sender.is_open() || !this.#sender.sendable()) return 0;
    const link = inside(this.#sender);
    const underWay = this.#handedOver - link.delivery_count;
    return Math.min(link.credit - underWay, outgoingRoom(this.#sender.session));
  }

  spend(): void {
    this.#handedOver += 1;
  }
}

function outgoingRoom(session: Session): number {
  return (session as unknown as { outgoing: { available(): number } }).outgoing.available();
}

/**
 * Tells the client that its settlement is done. Several of these may share an event-loop turn, as they are all the same:
 * for the first two deliveries of a turn rhea does not look whether their outcomes differ.
 */
export function confirmSettled(delivery: Delivery): void {
  delivery.update(true, amqpMessage.accepted().described());
  markRemoteSettled(delivery);
}

/** Tells the client why its settlement was refused, in a turn (and so a disposition) of its own. */
export function refuseSettlement(delivery: Delivery, refusal: Refusal): void {
  setImmediate(() => {
    delivery.update(true, rejectedBy(refusal));
    markRemoteSettled(delivery);
  });
}

/** Tells the client why its message was not taken, in a turn of its own. */
export function refuseMessage(delivery: Delivery, refusal: Refusal): void {
  setImmediate(() => delivery.update(true, rejectedBy(refusal)));
}

function rejectedBy(refusal: Refusal): unknown {
  return amqpMessage
    .rejected({ error: { condition: refusal.condition, description: refusal.message } })
    .described();
}

// The client has nothing more to say about a delivery whose settlement we answered; unless rhea knows, the delivery keeps its place
// in the session's ring of 2048.
function markRemoteSettled(delivery: Delivery): void {
  (delivery as { remote_settled: boolean }).remote_settled = true;
}

/** Sends an answer that needs no settlement. */
export function sendSettled(sender: Sender, message: AmqpMessage): void {
  const delivery = sender.send(message as never) as { settled: boolean };
  delivery.settled = true;
}

/** Runs the callback once when the link, its session or its connection is gone. */
export function whenGone(link: Sender, gone: () => void): void {
  const { session, connection } = link;
  const once = () => {
    link.removeListener('sender_close', once);
    session.removeListener('session_close', once);
    connection.removeListener('connection_close', once);
    connection.removeListener('disconnected', once);
    gone();
  };
  link.on('sender_close', once);
  session.on('session_close', once);
  connection.on('connection_close', once);
  connection.on('disconnected', once);
}

/**
 * A client that gives a link up ends the link's session with it; its answer to our detach may come after that. rhea takes a detach
 * without a session for a reason to end the connection, and every other session on it.
 */
export function allowLateDetaches(connection: Connection): void {
  const inside = connection as unknown as {
    readonly remote_channel_map: Readonly<Record<number, unknown>>;
    on_detach(frame: { readonly channel: number }): void;
  };
  const onDetach = inside.on_detach.bind(inside);
  inside.on_detach = (frame) => {
    if (inside.remote_channel_map[frame.channel] !== undefined) onDetach(frame);
  };
}

/** Every link of a connection listens for its end, which is more than Node's default limit expects. */
export function allowManyLinks(connection: Connection): void {
  connection.setMaxListeners(0);
}
