import {
  type Answer,
  type ScriptedServer,
  type Seen,
  noContent,
  startScriptedServer,
} from './test/scripted-server.ts';

const id = '0b4abc7d-7619-eb11-8dff-000d3ac5c7f9';
const letter = { collection: 'dun_dispatches', key: id, column: 'dun_letter' };

let server: ScriptedServer;
async function scripted(script: (request: Seen, number: number) => Answer) {
  server = await startScriptedServer(script);
}
afterEach(() => server.stop());

describe('files', () => {
  it('uploads in one request, byte for byte, again if the answer is lost', async () => {
    await scripted((_, n) => (n === 1 ? 'lost' : noContent));
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    await server.client().uploadFile(letter, { name: 'letter.pdf', bytes });
    const sent = server.seen[1];
    expect(`${sent?.method} ${sent?.url}`).toBe(`PATCH dun_dispatches(${id})/dun_letter`);
    expect(sent?.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-ms-file-name': 'letter.pdf',
      'content-length': '256',
    });
    expect([...(sent?.bytes ?? [])]).toEqual([...bytes]);
  });

  it('downloads what was uploaded, and gives nothing for an empty column', async () => {
    const body = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff]);
    await scripted((_, n) =>
      n === 1 ? { status: 200, headers: { 'x-ms-file-name': 'letter.pdf' }, body } : noContent,
    );
    const dataverse = server.client();
    const file = await dataverse.downloadFile(letter);
    expect(file?.name).toBe('letter.pdf');
    expect([...(file?.bytes ?? [])]).toEqual([...body]);
    expect(server.seen[0]?.url).toBe(`dun_dispatches(${id})/dun_letter/$value`);
    expect(await dataverse.downloadFile(letter)).toBeUndefined();
  });

  it('refuses a file name that a header cannot carry', async () => {
    await scripted(() => noContent);
    const file = { name: 'felszólítás\r\nx: y', bytes: new Uint8Array(1) };
    await expect(server.client().uploadFile(letter, file)).rejects.toThrow(RangeError);
    expect(server.seen).toHaveLength(0);
  });
});
