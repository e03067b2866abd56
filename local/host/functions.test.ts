import type { Binding, FunctionMetadata } from './core-types.ts';
import { planFunction } from './functions.ts';

const settings = {
  NIGHTLY: '0 0 2 * * *',
  ORDERS: 'orders',
  Bus: 'Endpoint=sb://127.0.0.1;SharedAccessKeyName=Root;SharedAccessKey=local;UseDevelopmentEmulator=true',
  Cloud__fullyQualifiedNamespace: 'dunning.servicebus.windows.net',
};
const queueTrigger = {
  type: 'serviceBusTrigger',
  direction: 'in',
  connection: 'Bus',
  queueName: '%ORDERS%',
} as const;
const httpTrigger = {
  type: 'httpTrigger',
  direction: 'in',
  methods: ['get'],
  authLevel: 'anonymous',
} as const;

function plan(bindings: Record<string, Binding>, more: Partial<FunctionMetadata> = {}) {
  return planFunction(
    { metadata: { name: 'f', bindings, ...more }, callback: () => undefined },
    settings,
    'api',
  );
}

describe('a registered function', () => {
  it('has its %SETTING% names and its connection taken from the settings', () => {
    const { trigger, outputs } = plan({
      order: { ...queueTrigger, isSessionsEnabled: true },
      $return: { type: 'serviceBus', direction: 'out', connection: 'Bus', queueName: '%ORDERS%-done' },
    });
    expect(trigger).toEqual({
      kind: 'queue',
      binding: 'order',
      connectionString: settings.Bus,
      queue: 'orders',
      sessions: true,
      cardinality: 'one',
    });
    expect(outputs).toEqual([{ binding: '$return', connectionString: settings.Bus, queue: 'orders-done' }]);
  });

  it('answers HTTP under the prefix of the app, by its own name unless it names a route', () => {
    const named = plan({ request: httpTrigger, $return: { type: 'http', direction: 'out' } }).trigger;
    const routed = plan({ request: { ...httpTrigger, route: 'customers/{id}' } }).trigger;
    expect([named, routed].map((trigger) => trigger.kind === 'http' && trigger.route.template)).toEqual([
      'api/f',
      'api/customers/{id}',
    ]);
    expect(named).toMatchObject({ methods: ['GET'], authLevel: 'anonymous' });
  });

  it.each<[string, Record<string, Binding>, string]>([
    [
      'a trigger it does not know',
      { doc: { type: 'cosmosDBTrigger', direction: 'in' } },
      'does not run the trigger "cosmosDBTrigger" ("doc")',
    ],
    ['a topic', { m: { ...queueTrigger, topicName: 't', subscriptionName: 's' } }, '"topicName"'],
    [
      'an identity connection',
      { m: { ...queueTrigger, connection: 'Cloud' } },
      '"Cloud__fullyQualifiedNamespace"',
    ],
    [
      'a connection without setting',
      { m: { ...queueTrigger, connection: 'Other' } },
      'asks for the connection "Other"',
    ],
    [
      'a missing setting',
      { m: { ...queueTrigger, queueName: '%NOWHERE%' } },
      'asks for the setting "NOWHERE"',
    ],
    [
      'settling by hand',
      { m: { ...queueTrigger, autoCompleteMessages: false } },
      '"autoCompleteMessages": false',
    ],
    ['SDK bindings', { m: { ...queueTrigger, sdkBinding: true } }, '"sdkBinding": true'],
    [
      'an input binding',
      { m: queueTrigger, row: { type: 'table', direction: 'in' } },
      'does not run the in binding "table" ("row")',
    ],
    [
      'another output',
      { m: queueTrigger, row: { type: 'blob', direction: 'out' } },
      'does not run the out binding "blob" ("row")',
    ],
    [
      'an HTTP answer to a queue',
      { m: queueTrigger, $return: { type: 'http', direction: 'out' } },
      'does not run the out binding "http"',
    ],
    [
      'an unmonitored timer',
      { t: { type: 'timerTrigger', direction: 'in', schedule: '%NIGHTLY%', useMonitor: false } },
      '"useMonitor": false',
    ],
    ['no trigger', {}, 'must have one trigger'],
  ])('is refused for %s', (_, bindings, message) => {
    expect(() => plan(bindings)).toThrow(message);
    expect(() => plan(bindings)).toThrow('Function "f"');
  });

  it('is refused for a retry on a queue, which the real host would ignore', () => {
    expect(() => plan({ m: queueTrigger }, { retryOptions: { retryStrategy: 'fixedDelay' } })).toThrow(
      '"retry" does not apply to a Service Bus trigger',
    );
  });
});
