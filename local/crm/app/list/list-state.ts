/** What the user made of a list: order, filters, search, page. Kept with the page's place in the browser's history, so that going back finds it. */
import * as React from 'react';
import type { ColumnFilter } from './filters.ts';
import type { Sort } from './query.ts';

export type ListState = {
  readonly viewId: string;
  readonly sort?: Sort;
  readonly filters: readonly ColumnFilter[];
  readonly search: string;
  /** From 1. */
  readonly page: number;
};

export type ChangeList = (
  change: Partial<Omit<ListState, 'viewId' | 'page'>> & { readonly page?: number },
) => void;

/** Any change but that of the page begins with the first page again. */
export function useListState(
  viewId: string,
  options: { readonly inHistory: boolean },
): { readonly state: ListState; readonly change: ChangeList } {
  const { inHistory } = options;
  const [kept, setKept] = React.useState(() => (inHistory ? fromHistory(viewId) : fresh(viewId)));
  const state = kept.viewId === viewId ? kept : fresh(viewId);
  const change: ChangeList = (what) => {
    const next = { ...state, page: 1, ...what };
    setKept(next);
    if (inHistory) history.replaceState({ ...history.state, list: next }, '');
  };
  return { state, change };
}

function fresh(viewId: string): ListState {
  return { viewId, filters: [], search: '', page: 1 };
}

function fromHistory(viewId: string): ListState {
  const kept = (history.state as { readonly list?: ListState } | null)?.list;
  return kept?.viewId === viewId ? kept : fresh(viewId);
}
