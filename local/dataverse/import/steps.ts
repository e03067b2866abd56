/** Service endpoints and the steps that post to them. */
import { messageFilterId, messageId, tableMessages } from '../metadata/messages.ts';
import type { Schema } from '../metadata/types.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';
import { idOf, type ComponentRow } from './component-row.ts';
import { ImportRefused } from './refusal.ts';

export function endpointRow(endpoint: Element): ComponentRow {
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

export function stepRows(step: Element, schema: Schema): readonly ComponentRow[] {
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
