/** The filters in force in words, each with a button that ends it. */
import * as React from 'react';
import { ActionButton, IconButton } from '@fluentui/react';
import { say } from '../text/text.ts';
import type { ColumnFilter } from './filters.ts';
import type { ChangeList, ListState } from './list-state.ts';
import type { View, ViewColumn } from './view.ts';

export function FilterTags(props: {
  readonly view: View;
  readonly state: ListState;
  readonly onChange: ChangeList;
}): React.ReactElement | null {
  const { view, state, onChange } = props;
  const shown = state.filters.flatMap((filter) => {
    const column = view.columns.find(({ key }) => key === filter.key);
    return column ? [{ filter, text: inWords(filter, column) }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <ul className="crm-filter-tags" aria-label={say('filtersInForce')}>
      {shown.map(({ filter, text }) => (
        <li key={filter.key}>
          <span>{text}</span>
          <IconButton
            iconProps={{ iconName: 'Cancel' }}
            ariaLabel={say('endFilter', { filter: text })}
            title={say('endFilter', { filter: text })}
            onClick={() => onChange({ filters: state.filters.filter(({ key }) => key !== filter.key) })}
          />
        </li>
      ))}
      <li className="crm-filter-clear">
        <ActionButton onClick={() => onChange({ filters: [] })} text={say('clearFilters')} />
      </li>
    </ul>
  );
}

function inWords({ operator, values }: ColumnFilter, { label, column }: ViewColumn): string {
  const named = values.map(
    (value) => column.options?.find((option) => String(option.value) === value)?.label ?? value,
  );
  return [label, say(`filter_${operator}`), named.join(', ')].filter((part) => part !== '').join(' ');
}
