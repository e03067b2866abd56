/** How much is shown of how much, how far back everything is there, and the way to the rest. */
import { DefaultButton, PrimaryButton, Spinner } from '@fluentui/react';
import * as React from 'react';
import { isFiltered, type Filter, type Timeline } from '../model.ts';
import type { Direction } from '../queries.ts';
import type { Texts } from '../texts.ts';
import type { Failure } from '../../../common/failure.ts';
import { FailureNotice } from './Notice.tsx';
import type { Window } from './use-window.ts';

export type FooterProps = {
  readonly timeline: Timeline;
  readonly filter: Filter;
  readonly direction: Direction;
  readonly window: Window;
  readonly isReading: boolean;
  /** Ledger or activities could not be opened. */
  readonly isHalf: boolean;
  readonly failure: Failure | undefined;
  readonly texts: Texts;
  readonly onMore: () => void;
  readonly onAll: () => void;
  readonly onStop: () => void;
};

export function Footer(props: FooterProps): React.ReactElement {
  const { timeline, filter, window, isReading, failure, texts, onMore, onAll, onStop } = props;
  const { say } = texts;
  const isPart = timeline.frontier !== undefined;
  const hasMore = isPart || timeline.entries.length > window.end;
  return (
    <div className="footer">
      {failure !== undefined && (
        <FailureNotice title={say('Failed_More')} failure={failure} say={say} onRetry={onMore} />
      )}
      <p role="status">{statusOf(props)}</p>
      {isPart && isFiltered(filter) && <p>{say('Status_SearchPart')}</p>}
      {isReading ? (
        <>
          <Spinner label={say('Timeline_LoadingMore')} labelPosition="right" />
          <DefaultButton onClick={onStop} text={say('Stop')} />
        </>
      ) : (
        <>
          {hasMore && <PrimaryButton onClick={onMore} text={say('More_Load')} />}
          {isPart && <DefaultButton onClick={onAll} text={say('More_LoadAll')} />}
        </>
      )}
    </div>
  );
}

function statusOf({ timeline, direction, window, isHalf, texts }: FooterProps): string {
  const { say, dates, count } = texts;
  const { entries, frontier } = timeline;
  if (entries.length === 0) return '';
  const last = Math.min(window.end, entries.length);
  const first = Math.min(window.start + 1, last);
  const range = say('Status_Range', count(first), count(last), count(entries.length));
  if (frontier === undefined) return `${range} ${say(isHalf ? 'Status_Half' : 'Status_All')}`;
  return `${range} ${say(direction === 'newestFirst' ? 'Status_BackTo' : 'Status_UpTo', dates.day(frontier))}`;
}
