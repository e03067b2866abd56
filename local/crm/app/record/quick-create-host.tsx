/** Draws the panels of rows that are being made, one over the other, and says when one was made. */
import * as React from 'react';
import { MessageBar, MessageBarType } from '@fluentui/react';
import { href, onMoved } from '../navigation.ts';
import { say } from '../text/text.ts';
import { QuickCreatePanel } from './quick-create-panel.tsx';
import { onQuickCreate, type QuickCreateRequest } from './quick-create.ts';
import type { LookupValue } from './values.ts';

export function QuickCreateHost(): React.ReactElement {
  const [requests, setRequests] = React.useState<readonly QuickCreateRequest[]>([]);
  const [made, setMade] = React.useState<LookupValue>();
  React.useEffect(() => onQuickCreate(setRequests), []);
  // Panels belong to the page they were opened on.
  React.useEffect(
    () =>
      onMoved(() => {
        setMade(undefined);
        for (const { end } of requests) end(undefined);
      }),
    [requests],
  );
  const end = (request: QuickCreateRequest, created: LookupValue | undefined): void => {
    if (created !== undefined) setMade(created);
    request.end(created);
  };
  return (
    <>
      {requests.map((request) => (
        <QuickCreatePanel key={request.id} request={request} onEnd={(created) => end(request, created)} />
      ))}
      <div className="crm-made" role="status">
        {made !== undefined && requests.length === 0 && (
          <MessageBar
            messageBarType={MessageBarType.success}
            dismissButtonAriaLabel={say('close')}
            onDismiss={() => setMade(undefined)}
          >
            {say('stateSaved')}:{' '}
            <a className="crm-link" href={href({ page: 'record', etn: made.table, id: made.id })}>
              {made.name === '' ? say('unnamed') : made.name}
            </a>
          </MessageBar>
        )}
      </div>
    </>
  );
}
