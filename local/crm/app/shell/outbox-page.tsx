/** The outbox's own pages under the CRM's header. */
import * as React from 'react';
import { session } from '../data/session.ts';
import { useTitle } from '../parts/use-title.ts';
import { say } from '../text/text.ts';

export function OutboxPage(): React.ReactElement {
  const { outbox } = session();
  useTitle(say('outbox'));
  if (outbox === undefined) {
    return (
      <section className="crm-card">
        <h1>{say('outbox')}</h1>
        <p>{say('noOutbox')}</p>
      </section>
    );
  }
  return (
    <section className="crm-outbox" aria-label={say('outbox')}>
      <div className="crm-outbox-head">
        <h1>{say('outbox')}</h1>
        <a href={outbox} target="_blank" rel="noreferrer">
          {say('outboxOpen')}
        </a>
      </div>
      <iframe src={outbox} title={say('outbox')} />
    </section>
  );
}
