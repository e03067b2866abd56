/** What came of one try to have an effect outside the house. */
export type EffectResult =
  /** The provider took it; the receipt is its own name for it. */
  | { readonly kind: 'sent'; readonly receipt: string }
  /** Surely not sent, and never will be as it is. */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** It is the address that was refused: nothing will ever reach anybody there. */
      readonly address?: true;
    }
  /** Surely not sent, or the provider recognises the key of a repeat: safe to try again. */
  | { readonly kind: 'later'; readonly reason: string }
  /** Perhaps sent: only a person may decide to try again. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A message that cannot be composed from what it was given, and so will never be sent. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
}

/** What went wrong in one line of at most 400 characters, for rows and logs. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? messageOf(error) : String(error);
  return text.replace(/\s+/g, ' ').trim().slice(0, 400);
}

/** `fetch` says only “fetch failed”; why stands in its cause. */
function messageOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
