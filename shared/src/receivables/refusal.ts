/** Why something that a person wrote about receivables, or the rules for it, cannot stand: where, what was written, and what to do about it. */

export type Refusal<Code extends string> = {
  readonly code: Code;
  readonly field: string;
  /** As written, with what it was compared to where that helps. */
  readonly value: string;
  /** An English sentence, without a final stop. */
  readonly remedy: string;
};

export type Checked<Code extends string> =
  { readonly ok: true } | { readonly ok: false; readonly refusals: readonly Refusal<Code>[] };

/** Nothing refused is accepted. */
export function checked<Code extends string>(refusals: readonly Refusal<Code>[]): Checked<Code> {
  return refusals.length === 0 ? { ok: true } : { ok: false, refusals };
}
