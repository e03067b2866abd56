/** Charts and dashboards: charts query what exists, dashboards show charts and views that exist, of the table they name. */
import { filesMatching, type Source, type SourceFile } from '../package/source.ts';
import { childNamed, descendants, textOf } from '../xml/parse.ts';
import { bareId, tableOfPath, type Catalog, type Problem } from './catalog.ts';
import { missingColumn } from './views.ts';

export function dashboardProblems(source: Source, catalog: Catalog): Problem[] {
  const charts = filesMatching(source, /\/Visualizations\//);
  const tableOfChart = new Map(
    charts.flatMap(({ path, root }) =>
      descendants(root, 'savedqueryvisualizationid').map((id) => [bareId(textOf(id)), tableOfPath(path)]),
    ),
  );
  const problems = [
    ...charts.map((file) => ({ file, messages: chartProblems(file, catalog) })),
    ...filesMatching(source, /^Dashboards\//).map((file) => ({
      file,
      messages: partProblems(file, catalog, tableOfChart),
    })),
  ];
  return problems.flatMap(({ file, messages }) => messages.map((message) => ({ file: file.path, message })));
}

function chartProblems({ path, root }: SourceFile, catalog: Catalog): string[] {
  const table = tableOfPath(path);
  const columns = descendants(root, 'attribute');
  const aliases = new Set(columns.map(({ attributes }) => attributes.alias));
  return [
    ...columns.flatMap(({ attributes }) => missingColumn(catalog, table, attributes.name)),
    ...[...descendants(root, 'category'), ...descendants(root, 'measure')]
      .filter(({ attributes }) => !aliases.has(attributes.alias))
      .map(({ attributes }) => `draws ${attributes.alias ?? 'nothing'}, which its query does not fetch`),
  ];
}

function partProblems(
  { root }: SourceFile,
  catalog: Catalog,
  tableOfChart: ReadonlyMap<string, string>,
): string[] {
  return descendants(root, 'parameters').flatMap((parameters) => {
    const parameter = (name: string): string => {
      const found = childNamed(parameters, name);
      return found === undefined ? '' : bareId(textOf(found));
    };
    const table = parameter('TargetEntityType');
    const chart = parameter('VisualizationId');
    return [
      ...(catalog.views.get(parameter('ViewId')) === table ? [] : [`shows a view that is none of ${table}`]),
      ...(chart === '' || tableOfChart.get(chart) === table
        ? []
        : [`shows a chart that is none of ${table}`]),
    ];
  });
}
