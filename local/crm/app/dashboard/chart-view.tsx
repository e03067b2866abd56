/** A chart as a drawing with its numbers beside it: whoever does not see the drawing reads the table. */
import * as React from 'react';
import { client } from '../data/client.ts';
import { prepareList } from '../list/prepare-view.ts';
import { tableOf, viewsOf } from '../data/metadata.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { say } from '../text/text.ts';
import { pointsOf, readChart, type ChartKind, type Point } from './chart.ts';
import { lineThrough, slicesOf, stackedOf } from './drawing.ts';

type Drawn = {
  readonly name: string;
  readonly kind: ChartKind;
  readonly points: readonly Point[];
  /** What each part of a point is. */
  readonly series: readonly string[];
};

export function ChartView(props: {
  readonly table: string;
  readonly chartId: string;
  readonly viewId: string;
}): React.ReactElement {
  const { table, chartId, viewId } = props;
  const { loaded, again } = useLoaded(() => load(table, chartId, viewId), `${table} ${chartId} ${viewId}`);
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  const drawn = loaded.value;
  if (drawn.kind === undefined)
    return <p className="crm-not-shown">{say('chartNotShown', { chart: drawn.name })}</p>;
  const { name, kind, points, series } = drawn;
  if (points.length === 0) return <p>{say('chartEmpty')}</p>;
  return (
    <figure className="crm-chart" data-kind={kind} {...(series.length > 1 && { 'data-stacked': true })}>
      <Drawing {...drawn} />
      <Numbers name={name} points={points} series={series} isLegend={kind === 'pie'} />
    </figure>
  );
}

async function load(
  etn: string,
  chartId: string,
  viewId: string,
): Promise<Drawn | { readonly name: string; readonly kind: undefined }> {
  const [row, table, views] = await Promise.all([
    client.read('savedqueryvisualizations', chartId, '$select=name,datadescription,presentationdescription'),
    tableOf(etn),
    viewsOf(etn),
  ]);
  const name = String(row['name']);
  const view = views.find(({ id }) => id === viewId) ?? (await prepareList(etn, undefined)).views[0];
  const chart = readChart(
    String(row['datadescription']),
    String(row['presentationdescription']),
    view?.fetchXml ?? '<fetch/>',
  );
  if (chart === undefined) return { name, kind: undefined };
  const { rows } = await client.fetch(table.entitySetName, chart.fetchXml);
  return {
    name,
    kind: chart.kind,
    points: pointsOf(rows, chart, say('chartNothing')),
    series: chart.series.map(({ column }) => table.columns.get(column)?.label ?? column),
  };
}

function Drawing({ name, kind, points }: Drawn): React.ReactElement {
  const values = points.map(({ parts }) => parts[0]?.value ?? 0);
  const inWords = points.map(({ label, parts }) => `${label} ${parts.map(({ text }) => text).join(', ')}`);
  return (
    <svg
      role="img"
      aria-label={`${name}: ${inWords.join('; ')}`}
      viewBox="0 0 100 100"
      preserveAspectRatio={kind === 'pie' ? 'xMidYMid meet' : 'none'}
    >
      {kind === 'pie' &&
        slicesOf(values).map((path, index) => <path key={index} d={path} data-shade={index % 6} />)}
      {kind === 'line' && <polyline points={lineThrough(values)} vectorEffect="non-scaling-stroke" />}
      {(kind === 'bar' || kind === 'column') && <Bars kind={kind} points={points} />}
    </svg>
  );
}

function Bars({
  kind,
  points,
}: {
  readonly kind: 'bar' | 'column';
  readonly points: Drawn['points'];
}): React.ReactElement {
  const room = 100 / points.length;
  const thick = room * 0.7;
  const bars = stackedOf(points.map(({ parts }) => parts.map(({ value }) => value)));
  return (
    <>
      {bars.map((parts, index) =>
        parts.map(({ start, length }, series) => {
          const across = index * room + room * 0.15;
          const key = `${index} ${series}`;
          return kind === 'bar' ? (
            <rect key={key} x={start} y={across} width={length} height={thick} data-shade={series % 6} />
          ) : (
            <rect
              key={key}
              x={across}
              y={100 - start - length}
              width={thick}
              height={length}
              data-shade={series % 6}
            />
          );
        }),
      )}
    </>
  );
}

/** Beside a pie or stacked bars the table says which colour is whose. */
function Numbers(props: {
  readonly name: string;
  readonly points: readonly Point[];
  readonly series: readonly string[];
  readonly isLegend: boolean;
}): React.ReactElement {
  const { name, points, series, isLegend } = props;
  return (
    <div
      className="crm-chart-numbers"
      // Wider than its place on a phone: the keyboard moves it as well.
      {...(series.length > 1 && { role: 'region', 'aria-label': name, tabIndex: 0 })}
    >
      <table aria-label={name}>
        {series.length > 1 && (
          <thead>
            <tr>
              <td />
              {series.map((label, index) => (
                <th key={index} scope="col">
                  <Key shade={index} />
                  <bdi>{label}</bdi>
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {points.map(({ label, parts }, index) => (
            <tr key={index}>
              <th scope="row">
                {isLegend && <Key shade={index} />}
                <bdi>{label}</bdi>
              </th>
              {parts.map(({ text }, part) => (
                <td key={part}>
                  <bdi>{text}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Key({ shade }: { readonly shade: number }): React.ReactElement {
  return <span className="crm-chart-key" data-shade={shade % 6} aria-hidden="true" />;
}
