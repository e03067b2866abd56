/** @jest-environment jsdom */
import { readDashboard } from './dashboard.ts';

const list = '{E7A81278-8635-4d9e-8D4D-59480B391C5B}';

function cellOf(control: string): ReturnType<typeof readDashboard>[number] | undefined {
  const xml =
    '<forms><form><tabs><tab><columns><column><sections><section><rows><row><cell id="{c}">' +
    '<labels><label description="Overdue" languagecode="1033"/><label description="Lejárt" languagecode="1038"/></labels>' +
    `${control}</cell><cell/></row></rows></section></sections></column></columns></tab></tabs></form></forms>`;
  return readDashboard(xml, [1038, 1033])[0];
}

describe('a dashboard', () => {
  it('shows its lists by view, labelled in the user’s language', () => {
    const control =
      `<control id="c1" classid="${list}"><parameters><ViewId>{AB}</ViewId><TargetEntityType>Account</TargetEntityType>` +
      '<RecordsPerPage>6</RecordsPerPage><ChartGridMode>Grid</ChartGridMode></parameters></control>';
    expect(cellOf(control)).toEqual({
      id: 'c1',
      label: 'Lejárt',
      shows: { kind: 'list', table: 'account', viewId: 'ab', rowsPerPage: 6 },
    });
  });

  it('keeps the number of rows within what a cell holds', () => {
    const control = (rows: string): string =>
      `<control id="c1" classid="${list}"><parameters><ViewId>{AB}</ViewId><RecordsPerPage>${rows}</RecordsPerPage></parameters></control>`;
    const shown = ['1', '', '900'].map((rows) => cellOf(control(rows))?.shows);
    expect(shown.map((shows) => shows?.kind === 'list' && shows.rowsPerPage)).toEqual([4, 10, 25]);
  });

  it('shows charts over a view, and names elements it does not show', () => {
    const chart = `<control id="c2" classid="${list}"><parameters><ChartGridMode>Chart</ChartGridMode><VisualizationId>{CD}</VisualizationId><ViewId>{EF}</ViewId><TargetEntityType>account</TargetEntityType></parameters></control>`;
    expect(cellOf(chart)?.shows).toEqual({ kind: 'chart', table: 'account', chartId: 'cd', viewId: 'ef' });
    const frame =
      '<control id="c3" classid="{FD2A7985-3187-444e-908D-6624B21F69C0}"><parameters><Url>https://example.com</Url></parameters></control>';
    expect(cellOf(frame)?.shows).toEqual({ kind: 'unknown', what: 'c3: https://example.com' });
  });
});
