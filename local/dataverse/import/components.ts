/** Components that are rows: forms, views, charts, dashboards, roles, apps, site maps, endpoints, steps, web resources. */
import { namedId, parseId } from '../ids.ts';
import type { Schema } from '../metadata/types.ts';
import { depthByLevel, generalPrivileges, privilegeId, privilegesOf } from '../security/privileges.ts';
import type { Row } from '../store/database.ts';
import type { SolutionPackage } from './package.ts';
import { ImportRefused } from './refusal.ts';
import { logicalNameOf } from './tables.ts';
import { child, childrenOf, childText, xmlOf, type Element } from './xml.ts';

/** A row to write: a table's logical name and its values by SQL column. */
export interface ComponentRow {
  readonly table: string;
  readonly values: Row;
}

export function readComponents(solution: SolutionPackage, schema: Schema): readonly ComponentRow[] {
  const { customizations } = solution;
  const list = (group: string, item: string): readonly Element[] =>
    childrenOf(child(customizations, group), item);
  return [
    ...solutionRows(solution),
    ...list('Entities', 'Entity').flatMap(entityRows),
    ...list('Dashboards', 'Dashboard').map(dashboardRow),
    ...list('Roles', 'Role').flatMap((role) => roleRows(role, schema)),
    ...list('AppModuleSiteMaps', 'AppModuleSiteMap').map(siteMapRow),
    ...list('AppModules', 'AppModule').map(appRow),
    ...list('ServiceEndpoints', 'ServiceEndpoint').map(endpointRow),
    ...list('SdkMessageProcessingSteps', 'SdkMessageProcessingStep').flatMap((step) =>
      stepRows(step, schema),
    ),
    ...list('WebResources', 'WebResource').map((element) => webResourceRow(element, solution)),
    ...list('CustomControls', 'CustomControl').map((element) => controlRow(element, solution)),
  ];
}

/** The id of the row that says a message exists for a table. */
export function messageFilterId(message: string, table: string): string {
  return namedId(`sdkmessagefilter ${message} ${table}`);
}

/** Ids of messages: those that steps name in every environment are the real ones. */
export function messageId(message: string): string {
  return wellKnownMessages[message] ?? namedId(`sdkmessage ${message}`);
}

const wellKnownMessages: Readonly<Record<string, string>> = {
  Create: '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8',
  Update: '20bebb1b-ea3e-db11-86a7-000a3a5473e8',
};

export const tableMessages = [
  'Create',
  'Update',
  'Delete',
  'Retrieve',
  'RetrieveMultiple',
  'Assign',
] as const;
export const bulkMessages = ['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple'] as const;

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

