/** What scripts put above the form, the gravest first. */
import * as React from 'react';
import { MessageBar, MessageBarType } from '@fluentui/react';
import type { FormNotification } from './notifications.ts';

export function FormNotifications(props: {
  readonly all: readonly FormNotification[];
}): React.ReactElement | null {
  if (props.all.length === 0) return null;
  const sorted = [...props.all].sort((one, other) => rankOf(one) - rankOf(other));
  return (
    <div className="crm-notifications">
      {sorted.map(({ id, level, message }) => (
        <MessageBar key={id} messageBarType={kinds[level] ?? MessageBarType.info} isMultiline>
          {message}
        </MessageBar>
      ))}
    </div>
  );
}

const kinds: Readonly<Record<string, MessageBarType>> = {
  ERROR: MessageBarType.error,
  WARNING: MessageBarType.warning,
  INFO: MessageBarType.info,
};

function rankOf({ level }: FormNotification): number {
  return Object.keys(kinds).indexOf(level);
}
