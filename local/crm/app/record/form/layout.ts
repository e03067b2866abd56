/** Where a section's cells stand in its grid. Rows that only serve to make a cell above taller take no room of their own. */
import type { Cell, Section } from './form-model.ts';

export interface PlacedCell {
  readonly cell: Cell;
  /** From 1, as CSS grids count. */
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
}

/** The visible cells row by row, each in the first free place of its row. */
export function placeCells(section: Pick<Section, 'columnCount' | 'rows'>): readonly PlacedCell[] {
  const taken = new Set<string>();
  const placed: PlacedCell[] = [];
  section.rows.forEach((cells, rowIndex) => {
    let column = 1;
    for (const cell of cells) {
      if (!cell.visible) continue;
      while (taken.has(`${rowIndex} ${column}`)) column += 1;
      const colspan = Math.min(cell.colspan, Math.max(1, section.columnCount - column + 1));
      for (let row = rowIndex; row < rowIndex + cell.rowspan; row += 1)
        for (let across = column; across < column + colspan; across += 1) taken.add(`${row} ${across}`);
      placed.push({ cell, row: rowIndex + 1, column, rowspan: cell.rowspan, colspan });
      column += colspan;
    }
  });
  return withoutEmptyRows(placed);
}

function withoutEmptyRows(placed: readonly PlacedCell[]): readonly PlacedCell[] {
  const begun = [...new Set(placed.map(({ row }) => row))].sort((one, other) => one - other);
  return placed.map((place) => ({
    ...place,
    row: begun.indexOf(place.row) + 1,
    rowspan: begun.filter((row) => row >= place.row && row < place.row + place.rowspan).length,
  }));
}
