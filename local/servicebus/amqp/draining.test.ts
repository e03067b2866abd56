import rhea from 'rhea';
import type { Connection } from 'rhea';
import { TestBus } from '../test-bus.ts';

/** What a receiving link is told, in its order, when it gives credit and asks to drain it in one breath. */
function drainOnce(
  connection: Connection,
  { credit, settled }: { credit: number; settled: boolean },
): Promise<string[]> {
  return new Promise((resolve) => {
    const told: string[] = [];
    const options = {
      source: 'dispatches',
      credit_window: 0,
      autoaccept: false,
      snd_settle_mode: settled ? 1 : 0,
    } as const;
    const receiver = connection.open_receiver(options);
    receiver.on('message', () => told.push('message'));
    receiver.on('receiver_drained', () => resolve([...told, 'drained']));
    receiver.on('receiver_open', () => {
      receiver.add_credit(credit);
      receiver.drain_credit();
    });
  });
}

describe('a receiver that drains its credit', () => {
  let bus: TestBus;
  let connection: Connection;

  beforeEach(async () => {
    bus = await TestBus.start({ name: 'dispatches' });
    connection = rhea.create_container().connect({ host: '127.0.0.1', port: bus.port, reconnect: false });
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages([{ body: 1 }, { body: 2 }]);
  });

  afterEach(async () => {
    connection.close();
    await bus.stop();
  });

  it.each([true, false])('gets what is there, then the answer (deleted as received: %s)', async (settled) => {
    expect(await drainOnce(connection, { credit: 3, settled })).toEqual(['message', 'message', 'drained']);
  });

  it.each([true, false])(
    'gets the answer also when no credit is left (deleted as received: %s)',
    async (settled) => {
      expect(await drainOnce(connection, { credit: 2, settled })).toEqual(['message', 'message', 'drained']);
    },
  );
});
