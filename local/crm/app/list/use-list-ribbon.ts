/** The buttons a solution puts above a list or a subgrid, for the rows that are chosen in it. */
import * as React from 'react';
import { gridControlOf, type GridNow } from '../client-api/grid-control.ts';
import type { Place } from '../commands/read-ribbon.ts';
import { useRibbon, type RibbonNow } from '../commands/use-ribbon.ts';
import type { TableInfo } from '../data/metadata.ts';
import type { Selection } from './selection.tsx';

export function useListRibbon(list: {
  readonly table: TableInfo;
  readonly place: Place;
  readonly selection: Selection;
  readonly reload: () => void;
}): RibbonNow & { readonly failure: string | undefined } {
  const { table, place, selection, reload } = list;
  const [version, setVersion] = React.useState(0);
  const [failure, setFailure] = React.useState<string>();
  const now = React.useRef<GridNow>();
  now.current = {
    table: table.logicalName,
    reload: () => {
      selection.choose([]);
      reload();
    },
    refreshRibbon: () => setVersion((before) => before + 1),
  };
  const control = React.useRef<object>();
  control.current ??= gridControlOf(() => now.current as GridNow);
  const ribbon = useRibbon({
    table,
    place,
    selected: selection.ids,
    control: control.current,
    version,
    onFailure: setFailure,
  });
  return { ...ribbon, failure };
}
