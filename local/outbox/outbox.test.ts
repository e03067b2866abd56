import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { LocalClock, writeClockFile } from '../clock.ts';
import { startOutbox, type RunningOutbox } from './outbox.ts';

let folder: string;
let outbox: RunningOutbox;

const start = async (): Promise<void> => {
  outbox = await startOutbox({
    port: 0,
    smtpPort: 0,
    data: join(folder, 'data'),
    letters: join(folder, 'letters'),
    clock: new LocalClock(join(folder, 'clock.json')),
  });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  await start();
});
afterEach(async () => {
  await outbox.stop();
  await rm(folder, { recursive: true });
});

const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${outbox.port}${path}`);
const page = async (path: string): Promise<string> => (await get(path)).text();

async function mail({
  key,
  ...changes
}: { key?: string; to?: string; subject?: string; text?: string } = {}): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: outbox.smtpPort });
  const { response } = await transport.sendMail({
    from: '"Dunlin Trading SE" <office@dunlin.example>',
    to: '"Kovács Péter" <kovacs@posta.example>',
    subject: 'Fizetési emlékeztető',
    text: 'Tisztelt Partnerünk!\nőű',
    ...changes,
    headers: key === undefined ? {} : { 'X-Test-Key': key },
  });
  return response;
}

async function sms(
  body: unknown,
  key: string | undefined,
  type = 'application/json',
): Promise<[number, unknown]> {
  const response = await fetch(`http://127.0.0.1:${outbox.port}/sms`, {
    method: 'POST',
    headers: { 'content-type': type, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });
  return [response.status, await response.json()];
}

const hello = { to: '+36201234567', text: 'Esedékes: 1 700,00 EUR' };

type Listed = {
  total: number;
  messages: { id: number; kind: string; at: string; to: string; text: string; key: string }[];
};
const listed = async (query = ''): Promise<Listed> =>
  (await get(`/_local/messages${query}`)).json() as Promise<Listed>;
const state = async (): Promise<unknown> => (await get('/_local/state')).json();

describe('mails', () => {
  it('are stored with what they say before they are answered', async () => {
    expect(await mail({ key: 'key-1' })).toBe('250 stored as 1');
    const { total, messages } = await listed();
    expect(total).toBe(1);
    expect(messages).toMatchObject([
      {
        id: 1,
        kind: 'mail',
        to: '"Kovács Péter" <kovacs@posta.example>',
        subject: 'Fizetési emlékeztető',
        text: 'Tisztelt Partnerünk!\nőű\n',
        key: 'key-1',
      },
    ]);
    const raw = await page('/messages/1/raw');
    expect(raw).toContain('X-Test-Key: key-1\r\n');
    expect((messages as unknown as { size: number }[])[0]?.size).toBe(Buffer.byteLength(raw));
  });

  it('are dated by the local clock, also after it was moved', async () => {
    const day = 86_400_000;
    writeClockFile(join(folder, 'clock.json'), -1000 * day);
    expect((await fetch(`http://127.0.0.1:${outbox.port}/_local/clock`, { method: 'POST' })).status).toBe(
      204,
    );
    await mail();
    const [{ at = '' } = {}] = (await listed()).messages;
    expect(Math.abs(Date.parse(at) - (Date.now() - 1000 * day))).toBeLessThan(60_000);
  });
});

describe('text messages', () => {
  it('are answered alike when the key is repeated, and sent once', async () => {
    expect(await sms(hello, 'key-1')).toEqual([202, { id: 'sms-1' }]);
    expect(await sms(hello, 'key-1')).toEqual([202, { id: 'sms-1' }]);
    expect(await sms({ ...hello, text: 'other' }, 'key-1')).toEqual([
      409,
      { error: 'The key was used for another message' },
    ]);
    expect(await sms(hello, 'key-2')).toEqual([202, { id: 'sms-2' }]);
    expect(await state()).toEqual({ quiet: true, counts: { mail: 0, letter: 0, sms: 2 }, keysSeenTwice: [] });
  });

  it.each([
    ['without a key', hello, undefined, 'application/json', 400],
    ['without a number', { text: 'x' }, 'k', 'application/json', 400],
    ['to what is no number', { to: '06201234567', text: 'x' }, 'k', 'application/json', 400],
    ['without a text', { to: '+36201234567', text: ' ' }, 'k', 'application/json', 400],
    ['that are null', null, 'k', 'application/json', 400],
    ['from a form', hello, 'k', 'text/plain', 415],
    ['of a megabyte', { ...hello, text: 'x'.repeat(1_000_000) }, 'k', 'application/json', 413],
  ])('are refused %s', async (_, body, key, type, status) => {
    expect(await sms(body, key, type)).toMatchObject([status, { error: expect.any(String) as string }]);
    expect((await listed()).total).toBe(0);
  });
});

