/** Rows chosen in a list, for commands about them. What is chosen is forgotten with the rows it was chosen among. */
import * as React from 'react';
import type { Row } from '../data/client.ts';
import { say } from '../text/text.ts';
import type { ListState } from './list-state.ts';

export type Selection = {
  readonly ids: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
};

export function useSelection(state: ListState): Selection {
  const of = JSON.stringify([state.page, state.sort, state.filters, state.search]);
  const [chosen, setChosen] = React.useState<{ of: string; ids: readonly string[] }>({ of, ids: [] });
  return {
    ids: chosen.of === of ? chosen.ids : none,
    choose: (ids) => setChosen({ of, ids }),
  };
}

const none: readonly string[] = [];

type Chosen = { readonly selection: Selection; readonly rows: readonly Row[]; readonly primaryId: string };

/** For all rows that are shown. */
export function SelectAll({ selection, rows, primaryId }: Chosen): React.ReactElement {
  const all = rows.map((row) => String(row[primaryId]));
  return (
    <input
      type="checkbox"
      aria-label={say('selectAllRows')}
      checked={all.length > 0 && all.every((id) => selection.ids.includes(id))}
      onChange={({ target }) => selection.choose(target.checked ? all : [])}
    />
  );
}

export function SelectRow(props: {
  readonly selection: Selection;
  readonly id: string;
  readonly name: string;
}): React.ReactElement {
  const { selection, id, name } = props;
  return (
    <input
      type="checkbox"
      aria-label={say('selectRow', { name })}
      checked={selection.ids.includes(id)}
      onChange={({ target }) =>
        selection.choose(
          target.checked ? [...selection.ids, id] : selection.ids.filter((chosen) => chosen !== id),
        )
      }
    />
  );
}
