/** The rows of a view with their states (loading, empty, failed), filters in words, and pages. */
import * as React from 'react';
import { DefaultButton } from '@fluentui/react';
import type { TableInfo } from '../data/metadata.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useMedia } from '../parts/use-media.ts';
import { say } from '../text/text.ts';
import { RowsCards } from './cards.tsx';
import { FilterForm } from './filter-form.tsx';
import { FilterTags } from './filter-tags.tsx';
import type { LookupTargets } from './filters.ts';
import type { ChangeList, ListState } from './list-state.ts';
import { Pager } from './pager.tsx';
import { RowsTable } from './table.tsx';
import { useRows } from './use-rows.ts';
import type { Selection } from './selection.tsx';
import type { View, ViewColumn } from './view.ts';

export type ListViewProps = {
  readonly table: TableInfo;
  readonly view: View;
  readonly quickFind: string | undefined;
  readonly targets: LookupTargets;
  readonly state: ListState;
  readonly pageSize: number;
  readonly onChange: ChangeList;
  /** Filled in with what reads the rows again. */
  readonly reload?: React.MutableRefObject<() => void>;
  /** Undefined where nothing is done with chosen rows. */
  readonly selection?: Selection | undefined;
};

export function ListView(props: ListViewProps): React.ReactElement {
  const { table, view, quickFind, targets, state, pageSize, onChange } = props;
  const { rows, reload } = useRows({ table, view, quickFind, targets, state, pageSize });
  if (props.reload) props.reload.current = reload;
  const isPhone = useMedia('(max-width: 600px)');
  const [filtering, setFiltering] = React.useState<ViewColumn>();
  const Rows = isPhone ? RowsCards : RowsTable;
  const changed = state.filters.length > 0 || state.search.trim() !== '';
  return (
    <>
      {view.notShown.length > 0 && (
        <p className="crm-not-shown">{say('viewNotShown', { what: view.notShown.join(', ') })}</p>
      )}
      <FilterTags view={view} state={state} onChange={onChange} />
      {rows.error !== undefined ? (
        <Failure error={rows.error} onTryAgain={reload} />
      ) : rows.page === undefined ? (
        <Loading />
      ) : rows.page.rows.length === 0 ? (
        <div className="crm-empty">
          <p>
            {say(changed ? 'nothingFound' : 'emptyList', { table: table.collectionName, view: view.name })}
          </p>
          {changed && (
            <DefaultButton onClick={() => onChange({ filters: [], search: '' })} text={say('clearAll')} />
          )}
        </div>
      ) : (
        <div className={rows.loading ? 'crm-rows crm-rows-busy' : 'crm-rows'}>
          <Rows
            table={table}
            view={view}
            rows={rows.page.rows}
            state={state}
            sort={state.sort ?? view.sort}
            busy={rows.loading}
            onChange={onChange}
            onFilter={setFiltering}
            selection={props.selection}
          />
        </div>
      )}
      {rows.page !== undefined && rows.error === undefined && (
        <Pager rows={rows} pageSize={pageSize} onPage={(page) => onChange({ page })} />
      )}
      {filtering && (
        <FilterForm
          column={filtering}
          filter={state.filters.find(({ key }) => key === filtering.key)}
          onClose={() => setFiltering(undefined)}
          onApply={(filter) => {
            setFiltering(undefined);
            onChange({ filters: [...state.filters.filter(({ key }) => key !== filter.key), filter] });
          }}
        />
      )}
    </>
  );
}
