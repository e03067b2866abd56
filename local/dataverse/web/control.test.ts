/** The endpoints of the machine itself: whom they answer. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function statusFor(host: string, path: string): Promise<number | undefined> {
  const asked = request({ host: '127.0.0.1', port: server.port, path, headers: { host } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

it.each(['/_local/token?user=admin@local', '/_local/state'])(
  'gives %s to a page of this machine, and to none that came under another name',
  async (path) => {
    expect(await statusFor(`127.0.0.1:${server.port}`, path)).toBe(200);
    expect(await statusFor('localhost', path)).toBe(200);
    for (const stranger of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example']) {
      expect(await statusFor(stranger, path)).toBe(403);
    }
  },
);
