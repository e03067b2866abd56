/** Search, filter, order, opening of all entries, and reading anew. Drawn again only when something of it changes. */
import { DefaultButton, TextField } from '@fluentui/react';
import * as React from 'react';
import type { Creation } from '../creations.ts';
import { isFiltered, type Filter, type Timeline } from '../model.ts';
import type { Direction } from '../queries.ts';
import type { Texts } from '../texts.ts';
import { sayCount } from '../words.ts';
import { CreateMenu } from './CreateMenu.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import type { FilterWays } from './use-filter.ts';

export type ToolbarProps = {
  readonly filter: Filter;
  readonly ways: FilterWays;
  readonly timeline: Timeline;
  readonly direction: Direction;
  readonly areAllExpanded: boolean;
  readonly texts: Texts;
  readonly onDirection: (direction: Direction) => void;
  readonly onExpandAll: (areExpanded: boolean) => void;
  readonly onRefresh: () => void;
  readonly creations: readonly Creation[];
  readonly onCreate: (creation: Creation) => void;
};

export const Toolbar = React.memo(function Toolbar(props: ToolbarProps): React.ReactElement {
  const { filter, ways, texts, creations, onCreate } = props;
  const [isOpen, setOpen] = React.useState(false);
  const [isCreating, setCreating] = React.useState(false);
  return (
    <>
      <div className="toolbar">
        {creations.length > 0 && (
          <DefaultButton
            aria-expanded={isCreating}
            onClick={() => setCreating(!isCreating)}
            text={texts.say('New')}
          />
        )}
        <Search text={filter.search} texts={texts} onSearch={ways.search} />
        <DefaultButton
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          text={filterText(filter, texts)}
        />
        <Commands {...commandsOf(props)} />
        {isFiltered(filter) && <DefaultButton onClick={ways.clear} text={texts.say('Filter_Clear')} />}
      </div>
      {isCreating && <CreateMenu creations={creations} say={texts.say} onCreate={onCreate} />}
      {isOpen && <FilterPanel {...props} />}
    </>
  );
});

type SearchProps = {
  readonly text: string;
  readonly texts: Texts;
  readonly onSearch: (text: string) => void;
};

const Search = React.memo(function Search({ text, texts, onSearch }: SearchProps): React.ReactElement {
  return (
    <TextField
      className="search"
      type="search"
      ariaLabel={texts.say('Search_Label')}
      placeholder={texts.say('Search_Label')}
      value={text}
      autoComplete="off"
      onChange={(_event, value) => onSearch(value ?? '')}
    />
  );
});

type CommandsProps = Pick<
  ToolbarProps,
  'direction' | 'areAllExpanded' | 'texts' | 'onDirection' | 'onExpandAll' | 'onRefresh'
>;

function commandsOf(props: ToolbarProps): CommandsProps {
  const { direction, areAllExpanded, texts, onDirection, onExpandAll, onRefresh } = props;
  return { direction, areAllExpanded, texts, onDirection, onExpandAll, onRefresh };
}

const Commands = React.memo(function Commands(props: CommandsProps): React.ReactElement {
  const { direction, areAllExpanded, texts, onDirection, onExpandAll, onRefresh } = props;
  const { say } = texts;
  return (
    <>
      <DefaultButton
        onClick={() => onDirection(direction === 'newestFirst' ? 'oldestFirst' : 'newestFirst')}
        text={say(direction === 'newestFirst' ? 'Sort_NewestFirst' : 'Sort_OldestFirst')}
      />
      <DefaultButton
        onClick={() => onExpandAll(!areAllExpanded)}
        text={say(areAllExpanded ? 'Collapse_All' : 'Expand_All')}
      />
      <DefaultButton onClick={onRefresh} text={say('Refresh')} />
    </>
  );
});

function filterText(filter: Filter, { say, count }: Texts): string {
  const chosen = filter.types.size + filter.states.size;
  return chosen === 0
    ? say('Filter_Button')
    : sayCount(say, chosen, { one: 'Filter_One', many: 'Filter_Many' }, count(chosen));
}
