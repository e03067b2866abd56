/** The site map at the side: the groups of one area, and a choice of areas below. */
import * as React from 'react';
import { DefaultButton, Icon } from '@fluentui/react';
import { currentRoute } from '../navigation.ts';
import { readRoute, type Route } from '../routing.ts';
import { say } from '../text/text.ts';
import { addressOfItem, areaOf, type Area, type Item, type SiteMap } from './site-map.ts';

export type NavigationProps = {
  readonly siteMap: SiteMap;
  readonly appId: string;
  readonly route: Route;
  /** Whether it covers the page: then it takes the focus, and Escape closes it. */
  readonly isOver: boolean;
  readonly onClose: () => void;
};

export function Navigation(props: NavigationProps): React.ReactElement {
  const { siteMap, appId, route, isOver, onClose } = props;
  const own = areaOf(siteMap, (item) => isShown(item, route));
  const [chosen, setChosen] = React.useState<Area>();
  React.useEffect(() => setChosen(undefined), [own]);
  const area = chosen ?? own;
  const pane = React.useRef<HTMLElement>(null);
  React.useEffect(() => {
    if (isOver) pane.current?.querySelector('a')?.focus();
  }, [isOver]);
  return (
    <>
      {isOver && <div className="crm-nav-backdrop" onClick={onClose} />}
      <nav
        ref={pane}
        className={isOver ? 'crm-nav crm-nav-over' : 'crm-nav'}
        aria-label={say('navigation')}
        onKeyDown={(event) => {
          if (isOver && event.key === 'Escape') onClose();
        }}
      >
        <div className="crm-nav-groups">
          {area?.groups.map((group) => (
            <div key={group.id} role="group" aria-label={group.title === '' ? undefined : group.title}>
              {group.title !== '' && <h2>{group.title}</h2>}
              <ul>
                {group.items.map((item) => (
                  <li key={item.id}>
                    <NavigationItem item={item} appId={appId} current={isShown(item, route)} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        {siteMap.areas.length > 1 && area && (
          <DefaultButton
            className="crm-areas"
            text={area.title}
            ariaLabel={say('areaChosen', { area: area.title })}
            menuProps={{
              ariaLabel: say('areas'),
              items: siteMap.areas.map((one) => ({
                key: one.id,
                text: one.title,
                canCheck: true,
                checked: one === area,
                onClick: () => setChosen(one),
              })),
            }}
          />
        )}
      </nav>
    </>
  );
}

function NavigationItem(props: {
  readonly item: Item;
  readonly appId: string;
  readonly current: boolean;
}): React.ReactElement {
  const { item, appId, current } = props;
  const address = addressOfItem(item, appId);
  const { leadsTo } = item;
  if (address === undefined) {
    const what = leadsTo.kind === 'unknown' ? leadsTo.what : '';
    return (
      <span className="crm-nav-item crm-nav-unknown" title={say('unknownPage', { what })}>
        {item.title} <small>{say('notShownHere')}</small>
      </span>
    );
  }
  return (
    <a
      className="crm-nav-item"
      href={address}
      {...(current && { 'aria-current': 'page' as const })}
      {...(leadsTo.kind === 'elsewhere' && { target: '_blank', rel: 'noreferrer' })}
    >
      <Icon iconName={icons[leadsTo.kind]} aria-hidden className="crm-nav-icon" />
      {item.title}
    </a>
  );
}

const icons: Readonly<Record<Item['leadsTo']['kind'], string>> = {
  table: 'TableGroup',
  dashboard: 'ViewDashboard',
  page: 'Page',
  elsewhere: 'OpenInNewWindow',
  unknown: 'Unknown',
};

/** A list's item stays marked while one of its records is shown. */
function isShown({ leadsTo }: Item, route: Route): boolean {
  switch (leadsTo.kind) {
    case 'table':
      return (route.page === 'list' || route.page === 'record') && route.etn === leadsTo.table;
    case 'dashboard':
      return (
        route.page === 'dashboard' && (leadsTo.dashboardId === undefined || route.id === leadsTo.dashboardId)
      );
    case 'page': {
      const target = readRoute(new URL(leadsTo.address, location.href).search);
      return JSON.stringify({ ...target, appId: '' }) === JSON.stringify({ ...currentRoute(), appId: '' });
    }
    case 'elsewhere':
    case 'unknown':
      return false;
  }
}