function entityRows(entity: Element): readonly ComponentRow[] {
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

function dashboardRow(dashboard: Element): ComponentRow {
  const form = child(dashboard, 'FormXml') ?? dashboard;
  return {
    table: 'systemform',
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

function roleRows(role: Element, schema: Schema): readonly ComponentRow[] {
  const name = role.attributes['name'] ?? '';
  const component = `role '${name}'`;
  const roleid = idOf(component, role.attributes['id'] ?? '');
  const known = new Set(privilegesOf(schema.tables).map((privilege) => privilege.toLowerCase()));
  const rows: ComponentRow[] = [{ table: 'role', values: { roleid, name } }];
  for (const element of childrenOf(child(role, 'RolePrivileges'), 'RolePrivilege')) {
    const privilege = element.attributes['name'] ?? '';
    const depth = depthByLevel[element.attributes['level'] ?? ''];
    if (depth === undefined) throw new ImportRefused(component, `${privilege} has no level`);
    if (!known.has(privilege.toLowerCase())) {
      if (namesCustomTable(privilege))
        throw new ImportRefused(component, `the privilege ${privilege} does not exist`);
      // A privilege of a platform feature the local server does not have: kept, so that the role is whole.
      rows.push({ table: 'privilege', values: { privilegeid: privilegeId(privilege), name: privilege } });
    }
    rows.push({
      table: 'roleprivileges',
      values: {
        roleprivilegeid: namedId(`roleprivilege ${roleid} ${privilege.toLowerCase()}`),
        roleid,
        privilegeid: privilegeId(privilege),
        privilegedepthmask: depth,
      },
    });
  }
  return rows;
}

/** `prvReadabc_Table`: a verb, then a publisher's prefix. Platform privileges have no underscore. */
function namesCustomTable(privilege: string): boolean {
  return privilege.includes('_') && !generalPrivileges.some((name) => name === privilege);
}

function siteMapRow(siteMap: Element): ComponentRow {
  const unique = childText(siteMap, 'SiteMapUniqueName');
  const map = child(siteMap, 'SiteMap');
  if (map === undefined) throw new ImportRefused(`site map ${unique}`, 'there is no <SiteMap>');
  return {
    table: 'sitemap',
    values: {
      sitemapid: namedId(`sitemap ${unique}`),
      sitemapname: localizedName(siteMap) || unique,
      sitemapnameunique: unique,
      sitemapxml: xmlOf(map),
      isappaware: 1,
    },
  };
}

function appRow(app: Element): ComponentRow {
  const unique = childText(app, 'UniqueName');
  if (unique === '') throw new ImportRefused('an app', 'UniqueName is missing');
  return {
    table: 'appmodule',
    values: {
      appmoduleid: namedId(`appmodule ${unique}`),
      name: localizedName(app) || unique,
      uniquename: unique,
      clienttype: Number(childText(app, 'ClientType') || '4'),
      descriptor: xmlOf(app),
    },
  };
}

function endpointRow(endpoint: Element): ComponentRow {
  const name = endpoint.attributes['Name'] ?? '';
  const component = `service endpoint '${name}'`;
  const path = childText(endpoint, 'Path');
  const contract = Number(childText(endpoint, 'Contract'));
  if (contract !== 2 && contract !== 6) {
    throw new ImportRefused(component, `contract ${contract} is not supported, only queues (2 and 6)`);
  }
  if (path === '') throw new ImportRefused(component, 'Path, the name of the queue, is missing');
  return {
    table: 'serviceendpoint',
    values: {
      serviceendpointid: idOf(component, endpoint.attributes['ServiceEndpointId'] ?? ''),
      name,
      contract,
      path,
      messageformat: Number(childText(endpoint, 'MessageFormat') || '2'),
      authtype: Number(childText(endpoint, 'AuthType') || '2'),
      userclaim: Number(childText(endpoint, 'UserClaim') || '1'),
      connectionmode: Number(childText(endpoint, 'ConnectionMode') || '1'),
      namespaceaddress: childText(endpoint, 'NamespaceAddress') || null,
      solutionnamespace: childText(endpoint, 'SolutionNamespace') || null,
      saskeyname: childText(endpoint, 'SASKeyName') || null,
    },
  };
}

function stepRows(step: Element, schema: Schema): readonly ComponentRow[] {
  const name = step.attributes['Name'] ?? '';
  const component = `step '${name}'`;
  const id = idOf(component, step.attributes['SdkMessageProcessingStepId'] ?? '');
  const table = childText(step, 'PrimaryEntity').toLowerCase();
  const sdkmessageid = idOf(component, childText(step, 'SdkMessageId'));
  const message = tableMessages.find((candidate) => messageId(candidate) === sdkmessageid);
  const definition = schema.tables.find((candidate) => candidate.logicalName === table);
  if (definition === undefined) throw new ImportRefused(component, `the table '${table}' does not exist`);
  if (message === undefined) throw new ImportRefused(component, `the message ${sdkmessageid} is not known`);
  if (childText(step, 'EventHandlerTypeCode') !== '4618') {
    throw new ImportRefused(
      component,
      'only service endpoints can handle a step; plug-ins are not supported',
    );
  }
  const filtering = childText(step, 'FilteringAttributes').toLowerCase();
  for (const column of filtering.split(',').filter((entry) => entry !== '')) {
    if (definition.columns.some((candidate) => candidate.logicalName === column.trim())) continue;
    throw new ImportRefused(component, `its filtering attribute '${column}' is no column of ${table}`);
  }
  const images = childrenOf(child(step, 'SdkMessageProcessingStepImages'), 'SdkMessageProcessingStepImage');
  return [
    {
      table: 'sdkmessageprocessingstep',
      values: {
        sdkmessageprocessingstepid: id,
        name,
        description: childText(step, 'Description') || null,
        stage: Number(childText(step, 'Stage') || '40'),
        mode: Number(childText(step, 'Mode') || '0'),
        rank: Number(childText(step, 'Rank') || '1'),
        filteringattributes: filtering || null,
        supporteddeployment: Number(childText(step, 'SupportedDeployment') || '0'),
        asyncautodelete: childText(step, 'AsyncAutoDelete') === '1' ? 1 : 0,
        eventhandler: idOf(component, childText(step, 'EventHandler')),
        sdkmessageid,
        sdkmessagefilterid: messageFilterId(message, table),
        statecode: 0,
        statuscode: 1,
      },
    },
    ...images.map((image) => ({
      table: 'sdkmessageprocessingstepimage',
      values: {
        sdkmessageprocessingstepimageid: idOf(component, childText(image, 'SdkMessageProcessingStepImageId')),
        name: image.attributes['Name'] ?? childText(image, 'EntityAlias'),
        entityalias: childText(image, 'EntityAlias'),
        messagepropertyname: childText(image, 'MessagePropertyName') || 'Target',
        attributes: childText(image, 'Attributes') || null,
        imagetype: Number(childText(image, 'ImageType') || '0'),
        sdkmessageprocessingstepid: id,
      },
    })),
  ];
}

function webResourceRow(element: Element, solution: SolutionPackage): ComponentRow {
  const name = childText(element, 'Name');
  const component = `web resource ${name}`;
  const bytes = fileOf(solution, component, childText(element, 'FileName'));
  return {
    table: 'webresource',
    values: {
      webresourceid: idOf(component, childText(element, 'WebResourceId')),
      name,
      displayname: childText(element, 'DisplayName') || null,
      webresourcetype: Number(childText(element, 'WebResourceType')),
      content: Buffer.from(bytes).toString('base64'),
    },
  };
}

function controlRow(element: Element, solution: SolutionPackage): ComponentRow {
  const name = childText(element, 'Name');
  const path = childText(element, 'FileName');
  const manifest = fileOf(solution, `control ${name}`, path);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const bundle = solution.files.get(`${folder}/bundle.js`.replace(/^\//, '').toLowerCase());
  return {
    table: 'customcontrol',
    values: {
      customcontrolid: namedId(`customcontrol ${name}`),
      name,
      manifest: new TextDecoder().decode(manifest),
      bundle: bundle === undefined ? null : new TextDecoder().decode(bundle),
    },
  };
}

function fileOf(solution: SolutionPackage, component: string, path: string): Uint8Array {
  const bytes = solution.files.get(path.replace(/^\//, '').toLowerCase());
  if (bytes === undefined) throw new ImportRefused(component, `the file '${path}' is not in the package`);
  return bytes;
}

function localizedName(element: Element): string {
  const names = child(element, 'LocalizedNames')?.children ?? [];
  const english = names.find((name) => name.attributes['languagecode'] === '1033') ?? names[0];
  return english?.attributes['description'] ?? '';
}

function idOf(component: string, text: string): string {
  const id = parseId(text);
  if (id === undefined) throw new ImportRefused(component, `'${text}' is not a GUID`);
  return id;
}
