/** A control that throws takes down its own cell and nothing else. */
import * as React from 'react';
import { DefaultButton, Icon } from '@fluentui/react';
import { say } from '../text/text.ts';
import { ControlFailure } from './hosted-control.ts';

type BoundaryProps = {
  readonly name: string;
  readonly onTryAgain: () => void;
  readonly children: React.ReactNode;
};

export class ControlBoundary extends React.Component<BoundaryProps, { readonly failure?: ControlFailure }> {
  override state: { readonly failure?: ControlFailure } = {};

  static getDerivedStateFromError(thrown: unknown): { readonly failure: ControlFailure } {
    return { failure: thrown instanceof ControlFailure ? thrown : new ControlFailure('render', thrown) };
  }

  override render(): React.ReactNode {
    const { failure } = this.state;
    const { name, onTryAgain, children } = this.props;
    if (failure === undefined) return children;
    const detail = say('controlFailedIn', { step: failure.step, message: failure.message });
    return <ControlFailed name={name} detail={detail} onTryAgain={onTryAgain} />;
  }
}

export function ControlFailed(props: {
  readonly name: string;
  readonly detail: string;
  readonly onTryAgain: () => void;
}): React.ReactElement {
  const { name, detail, onTryAgain } = props;
  return (
    <div className="crm-failure" role="alert">
      <Icon iconName="Warning" aria-hidden className="crm-failure-icon" />
      <div>
        <p className="crm-failure-title">{say('controlFailed', { name })}</p>
        <p className="crm-failure-detail">{detail}</p>
        <div className="crm-failure-ways">
          <DefaultButton onClick={onTryAgain} text={say('tryAgain')} />
        </div>
      </div>
    </div>
  );
}
