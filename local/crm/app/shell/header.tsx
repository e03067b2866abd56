/** The dark strip on top: navigation button, app, clock, outbox, user. */
import * as React from 'react';
import { Icon } from '@fluentui/react';
import { session } from '../data/session.ts';
import { href } from '../navigation.ts';
import { addressOf } from '../routing.ts';
import { say } from '../text/text.ts';
import type { InstalledApp } from './apps.ts';
import { Clock } from './clock.tsx';
import { UserMenu } from './user-menu.tsx';

export type HeaderProps = {
  readonly app?: InstalledApp;
  readonly navigation?: {
    readonly open: boolean;
    readonly toggle: React.RefObject<HTMLButtonElement>;
    readonly onToggle: () => void;
  };
};

export function Header({ app, navigation }: HeaderProps): React.ReactElement {
  return (
    <header className="crm-header">
      {navigation && (
        <button
          ref={navigation.toggle}
          type="button"
          className="crm-header-button"
          aria-label={say('navigation')}
          aria-expanded={navigation.open}
          onClick={navigation.onToggle}
        >
          <Icon iconName="GlobalNavButton" aria-hidden />
        </button>
      )}
      <a className="crm-product" href={addressOf({ page: 'start' })}>
        {say('product')}
      </a>
      {app && (
        <a className="crm-app-name" href={addressOf({ page: 'start', appId: app.id })}>
          {app.name}
        </a>
      )}
      <span className="crm-header-space" />
      <Clock />
      {session().outbox !== undefined && (
        <a
          className="crm-header-button"
          href={href({ page: 'outbox' })}
          aria-label={say('outbox')}
          title={say('outbox')}
        >
          <Icon iconName="Mail" aria-hidden />
        </a>
      )}
      <UserMenu />
    </header>
  );
}
