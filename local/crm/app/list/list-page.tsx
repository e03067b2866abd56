/** pagetype=entitylist: a table's view with its commands. */
import * as React from 'react';
import { CommandBarButton, SearchBox } from '@fluentui/react';
import { open } from '../navigation.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { useTitle } from '../parts/use-title.ts';
import { TitleMenu } from '../parts/title-menu.tsx';
import { openQuickCreate } from '../record/quick-create.ts';
import { say } from '../text/text.ts';
import { useListState } from './list-state.ts';
import { ListView } from './list-view.tsx';
import { prepareList, type PreparedList } from './prepare-view.ts';
import { pageSize } from './use-rows.ts';

export function ListPage(props: {
  readonly etn: string;
  readonly viewId: string | undefined;
}): React.ReactElement {
  const { etn, viewId } = props;
  const { loaded, again } = useLoaded(() => prepareList(etn, viewId), `${etn} ${viewId ?? ''}`);
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  return <ListOf list={loaded.value} />;
}

function ListOf({ list }: { readonly list: PreparedList }): React.ReactElement {
  const { table, view, views, quickFind, targets, missingView } = list;
  const { state, change } = useListState(view.id, { inHistory: true });
  const reload = React.useRef(() => {});
  const create = async (): Promise<void> => {
    if ((await openQuickCreate(table.logicalName)) !== undefined) reload.current();
  };
  useTitle(`${view.name} – ${table.collectionName}`);
  return (
    <section className="crm-list" aria-label={table.collectionName}>
      <div className="crm-commands" role="toolbar" aria-label={say('commands')}>
        {table.rights.has('Create') && (
          <CommandBarButton
            iconProps={{ iconName: 'Add' }}
            text={say('newRecord')}
            onClick={() => void create()}
          />
        )}
        <CommandBarButton
          iconProps={{ iconName: 'Refresh' }}
          text={say('refresh')}
          onClick={() => reload.current()}
        />
      </div>
      <div className="crm-card crm-list-card">
        <div className="crm-list-head">
          <TitleMenu
            chosen={view}
            all={views}
            label={say('viewChosen', { view: view.name })}
            menuLabel={say('views')}
            onChoose={(id) => void open({ page: 'list', etn: table.logicalName, viewId: id })}
          />
          {quickFind !== undefined && (
            <Search
              text={state.search}
              onSearch={(search) => change({ search })}
              table={table.collectionName}
            />
          )}
        </div>
        {missingView !== undefined && (
          <p className="crm-not-shown">{say('viewMissing', { view: missingView })}</p>
        )}
        <ListView
          key={view.id}
          table={table}
          view={view}
          quickFind={quickFind}
          targets={targets}
          state={state}
          pageSize={pageSize}
          onChange={change}
          reload={reload}
        />
      </div>
    </section>
  );
}

function Search(props: {
  readonly text: string;
  readonly table: string;
  readonly onSearch: (text: string) => void;
}): React.ReactElement {
  const { text, table, onSearch } = props;
  const [typed, setTyped] = React.useState(text);
  React.useEffect(() => setTyped(text), [text]);
  return (
    <SearchBox
      className="crm-search"
      placeholder={say('search')}
      ariaLabel={say('searchIn', { table })}
      value={typed}
      onChange={(_event, value) => setTyped(value ?? '')}
      onSearch={onSearch}
      onClear={() => onSearch('')}
    />
  );
}
