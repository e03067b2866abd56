/** A server that does nothing but answer the same to everything, in a process of its own: what no server on this machine is faster than. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createInterface } from 'node:readline';

export interface BareAnswer {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export async function withBareServer<T>(answer: BareAnswer, work: (port: number) => Promise<T>): Promise<T> {
  const arguments_ = ['--input-type=module', '--eval', program, JSON.stringify(answer)];
  const server = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    return await work(Number(port));
  } finally {
    server.kill();
  }
}

const program = `
import { createServer } from 'node:http';
const { headers, text } = JSON.parse(process.argv[1]);
const server = createServer((_, response) => response.writeHead(200, headers).end(text));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;
