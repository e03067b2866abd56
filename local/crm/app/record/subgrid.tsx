/** Rows that belong to the record, in a view of theirs: the same list as on a page of its own, with the relation added to its query. */
import * as React from 'react';
import { ActionButton, MessageBar, MessageBarType } from '@fluentui/react';
import { CommandBar } from '../commands/command-bar.tsx';
import { childOf, parseXml, serializeXml } from '../data/xml.ts';
import { element } from '../list/filters.ts';
import { useListState } from '../list/list-state.ts';
import { ListView } from '../list/list-view.tsx';
import { prepareList, type PreparedList } from '../list/prepare-view.ts';
import { useSelection } from '../list/selection.tsx';
import { useListRibbon } from '../list/use-list-ribbon.ts';
import type { View } from '../list/view.ts';
import { href } from '../navigation.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { say } from '../text/text.ts';
import type { SubgridContent } from './form/form-model.ts';
import { useForm } from './form-context.ts';
import { askFor } from './new-record.ts';
import { openQuickCreate } from './quick-create.ts';

type SubgridProps = {
  readonly content: SubgridContent;
  readonly label: string;
  readonly showLabel: boolean;
};

export function Subgrid(props: SubgridProps): React.ReactElement {
  const { content, label, showLabel } = props;
  const { id, version } = useForm();
  return (
    <div className="crm-subgrid" role="group" aria-label={label === '' ? content.id : label}>
      {showLabel && label !== '' && <h4>{label}</h4>}
      {id === undefined ? (
        <p className="crm-nothing">{say('subgridAfterSaving')}</p>
      ) : (
        <Related key={version} content={content} id={id} />
      )}
    </div>
  );
}

function Related({
  content,
  id,
}: {
  readonly content: SubgridContent;
  readonly id: string;
}): React.ReactElement {
  const { table } = useForm();
  const { viewId, relationship } = content;
  const { loaded, again } = useLoaded(() => prepareList(content.table, viewId), `${content.table} ${viewId}`);
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  const list = loaded.value;
  const lookup = relationship === undefined ? undefined : table.lists.get(relationship)?.column;
  if (relationship !== undefined && lookup === undefined)
    return <p className="crm-not-shown">{say('subgridNoRelationship', { name: relationship })}</p>;
  if (list.view === undefined || list.missingView !== undefined)
    return <p className="crm-not-shown">{say('subgridNoView', { id: viewId, table: content.table })}</p>;
  return <Rows content={content} list={list} view={related(list.view, lookup, id)} lookup={lookup} />;
}

function Rows(props: {
  readonly content: SubgridContent;
  readonly list: PreparedList;
  readonly view: View;
  readonly lookup: string | undefined;
}): React.ReactElement {
  const { content, list, view, lookup } = props;
  const { table, quickFind, targets } = list;
  const { state, change } = useListState(view.id, { inHistory: false });
  const reload = React.useRef(() => {});
  const selection = useSelection(state);
  const ribbon = useListRibbon({ table, place: 'SubGrid', selection, reload: () => reload.current() });
  return (
    <>
      {ribbon.commands.length > 0 && <CommandBar label={say('commands')} commands={ribbon.commands} />}
      {ribbon.failure !== undefined && (
        <MessageBar messageBarType={MessageBarType.error}>{ribbon.failure}</MessageBar>
      )}
      <ListView
        table={table}
        view={view}
        quickFind={quickFind}
        targets={targets}
        state={state}
        pageSize={content.rowsPerPage}
        onChange={change}
        reload={reload}
        selection={ribbon.isSelectable ? selection : undefined}
      />
      <div className="crm-subgrid-ways">
        <a className="crm-link" href={href({ page: 'list', etn: table.logicalName, viewId: view.id })}>
          {say('subgridAll')}
        </a>
        {lookup !== undefined && (
          <NewRelated table={list.table} lookup={lookup} onCreated={() => reload.current()} />
        )}
      </div>
    </>
  );
}

/** Begins a new row that points back at the record. */
function NewRelated(props: {
  readonly table: PreparedList['table'];
  readonly lookup: string;
  readonly onCreated: () => void;
}): React.ReactElement | null {
  const { table, lookup, onCreated } = props;
  const { self } = useForm();
  const [failure, setFailure] = React.useState<{ readonly error: unknown }>();
  if (self === undefined || !table.rights.has('Create') || table.columns.get(lookup)?.validForCreate !== true)
    return null;
  const create = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const created = await openQuickCreate(table.logicalName, askFor(lookup, self), self);
      if (created !== undefined) onCreated();
    } catch (error) {
      setFailure({ error });
    }
  };
  return (
    <>
      <ActionButton
        iconProps={{ iconName: 'Add' }}
        text={say('subgridNew', { table: table.displayName })}
        onClick={() => void create()}
      />
      {failure && <Failure error={failure.error} onTryAgain={() => void create()} />}
    </>
  );
}

/** The view with only the rows whose lookup points at the record. */
export function related(view: View, lookup: string | undefined, id: string): View {
  if (lookup === undefined) return view;
  const fetch = parseXml(view.fetchXml);
  const entity = childOf(fetch, 'entity');
  if (entity === undefined) return view;
  const filter = element(entity, 'filter', { type: 'and' });
  filter.append(element(entity, 'condition', { attribute: lookup, operator: 'eq', value: id }));
  entity.append(filter);
  return { ...view, fetchXml: serializeXml(fetch) };
}
