/** The filter and the ways to change it. The ways stay the same functions, so that what only offers them is not drawn again. */
import * as React from 'react';
import type { EntryState, EntryType } from '../entry.ts';
import { noFilter, type Filter } from '../model.ts';

export type FilterWays = {
  readonly search: (text: string) => void;
  readonly toggleType: (type: EntryType) => void;
  readonly toggleState: (state: EntryState) => void;
  readonly clear: () => void;
};

/** @param onChange called before the filter changes; it stays the same function */
export function useFilter(onChange: () => void): { readonly filter: Filter; readonly ways: FilterWays } {
  const [filter, setFilter] = React.useState<Filter>(noFilter);
  const ways = React.useMemo((): FilterWays => {
    const change = (next: (before: Filter) => Filter): void => {
      onChange();
      setFilter(next);
    };
    return {
      search: (search) => change((before) => ({ ...before, search })),
      toggleType: (type) => change((before) => ({ ...before, types: toggled(before.types, type) })),
      toggleState: (state) => change((before) => ({ ...before, states: toggled(before.states, state) })),
      clear: () => change(() => noFilter),
    };
  }, [onChange]);
  return { filter, ways };
}

function toggled<T>(chosen: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(chosen);
  if (!next.delete(one)) next.add(one);
  return next;
}
