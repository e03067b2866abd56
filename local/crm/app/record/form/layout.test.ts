import { describe, expect, it } from '@jest/globals';
import type { Cell } from './form-model.ts';
import { placeCells } from './layout.ts';

function cell(id: string, size: { colspan?: number; rowspan?: number; visible?: boolean } = {}): Cell {
  return {
    id,
    labels: new Map(),
    showLabel: true,
    visible: true,
    colspan: 1,
    rowspan: 1,
    content: undefined,
    ...size,
  };
}

/** `id row/rows column/columns` of each cell. */
function placed(columnCount: number, rows: readonly (readonly Cell[])[]): readonly string[] {
  return placeCells({ columnCount, rows }).map(
    ({ cell: { id }, row, rowspan, column, colspan }) => `${id} ${row}/${rowspan} ${column}/${colspan}`,
  );
}

describe('cells of a section', () => {
  it('stand where their row and order say', () => {
    expect(placed(2, [[cell('a'), cell('b')], [cell('c')]])).toEqual(['a 1/1 1/1', 'b 1/1 2/1', 'c 2/1 1/1']);
  });

  it('go around a cell that reaches down from above', () => {
    expect(placed(2, [[cell('a', { rowspan: 2 }), cell('b')], [cell('c')]])).toEqual([
      'a 1/2 1/1',
      'b 1/1 2/1',
      'c 2/1 2/1',
    ]);
  });

  it('take no room for rows that only make the cell above taller', () => {
    expect(placed(1, [[cell('grid', { rowspan: 4 })], [], [], [], [cell('below')]])).toEqual([
      'grid 1/1 1/1',
      'below 2/1 1/1',
    ]);
  });

  it('never leave the section, and leave out what is hidden', () => {
    expect(placed(2, [[cell('wide', { colspan: 4 })], [cell('h', { visible: false }), cell('v')]])).toEqual([
      'wide 1/1 1/2',
      'v 2/1 1/1',
    ]);
  });
});
