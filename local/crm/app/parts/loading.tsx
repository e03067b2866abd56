/** Says that something is on its way, to eyes and to screen readers. */
import * as React from 'react';
import { Spinner, SpinnerSize } from '@fluentui/react';
import { say } from '../text/text.ts';

export function Loading(): React.ReactElement {
  return (
    <div className="crm-loading">
      <Spinner size={SpinnerSize.large} label={say('loading')} ariaLive="polite" />
    </div>
  );
}
