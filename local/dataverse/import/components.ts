/** The components of a package that are rows: its own entry, forms, views, roles, apps, endpoints, steps, files. */
import { namedId } from '../ids.ts';
import type { Schema } from '../metadata/types.ts';
import { child, childrenOf, type Element } from '../xml.ts';
import { appRow, siteMapRow, webResourceRow } from './apps.ts';
import type { ComponentRow } from './component-row.ts';
import { profileRows } from './column-profiles.ts';
import { controlRows } from './controls.ts';
import { dashboardRow, entityRows } from './forms-and-views.ts';
import { mapRows } from './maps.ts';
import type { SolutionPackage } from './package.ts';
import { ImportRefused } from './refusal.ts';
import { roleRows } from './roles.ts';
import { endpointRow, stepRows } from './steps.ts';

export function readComponents(solution: SolutionPackage, schema: Schema): readonly ComponentRow[] {
  const { customizations } = solution;
  const list = (group: string, item: string): readonly Element[] =>
    childrenOf(child(customizations, group), item);
  const rows = [
    ...solutionRows(solution),
    ...list('Entities', 'Entity').flatMap(entityRows),
    ...list('Dashboards', 'Dashboard').map(dashboardRow),
    ...list('EntityMaps', 'EntityMap').flatMap((map) => mapRows(map, schema)),
    ...list('Roles', 'Role').flatMap((role) => roleRows(role, schema)),
    ...list('FieldSecurityProfiles', 'FieldSecurityProfile').flatMap((profile) =>
      profileRows(profile, schema),
    ),
    ...list('AppModuleSiteMaps', 'AppModuleSiteMap').map(siteMapRow),
    ...list('AppModules', 'AppModule').map(appRow),
    ...list('ServiceEndpoints', 'ServiceEndpoint').map(endpointRow),
    ...list('SdkMessageProcessingSteps', 'SdkMessageProcessingStep').flatMap((step) =>
      stepRows(step, schema),
    ),
    ...list('WebResources', 'WebResource').map((element) => webResourceRow(element, solution)),
    ...list('CustomControls', 'CustomControl').flatMap((element) => controlRows(element, solution)),
  ];
  refuseTwice(rows);
  return rows;
}

/** What people make has an id of its own; the second of two would take the place of the first without a word. */
const ofItsOwn: Readonly<Record<string, string>> = {
  systemform: 'formid',
  savedquery: 'savedqueryid',
  savedqueryvisualization: 'savedqueryvisualizationid',
  role: 'roleid',
  serviceendpoint: 'serviceendpointid',
  sdkmessageprocessingstep: 'sdkmessageprocessingstepid',
  customcontrol: 'customcontrolid',
};

function refuseTwice(rows: readonly ComponentRow[]): void {
  const seen = new Set<string>();
  for (const { table, values } of rows) {
    const id = values[ofItsOwn[table] ?? ''];
    if (typeof id !== 'string') continue;
    if (seen.has(`${table} ${id}`)) throw new ImportRefused(`${table} ${id}`, 'its id is there twice');
    seen.add(`${table} ${id}`);
  }
}

function solutionRows(solution: SolutionPackage): readonly ComponentRow[] {
  const publisherid = namedId(`publisher ${solution.publisher.uniqueName}`);
  return [
    {
      table: 'publisher',
      values: {
        publisherid,
        uniquename: solution.publisher.uniqueName,
        friendlyname: solution.publisher.friendlyName,
        customizationprefix: solution.publisher.prefix,
        customizationoptionvalueprefix: solution.publisher.optionValuePrefix,
      },
    },
    {
      table: 'solution',
      values: {
        solutionid: namedId(`solution ${solution.uniqueName}`),
        uniquename: solution.uniqueName,
        friendlyname: solution.friendlyName,
        version: solution.version,
        ismanaged: solution.managed ? 1 : 0,
        isvisible: 1,
        publisherid,
      },
    },
  ];
}
