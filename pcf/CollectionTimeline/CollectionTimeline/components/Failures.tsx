/** What is missing from the timeline: the half that could not be read, and rows that could not be understood. */
import * as React from 'react';
import type { Loaded } from '../loaded.ts';
import type { Texts } from '../texts.ts';
import { sayCount } from '../words.ts';
import { FailureNotice } from './Notice.tsx';

type FailuresProps = {
  readonly loaded: Loaded;
  readonly unreadable: number;
  readonly texts: Texts;
  readonly onRetry: () => void;
};

export function Failures({ loaded, unreadable, texts, onRetry }: FailuresProps): React.ReactElement {
  const { say, count } = texts;
  const { ledger, activities } = loaded.failed;
  return (
    <>
      {ledger !== undefined && (
        <FailureNotice title={say('Failed_Ledger')} failure={ledger} say={say} onRetry={onRetry} />
      )}
      {activities !== undefined && (
        <FailureNotice title={say('Failed_Activities')} failure={activities} say={say} onRetry={onRetry} />
      )}
      {unreadable > 0 && (
        <p className="notice">
          {sayCount(say, unreadable, { one: 'Unreadable_One', many: 'Unreadable_Many' }, count(unreadable))}
        </p>
      )}
    </>
  );
}
