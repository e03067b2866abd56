/** Definitions. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
});

afterAll(async () => environment.end());

describe('metadata', () => {
  it('lists the sets in the service document', async () => {
    const { client } = environment;
    const { body, rows } = await client.get('');
    expect(body['@odata.context']).toBe(`${client.base}$metadata`);
    expect(rows).toContainEqual({ name: 'accounts', kind: 'EntitySet', url: 'accounts' });
  });
});
