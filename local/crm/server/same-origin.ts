/** Whose pages may ask: those of this server. A page of another site can send requests here, but it cannot forge these headers. */
import type { IncomingMessage } from 'node:http';

/** The host asked for is this machine: a foreign name that was made to resolve to it is refused. */
export function isLoopback({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
}

/** Reading may come by a link; whatever changes something must come from a page of this server. */
export function mayChange({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return headers.origin === `http://${headers.host}`;
}
