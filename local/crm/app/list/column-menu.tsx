/** What can be done with a column: order by it, filter by it. The same menu hangs on headers and, on phones, on one button. */
import type { IContextualMenuItem } from '@fluentui/react';
import { say } from '../text/text.ts';
import { isNumber } from './cell.tsx';
import { operatorsFor } from './filters.ts';
import type { ChangeList, ListState } from './list-state.ts';
import { isSortedBy, type Sort } from './query.ts';
import type { ViewColumn } from './view.ts';

export function columnMenu(options: {
  readonly column: ViewColumn;
  readonly state: ListState;
  /** The order the rows have now: the user's or the view's. */
  readonly sort: Sort | undefined;
  readonly onChange: ChangeList;
  readonly onFilter: (column: ViewColumn) => void;
}): IContextualMenuItem[] {
  const { column, state, sort, onChange, onFilter } = options;
  const sortedHere = isSortedBy(sort, column);
  const sortItem = (descending: boolean): IContextualMenuItem => ({
    key: descending ? 'descending' : 'ascending',
    text: sortText(column, descending),
    iconProps: { iconName: descending ? 'SortDown' : 'SortUp' },
    canCheck: true,
    checked: sortedHere && sort?.descending === descending,
    onClick: () =>
      onChange({
        sort: {
          column: column.column.logicalName,
          descending,
          ...(column.alias !== undefined && { alias: column.alias }),
        },
      }),
  });
  const filtered = state.filters.some(({ key }) => key === column.key);
  return [
    ...(column.sortable ? [sortItem(false), sortItem(true)] : []),
    ...(operatorsFor(column.column.type).length > 0
      ? [
          {
            key: 'filter',
            text: say('filterBy'),
            iconProps: { iconName: 'Filter' },
            onClick: () => onFilter(column),
          },
        ]
      : []),
    ...(filtered
      ? [
          {
            key: 'clear',
            text: say('clearFilter'),
            iconProps: { iconName: 'ClearFilter' },
            onClick: () => onChange({ filters: state.filters.filter(({ key }) => key !== column.key) }),
          },
        ]
      : []),
  ];
}

/** "A to Z", "old to new" or "small to large", by the column's type. */
function sortText(column: ViewColumn, descending: boolean): string {
  if (column.column.type === 'datetime') return say(descending ? 'sortNewToOld' : 'sortOldToNew');
  if (isNumber(column)) return say(descending ? 'sortLargeToSmall' : 'sortSmallToLarge');
  return say(descending ? 'sortZToA' : 'sortAToZ');
}
