/** A failure with its reason and a way on. */
import * as React from 'react';
import { DefaultButton, Icon } from '@fluentui/react';
import { explain } from './explain.ts';
import { say } from '../text/text.ts';

export function Failure(props: {
  readonly error: unknown;
  readonly onTryAgain?: () => void;
}): React.ReactElement {
  const { error, onTryAgain } = props;
  const { title, detail, waitSeconds = 0, signedOut } = explain(error);
  const [left, setLeft] = React.useState(waitSeconds);
  React.useEffect(() => setLeft(waitSeconds), [error, waitSeconds]);
  React.useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <div className="crm-failure" role="alert">
      <Icon iconName="Warning" aria-hidden className="crm-failure-icon" />
      <div>
        <p className="crm-failure-title">{title}</p>
        {detail !== '' && <p className="crm-failure-detail">{detail}</p>}
        <div className="crm-failure-ways">
          {signedOut === true ? (
            <a href="/signin">{say('signInAgain')}</a>
          ) : (
            onTryAgain && (
              <DefaultButton
                onClick={onTryAgain}
                disabled={left > 0}
                text={left > 0 ? say('tryAgainIn', { seconds: left }) : say('tryAgain')}
              />
            )
          )}
          <a href="main.aspx">{say('startPage')}</a>
        </div>
      </div>
    </div>
  );
}
