/** Rows as a table: for screens wide enough. */
import * as React from 'react';
import { ContextualMenu, DirectionalHint, Icon } from '@fluentui/react';
import type { Row } from '../data/client.ts';
import { href, open } from '../navigation.ts';
import { say } from '../text/text.ts';
import { Cell, isNumber, textOf } from './cell.tsx';
import { columnMenu } from './column-menu.tsx';
import { columnWidth } from './column-width.ts';
import type { RowsProps } from './rows-props.ts';
import { isSortedBy, type Sort } from './query.ts';
import { SelectAll, SelectRow } from './selection.tsx';
import type { ViewColumn } from './view.ts';

export function RowsTable(props: RowsProps): React.ReactElement {
  const { table, view, rows, state, sort, busy, onChange, onFilter, selection } = props;
  const [menu, setMenu] = React.useState<{ readonly column: ViewColumn; readonly target: HTMLElement }>();
  return (
    <div className="crm-table-box" role="region" aria-label={view.name} tabIndex={0}>
      <table
        className="crm-table"
        aria-busy={busy}
        style={{ width: widthOf(view, sort) + (selection === undefined ? 0 : selectionWidth) }}
      >
        <thead>
          <tr>
            {selection && (
              <td className="crm-select" style={{ width: selectionWidth }}>
                <SelectAll selection={selection} rows={rows} primaryId={table.primaryId} />
              </td>
            )}
            {view.columns.map((column) => (
              <Header
                key={column.key}
                column={column}
                sort={sort}
                filtered={state.filters.some(({ key }) => key === column.key)}
                isOpen={menu?.column.key === column.key}
                onOpen={(target) => setMenu({ column, target })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const id = String(row[table.primaryId]);
            return (
              <tr
                key={id}
                className={selection?.ids.includes(id) === true ? 'crm-selected' : undefined}
                onDoubleClick={() => void open({ page: 'record', etn: table.logicalName, id })}
              >
                {selection && (
                  <td className="crm-select">
                    <SelectRow selection={selection} id={id} name={nameOf(row, view)} />
                  </td>
                )}
                {view.columns.map((column) => (
                  <td
                    key={column.key}
                    className={isNumber(column) ? 'crm-number' : undefined}
                    title={textOf(row, column)}
                  >
                    {column.key === view.linkKey ? (
                      <RecordLink row={row} column={column} table={table} />
                    ) : (
                      <Cell row={row} column={column} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {menu && (
        <ContextualMenu
          target={menu.target}
          directionalHint={DirectionalHint.bottomLeftEdge}
          onDismiss={() => setMenu(undefined)}
          ariaLabel={menu.column.label}
          items={columnMenu({ column: menu.column, state, sort, onChange, onFilter })}
        />
      )}
    </div>
  );
}

/** Of the column of check boxes, in pixels. */
const selectionWidth = 40;

/** What a row is called in its list. */
export function nameOf(row: Row, { columns, linkKey }: RowsProps['view']): string {
  const title = columns.find(({ key }) => key === linkKey);
  return title === undefined ? '' : textOf(row, title);
}

function widthOf({ columns }: RowsProps['view'], sort: Sort | undefined): number {
  return columns.reduce((sum, column) => sum + columnWidth(column, isSortedBy(sort, column)), 0);
}

export function RecordLink(props: {
  readonly row: Row;
  readonly column: ViewColumn;
  readonly table: RowsProps['table'];
}): React.ReactElement {
  const { row, column, table } = props;
  const text = textOf(row, column);
  const id = String(row[table.primaryId]);
  return (
    <a className="crm-record-link" href={href({ page: 'record', etn: table.logicalName, id })}>
      <bdi>{text === '' ? say('noName') : text}</bdi>
    </a>
  );
}

function Header(props: {
  readonly column: ViewColumn;
  readonly sort: Sort | undefined;
  readonly filtered: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (target: HTMLElement) => void;
}): React.ReactElement {
  const { column, sort, filtered, isOpen, onOpen } = props;
  const sorted = isSortedBy(sort, column);
  return (
    <th
      scope="col"
      style={{ width: columnWidth(column, sorted) }}
      className={isNumber(column) ? 'crm-number' : undefined}
      {...(sorted && { 'aria-sort': sort?.descending === true ? 'descending' : 'ascending' })}
    >
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={column.label}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <span className="crm-header-label">{column.label}</span>
        {sorted && <Icon iconName={sort?.descending === true ? 'SortDown' : 'SortUp'} aria-hidden />}
        {filtered && <Icon iconName="FilterSolid" aria-label={say('filtered')} />}
        <Icon iconName="ChevronDown" aria-hidden className="crm-header-chevron" />
      </button>
    </th>
  );
}