describe('letters', () => {
  it('are noticed in the folder once they are whole, and their bytes given back', async () => {
    await writeFile(join(folder, 'letters', 'key-9.pdf'), '%PDF-1.7 a letter');
    await writeFile(join(folder, 'letters', '.half.pdf'), '%PDF');
    await writeFile(join(folder, 'letters', 'notes.txt'), 'x');
    expect(await listed('?kind=letter')).toMatchObject({
      total: 1,
      messages: [
        { id: 1, kind: 'letter', key: 'key-9', subject: 'key-9.pdf', pdf: '/messages/1/letter.pdf' },
      ],
    });
    const response = await get('/messages/1/letter.pdf');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(await response.text()).toBe('%PDF-1.7 a letter');
    expect((await listed()).total).toBe(1);
  });
});

describe('state', () => {
  it('lists every key that was seen more than once, of whatever kind', async () => {
    await mail({ key: 'twice' });
    await mail({ key: 'once' });
    await mail({ key: 'twice' });
    await mail();
    await mail();
    await sms(hello, 'also-twice');
    await writeFile(join(folder, 'letters', 'also-twice.pdf'), '%PDF');
    expect(await state()).toEqual({
      quiet: true,
      counts: { mail: 5, letter: 1, sms: 1 },
      keysSeenTwice: ['also-twice', 'twice'],
    });
    expect(await page('/')).toContain('2 keys were seen more than once');
  });

  it('is kept when the outbox is stopped and started again', async () => {
    await mail({ key: 'key-1' });
    await sms(hello, 'key-2');
    await writeFile(join(folder, 'letters', 'key-3.pdf'), '%PDF');
    const before = await listed();
    await outbox.stop();
    await start();
    expect(await listed()).toEqual(before);
    expect(await sms(hello, 'key-2')).toEqual([202, { id: 'sms-2' }]);
  });
});

describe('messages as JSON', () => {
  it('are read on from the last number seen', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) await sms(hello, key);
    expect(await listed('?limit=2')).toMatchObject({ total: 5, messages: [{ key: 'a' }, { key: 'b' }] });
    expect(await listed('?after=2&limit=2')).toMatchObject({
      total: 5,
      messages: [{ key: 'c' }, { key: 'd' }],
    });
    expect(await listed('?after=4&kind=sms')).toMatchObject({ total: 5, messages: [{ key: 'e' }] });
    expect(await listed('?kind=mail')).toEqual({ total: 0, messages: [] });
  });

  it.each(['?kind=fax', '?after=x', '?limit=0', '?limit=1001', '?after=-1'])(
    'are refused with %s',
    async (query) => {
      expect((await get(`/_local/messages${query}`)).status).toBe(400);
    },
  );
});

describe('pages', () => {
  it('show the newest first, by kind and by words without case and accents', async () => {
    await mail({ subject: 'Első levél' });
    await mail({ subject: 'Łódź – drugi', text: 'Zażółć' });
    await sms(hello, 'key-1');
    const subjects = async (query: string): Promise<string[]> =>
      [...(await page(`/${query}`)).matchAll(/class="title">([^<]*)</g)].map(([, title = '']) => title);
    expect(await subjects('')).toEqual(['Esedékes: 1 700,00 EUR', 'Łódź – drugi', 'Első levél']);
    expect(await subjects('?kind=mail')).toEqual(['Łódź – drugi', 'Első levél']);
    expect(await subjects('?q=LODZ+zazolc')).toEqual(['Łódź – drugi']);
    expect(await subjects('?q=lodz+elso')).toEqual([]);
    expect(await subjects('?q=%25')).toEqual([]);
    expect(await page('/?q=lodz')).toContain('One message.');
  });

  it('are turned, 25 messages each', async () => {
    for (let index = 1; index <= 26; index += 1) await sms(hello, `key-${index}`);
    const first = await page('/');
    expect(first).toContain('26 messages. Showing 1 to 25.');
    expect(first).toContain('href="/?page=2"');
    expect(await page('/?page=2')).toContain('26 messages. Showing 26 to 26.');
    expect((await get('/?page=0')).status).toBe(400);
  });

  it('show what hostile messages say and never do it', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    await mail({ subject: hostile, text: hostile, to: '"<b>x</b>" <a@b.example>', key: 'k"><script>' });
    await sms({ ...hello, text: hostile }, 'key');
    for (const path of [
      '/',
      '/messages/1',
      '/messages/2',
      `/?q=${encodeURIComponent(hostile)}`,
      '/nowhere<script>',
    ]) {
      expect(await page(path)).not.toMatch(/<script|<img|<b>x|onerror="/);
    }
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*",
    );
    expect((await get('/messages/1/raw')).headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('answer nobody who came by another name, and nothing that is not there', async () => {
    const status = await new Promise((resolve) => {
      const headers = { host: 'evil.example' };
      httpRequest({ port: outbox.port, host: '127.0.0.1', headers }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
    for (const path of [
      '/messages/1',
      '/messages/1/letter.pdf',
      '/messages/1/raw',
      '/messages/..%2f1',
      '/x',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    expect((await fetch(`http://127.0.0.1:${outbox.port}/`, { method: 'DELETE' })).status).toBe(405);
  });
});
