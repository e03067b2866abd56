/** A chart of the solution: what it asks for, narrowed to the rows of a view, and the points it draws. */
import type { Row } from '../data/client.ts';
import { attribute, childrenOf, parseXml, serializeXml } from '../data/xml.ts';

export type ChartKind = 'bar' | 'column' | 'line' | 'pie';

export type Chart = {
  readonly kind: ChartKind;
  readonly fetchXml: string;
  readonly category: string;
  readonly measure: string;
};

export type Point = { readonly label: string; readonly value: number; readonly text: string };

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
 * @returns undefined for a chart of another kind, with more than one measure, or without a query
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
  const measure = measures[0]?.getAttribute('alias');
  if (!kind || !fetch || !category || !measure || measures.length > 1) return undefined;
  return { kind, category, measure, fetchXml: serializeXml(within(fetch, viewFetchXml)) };
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
    value: Number(row[chart.measure] ?? 0),
    text: textOf(row, chart.measure) || '0',
  }));
}
