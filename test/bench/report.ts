/** The figures as a table for people, and as rows for programs. */
import { holds, type Figure } from './bench.ts';

export function inLines(figures: readonly Figure[]): readonly string[] {
  const rows = figures.map((figure) => [
    figure.name,
    formatted(figure.value),
    figure.unit,
    figure.limit === undefined ? '' : `≤ ${formatted(figure.limit)}`,
    figure.limit === undefined ? '' : holds(figure) ? 'holds' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

export type ReportedFigure = Figure & { readonly held?: boolean };

export function inRows(figures: readonly Figure[]): readonly ReportedFigure[] {
  return figures.map((figure) => ({
    ...figure,
    ...(figure.limit !== undefined && { held: holds(figure) }),
  }));
}

function formatted(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
