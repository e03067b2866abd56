/** The apps to choose from. */
import * as React from 'react';
import { addressOf } from '../routing.ts';
import { useTitle } from '../parts/use-title.ts';
import { say } from '../text/text.ts';
import type { InstalledApp } from './apps.ts';

export function AppsPage({ apps }: { readonly apps: readonly InstalledApp[] }): React.ReactElement {
  useTitle(say('appList'));
  return (
    <section className="crm-card crm-apps">
      <h1>{say('appList')}</h1>
      {apps.length === 0 ? (
        <p>{say('noApps')}</p>
      ) : (
        <ul>
          {apps.map(({ id, name, description }) => (
            <li key={id}>
              <a href={addressOf({ page: 'start', appId: id })}>{name}</a>
              {description !== '' && <p>{description}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
