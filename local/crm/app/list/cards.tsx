/** Rows as cards: for phones. Order and filters hang on one button, since there are no headers. */
import * as React from 'react';
import { DefaultButton } from '@fluentui/react';
import { say } from '../text/text.ts';
import { Cell, textOf } from './cell.tsx';
import { columnMenu } from './column-menu.tsx';
import type { RowsProps } from './rows-props.ts';
import { SelectRow } from './selection.tsx';
import { nameOf, RecordLink } from './table.tsx';

export function RowsCards(props: RowsProps): React.ReactElement {
  const { table, view, rows, state, sort, busy, onChange, onFilter, selection } = props;
  const title = view.columns.find(({ key }) => key === view.linkKey);
  const others = view.columns.filter((column) => column !== title);
  return (
    <>
      <DefaultButton
        className="crm-cards-menu"
        text={say('sortAndFilter')}
        iconProps={{ iconName: 'Sort' }}
        menuProps={{
          items: view.columns.map((column) => ({
            key: column.key,
            text: column.label,
            subMenuProps: { items: columnMenu({ column, state, sort, onChange, onFilter }) },
          })),
        }}
      />
      <ul className="crm-cards" aria-label={view.name} aria-busy={busy}>
        {rows.map((row) => (
          <li key={String(row[table.primaryId])}>
            {selection && (
              <SelectRow selection={selection} id={String(row[table.primaryId])} name={nameOf(row, view)} />
            )}
            {title && <RecordLink row={row} column={title} table={table} />}
            <dl>
              {others
                .filter((column) => textOf(row, column) !== '')
                .map((column) => (
                  <div key={column.key}>
                    <dt>{column.label}</dt>
                    <dd>
                      <Cell row={row} column={column} />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
