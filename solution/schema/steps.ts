/** SdkMessageProcessingSteps and the service endpoint they post to, from shared/src/tables/steps.ts. */
import { eventEndpoint, type Step } from '@dunlin/shared/tables/steps';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';

/** Ids every environment shares. */
const messages = {
  Create: '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8',
  Update: '20bebb1b-ea3e-db11-86a7-000a3a5473e8',
} as const;
const queuePlugin = 'ef521e63-cd2b-4170-99f6-447466a7161e';
const serviceEndpointTypeCode = 4618;

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
      // Finished jobs are deleted; the failed ones stay to be seen.
      flag('AsyncAutoDelete', true),
      ...(step.message === 'Update' ? [text('FilteringAttributes', step.columns.join(','))] : []),
      text('InvocationSource', 0),
      // Asynchronous, after the operation: the only way to post to Service Bus.
      text('Mode', 1),
      text('Rank', 1),
      text('SdkMessageId', messages[step.message]),
      text('EventHandler', `{${eventEndpoint.id}}`),
      text('EventHandlerTypeCode', serviceEndpointTypeCode),
      text('Stage', 40),
      flag('IsCustomizable', true),
      flag('IsHidden', false),
      text('SupportedDeployment', 0),
      text('IntroducedVersion', introducedVersion),
      element('SdkMessageProcessingStepImages'),
    ],
  );
}

/** The address is a placeholder: each environment gets its own when the endpoint is registered, with the key of a rule that may only send. */
export function serviceEndpointsXml(): Element {
  return element('ServiceEndpoints', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    element('ServiceEndpoint', { ServiceEndpointId: `{${eventEndpoint.id}}`, Name: eventEndpoint.name }, [
      text('ConnectionMode', 1),
      // A Service Bus queue (the persistent kind), signed in to by shared access key, JSON bodies, the user's id as a claim.
      text('Contract', 6),
      text('Path', eventEndpoint.queue),
      text('SolutionNamespace', 'dunlin'),
      text('UserClaim', 2),
      flag('IsCustomizable', true),
      text('AuthType', 2),
      text('MessageFormat', 2),
      text('NamespaceAddress', 'sb://dunlin.servicebus.windows.net/'),
      text('NamespaceFormat', 2),
      text('SASKeyName', 'DunlinEventsSend'),
    ]),
  ]);
}
