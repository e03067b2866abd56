/** The figures as a table for people, and as rows for programs. */
import { holds, isBound, type Figure } from './bench.ts';

export function inLines(figures: readonly Figure[]): readonly string[] {
  const rows = figures.map((figure) => [
    figure.name,
    formatted(figure.value),
    figure.unit,
    boundOf(figure),
    isBound(figure) ? (holds(figure) ? 'holds' : 'MISSED') : '',
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

function boundOf({ limit, floor }: Figure): string {
  if (limit !== undefined) return `≤ ${formatted(limit)}`;
  return floor === undefined ? '' : `≥ ${formatted(floor)}`;
}

export type Report = { readonly benchmark: string; readonly rows: readonly object[] };

/** Rates stand under their own name, so that rows of one bench can be compared by programs. */
export function inRows(benchmark: string, figures: readonly Figure[]): Report {
  return {
    benchmark,
    rows: figures.map(({ rate, ...figure }) => ({
      ...(rate === undefined ? figure : { name: figure.name, [rate]: Math.round(figure.value) }),
      ...(isBound(figure) && { held: holds(figure) }),
    })),
  };
}

function formatted(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
