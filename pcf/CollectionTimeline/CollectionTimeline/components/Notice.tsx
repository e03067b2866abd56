/** Something went wrong or is missing: what, why in the service's words, and the way on. */
import { DefaultButton } from '@fluentui/react';
import * as React from 'react';
import type { Failure } from '../../../common/failure.ts';
import { failureWords, type Say } from '../words.ts';

type NoticeProps = {
  readonly title: string;
  readonly failure: Failure;
  readonly say: Say;
  readonly onRetry?: () => void;
};

export function FailureNotice({ title, failure, say, onRetry }: NoticeProps): React.ReactElement {
  return (
    <div className="notice" role="alert">
      <p>
        <strong>{title}</strong> {say(failureWords[failure.kind])}
      </p>
      {failure.message !== '' && (
        <details>
          <summary>{say('Failure_Details')}</summary>
          {failure.message}
        </details>
      )}
      {onRetry !== undefined && <DefaultButton onClick={onRetry} text={say('Retry')} />}
    </div>
  );
}

export function Message({ text }: { readonly text: string }): React.ReactElement {
  return <p className="message">{text}</p>;
}
