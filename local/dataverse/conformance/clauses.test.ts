/** The page of clauses tells what is: its tests exist, what it says is missing answers 501 by name, and nothing is left open. */
import { existsSync, readFileSync } from 'node:fs';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';
import { sections } from './clauses.ts';
import { conformancePage } from './page.ts';

const clauses = sections.flatMap((section) => section.clauses);

describe('the clauses', () => {
  it('have ids of their own', () => {
    const ids = clauses.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(clauses.map(({ id, held, missing }) => [id, held.length + missing.length] as const))(
    '%s is held by a test or answers 501',
    (_id, ways) => expect(ways).toBeGreaterThan(0),
  );

  it.each(clauses.flatMap(({ id, held }) => held.map(({ file, test }) => [id, file, test] as const)))(
    '%s: %s has the test "%s"',
    (_id, file, test) => {
      const path = new URL(`../${file}`, import.meta.url);
      expect(existsSync(path) && readFileSync(path, 'utf8').includes(test)).toBe(true);
    },
  );

  it('are shown in docs/conformance.md as they are (npm run conformance:page)', () => {
    const page = readFileSync(new URL('../../../docs/conformance.md', import.meta.url), 'utf8');
    expect(page).toBe(conformancePage(sections));
  });
});

describe('what is missing', () => {
  let server: TestServer;
  let admin: Client;

  beforeAll(async () => {
    server = await startTestServer();
    admin = await server.as('admin@local');
  });

  afterAll(async () => server.stop());

  const missing = clauses.flatMap(({ id, missing: requests }) =>
    requests.map((request) => [`${id} ${request.request}`, request] as const),
  );

  it.each(missing)('%s answers 501 and says what', async (_name, { request, named, body, headers }) => {
    const [method = '', path = ''] = request.split(/ (.*)/s);
    const answer = await admin.send(method, path, body, headers);
    expect(answer).toMatchObject({ status: 501, error: { code: 'LOCAL_NOT_SUPPORTED' } });
    expect(answer.error.message).toContain(named);
  });
});
