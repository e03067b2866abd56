/** Why the Web API did not answer, as far as it matters to the person at the form: what happened and what can be done. */

export type FailureKind = 'forbidden' | 'missing' | 'changed' | 'busy' | 'offline' | 'unreadable' | 'failed';

export type Failure = {
  readonly kind: FailureKind;
  /** The service's own words, for whoever is asked for help. */
  readonly message: string;
};

/** An answer that is no list of rows: a proxy's page, a cut-off connection. */
export class UnreadableAnswer extends Error {
  override readonly name: string = 'UnreadableAnswer';
}

/** @param isOnline what the client says of the network after the call failed */
export function failureOf(reason: unknown, isOnline: boolean): Failure {
  const message = messageOf(reason);
  if (!isOnline) return { kind: 'offline', message };
  if (reason instanceof UnreadableAnswer) return { kind: 'unreadable', message };
  const code = codeOf(reason);
  return { kind: (code === undefined ? undefined : kindOfCode.get(code)) ?? 'failed', message };
}

/** Dataverse's error codes for HTTP 403, 404, 412 and 429 (service protection: requests, time, concurrency). */
const kindOfCode: ReadonlyMap<number, FailureKind> = new Map([
  [0x8004_0220, 'forbidden'],
  [0x8004_0217, 'missing'],
  [0x8006_0891, 'missing'],
  [0x8006_0882, 'changed'],
  [0x8006_0892, 'changed'],
  [0x8007_2321, 'busy'],
  [0x8007_2322, 'busy'],
  [0x8007_2326, 'busy'],
]);

/** The code comes as a number, signed or not, or as hexadecimal text. */
function codeOf(reason: unknown): number | undefined {
  const code = memberOf(reason, 'errorCode') ?? memberOf(reason, 'code');
  if (typeof code === 'number') return code >>> 0;
  if (typeof code === 'string' && /^0x[0-9a-f]{8}$/i.test(code)) return Number(code);
  return undefined;
}

function messageOf(reason: unknown): string {
  const message = memberOf(reason, 'message');
  return typeof message === 'string' ? message : '';
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
