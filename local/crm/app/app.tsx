/** The shell, and inside it the page the address asks for. */
import * as React from 'react';
import { DashboardPage } from './dashboard/dashboard-page.tsx';
import { ListPage } from './list/list-page.tsx';
import { currentRoute, navigate, onMoved } from './navigation.ts';
import { Failure } from './parts/failure.tsx';
import { Loading } from './parts/loading.tsx';
import { useLoaded } from './parts/use-loaded.ts';
import { RecordPage } from './record/record-page.tsx';
import { addressOf, type Route } from './routing.ts';
import { AppsPage } from './shell/apps-page.tsx';
import { appsOf, siteMapOf, type InstalledApp } from './shell/apps.ts';
import { OutboxPage } from './shell/outbox-page.tsx';
import { Shell } from './shell/shell.tsx';
import { firstAddress } from './shell/site-map.ts';
import { UnknownPage } from './shell/unknown-page.tsx';

export function App(): React.ReactElement {
  const route = useRoute();
  const { loaded, again } = useLoaded(appsOf, '');
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') {
    return (
      <main className="crm-page">
        <Failure error={loaded.error} onTryAgain={again} />
      </main>
    );
  }
  const apps = loaded.value;
  // With one app there is nothing to choose.
  const app =
    route.appId === undefined
      ? apps.length === 1 || route.page !== 'start'
        ? apps[0]
        : undefined
      : apps.find(({ id }) => id === route.appId);
  return app === undefined ? (
    <Shell route={route}>
      <AppsPage apps={apps} />
    </Shell>
  ) : (
    <OpenApp app={app} route={route} />
  );
}

function OpenApp({ app, route }: { readonly app: InstalledApp; readonly route: Route }): React.ReactElement {
  const { loaded, again } = useLoaded(() => siteMapOf(app), app.id);
  const start =
    loaded.state === 'there' && route.page === 'start' ? firstAddress(loaded.value, app.id) : undefined;
  React.useEffect(() => {
    if (start !== undefined) void navigate(start, { replace: true });
  }, [start]);
  if (loaded.state === 'loading') return <Loading />;
  return (
    <Shell route={route} app={app} {...(loaded.state === 'there' && { siteMap: loaded.value })}>
      {loaded.state === 'failed' ? (
        <Failure error={loaded.error} onTryAgain={again} />
      ) : (
        <Page route={route} />
      )}
    </Shell>
  );
}

function Page({ route }: { readonly route: Route }): React.ReactElement {
  switch (route.page) {
    case 'start':
      return <Loading />;
    case 'list':
      return <ListPage key={route.etn} etn={route.etn} viewId={route.viewId} />;
    case 'record':
      return (
        <RecordPage
          key={addressOf(route)}
          etn={route.etn}
          {...(route.id !== undefined && { id: route.id })}
          {...(route.formId !== undefined && { formId: route.formId })}
          {...(route.defaults !== undefined && { defaults: route.defaults })}
        />
      );
    case 'dashboard':
      return <DashboardPage key={route.id ?? ''} id={route.id} />;
    case 'outbox':
      return <OutboxPage />;
    case 'unknown':
      return <UnknownPage what={route.what} />;
  }
}

function useRoute(): Route {
  const [route, setRoute] = React.useState(currentRoute);
  React.useEffect(() => onMoved(() => setRoute(currentRoute())), []);
  return route;
}
