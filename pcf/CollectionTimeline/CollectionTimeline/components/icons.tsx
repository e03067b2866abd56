/** Small pictures drawn here: icon fonts would have to come from outside the control. They repeat what stands beside them in words. */
import * as React from 'react';
import type { Entry, EntryState, EntryType } from '../entry.ts';

export function EntryIcon({ entry }: { readonly entry: Entry }): React.ReactElement {
  return <Icon path={pathOf(entry)} />;
}

export function StateIcon({ state }: { readonly state: EntryState }): React.ReactElement {
  return <Icon path={statePaths[state]} />;
}

export function Caret(): React.ReactElement {
  return <Icon path="M6 4l4 4-4 4" />;
}

function Icon({ path }: { readonly path: string }): React.ReactElement {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

function pathOf(entry: Entry): string {
  switch (entry.what) {
    case 'receivable':
      return 'M4 1.5h6l2.5 2.5v10.5H4zM6 6h4.5M6 8.5h4.5M6 11h3';
    case 'payment':
      return 'M1.5 4h13v8h-13zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6M4 8h.01M12 8h.01';
    case 'stage':
      return 'M4 14.5V2M4 2.5h8l-2 2.75 2 2.75H4';
    case 'action':
    case 'activity':
      return activityPaths[entry.types.at(-1) ?? 'otherActivity'] ?? otherActivity;
  }
}

const otherActivity = 'M2 3.5h12v10.5H2zM2 6.5h12M5 1.5v3.5M11 1.5v3.5';

/** An action has the picture of its channel, which stands last among its types. */
const activityPaths: Readonly<Partial<Record<EntryType, string>>> = {
  email: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5',
  letter: 'M2 6l6-4 6 4v8H2zM2 6.5l6 4 6-4',
  sms: 'M2 2.5h12v8H7l-3 3v-3H2zM5 6.5h.01M8 6.5h.01M11 6.5h.01',
  call: 'M4.5 1.5L6.5 5 5 6.5c.8 2 2.5 3.7 4.5 4.5L11 9.5l3.5 2L13 14.5C6.5 14.5 1.5 9.5 1.5 3z',
  task: 'M2 2h12v12H2zM5 8l2.2 2.2L11.5 6',
};

const statePaths: Readonly<Record<EntryState, string>> = {
  planned: 'M8 2a6 6 0 1 0 0 12 6 6 0 1 0 0-12M8 4.5V8l2.5 1.5',
  open: 'M8 2a6 6 0 1 0 0 12 6 6 0 1 0 0-12',
  overdue: 'M8 2a6 6 0 1 0 0 12 6 6 0 1 0 0-12M8 4.5v4.5M8 11.2v.01',
  attention: 'M8 2L14.5 13.5h-13zM8 6.5v3.5M8 11.8v.01',
  done: 'M3 8.5l3.5 3.5L13 4.5',
  cancelled: 'M4 4l8 8M12 4l-8 8',
};
