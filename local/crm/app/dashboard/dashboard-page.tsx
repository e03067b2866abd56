/** pagetype=dashboard: the lists and charts of a dashboard. */
import * as React from 'react';
import { formsOf, type FormInfo } from '../data/metadata.ts';
import { ownRoles } from '../data/own-roles.ts';
import { session } from '../data/session.ts';
import { href, open } from '../navigation.ts';
import { useListState } from '../list/list-state.ts';
import { ListView } from '../list/list-view.tsx';
import { prepareList, type PreparedList } from '../list/prepare-view.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { TitleMenu } from '../parts/title-menu.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { useTitle } from '../parts/use-title.ts';
import { say } from '../text/text.ts';
import { dashboardsFor } from './audience.ts';
import { ChartView } from './chart-view.tsx';
import { readDashboard, type DashboardCell } from './dashboard.ts';

export function DashboardPage({ id }: { readonly id: string | undefined }): React.ReactElement {
  const { loaded, again } = useLoaded(ownDashboards, '');
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  const dashboards = loaded.value;
  const shown = id === undefined ? dashboards[0] : dashboards.find((one) => one.id === id);
  if (shown === undefined) {
    return (
      <section className="crm-card">
        <h1>{say('dashboards')}</h1>
        <p>{id === undefined ? say('noDashboards') : say('dashboardMissing', { dashboard: id })}</p>
      </section>
    );
  }
  return <DashboardOf key={shown.id} dashboard={shown} all={dashboards} />;
}

async function ownDashboards(): Promise<readonly FormInfo[]> {
  const [forms, roles] = await Promise.all([formsOf('none'), ownRoles()]);
  return dashboardsFor(
    forms.filter(({ type }) => type === 0 || type === 10),
    roles ?? [],
  );
}

function DashboardOf(props: {
  readonly dashboard: FormInfo;
  readonly all: readonly FormInfo[];
}): React.ReactElement {
  const { dashboard, all } = props;
  const { languageId, baseLanguageId } = session();
  const cells = React.useMemo(
    () => readDashboard(dashboard.formXml, [languageId, baseLanguageId]),
    [dashboard, languageId, baseLanguageId],
  );
  useTitle(dashboard.name);
  return (
    <section className="crm-dashboard" aria-label={dashboard.name}>
      <TitleMenu
        chosen={dashboard}
        all={all}
        label={say('dashboardChosen', { dashboard: dashboard.name })}
        menuLabel={say('dashboards')}
        onChoose={(id) => void open({ page: 'dashboard', id })}
      />
      <div className="crm-dashboard-cells">
        {cells.map((cell) => (
          <div key={cell.id} role="group" className="crm-card" aria-label={cell.label}>
            <h2>{cell.label}</h2>
            <CellContent cell={cell} />
          </div>
        ))}
      </div>
    </section>
  );
}

function CellContent({ cell: { shows } }: { readonly cell: DashboardCell }): React.ReactElement {
  switch (shows.kind) {
    case 'list':
      return <CellList {...shows} />;
    case 'chart':
      return <ChartView {...shows} />;
    case 'unknown':
      return <p className="crm-not-shown">{say('elementNotShown', { what: shows.what })}</p>;
  }
}

function CellList(props: {
  readonly table: string;
  readonly viewId: string;
  readonly rowsPerPage: number;
}): React.ReactElement {
  const { table, viewId, rowsPerPage } = props;
  const { loaded, again } = useLoaded(() => prepareList(table, viewId), `${table} ${viewId}`);
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  return <CellRows list={loaded.value} rowsPerPage={rowsPerPage} />;
}

function CellRows(props: { readonly list: PreparedList; readonly rowsPerPage: number }): React.ReactElement {
  const { list, rowsPerPage } = props;
  const { table, view, targets, missingView } = list;
  const { state, change } = useListState(view.id, { inHistory: false });
  return (
    <>
      {missingView !== undefined && (
        <p className="crm-not-shown">{say('viewMissing', { view: missingView })}</p>
      )}
      <ListView
        table={table}
        view={view}
        quickFind={undefined}
        targets={targets}
        state={state}
        pageSize={rowsPerPage}
        onChange={change}
      />
      <p>
        <a href={href({ page: 'list', etn: table.logicalName, viewId: view.id })}>
          {say('wholeList', { view: view.name })}
        </a>
      </p>
    </>
  );
}
