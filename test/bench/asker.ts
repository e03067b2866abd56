/** A client that costs little, since it shares the machine with what it measures. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export type Ask = (method: string, path: string, body?: unknown) => Promise<Answered>;

export interface Answered {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks the Web API of a server on this machine. */
export function asker(port: number, options: { readonly bearer: string; readonly inFlight: number }): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: options.inFlight });
  const headers = { Authorization: `Bearer ${options.bearer}`, 'Content-Type': 'application/json' };
  return async (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = request({ port, agent, method, headers, path: `/api/data/v9.2/${path}` }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => {
          if ((answer.statusCode ?? 500) < 300) resolve({ headers: answer.headers, text });
          else
            reject(new Error(`${method} ${path.slice(0, 100)}: ${answer.statusCode} ${text.slice(0, 500)}`));
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

/** Works on all items, so many at a time. */
export async function inTurns<T>(
  workers: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of { [Symbol.iterator]: () => waiting }) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
