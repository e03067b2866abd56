/** What went wrong, in the user's language, and what can be done about it. */
import { WebApiError } from '../data/client.ts';
import { say } from '../text/text.ts';

export type Explanation = {
  readonly title: string;
  /** The service's own words, where it has any. */
  readonly detail: string;
  /** After how many seconds trying again makes sense. */
  readonly waitSeconds?: number;
  /** Whether signing in again is the way on. */
  readonly signedOut?: boolean;
};

export function explain(error: unknown): Explanation {
  if (!(error instanceof WebApiError)) {
    return { title: say('failedHere'), detail: error instanceof Error ? error.message : String(error) };
  }
  const { status, code, message, retryAfterSeconds } = error;
  if (status === 0) return { title: say('failedOffline'), detail: '' };
  if (status === 429) {
    const seconds = retryAfterSeconds ?? 10;
    return { title: say('failedTooMany', { seconds }), detail: message, waitSeconds: seconds };
  }
  if (status === 401) return { title: say('failedSignedOut'), detail: message, signedOut: true };
  if (code === 'LOCAL_UNREACHABLE') return { title: say('failedUnreachable'), detail: '' };
  if (code === 'NOT_UNDERSTOOD') return { title: say('failedNonsense', { status }), detail: message };
  switch (status) {
    case 403:
      return { title: say('failedForbidden'), detail: message };
    case 404:
      return { title: say('failedMissing'), detail: message };
    case 412:
      return { title: say('failedChanged'), detail: message };
    case 501:
      return { title: say('failedUnsupported'), detail: message };
    default:
      return { title: say('failedService', { status }), detail: message };
  }
}
