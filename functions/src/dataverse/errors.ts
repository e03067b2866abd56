/** What a Dataverse request can end with when it is not an answer: refused, or not answered at all. */

/** Dataverse answered with an error. The message names the request and the reason, never a token, a query or a body. */
export class DataverseError extends Error {
  override readonly name = 'DataverseError';
  /** Method and resource, without the query: `PATCH dun_debtors(…)`. */
  readonly request: string;
  readonly status: number;
  /** Dataverse's own code, such as `0x80040217`; undefined when the answer carried none. */
  readonly code: string | undefined;
  readonly reason: string;
  /** How long Dataverse asked us to stay away, counted from its answer. */
  readonly retryAfterSeconds: number | undefined;
  /** An earlier attempt of this same request got no answer and may have been carried out. */
  afterLostAnswer = false;

  constructor(fields: {
    request: string;
    status: number;
    code?: string | undefined;
    reason: string;
    retryAfterSeconds?: number | undefined;
  }) {
    super(
      `${fields.request}: ${fields.status} ${fields.code ? `${fields.code} ` : ''}${shortened(fields.reason)}`,
    );
    this.request = fields.request;
    this.status = fields.status;
    this.code = fields.code;
    this.reason = shortened(fields.reason);
    this.retryAfterSeconds = fields.retryAfterSeconds;
  }
}

/**
 * No usable answer came. A write may or may not have been carried out: nobody knows until the rows are read again.
 * A read, or a write that is safe to repeat, ends so only after its last attempt.
 */
export class DataverseAnswerLost extends Error {
  override readonly name = 'DataverseAnswerLost';
  readonly request: string;
  /** The request certainly did not reach Dataverse: no connection could be made. */
  readonly neverSent: boolean;

  constructor(request: string, cause: unknown) {
    super(`${request}: no usable answer (${cause instanceof Error ? cause.message : String(cause)})`, {
      cause,
    });
    this.request = request;
    this.neverSent = noConnection.has(errorCodeOf(cause) ?? '');
  }
}

type HeaderReader = (name: string) => string | null | undefined;

/** Makes the error out of an answer's status, headers and text; text that is not Dataverse's JSON is not repeated. */
export function errorFromAnswer(
  request: string,
  answer: { status: number; header: HeaderReader; text: string },
): DataverseError {
  const error = dataverseErrorIn(answer.text);
  return new DataverseError({
    request,
    status: answer.status,
    code: error?.code,
    reason: error?.message ?? 'an answer without an error of Dataverse',
    retryAfterSeconds: retryAfterSeconds(answer.header),
  });
}

/** Retry-After holds seconds or a date; the date is compared with the answer's own Date, because our clock may differ. */
export function retryAfterSeconds(header: HeaderReader): number | undefined {
  const value = header('retry-after');
  if (value === null || value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const answeredAt = Date.parse(header('date') ?? '');
  return Math.max(0, (until - (Number.isNaN(answeredAt) ? Date.now() : answeredAt)) / 1000);
}

const duplicateCodes = new Set(['0x80040237', '0x80060892']);
const missingRowCodes = new Set(['0x80040217', '0x80060891']);

/** A row with this primary or alternate key is already there. */
export function isDuplicate(error: DataverseError): boolean {
  return duplicateCodes.has(error.code ?? '');
}

/** The row does not exist. A 404 for a table or a column that does not exist is a mistake of ours, and is not meant. */
export function isMissingRow(error: DataverseError): boolean {
  return error.status === 404 && missingRowCodes.has(error.code ?? '');
}

function dataverseErrorIn(text: string): { code?: string; message: string } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined; // A gateway's page: it says nothing that the status does not.
  }
  const error = (parsed as { error?: { code?: unknown; message?: unknown } } | null)?.error;
  if (typeof error?.message !== 'string') return undefined;
  return { message: error.message, ...(typeof error.code === 'string' && { code: error.code }) };
}

/** Failures that happen before the first byte of a request leaves. */
const noConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Node's `http` puts the code on the error, `fetch` on its cause. */
function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : errorCodeOf(cause);
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}
