/** SdkMessageProcessingSteps and the service endpoint they post to, from shared/src/tables/steps.ts. */
import { eventEndpoint, type Step } from '@dunlin/shared/tables/steps';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';

/** Ids every environment shares. */
export const messages = {
  Create: '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8',
  Update: '20bebb1b-ea3e-db11-86a7-000a3a5473e8',
} as const;
const queuePlugin = 'ef521e63-cd2b-4170-99f6-447466a7161e';
const serviceEndpointTypeCode = 4618;

/** What all our steps have, by column. */
export const stepSettings = {
  // Finished jobs are deleted; the failed ones stay to be seen.
  asyncautodelete: true,
  // Asynchronous, after the operation: the only way to post to Service Bus.
  mode: 1,
  rank: 1,
  stage: 40,
  supporteddeployment: 0,
} as const;

/** A Service Bus queue (the persistent kind), signed in to by shared access key, JSON bodies, the user's id as a claim; by column. */
export const endpointSettings = {
  connectionmode: 1,
  contract: 6,
  path: eventEndpoint.queue,
  solutionnamespace: 'dunlin',
  userclaim: 2,
  authtype: 2,
  messageformat: 2,
  namespaceformat: 2,
} as const;

/** The address is a placeholder: each environment gets its own when it is provisioned, with the key of a rule that may only send. */
export const placeholderNamespace = 'sb://dunlin.servicebus.windows.net/';
export const sendRule = 'DunlinEventsSend';

export function stepXml(step: Step): Element {
  return element(
    'SdkMessageProcessingStep',
    {
      Name: step.name,
      SdkMessageProcessingStepId: `{${step.id}}`,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    [
      text(
        'PluginTypeName',
        'Microsoft.Crm.ServiceBus.ServiceBusPlugin, Microsoft.Crm.ServiceBus, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35',
      ),
      text('PluginTypeId', queuePlugin),
      text('PrimaryEntity', step.table),
      flag('AsyncAutoDelete', stepSettings.asyncautodelete),
      ...(step.message === 'Update' ? [text('FilteringAttributes', step.columns.join(','))] : []),
      text('InvocationSource', 0),
      text('Mode', stepSettings.mode),
      text('Rank', stepSettings.rank),
      text('SdkMessageId', messages[step.message]),
      text('EventHandler', `{${eventEndpoint.id}}`),
      text('EventHandlerTypeCode', serviceEndpointTypeCode),
      text('Stage', stepSettings.stage),
      flag('IsCustomizable', true),
      flag('IsHidden', false),
      text('SupportedDeployment', stepSettings.supporteddeployment),
      text('IntroducedVersion', introducedVersion),
      element('SdkMessageProcessingStepImages'),
    ],
  );
}

export function serviceEndpointsXml(): Element {
  return element('ServiceEndpoints', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    element('ServiceEndpoint', { ServiceEndpointId: `{${eventEndpoint.id}}`, Name: eventEndpoint.name }, [
      text('ConnectionMode', endpointSettings.connectionmode),
      text('Contract', endpointSettings.contract),
      text('Path', endpointSettings.path),
      text('SolutionNamespace', endpointSettings.solutionnamespace),
      text('UserClaim', endpointSettings.userclaim),
      flag('IsCustomizable', true),
      text('AuthType', endpointSettings.authtype),
      text('MessageFormat', endpointSettings.messageformat),
      text('NamespaceAddress', placeholderNamespace),
      text('NamespaceFormat', endpointSettings.namespaceformat),
      text('SASKeyName', sendRule),
    ]),
  ]);
}
