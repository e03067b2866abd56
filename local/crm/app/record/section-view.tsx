/** A section of the form: a card with its cells in a grid, which becomes one column on narrow screens. */
import * as React from 'react';
import { CellView } from './cell-view.tsx';
import type { Section } from './form/form-model.ts';
import { placeCells, type PlacedCell } from './form/layout.ts';
import { labelOf } from './labels.ts';

export function SectionView({ section }: { readonly section: Section }): React.ReactElement | null {
  const label = labelOf(section.labels);
  if (!section.visible) return null;
  const showLabel = section.showLabel && label !== '';
  return (
    <div className="crm-card crm-section" {...(label !== '' && { role: 'group', 'aria-label': label })}>
      {showLabel && <h3>{label}</h3>}
      <div className="crm-cells" style={{ '--crm-columns': section.columnCount } as React.CSSProperties}>
        {placeCells(section).map((placed) => (
          <div key={placed.cell.id} className="crm-cell" style={positionOf(placed)}>
            <CellView cell={placed.cell} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** As variables, so that the style sheet may stack the cells instead. */
function positionOf({ row, column, rowspan, colspan }: PlacedCell): React.CSSProperties {
  return {
    '--crm-row': `${row} / span ${rowspan}`,
    '--crm-column': `${column} / span ${colspan}`,
  } as React.CSSProperties;
}
