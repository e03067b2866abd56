/** The text of an e-mail, letter or call, read on request. */
import { DefaultButton, Spinner } from '@fluentui/react';
import * as React from 'react';
import type { Failure } from '../../../common/failure.ts';
import type { RecordName } from '../entry.ts';
import { isFailure } from '../load.ts';
import type { Say } from '../words.ts';
import { FailureNotice } from './Notice.tsx';

export type ReadText = (activity: RecordName) => Promise<{ readonly text: string } | Failure>;

type ActivityTextProps = { readonly activity: RecordName; readonly onRead: ReadText; readonly say: Say };

export function ActivityText({ activity, onRead, say }: ActivityTextProps): React.ReactElement {
  const [read, setRead] = React.useState<{ readonly text: string } | Failure | 'reading'>();
  const isOnPage = React.useRef(true);
  React.useEffect(
    () => () => {
      isOnPage.current = false;
    },
    [],
  );
  const start = async (): Promise<void> => {
    setRead('reading');
    const answer = await onRead(activity);
    if (isOnPage.current) setRead(answer);
  };
  if (read === 'reading') return <Spinner label={say('Timeline_LoadingMore')} labelPosition="right" />;
  if (read === undefined) return <DefaultButton onClick={() => void start()} text={say('Text_Read')} />;
  if (isFailure(read)) {
    return <FailureNotice title={say('Failed_Text')} failure={read} say={say} onRetry={() => void start()} />;
  }
  return (
    <p className="text" role="status">
      {read.text === '' ? say('Text_None') : read.text}
    </p>
  );
}
