/** Forms, views, charts and dashboards: their XML is kept as it came, for whoever renders them. */
import { child, childrenOf, childText, xmlOf, type Element } from '../xml.ts';
import { idOf, localizedName, localizedNames, type ComponentRow } from './component-row.ts';
import { ImportRefused } from './refusal.ts';
import { logicalNameOf } from './tables.ts';

export function entityRows(entity: Element): readonly ComponentRow[] {
  const table = logicalNameOf(entity);
  const forms = childrenOf(child(entity, 'FormXml'), 'forms').flatMap((group) =>
    childrenOf(group, 'systemform').map((form) => formRow(table, group.attributes['type'] ?? 'main', form)),
  );
  const views = childrenOf(child(child(entity, 'SavedQueries'), 'savedqueries'), 'savedquery').map((view) =>
    viewRow(table, view),
  );
  const charts = childrenOf(child(entity, 'Visualizations'), 'visualization').map((chart) =>
    chartRow(table, chart),
  );
  return [...forms, ...views, ...charts];
}

const formTypes: Readonly<Record<string, number>> = { main: 2, quick: 6, quickcreate: 7, card: 11 };

function formRow(table: string, type: string, form: Element): ComponentRow {
  const component = `a ${type} form of ${table}`;
  const formxml = child(form, 'form');
  if (formxml === undefined) throw new ImportRefused(component, 'there is no <form>');
  return {
    table: 'systemform',
    localized: { name: localizedNames(form) },
    values: {
      formid: idOf(component, childText(form, 'formid')),
      name: localizedName(form) || 'Information',
      objecttypecode: table,
      type: formTypes[type.toLowerCase()] ?? 2,
      formxml: xmlOf(formxml),
      formactivationstate: Number(childText(form, 'FormActivationState') || '1'),
    },
  };
}

export function dashboardRow(dashboard: Element): ComponentRow {
  const form = child(dashboard, 'FormXml') ?? dashboard;
  return {
    table: 'systemform',
    localized: { name: localizedNames(dashboard) },
    values: {
      formid: idOf('a dashboard', childText(dashboard, 'FormId')),
      name: localizedName(dashboard),
      objecttypecode: 'none',
      type: 0,
      formxml: xmlOf(child(form, 'forms') ?? child(form, 'form') ?? form),
      formactivationstate: 1,
    },
  };
}

function viewRow(table: string, view: Element): ComponentRow {
  const name = localizedName(view) || childText(view, 'name');
  const component = `view '${name}' of ${table}`;
  const fetch = child(child(view, 'fetchxml'), 'fetch');
  const layout = child(child(view, 'layoutxml'), 'grid');
  const target = child(fetch, 'entity')?.attributes['name'];
  if (fetch !== undefined && target?.toLowerCase() !== table) {
    throw new ImportRefused(component, `its fetchxml reads '${target ?? ''}'`);
  }
  return {
    table: 'savedquery',
    localized: { name: localizedNames(view) },
    values: {
      savedqueryid: idOf(component, childText(view, 'savedqueryid')),
      name,
      returnedtypecode: table,
      fetchxml: fetch === undefined ? null : xmlOf(fetch),
      layoutxml: layout === undefined ? null : xmlOf(layout),
      querytype: Number(childText(view, 'querytype') || '0'),
      isdefault: childText(view, 'isdefault') === '1' ? 1 : 0,
      isquickfindquery: childText(view, 'isquickfindquery') === '1' ? 1 : 0,
      iscustom: 1,
    },
  };
}

function chartRow(table: string, chart: Element): ComponentRow {
  const name = localizedName(chart) || childText(chart, 'name');
  const data = child(child(chart, 'datadescription'), 'datadefinition');
  const presentation = child(chart, 'presentationdescription')?.children[0];
  return {
    table: 'savedqueryvisualization',
    localized: { name: localizedNames(chart) },
    values: {
      savedqueryvisualizationid: idOf(
        `chart '${name}' of ${table}`,
        childText(chart, 'savedqueryvisualizationid'),
      ),
      name,
      primaryentitytypecode: table,
      datadescription: data === undefined ? null : xmlOf(data),
      presentationdescription: presentation === undefined ? null : xmlOf(presentation),
      isdefault: childText(chart, 'isdefault') === 'true' || childText(chart, 'isdefault') === '1' ? 1 : 0,
    },
  };
}
