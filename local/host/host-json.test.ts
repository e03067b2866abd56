import { parseHostJson } from './host-json.ts';

const serviceBus = (options: object) => ({ version: '2.0', extensions: { serviceBus: options } });

describe('host.json', () => {
  it('has the defaults of the real host, but for the idle session', () => {
    expect(parseHostJson({ version: '2.0' }, {})).toEqual({
      functionTimeoutMs: 1_800_000,
      routePrefix: 'api',
      serviceBus: {
        maxConcurrentCalls: 16,
        maxConcurrentSessions: 8,
        sessionIdleTimeoutMs: 50,
        maxAutoLockRenewalMs: 300_000,
        maxMessageBatchSize: 1000,
      },
    });
  });

  it('is read with durations as hh:mm:ss', () => {
    const parsed = parseHostJson(
      {
        version: '2.0',
        functionTimeout: '00:10:00',
        logging: { logLevel: { default: 'Warning' } },
        extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
        extensions: {
          http: { routePrefix: '' },
          serviceBus: {
            maxConcurrentSessions: 64,
            sessionIdleTimeout: '00:00:01.500',
            maxAutoLockRenewalDuration: '1.00:00:00',
          },
        },
      },
      {},
    );
    expect(parsed.functionTimeoutMs).toBe(600_000);
    expect(parsed.routePrefix).toBe('');
    expect(parsed.serviceBus.maxConcurrentSessions).toBe(64);
    expect(parsed.serviceBus.sessionIdleTimeoutMs).toBe(1500);
    expect(parsed.serviceBus.maxAutoLockRenewalMs).toBe(86_400_000);
  });

  it('gives way to settings', () => {
    const parsed = parseHostJson(serviceBus({ sessionIdleTimeout: '00:01:00', maxConcurrentCalls: 4 }), {
      AzureFunctionsJobHost__functionTimeout: '00:00:30',
      AzureFunctionsJobHost__extensions__serviceBus__sessionIdleTimeout: '00:00:00.100',
      AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions: '2',
      OTHER__sessionIdleTimeout: '00:00:09',
    });
    expect(parsed.functionTimeoutMs).toBe(30_000);
    expect(parsed.serviceBus).toMatchObject({
      sessionIdleTimeoutMs: 100,
      maxConcurrentCalls: 4,
      maxConcurrentSessions: 2,
    });
  });

  it.each([
    [{}, '"version" must be "2.0"'],
    [
      { version: '2.0', functionTimeout: '5 minutes' },
      'host.json: "functionTimeout": "5 minutes": expected a duration hh:mm:ss.',
    ],
    [{ version: '2.0', singleton: {} }, 'host.json: "singleton"'],
    [{ version: '2.0', extensions: { eventHubs: {} } }, 'host.json extensions: "eventHubs"'],
    [
      serviceBus({ autoCompleteMessages: false }),
      'host.json extensions serviceBus: "autoCompleteMessages": false: only automatic',
    ],
    [serviceBus({ maxConcurrentCallsPerSession: 4 }), 'one message at a time'],
    [serviceBus({ prefetchCount: 100 }), '"prefetchCount": 100'],
    [serviceBus({ maxConcurrentCalls: '16' }), 'expected a whole number'],
    [serviceBus({ transportType: 'amqpWebSockets' }), 'does not support this option'],
  ])('is refused as %j', (json, message) => {
    expect(() => parseHostJson(json, {})).toThrow(message);
  });
});
