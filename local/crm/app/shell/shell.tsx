/** What is around every page: header, navigation, and where the page begins. */
import * as React from 'react';
import { onMoved } from '../navigation.ts';
import { useMedia } from '../parts/use-media.ts';
import { QuickCreateHost } from '../record/quick-create-host.tsx';
import type { Route } from '../routing.ts';
import { say } from '../text/text.ts';
import type { InstalledApp } from './apps.ts';
import { Header } from './header.tsx';
import { Navigation } from './navigation-pane.tsx';
import type { SiteMap } from './site-map.ts';

/** Below this width in pixels the navigation covers the page while it is open. */
const narrow = '(max-width: 800px)';

export type ShellProps = {
  readonly route: Route;
  readonly app?: InstalledApp;
  readonly siteMap?: SiteMap;
  readonly children: React.ReactNode;
};

export function Shell({ route, app, siteMap, children }: ShellProps): React.ReactElement {
  const isNarrow = useMedia(narrow);
  const [open, setOpen] = React.useState(!isNarrow);
  React.useEffect(() => setOpen(!isNarrow), [isNarrow]);
  React.useEffect(() => (isNarrow ? onMoved(() => setOpen(false)) : undefined), [isNarrow]);
  const hasNavigation = siteMap !== undefined && siteMap.areas.length > 0;
  const toggle = React.useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    toggle.current?.focus();
  };
  return (
    <div className="crm-shell">
      <a className="crm-skip" href="#content" onClick={goToContent}>
        {say('skipToContent')}
      </a>
      <Header
        {...(app && { app })}
        {...(hasNavigation && { navigation: { open, toggle, onToggle: () => setOpen(!open) } })}
      />
      <div className="crm-body">
        {hasNavigation && open && app && (
          <Navigation siteMap={siteMap} appId={app.id} route={route} isOver={isNarrow} onClose={close} />
        )}
        <main id="content" className="crm-content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <QuickCreateHost />
    </div>
  );
}

function goToContent(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
