/** @jest-environment jsdom */
import { pointsOf, readChart } from './chart.ts';
import { lengthsOf, lineThrough, slicesOf, stackedOf } from './drawing.ts';

const data = (measures = '<measure alias="n"/>'): string =>
  '<datadefinition><fetchcollection><fetch aggregate="true"><entity name="tst_item">' +
  '<attribute name="tst_kind" alias="c" groupby="true"/><attribute name="tst_itemid" alias="n" aggregate="count"/></entity></fetch></fetchcollection>' +
  `<categorycollection><category alias="c"><measurecollection>${measures}</measurecollection></category></categorycollection></datadefinition>`;
const drawn = (type: string): string => `<Chart><Series><Series ChartType="${type}"/></Series></Chart>`;
const view =
  '<fetch><entity name="tst_item"><attribute name="tst_name"/><order attribute="tst_name"/><filter><condition attribute="statecode" operator="eq" value="0"/></filter>' +
  '<link-entity name="tst_owner" from="a" to="b" alias="o"><attribute name="tst_x"/></link-entity></entity></fetch>';

describe('a chart', () => {
  it('asks about the rows of its view: conditions and joins, no columns', () => {
    const chart = readChart(data(), drawn('Doughnut'), view);
    expect(chart).toMatchObject({
      kind: 'pie',
      category: 'c',
      series: [{ alias: 'n', column: 'tst_itemid' }],
    });
    expect(chart?.fetchXml).toContain('<condition attribute="statecode" operator="eq" value="0"/>');
    expect(chart?.fetchXml).toContain('<link-entity name="tst_owner" from="a" to="b" alias="o"/>');
    expect(chart?.fetchXml).not.toContain('tst_name');
  });

  it('has several measures when they are stacked', () => {
    const two = data('<measure alias="n"/></measurecollection><measurecollection><measure alias="m"/>');
    const series = '<Series ChartType="StackedBar"/><Series ChartType="StackedBar"/>';
    const chart = readChart(two, `<Chart><Series>${series}</Series></Chart>`, view);
    expect(chart?.series.map(({ alias }) => alias)).toEqual(['n', 'm']);
  });

  it('is not drawn when it is of another kind or has two measures beside each other', () => {
    expect(readChart(data(), drawn('Funnel'), view)).toBeUndefined();
    expect(readChart(data('<measure alias="n"/><measure alias="m"/>'), drawn('Bar'), view)).toBeUndefined();
  });

  it('has points in the service’s own words', () => {
    const chart = {
      kind: 'bar',
      fetchXml: '',
      category: 'c',
      series: [{ alias: 'n', column: 'x' }],
    } as const;
    const rows = [{ c: 1, 'c@OData.Community.Display.V1.FormattedValue': 'Sent', n: 1200 }, { n: 3 }];
    expect(pointsOf(rows, chart, '(none)')).toEqual([
      { label: 'Sent', parts: [{ value: 1200, text: '1200' }] },
      { label: '(none)', parts: [{ value: 3, text: '3' }] },
    ]);
  });
});

describe('a drawing', () => {
  it('measures bars by the largest, with nothing below zero', () => {
    expect(lengthsOf([5, 10, -2])).toEqual([50, 100, 0]);
    expect(lengthsOf([0, 0])).toEqual([0, 0]);
  });

  it('puts the parts of a bar behind each other, the longest bar being the whole', () => {
    expect(
      stackedOf([
        [30, 10],
        [0, 20],
        [-5, 8],
      ]),
    ).toEqual([
      [
        { start: 0, length: 75 },
        { start: 75, length: 25 },
      ],
      [
        { start: 0, length: 0 },
        { start: 0, length: 50 },
      ],
      [
        { start: 0, length: 0 },
        { start: 0, length: 20 },
      ],
    ]);
    expect(stackedOf([[0]])).toEqual([[{ start: 0, length: 0 }]]);
  });

  it('goes from left to right', () => expect(lineThrough([0, 5, 10])).toBe('0,100 50,50 100,0'));

  it('cuts a pie from the top, clockwise', () => {
    expect(slicesOf([1, 0, 1])).toEqual([
      'M 50 50 L 50 0 A 50 50 0 0 1 50 100 Z',
      '',
      'M 50 50 L 50 100 A 50 50 0 0 1 50 0 Z',
    ]);
  });
});
