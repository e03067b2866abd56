/** The suite against an environment that is named, here a local Dataverse that already runs. */
import { retrieveMultiple } from 'dataverse-webapi/lib/node';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { appId, tokenOf } from '../fixtures/server.ts';
import { startDataverse } from '../start.ts';
import { startEnvironment } from './environment.ts';

it('asks it with all three clients, and removes what it made', async () => {
  const data = tempFolder('conformance-url');
  const server = await startDataverse({ port: 0, data, solutions: [], appId, limits: false });
  process.env['DUNLIN_CONFORMANCE_URL'] = `http://127.0.0.1:${server.port}/`;
  process.env['DUNLIN_CONFORMANCE_TOKEN'] = await tokenOf(server.port, 'admin@local');
  try {
    const environment = await startEnvironment();
    const name = `${environment.prefix} account`;
    await environment.make('accounts', { name });
    const byName = `$select=name&$filter=name eq '${name}'`;
    const found = async (): Promise<number> =>
      (await environment.client.get(`accounts?${byName}`)).rows.length;
    expect(await found()).toBe(1);
    expect((await retrieveMultiple(environment.webapi(), 'accounts', byName)).value).toHaveLength(1);
    const { value } = await environment.dynamics.retrieveMultiple({
      collection: 'accounts',
      select: ['name'],
      filter: `name eq '${name}'`,
    });
    expect(value).toHaveLength(1);
    await environment.end();
    expect(await found()).toBe(0);
  } finally {
    delete process.env['DUNLIN_CONFORMANCE_URL'];
    delete process.env['DUNLIN_CONFORMANCE_TOKEN'];
    await server.stop();
  }
});
