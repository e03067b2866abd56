import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeSms, createSmsSender } from './sms.ts';
import { InvalidMessage, type EffectResult } from './effect.ts';

const part = (text: string): [string, number] => {
  const { encoding, segments } = composeSms(text);
  return [encoding, segments];
};

describe('composeSms', () => {
  it('sends GSM-7 in parts of 160, or 153 of a longer message', () => {
    expect(part('a'.repeat(160))).toEqual(['GSM-7', 1]);
    expect(part('a'.repeat(161))).toEqual(['GSM-7', 2]);
    expect(part('a'.repeat(306))).toEqual(['GSM-7', 2]);
    expect(part('a'.repeat(307))).toEqual(['GSM-7', 3]);
  });

  it('counts characters of the extension table twice and never divides them', () => {
    expect(part('€'.repeat(80))).toEqual(['GSM-7', 1]);
    expect(part('€'.repeat(81))).toEqual(['GSM-7', 2]);
    expect(part(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toEqual(['GSM-7', 3]);
  });

  it('sends letters outside GSM-7 as UCS-2 in parts of 70, or 67 of a longer message', () => {
    expect(part('ő'.repeat(70))).toEqual(['UCS-2', 1]);
    expect(part('ő'.repeat(71))).toEqual(['UCS-2', 2]);
    expect(part('ő'.repeat(134))).toEqual(['UCS-2', 2]);
    expect(part('ő'.repeat(135))).toEqual(['UCS-2', 3]);
  });

  it('counts what lies outside the basic plane twice and never divides it', () => {
    expect(part('😀'.repeat(35))).toEqual(['UCS-2', 1]);
    expect(part('😀'.repeat(36))).toEqual(['UCS-2', 2]);
    expect(part(`${'ő'.repeat(66)}😀${'ő'.repeat(66)}`)).toEqual(['UCS-2', 3]);
  });

  it.each([
    ['öüóé', 'UCS-2'], // ó is missing from GSM-7
    ['öüéà äñ ÄÖÜß', 'GSM-7'],
    ['zażółć', 'UCS-2'],
    ['plată', 'UCS-2'],
    ['1 700,00 EUR', 'GSM-7'],
  ])('sends %s as %s', (text, encoding) => expect(composeSms(text).encoding).toBe(encoding));

  it('turns no-break spaces into plain ones', () => {
    expect(composeSms('1\u00a0700,00\u202fEUR\n')).toEqual({
      text: '1 700,00 EUR',
      encoding: 'GSM-7',
      segments: 1,
    });
  });

  it('refuses no text and too much of it', () => {
    expect(() => composeSms(' \u00a0\n')).toThrow(InvalidMessage);
    expect(composeSms('a'.repeat(153 * 255)).segments).toBe(255);
    expect(() => composeSms('a'.repeat(153 * 255 + 1))).toThrow('at most 255 parts, this one would have 256');
  });
});

const message = { to: '+36201234567', text: 'Esedékes: 1 700,00 EUR', key: '7b0c3f4e' };
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function sendTo(
  answer: (response: ServerResponse, request: { headers: IncomingHttpHeaders; body: string }) => void,
  timeoutMs = 20_000,
): Promise<EffectResult> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => answer(response, { headers: request.headers, body }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
  return createSmsSender({ gatewayUrl, apiKey: 'secret', timeoutMs }).send(message);
}

describe('createSmsSender', () => {
  it('posts number and text with the key and keeps the id as receipt', async () => {
    let seen: { headers: IncomingHttpHeaders; body: string } | undefined;
    const result = await sendTo((response, request) => {
      seen = request;
      response.writeHead(202).end('{"id":"sms-17"}');
    });
    expect(result).toEqual({ kind: 'sent', receipt: 'sms-17' });
    expect(seen?.headers['idempotency-key']).toBe('7b0c3f4e');
    expect(seen?.headers['authorization']).toBe('Bearer secret');
    expect(JSON.parse(seen?.body ?? '')).toEqual({ to: '+36201234567', text: 'Esedékes: 1 700,00 EUR' });
  });

  it.each([
    [400, 'refused'],
    [404, 'refused'],
    [409, 'refused'],
    [422, 'refused'],
    [401, 'later'],
    [403, 'later'],
    [408, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
    [302, 'later'],
    [200, 'unknown'],
  ])('takes an answer of %d without an id for %s', async (status, kind) => {
    const headers = status === 302 ? { location: 'http://127.0.0.1:1/' } : {};
    expect(await sendTo((response) => response.writeHead(status, headers).end('no'))).toMatchObject({ kind });
  });

  it('may repeat with the key when the answer does not come, breaks off or the gateway is not there', async () => {
    expect(await sendTo(() => undefined, 200)).toMatchObject({ kind: 'later' });
    expect(
      await sendTo((response) => {
        response.writeHead(202, { 'content-length': '100' }).write('{"id"');
        setImmediate(() => response.destroy());
      }),
    ).toMatchObject({ kind: 'later' });
    expect(await createSmsSender({ gatewayUrl: 'http://127.0.0.1:1/sms' }).send(message)).toMatchObject({
      kind: 'later',
    });
  });

  it('refuses what is no number in E.164 without asking the gateway', async () => {
    const sender = createSmsSender({ gatewayUrl: 'http://127.0.0.1:1/sms' });
    expect(await sender.send({ ...message, to: '06 20 123 4567' })).toEqual({
      kind: 'refused',
      reason: 'not a number in E.164: "06 20 123 4567"',
    });
  });
});
