/** The rows of a list's page, loaded when what is asked for changes; the old ones stay until the new ones are there. */
import * as React from 'react';
import { client, type FetchedPage } from '../data/client.ts';
import { onDayChanged } from '../data/day-changed.ts';
import type { TableInfo } from '../data/metadata.ts';
import type { LookupTargets } from './filters.ts';
import type { ListState } from './list-state.ts';
import { pageQuery } from './query.ts';
import type { View } from './view.ts';

export const pageSize = 50;

export type Rows = {
  readonly page?: FetchedPage;
  /** Of the page shown, which is not yet that of the state while it loads. */
  readonly number: number;
  readonly total?: number;
  readonly totalIsLimit: boolean;
  readonly loading: boolean;
  readonly error?: unknown;
};

export type ListQuery = {
  readonly table: TableInfo;
  readonly view: View;
  readonly quickFind: string | undefined;
  readonly targets: LookupTargets;
  readonly state: ListState;
  readonly pageSize: number;
};

export function useRows(query: ListQuery): { readonly rows: Rows; readonly reload: () => void } {
  const { state, view } = query;
  const [attempt, setAttempt] = React.useState(0);
  const [rows, setRows] = React.useState<Rows>({ number: 1, totalIsLimit: false, loading: true });
  // Cookies belong to one order, set of filters and search; page n + 1 needs what came with page n.
  const cookies = React.useRef({ of: '', byPage: new Map<number, string>() });
  const asked = JSON.stringify([view.id, state.sort, state.filters, state.search]);
  const reload = React.useCallback(() => setAttempt((before) => before + 1), []);
  React.useEffect(() => onDayChanged(reload), [reload]);
  React.useEffect(() => {
    let dropped = false;
    setRows((before) => ({ ...before, loading: true }));
    if (cookies.current.of !== asked) cookies.current = { of: asked, byPage: new Map() };
    const { byPage } = cookies.current;
    load(query, byPage.get(state.page)).then(
      (page) => {
        if (dropped) return;
        if (page.cookie !== undefined) byPage.set(state.page + 1, page.cookie);
        setRows({
          page,
          number: state.page,
          loading: false,
          totalIsLimit: page.totalIsLimit,
          ...(page.total !== undefined && { total: page.total }),
        });
      },
      (error: unknown) => {
        if (!dropped) setRows((before) => ({ ...before, loading: false, error }));
      },
    );
    return () => {
      dropped = true;
    };
    // The query is made anew with every rendering; what it depends on is in `asked` and the page.
  }, [asked, state.page, attempt]);
  return { rows, reload };
}

function load(query: ListQuery, cookie: string | undefined): Promise<FetchedPage> {
  const { table, view, quickFind, targets, state } = query;
  return client.fetch(
    table.entitySetName,
    pageQuery({
      view,
      table,
      targets,
      filters: state.filters,
      search: state.search,
      page: state.page,
      pageSize: query.pageSize,
      countAll: true,
      ...(quickFind !== undefined && { quickFind }),
      ...(state.sort && { sort: state.sort }),
      ...(cookie !== undefined && { cookie }),
    }),
  );
}
