import { setImmediate as othersTurn } from 'node:timers/promises';
import rhea from 'rhea';
import type { Connection, EventContext, Receiver } from 'rhea';
import { TestBus } from '../test-bus.ts';

/** A receiver in a session of its own, as the SDK makes them. */
function openReceiver(connection: Connection): Promise<Receiver> {
  return new Promise((resolve) => {
    const session = connection.create_session();
    session.begin();
    const receiver = session.open_receiver({ source: 'dispatches', autoaccept: true });
    receiver.on('receiver_open', () => resolve(receiver));
  });
}

/** Ends the session and detaches the link after it, which is how it looks to the broker when frames cross. */
async function endThenDetach(receiver: Receiver): Promise<void> {
  const link = receiver as unknown as {
    readonly local: { readonly detach: object };
    readonly session: { readonly local: { readonly channel: number } };
    readonly connection: { _write_frame(channel: number, frame: object): void };
  };
  const { channel } = link.session.local;
  receiver.session.close();
  await othersTurn();
  link.connection._write_frame(channel, link.local.detach);
}

describe('a detach that comes after the end of its session', () => {
  let bus: TestBus;
  let connection: Connection;

  beforeEach(async () => {
    bus = await TestBus.start({ name: 'dispatches' });
    connection = rhea.create_container().connect({ host: '127.0.0.1', port: bus.port, reconnect: false });
  });

  afterEach(async () => {
    connection.close();
    await bus.stop();
  });

  it('leaves the connection and the other links on it alone', async () => {
    const [leaving, staying] = [await openReceiver(connection), await openReceiver(connection)];
    const came = new Promise((resolve) => {
      staying.on('message', ({ message }: EventContext) => resolve((message as { body?: unknown }).body));
      connection.on('disconnected', () => resolve('disconnected'));
    });
    await endThenDetach(leaving);
    await bus.client().createSender('dispatches').sendMessages({ body: 'still here' });
    expect(await came).toEqual(expect.objectContaining({ content: Buffer.from('"still here"') }));
  });
});
