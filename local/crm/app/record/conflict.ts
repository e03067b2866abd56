/** Somebody else changed the row while it was being edited: what they changed, and where that meets the edits made here. */
import { valueIn, rebased, type Draft } from './draft.ts';
import { sameValue, type FieldValue, type Values } from './values.ts';

export type Conflict = {
  /** Who wrote last and when (ISO instant); '' when the service does not say. */
  readonly by: string;
  readonly at: string;
  /** The row as it is now. */
  readonly current: Values;
  /** Changed there and here to different values: a person decides. */
  readonly contested: readonly Change[];
  /** Changed only there: taken over. */
  readonly theirs: readonly Change[];
};

export type Change = {
  readonly column: string;
  readonly before: FieldValue;
  readonly theirs: FieldValue;
  /** What this form would save; as before when the column was not edited here. */
  readonly mine: FieldValue;
};

/** Columns the service writes on every save: they differ always and say nothing. */
const bookkeeping: ReadonlySet<string> = new Set(['modifiedon', 'modifiedby', 'versionnumber']);

export function conflictOf(draft: Draft, current: Values, { by, at }: Pick<Conflict, 'by' | 'at'>): Conflict {
  const changed = [...current]
    .filter(
      ([column, theirs]) => !bookkeeping.has(column) && !sameValue(theirs, draft.saved.get(column) ?? null),
    )
    .map(([column, theirs]): Change => ({
      column,
      before: draft.saved.get(column) ?? null,
      theirs,
      mine: valueIn(draft, column),
    }));
  const isContested = ({ column, theirs, mine }: Change): boolean =>
    draft.unreadable.has(column) || (draft.changes.has(column) && !sameValue(theirs, mine));
  return {
    by,
    at,
    current,
    contested: changed.filter(isContested),
    theirs: changed.filter((change) => !isContested(change)),
  };
}

/** The draft over the current row; in the columns named the other's value stands, everywhere else the edits made here. */
export function resolved(draft: Draft, conflict: Conflict, takeTheirs: ReadonlySet<string>): Draft {
  const kept = <T>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...entries].filter(([column]) => !takeTheirs.has(column)));
  return rebased(
    { ...draft, changes: kept(draft.changes), unreadable: kept(draft.unreadable) },
    conflict.current,
  );
}
