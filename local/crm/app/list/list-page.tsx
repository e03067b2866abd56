/** pagetype=entitylist: a table's view with its commands. */
import * as React from 'react';
import { MessageBar, MessageBarType, SearchBox } from '@fluentui/react';
import { CommandBar } from '../commands/command-bar.tsx';
import { NotShown } from '../commands/not-shown.tsx';
import { open } from '../navigation.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { useTitle } from '../parts/use-title.ts';
import { TitleMenu } from '../parts/title-menu.tsx';
import { say } from '../text/text.ts';
import { useListState } from './list-state.ts';
import { ListView } from './list-view.tsx';
import { prepareList, type PreparedList } from './prepare-view.ts';
import { useSelection } from './selection.tsx';
import { useListRibbon } from './use-list-ribbon.ts';
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
  const selection = useSelection(state);
  const ribbon = useListRibbon({
    table,
    place: 'HomepageGrid',
    selection,
    reload: () => reload.current(),
  });
  // Above a list New opens the whole form, as in Dynamics; quick create is for rows made on the way.
  const create = (): void => void open({ page: 'record', etn: table.logicalName });
  useTitle(`${view.name} – ${table.collectionName}`);
  return (
    <section className="crm-list" aria-label={table.collectionName}>
      <CommandBar
        label={say('commands')}
        commands={[
          ...(table.rights.has('Create')
            ? [{ key: 'new', text: say('newRecord'), iconName: 'Add', onClick: create }]
            : []),
          ...ribbon.commands,
          { key: 'refresh', text: say('refresh'), iconName: 'Refresh', onClick: () => reload.current() },
        ]}
      />
      {ribbon.failure !== undefined && (
        <MessageBar messageBarType={MessageBarType.error}>{ribbon.failure}</MessageBar>
      )}
      <NotShown what={ribbon.notShown} />
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
          selection={ribbon.isSelectable ? selection : undefined}
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
