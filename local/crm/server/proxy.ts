/** Hands requests on to the local Dataverse as the user who is signed in; bodies stream through. */
import { Agent, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { refusal, send } from './answers.ts';

/** What of a request the service gets to see; who asks is said by the token alone. */
const handedOn: readonly RegExp[] = [
  /^accept$/,
  /^accept-language$/,
  /^content-type$/,
  /^content-length$/,
  /^transfer-encoding$/,
  /^if-(none-)?match$/,
  /^odata-/,
  /^prefer$/,
  /^range$/,
  /^x-ms-/,
  /^mscrm\./,
];

/** Headers of an answer that are between the two servers only. */
const betweenServers: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding']);

export type ProxyTarget = {
  readonly dataverse: string;
  readonly token: string;
  readonly agent: Agent;
  /** Headers of every answer; the service's own go before them. */
  readonly common: Readonly<Record<string, string>>;
};

/** Keeps connections to the service open between requests. */
export function proxyAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 32 });
}

export function proxy(request: IncomingMessage, response: ServerResponse, target: ProxyTarget): void {
  const { dataverse, token, agent, common } = target;
  const { host, hostname, port } = new URL(dataverse);
  const headers: Record<string, string | string[]> = {
    // Links in answers begin with the host that was asked for: the browser's.
    host: request.headers.host ?? host,
    authorization: `Bearer ${token}`,
  };
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && handedOn.some((pattern) => pattern.test(name))) headers[name] = value;
  }
  const upstream = ask(
    { hostname, port, agent, method: request.method, path: request.url, headers },
    (answer) => {
      const own = Object.entries(answer.headers).filter(([name]) => !betweenServers.has(name));
      response.writeHead(answer.statusCode ?? 502, { ...common, ...Object.fromEntries(own) });
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    },
  );
  upstream.once('error', () => {
    if (response.destroyed) return;
    if (response.headersSent) response.destroy();
    else send(response, refusal(503, 'LOCAL_UNREACHABLE', 'The local Dataverse does not answer.'), common);
  });
  // Whoever went away needs no answer.
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}
