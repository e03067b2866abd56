import { readSettings } from './settings.ts';

const given = {
  DATAVERSE_URL: 'https://contoso.crm4.dynamics.com',
  ServiceBus__fullyQualifiedNamespace: 'contoso.servicebus.windows.net',
  DROP_FOLDER: '/mounts/erp',
  PRINT_FOLDER: '/mounts/print',
  SMTP_URL: 'smtps://user:password@smtp.example.com',
  SMS_GATEWAY_URL: 'https://sms.example.com/messages',
};

describe('settings', () => {
  it('are read, with what holds where nothing is said', () => {
    expect(readSettings(given)).toEqual({ ...given, BUCKETS: 8, DATAVERSE_CONCURRENCY: 8 });
  });

  it.each([
    ['http://127.0.0.1:7400', true],
    ['http://localhost:7400/', true],
    ['http://[::1]:7400', true],
    ['HTTPS://contoso.crm4.dynamics.com', true],
    ['http://contoso.crm4.dynamics.com', false],
    ['http://localhost.example.com', false],
    ['http://127.0.0.1@example.com', false],
    ['http://127.0.0.1:80@example.com', false],
    ['ftp://127.0.0.1', false],
    ['contoso.crm4.dynamics.com', false],
  ])('send tokens in clear to this machine only: %s', (url, fits) => {
    for (const name of ['DATAVERSE_URL', 'SMS_GATEWAY_URL']) {
      const read = (): unknown => readSettings({ ...given, [name]: url });
      if (fits) expect(read).not.toThrow();
      else expect(read).toThrow(name);
    }
  });

  it('that are missing are named, all of them', () => {
    const without = (...names: readonly string[]) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));
    expect(() => readSettings(without('DROP_FOLDER', 'SMTP_URL'))).toThrow(/DROP_FOLDER.*SMTP_URL/);
    expect(() => readSettings(without('ServiceBus__fullyQualifiedNamespace'))).toThrow(
      'give ServiceBus or ServiceBus__fullyQualifiedNamespace',
    );
  });
});
