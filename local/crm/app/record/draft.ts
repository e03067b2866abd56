/** What has been typed into a form and not saved yet. Values in, a new draft out. */
import { sameValue, type FieldValue, type Values } from './values.ts';

export type Draft = {
  /** As the service holds them. */
  readonly saved: Values;
  /** Only what differs from `saved`. */
  readonly changes: Values;
  /** What was typed into a field that cannot be read as its type, by column. It blocks saving, and is kept. */
  readonly unreadable: ReadonlyMap<string, string>;
};

/** @param saved what the service holds; @param changes what a new row begins with */
export function draftOf(saved: Values, changes: Values = new Map()): Draft {
  return { saved, changes, unreadable: new Map() };
}

export function valueIn({ saved, changes }: Draft, column: string): FieldValue {
  return changes.has(column) ? (changes.get(column) ?? null) : (saved.get(column) ?? null);
}

/** Going back to what was there before is no change. */
export function withValue(draft: Draft, column: string, value: FieldValue): Draft {
  const changes = new Map(draft.changes);
  if (sameValue(value, draft.saved.get(column) ?? null)) changes.delete(column);
  else changes.set(column, value);
  const unreadable = new Map(draft.unreadable);
  unreadable.delete(column);
  return { ...draft, changes, unreadable };
}

export function withUnreadable(draft: Draft, column: string, text: string): Draft {
  return { ...draft, unreadable: new Map(draft.unreadable).set(column, text) };
}

/** The same edits over what the service holds by now. */
export function rebased(draft: Draft, saved: Values): Draft {
  const changes = new Map(
    [...draft.changes].filter(([column, value]) => !sameValue(value, saved.get(column) ?? null)),
  );
  return { ...draft, saved, changes };
}

export function isDirty({ changes, unreadable }: Draft): boolean {
  return changes.size > 0 || unreadable.size > 0;
}

/** Required columns that are empty, in the order given. */
export function missing(draft: Draft, required: readonly string[]): readonly string[] {
  return required.filter((column) => {
    const value = valueIn(draft, column);
    return !draft.unreadable.has(column) && (value === null || value === '');
  });
}
