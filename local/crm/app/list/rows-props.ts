/** What both renderings of rows take: the table and the cards. */
import type { Row } from '../data/client.ts';
import type { TableInfo } from '../data/metadata.ts';
import type { ChangeList, ListState } from './list-state.ts';
import type { Sort } from './query.ts';
import type { Selection } from './selection.tsx';
import type { View, ViewColumn } from './view.ts';

export type RowsProps = {
  readonly table: TableInfo;
  readonly view: View;
  readonly rows: readonly Row[];
  readonly state: ListState;
  /** The order the rows have: the user's or the view's. */
  readonly sort: Sort | undefined;
  readonly busy: boolean;
  readonly onChange: ChangeList;
  readonly onFilter: (column: ViewColumn) => void;
  /** Undefined where nothing is done with chosen rows. */
  readonly selection: Selection | undefined;
};
