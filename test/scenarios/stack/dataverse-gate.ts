/**
 * A gate in front of Dataverse, for the app alone: passes requests on, and holds one write of its choice back, before Dataverse took it or
 * before its answer is heard.
 */
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';

export type DataverseGate = {
  readonly url: string;
  /** Resolves when the chosen write is held; it stays held until `letGo`. One at a time. */
  hold(write: HeldWrite): Promise<void>;
  /** The held write breaks off, as when a connection is lost. */
  letGo(): void;
  close(): Promise<void>;
};

export type HeldWrite = {
  readonly isMeant: (call: { readonly path: string; readonly body: string }) => boolean;
  /** How many such writes pass before it. */
  readonly after: number;
  readonly when: 'beforeItIsDone' | 'beforeItsAnswer';
};

export async function openDataverseGate(dataverseUrl: () => URL): Promise<DataverseGate> {
  const agent = new Agent({ keepAlive: true });
  let chosen: (HeldWrite & { readonly isHeld: () => void }) | undefined;
  let passed = 0;
  let held: ServerResponse | undefined;

  /** Whether this call is the write to be held; it is so only once. */
  const isChosen = (call: Call): boolean => {
    if (!chosen || call.method === 'GET' || !chosen.isMeant(call)) return false;
    passed += 1;
    return passed === chosen.after + 1;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray());
    const call = { method: request.method ?? '', path: request.url ?? '', body: body.toString('utf8') };
    const write = isChosen(call) ? chosen : undefined;
    if (write?.when === 'beforeItIsDone') {
      held = response;
      return write.isHeld();
    }
    const answer = await forwarded(request, body);
    if (write) {
      await answer.toArray();
      held = response;
      return write.isHeld();
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // Not a pipeline: when one side dies, the other is told by the handler below.
    for await (const bytes of answer) response.write(bytes);
    response.end();
  };
  const forwarded = async (request: IncomingMessage, body: Buffer): Promise<IncomingMessage> => {
    const { hostname, port } = dataverseUrl();
    const { method, url: path, headers } = request;
    const onward = httpRequest({ hostname, port, method, path, headers, agent });
    // Also once the answer has begun: its reader hears of it by itself.
    onward.on('error', () => undefined);
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    return answer;
  };

  const server = createServer((request, response) => {
    // A side that died is what these stories are about: the other one loses its connection.
    handle(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    hold: (write) =>
      new Promise((resolve) => {
        passed = 0;
        chosen = { ...write, isHeld: resolve };
      }),
    letGo() {
      chosen = undefined;
      held?.destroy();
      held = undefined;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      agent.destroy();
    },
  };
}

type Call = { readonly method: string; readonly path: string; readonly body: string };
