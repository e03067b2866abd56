/** A chart of the solution: what it asks for, narrowed to the rows of a view, and the points it draws. */
import type { Row } from '../data/client.ts';
import { attribute, childrenOf, parseXml, serializeXml } from '../data/xml.ts';

export type ChartKind = 'bar' | 'column' | 'line' | 'pie';

export type Chart = {
  readonly kind: ChartKind;
  readonly fetchXml: string;
  readonly category: string;
  /** More than one are drawn on top of each other. */
  readonly series: readonly Series[];
};

/** One measure: what the query calls it, and the column it comes from. */
export type Series = { readonly alias: string; readonly column: string };

/** A category with a value for each series. */
export type Point = { readonly label: string; readonly parts: readonly Part[] };
export type Part = { readonly value: number; readonly text: string };

const kinds: Readonly<Record<string, ChartKind>> = {
  bar: 'bar',
  stackedbar: 'bar',
  column: 'column',
  stackedcolumn: 'column',
  line: 'line',
  area: 'line',
  pie: 'pie',
  doughnut: 'pie',
};

/**
 * @returns undefined for a chart of another kind, with several measures that are not stacked, or without a query
 * @throws XmlError
 */
export function readChart(
  dataDescription: string,
  presentation: string,
  viewFetchXml: string,
): Chart | undefined {
  const data = parseXml(dataDescription);
  const series = Array.from(parseXml(presentation).getElementsByTagName('Series'));
  const types = series.flatMap((one) => attribute(one, 'ChartType') ?? []);
  const measures = Array.from(data.getElementsByTagName('measure'));
  const [fetch] = Array.from(data.getElementsByTagName('fetch'));
  const kind = kinds[(types[0] ?? '').toLowerCase()];
  const category = data.getElementsByTagName('category')[0]?.getAttribute('alias');
  const columns = Array.from(data.getElementsByTagName('attribute'));
  const measured = measures.map((measure): Series => {
    const alias = measure.getAttribute('alias') ?? '';
    const column = columns.find((one) => one.getAttribute('alias') === alias)?.getAttribute('name');
    return { alias, column: column ?? '' };
  });
  const isStacked = types.every((type) => type.toLowerCase().startsWith('stacked'));
  if (!kind || !fetch || !category || measured.length === 0) return undefined;
  if (measured.length > 1 && !isStacked) return undefined;
  return { kind, category, series: measured, fetchXml: serializeXml(within(fetch, viewFetchXml)) };
}

/** The chart's query over the rows that the view lists: its conditions come along, its columns do not. */
function within(fetch: Element, viewFetchXml: string): Element {
  const entity = childrenOf(fetch, 'entity')[0];
  const listed = childrenOf(parseXml(viewFetchXml), 'entity')[0];
  for (const part of childrenOf(listed)) {
    if (part.tagName !== 'filter' && part.tagName !== 'link-entity') continue;
    const copy = entity?.ownerDocument.importNode(part, true);
    if (copy === undefined) continue;
    for (const name of ['attribute', 'order', 'all-attributes']) {
      for (const column of Array.from(copy.getElementsByTagName(name))) column.remove();
    }
    entity?.appendChild(copy);
  }
  return fetch;
}

const formatted = '@OData.Community.Display.V1.FormattedValue';

/** @param nothing what stands for an empty category */
export function pointsOf(rows: readonly Row[], chart: Chart, nothing: string): readonly Point[] {
  const textOf = (row: Row, alias: string): string => {
    const value = row[`${alias}${formatted}`] ?? row[alias];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return rows.map((row) => ({
    label: textOf(row, chart.category) || nothing,
    parts: chart.series.map(({ alias }) => ({
      value: Number(row[alias] ?? 0),
      text: textOf(row, alias) || '0',
    })),
  }));
}
