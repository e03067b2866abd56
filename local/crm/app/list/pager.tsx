/** "1–50 of 212" and the buttons that turn pages. */
import * as React from 'react';
import { IconButton } from '@fluentui/react';
import { session } from '../data/session.ts';
import { say, tagOf } from '../text/text.ts';
import type { Rows } from './use-rows.ts';

export function Pager(props: {
  readonly rows: Rows;
  readonly pageSize: number;
  readonly onPage: (page: number) => void;
}): React.ReactElement | null {
  const { rows, pageSize, onPage } = props;
  const { page, number, loading } = rows;
  if (page === undefined || (page.rows.length === 0 && number === 1)) return null;
  return (
    <div className="crm-pager">
      <p role="status">
        <bdi>{rangeInWords(rows, pageSize)}</bdi>
      </p>
      <IconButton
        iconProps={{ iconName: 'DoubleChevronLeft' }}
        ariaLabel={say('firstPage')}
        title={say('firstPage')}
        disabled={loading || number === 1}
        onClick={() => onPage(1)}
      />
      <IconButton
        iconProps={{ iconName: 'ChevronLeft' }}
        ariaLabel={say('previousPage')}
        title={say('previousPage')}
        disabled={loading || number === 1}
        onClick={() => onPage(number - 1)}
      />
      <bdi>{say('pageNumber', { page: number })}</bdi>
      <IconButton
        iconProps={{ iconName: 'ChevronRight' }}
        ariaLabel={say('nextPage')}
        title={say('nextPage')}
        disabled={loading || !page.moreRecords}
        onClick={() => onPage(number + 1)}
      />
    </div>
  );
}

/** The service counts to 5000; beyond that it only says that there are more. */
function rangeInWords({ page, number, total, totalIsLimit }: Rows, pageSize: number): string {
  const digits = (value: number): string => value.toLocaleString(tagOf(session().languageId));
  const from = (number - 1) * pageSize + 1;
  const to = from - 1 + (page?.rows.length ?? 0);
  if (to < from) return say('noRowsHere');
  const of = total === undefined ? undefined : totalIsLimit ? `${digits(total)}+` : digits(total);
  return of === undefined
    ? say('rangeOnly', { from: digits(from), to: digits(to) })
    : say('range', { from: digits(from), to: digits(to), of });
}
