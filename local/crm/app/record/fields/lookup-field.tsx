/** A reference to another row: shown as a link, and searched for by name in one of the tables it may point at. */
import * as React from 'react';
import { ActionButton, IconButton } from '@fluentui/react';
import { knownTables, type KnownTable } from '../../data/tables.ts';
import { explain } from '../../parts/explain.ts';
import { useLoaded } from '../../parts/use-loaded.ts';
import { say } from '../../text/text.ts';
import { openQuickCreate } from '../quick-create.ts';
import { isLookupValue, type LookupValue } from '../values.ts';
import { ariaOf, type FieldProps } from './field-props.ts';
import { LookupLink } from './lookup-link.tsx';
import { searchLookup, type Found } from './search-lookup.ts';

export function LookupField(props: FieldProps): React.ReactElement {
  const { value, onChange } = props;
  const place = React.useRef<HTMLSpanElement>(null);
  const tookOver = React.useRef(false);
  const isSet = isLookupValue(value);
  // What had the focus has gone with the choice: it moves on to what came instead.
  React.useEffect(() => {
    if (!tookOver.current) return;
    tookOver.current = false;
    place.current?.querySelector<HTMLElement>('a, input')?.focus();
  }, [isSet]);
  const put = (next: LookupValue | null): void => {
    tookOver.current = true;
    onChange(next);
  };
  return (
    <span ref={place}>
      {isSet ? (
        <span className="crm-lookup-value">
          <LookupLink value={value} />
          <IconButton
            iconProps={{ iconName: 'Cancel' }}
            ariaLabel={say('lookupClear', { name: value.name })}
            onClick={() => put(null)}
          />
        </span>
      ) : (
        <LookupSearch {...props} onChoose={put} />
      )}
    </span>
  );
}

function LookupSearch(
  props: FieldProps & { readonly onChoose: (value: LookupValue) => void },
): React.ReactElement {
  const { column, id, label, onChoose } = props;
  const tables = useTables(column.targets ?? []);
  const [table, setTable] = React.useState(column.targets?.[0] ?? '');
  const [text, setText] = React.useState('');
  const [open, setOpen] = React.useState(false);
  const [active, setActive] = React.useState(0);
  const search = useSearch(open ? table : undefined, text);
  const box = React.useRef<HTMLSpanElement>(null);
  React.useEffect(() => setActive(0), [search]);
  const rows = search.state === 'there' ? search.found.rows : [];
  const chosen = rows[active];
  const choose = ({ table: of, id: rowId, name }: LookupValue): void =>
    onChoose({ table: of, id: rowId, name });
  const chosenTable = tables.find(({ logicalName }) => logicalName === table);
  const create = async (of: string): Promise<void> => {
    setOpen(false);
    const created = await openQuickCreate(of);
    if (created !== undefined) choose(created);
  };
  const listId = `${id}-list`;
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) setOpen(true);
      else setActive(within(rows.length, active + (event.key === 'ArrowDown' ? 1 : -1)));
    } else if (event.key === 'Enter' && open && chosen !== undefined) choose(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: React.FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget))) setOpen(false);
  };
  return (
    <span className="crm-lookup" ref={box} onBlur={onBlur}>
      {tables.length > 1 && (
        <select
          className="crm-input crm-lookup-table"
          aria-label={`${label}: ${say('lookupIn')}`}
          value={table}
          onChange={({ target }) => setTable(target.value)}
        >
          {tables.map(({ logicalName, displayName }) => (
            <option key={logicalName} value={logicalName}>
              {displayName}
            </option>
          ))}
        </select>
      )}
      <input
        className="crm-input"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && chosen !== undefined ? `${listId}-${active}` : undefined}
        id={id}
        placeholder={say('lookupSearch', { tables: chosenTable?.displayName ?? '' })}
        value={text}
        {...ariaOf(props)}
        onChange={({ target }) => {
          setText(target.value);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <span className="crm-lookup-results">
          <ul role="listbox" id={listId} aria-label={`${label}: ${say('lookupResults')}`}>
            {rows.map((row, index) => (
              <li
                key={row.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                // Before the input loses the focus, which would close the list.
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(row);
                }}
              >
                {row.name === '' ? say('unnamed') : row.name}
                {row.detail !== '' && <small>{row.detail}</small>}
              </li>
            ))}
          </ul>
          <span role="status" className="crm-lookup-status">
            {statusOf(search)}
          </span>
          {chosenTable?.quickCreate === true && chosenTable.rights.has('Create') && (
            <ActionButton
              iconProps={{ iconName: 'Add' }}
              text={say('subgridNew', { table: chosenTable.displayName })}
              onClick={() => void create(chosenTable.logicalName)}
            />
          )}
        </span>
      )}
    </span>
  );
}

type Search =
  | { readonly state: 'searching' }
  | { readonly state: 'there'; readonly found: Found }
  | { readonly state: 'failed'; readonly error: unknown };

const pauseMs = 250;

/** Searches when typing pauses. @param table undefined: nobody is looking */
function useSearch(table: string | undefined, text: string): Search {
  const [search, setSearch] = React.useState<Search>({ state: 'searching' });
  React.useEffect(() => {
    if (table === undefined || table === '') return undefined;
    let dropped = false;
    const keep = (result: Search): void => {
      if (!dropped) setSearch(result);
    };
    keep({ state: 'searching' });
    const timer = setTimeout(
      () =>
        void searchLookup(table, text).then(
          (found) => keep({ state: 'there', found }),
          (error: unknown) => keep({ state: 'failed', error }),
        ),
      text === '' ? 0 : pauseMs,
    );
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [table, text]);
  return search;
}

function statusOf(search: Search): string {
  switch (search.state) {
    case 'searching':
      return say('lookupSearching');
    case 'failed':
      return say('lookupFailed', { reason: explain(search.error).title });
    case 'there':
      if (search.found.rows.length === 0) return say('lookupNone');
      return search.found.hasMore ? say('lookupMore') : '';
  }
}

function useTables(targets: readonly string[]): readonly KnownTable[] {
  const { loaded } = useLoaded(knownTables, '');
  return loaded.state === 'there' ? targets.flatMap((name) => loaded.value.get(name) ?? []) : [];
}

function within(count: number, index: number): number {
  return count === 0 ? 0 : (index + count) % count;
}
