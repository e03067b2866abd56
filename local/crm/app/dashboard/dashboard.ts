/** A dashboard's XML as the cells it is made of. */
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';

export type DashboardCell = {
  readonly id: string;
  readonly label: string;
  readonly shows:
    | { readonly kind: 'list'; readonly table: string; readonly viewId: string; readonly rowsPerPage: number }
    | { readonly kind: 'chart'; readonly table: string; readonly chartId: string; readonly viewId: string }
    /** A web resource, a frame or another control, by name. */
    | { readonly kind: 'unknown'; readonly what: string };
};

const listControl = 'e7a81278-8635-4d9e-8d4d-59480b391c5b';
const fewestRows = 4;
const mostRows = 25;

/**
 * @param languages LCIDs to look for in labels, the first one first
 * @throws XmlError
 */
export function readDashboard(formXml: string, languages: readonly number[]): readonly DashboardCell[] {
  const cells = Array.from(parseXml(formXml).getElementsByTagName('cell'));
  return cells.flatMap((cell): readonly DashboardCell[] => {
    const control = childOf(cell, 'control');
    if (control === undefined) return [];
    const id = attribute(control, 'id') ?? attribute(cell, 'id') ?? '';
    return [{ id, label: labelOf(cell, languages) ?? id, shows: shownBy(control, id) }];
  });
}

function shownBy(control: Element, id: string): DashboardCell['shows'] {
  const classId = (attribute(control, 'classid') ?? '').replace(/[{}]/g, '').toLowerCase();
  const parameter = (name: string): string =>
    childOf(childOf(control, 'parameters'), name)?.textContent?.trim() ?? '';
  if (classId !== listControl) {
    return { kind: 'unknown', what: [id, parameter('Url') || `{${classId}}`].join(': ') };
  }
  const table = parameter('TargetEntityType').toLowerCase();
  const chartId = guid(parameter('VisualizationId'));
  if (
    parameter('ChartGridMode').toLowerCase() === 'chart' ||
    (chartId !== '' && parameter('ViewId') === '')
  ) {
    return { kind: 'chart', table, chartId, viewId: guid(parameter('ViewId')) };
  }
  const asked = Number(parameter('RecordsPerPage')) || 10;
  const rowsPerPage = Math.min(Math.max(asked, fewestRows), mostRows);
  return { kind: 'list', table, viewId: guid(parameter('ViewId')), rowsPerPage };
}

function labelOf(cell: Element, languages: readonly number[]): string | undefined {
  const labels = childrenOf(childOf(cell, 'labels'), 'label');
  for (const language of languages) {
    const label = labels.find((one) => one.getAttribute('languagecode') === String(language));
    const text = label && attribute(label, 'description');
    if (text !== undefined) return text;
  }
  return labels[0] && attribute(labels[0], 'description');
}

function guid(text: string): string {
  return text.replace(/[{}]/g, '').toLowerCase();
}
