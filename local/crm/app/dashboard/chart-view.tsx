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
import { lengthsOf, lineThrough, slicesOf } from './drawing.ts';

type Drawn = { readonly name: string; readonly kind: ChartKind; readonly points: readonly Point[] };

export function ChartView(props: {
  readonly table: string;
  readonly chartId: string;
  readonly viewId: string;
}): React.ReactElement {
  const { table, chartId, viewId } = props;
  const { loaded, again } = useLoaded(() => load(table, chartId, viewId), `${table} ${chartId} ${viewId}`);
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  const { name, kind, points } = loaded.value;
  if (kind === undefined) return <p className="crm-not-shown">{say('chartNotShown', { chart: name })}</p>;
  if (points.length === 0) return <p>{say('chartEmpty')}</p>;
  return (
    <figure className="crm-chart" data-kind={kind}>
      <Drawing name={name} kind={kind} points={points} />
      <Numbers name={name} points={points} isLegend={kind === 'pie'} />
    </figure>
  );
}

async function load(
  etn: string,
  chartId: string,
  viewId: string,
): Promise<Drawn | { readonly name: string; readonly kind: undefined; readonly points: readonly Point[] }> {
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
  if (chart === undefined) return { name, kind: undefined, points: [] };
  const { rows } = await client.fetch(table.entitySetName, chart.fetchXml);
  return { name, kind: chart.kind, points: pointsOf(rows, chart, say('chartNothing')) };
}

function Drawing({ name, kind, points }: Drawn): React.ReactElement {
  const values = points.map(({ value }) => value);
  const label = `${name}: ${points.map((point) => `${point.label} ${point.text}`).join('; ')}`;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 100"
      preserveAspectRatio={kind === 'pie' ? 'xMidYMid meet' : 'none'}
    >
      {kind === 'pie' &&
        slicesOf(values).map((path, index) => <path key={index} d={path} data-shade={index % 6} />)}
      {kind === 'line' && <polyline points={lineThrough(values)} vectorEffect="non-scaling-stroke" />}
      {(kind === 'bar' || kind === 'column') &&
        lengthsOf(values).map((length, index) => (
          <Bar key={index} {...{ kind, length, index }} of={values.length} />
        ))}
    </svg>
  );
}

function Bar(props: {
  readonly kind: 'bar' | 'column';
  readonly length: number;
  readonly index: number;
  readonly of: number;
}): React.ReactElement {
  const { kind, length, index, of } = props;
  const room = 100 / of;
  const start = index * room + room * 0.15;
  const thick = room * 0.7;
  return kind === 'bar' ? (
    <rect x={0} y={start} width={length} height={thick} />
  ) : (
    <rect x={start} y={100 - length} width={thick} height={length} />
  );
}

/** Beside a pie the table says which slice is whose. */
function Numbers(props: {
  readonly name: string;
  readonly points: readonly Point[];
  readonly isLegend: boolean;
}): React.ReactElement {
  return (
    <table aria-label={props.name}>
      <tbody>
        {props.points.map(({ label, text }, index) => (
          <tr key={index}>
            <th scope="row">
              {props.isLegend && <span className="crm-chart-key" data-shade={index % 6} aria-hidden="true" />}
              <bdi>{label}</bdi>
            </th>
            <td>
              <bdi>{text}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
