/** Who may ask a part that listens on loopback. */
import type { IncomingMessage } from 'node:http';

/**
 * Whether the part was asked for by a name of this machine. A page of another site may resolve its own name to this machine (DNS
 * rebinding), but it cannot change the host it asks for.
 */
export function asksThisMachine({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
}
