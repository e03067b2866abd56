/** Search, filter, order, opening of all entries, and reading anew. */
import { DefaultButton, TextField } from '@fluentui/react';
import * as React from 'react';
import { isFiltered, noFilter, type Filter, type Timeline } from '../model.ts';
import type { Direction } from '../queries.ts';
import type { Texts } from '../texts.ts';
import { sayCount } from '../words.ts';
import { FilterPanel } from './FilterPanel.tsx';

export type ToolbarProps = {
  readonly filter: Filter;
  readonly timeline: Timeline;
  readonly direction: Direction;
  readonly areAllExpanded: boolean;
  readonly texts: Texts;
  readonly onFilter: (filter: Filter) => void;
  readonly onDirection: (direction: Direction) => void;
  readonly onExpandAll: (areExpanded: boolean) => void;
  readonly onRefresh: () => void;
};

export function Toolbar(props: ToolbarProps): React.ReactElement {
  const { filter, direction, areAllExpanded, texts, onFilter, onDirection, onExpandAll, onRefresh } = props;
  const { say } = texts;
  const [isOpen, setOpen] = React.useState(false);
  return (
    <>
      <div className="toolbar">
        <TextField
          className="search"
          type="search"
          ariaLabel={say('Search_Label')}
          placeholder={say('Search_Label')}
          value={filter.search}
          autoComplete="off"
          onChange={(_event, value) => onFilter({ ...filter, search: value ?? '' })}
        />
        <DefaultButton
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          text={filterText(filter, texts)}
        />
        <DefaultButton
          onClick={() => onDirection(direction === 'newestFirst' ? 'oldestFirst' : 'newestFirst')}
          text={say(direction === 'newestFirst' ? 'Sort_NewestFirst' : 'Sort_OldestFirst')}
        />
        <DefaultButton
          onClick={() => onExpandAll(!areAllExpanded)}
          text={say(areAllExpanded ? 'Collapse_All' : 'Expand_All')}
        />
        <DefaultButton onClick={onRefresh} text={say('Refresh')} />
        {isFiltered(filter) && (
          <DefaultButton onClick={() => onFilter(noFilter)} text={say('Filter_Clear')} />
        )}
      </div>
      {isOpen && <FilterPanel {...props} />}
    </>
  );
}

function filterText(filter: Filter, { say, count }: Texts): string {
  const chosen = filter.types.size + filter.states.size;
  return chosen === 0
    ? say('Filter_Button')
    : sayCount(say, chosen, { one: 'Filter_One', many: 'Filter_Many' }, count(chosen));
}
