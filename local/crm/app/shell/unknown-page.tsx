/** A page of Dynamics that is not shown here: named, with a way on. */
import * as React from 'react';
import { href } from '../navigation.ts';
import { useTitle } from '../parts/use-title.ts';
import { say } from '../text/text.ts';

export function UnknownPage({ what }: { readonly what: string }): React.ReactElement {
  useTitle(say('unknownPageTitle'));
  return (
    <section className="crm-card">
      <h1>{say('unknownPageTitle')}</h1>
      <p>{say('unknownPage', { what })}</p>
      <p>
        <a href={href({ page: 'start' })}>{say('startPage')}</a>
      </p>
    </section>
  );
}
