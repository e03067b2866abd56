/**
 * Ten thousand requests that are wrong in some way: each is answered in time, with a success or a typed refusal, never with a
 * fault of the server. What the local server does not do it may say with 501 and its name.
 */
import fc from 'fast-check';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';
import { asUrl, nonsense } from './requests.ts';
import type { Sample } from './samples.ts';

const requests = 10_000;
/** Several at once, as clients send them. */
const atOnce = 20;
/** No hang, on the slowest machine. */
const slowestMs = 10_000;

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  await admin.create('tst_invoices', { tst_name: 'one', tst_key: 'k1' });
});

afterAll(async () => server.stop());

async function outcome(sample: Sample): Promise<string> {
  const startMs = performance.now();
  const answer = await admin.send(sample.method, asUrl(sample.path), sample.body, sample.headers);
  const tookMs = performance.now() - startMs;
  const shown = `${sample.method} ${sample.path}\n${JSON.stringify(sample.headers ?? {})}\n${sample.body ?? ''}`;
  const typed = answer.error.message !== '' && answer.error.code !== '';
  const answered =
    answer.status < 400 ||
    (answer.status < 500 && (typed || sample.path.startsWith('$batch'))) ||
    answer.error.code === 'LOCAL_NOT_SUPPORTED';
  if (!answered) return `${shown}\n→ ${answer.status} ${answer.text.slice(0, 500)}`;
  return tookMs > slowestMs ? `${shown}\n→ took ${Math.round(tookMs)} ms` : '';
}

/** Each was a fault once. */
const foundBefore = [
  'tst_debtors?$apply=aggregate( )',
  'tst_debtors?$skiptoken=<cookie pagenumber="2" pagingcookie="%3ccookie%20page%3d%221%22%20/"',
  'tst_debtors?fetchXml=<fetch aggregate="true"><entity name="tst_debtor"/></fetch>',
];

describe('malformed requests', () => {
  it.each(foundBefore)('are refused: %s', async (path) => {
    const { status, error } = await admin.get(asUrl(path));
    expect([status, error.code]).toEqual([400, '0x80060888']);
  });

  it('are refused by type and in time, never answered with a fault', async () => {
    const property = fc.asyncProperty(
      fc.array(nonsense, { minLength: atOnce, maxLength: atOnce }),
      async (samples) => {
        const outcomes = await Promise.all(samples.map(outcome));
        expect(outcomes.filter((text) => text !== '')).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: requests / atOnce, seed: 20_250_301, endOnFailure: true });
  });
});
