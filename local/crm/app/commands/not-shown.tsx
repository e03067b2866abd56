/** Names the buttons of a ribbon that are not shown here. */
import * as React from 'react';
import { say } from '../text/text.ts';

export function NotShown({ what }: { readonly what: readonly string[] }): React.ReactElement | null {
  return what.length === 0 ? null : (
    <p className="crm-not-shown">{say('ribbonNotShown', { what: what.join(', ') })}</p>
  );
}
