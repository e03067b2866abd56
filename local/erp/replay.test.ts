import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayHistory, type ReplayOptions } from './replay.ts';

const history = [
  'Kunde;Rechnung;Vom;Fällig;Betrag;Bezahlt;Tage',
  'A;1;01.03.2013;31.03.2013;100,00;05.03.2013;-26',
  'B;2;03.03.2013;02.04.2013;"1.200,00";03.05.2013;31',
  'A;3;04.03.2013;03.04.2013;50,00;;',
];

const columns = {
  customer: 'Kunde',
  document: 'Rechnung',
  issuedOn: 'Vom',
  dueOn: 'Fällig',
  amount: 'Betrag',
  settledOn: 'Bezahlt',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes the three files (the history in Latin-1) and answers where they are. */
function given(
  settled: string,
  change: { history?: readonly string[]; columns?: Record<string, string> } = {},
): ReplayOptions {
  const options = {
    source: 'old',
    history: join(folder, 'h.csv'),
    customers: join(folder, 'c.csv'),
    mapping: join(folder, 'm.json'),
  };
  writeFileSync(options.history, (change.history ?? history).join('\n'), 'latin1');
  writeFileSync(options.customers, 'Kunde\nA\nB\n');
  const items = {
    delimiter: ';',
    encoding: 'latin1',
    dates: 'dd.MM.yyyy',
    columns: change.columns ?? columns,
  };
  writeFileSync(options.mapping, JSON.stringify({ settled, items }));
  return options;
}

type Manifest = { items: string; customers: string; mapping: string; mode: string };

async function dropped(
  options: ReplayOptions,
  day: string,
): Promise<{ manifest: Manifest; lines: string[] }> {
  const drops = join(folder, 'drops');
  const path = await replayHistory(options).drop(drops, day);
  if (path === undefined) throw new Error(`Nothing was dropped on ${day}`);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const lines = readFileSync(join(drops, manifest.items), 'latin1').trimEnd().split('\r\n');
  return { manifest, lines };
}

describe('a replayed history', () => {
  it('exports what was issued by the day, without what was settled', async () => {
    const options = given('absent');
    const header = 'Kunde;Rechnung;Vom;Fällig;Betrag;Bezahlt';
    expect((await dropped(options, '2013-03-03')).lines).toEqual([
      header,
      'A;1;01.03.2013;31.03.2013;100,00;',
      'B;2;03.03.2013;02.04.2013;1.200,00;',
    ]);
    expect((await dropped(options, '2013-03-05')).lines).toEqual([
      header,
      'B;2;03.03.2013;02.04.2013;1.200,00;',
      'A;3;04.03.2013;03.04.2013;50,00;',
    ]);
  });

  it('or with what was settled, marked by its date, and nothing of what is still to come', async () => {
    const { lines } = await dropped(given('marked'), '2013-03-05');
    expect(lines.slice(1)).toEqual([
      'A;1;01.03.2013;31.03.2013;100,00;05.03.2013',
      'B;2;03.03.2013;02.04.2013;1.200,00;',
      'A;3;04.03.2013;03.04.2013;50,00;',
    ]);
  });

  it('empties the open rest of what was settled', async () => {
    const options = given('marked', { columns: { ...columns, open: 'Tage' } });
    const { lines } = await dropped(options, '2013-03-05');
    expect(lines.slice(1).map((line) => line.split(';').at(-1))).toEqual(['0', '31', '']);
  });

  it('spans from the first issue to the last settlement', async () => {
    const replay = replayHistory(given('absent'));
    expect(replay).toMatchObject({ source: 'old', firstDay: '2013-03-01', lastDay: '2013-05-03' });
    expect(await replay.drop(join(folder, 'drops'), '2013-02-28')).toBeUndefined();
  });

  it('announces the drop by a manifest, with customers and mapping as they were given', async () => {
    const options = given('absent');
    const { manifest } = await dropped(options, '2013-03-03');
    expect(manifest).toMatchObject({ source: 'old', sequence: 20130303, asOf: '2013-03-03', mode: 'full' });
    const read = (name: string): string => readFileSync(join(folder, 'drops', name), 'utf8');
    expect(read(manifest.customers)).toBe('Kunde\nA\nB\n');
    expect(read(manifest.mapping)).toBe(readFileSync(options.mapping, 'utf8'));
  });

  it('writes the same bytes for the same day, and customers anew only when they changed', async () => {
    const options = given('absent');
    const contents = (): [string, string][] =>
      readdirSync(join(folder, 'drops')).map((name) => [
        name,
        readFileSync(join(folder, 'drops', name), 'latin1'),
      ]);
    const first = (await dropped(options, '2013-03-03')).manifest;
    const before = contents();
    await dropped(options, '2013-03-03');
    expect(contents()).toEqual(before);

    writeFileSync(options.customers, 'Kunde\nA\nB\nC\n');
    const second = (await dropped(options, '2013-03-04')).manifest;
    expect(second.mapping).toBe(first.mapping);
    expect(second.customers).not.toBe(first.customers);
    expect(contents()).toEqual(expect.arrayContaining(before));
  });

  it('drops changes only: first everything, then the rows that read differently', async () => {
    const options = { ...given('marked'), mode: 'delta' } as const;
    expect((await dropped(options, '2013-03-03')).manifest.mode).toBe('full');
    const { manifest, lines } = await dropped(options, '2013-03-05');
    expect(manifest.mode).toBe('delta');
    expect(lines.slice(1)).toEqual([
      'A;1;01.03.2013;31.03.2013;100,00;05.03.2013',
      'A;3;04.03.2013;03.04.2013;50,00;',
    ]);
    expect((await dropped(options, '2013-03-06')).lines).toHaveLength(1);
    // The day again, also after later ones, is the same again.
    expect((await dropped(options, '2013-03-05')).lines).toEqual(lines);
  });

  it('exports rows it cannot read as they are, from the first day', async () => {
    const odd = ['C;9;soon;31.03.2013;1,00;;', 'C;8', 'C;7;01.03.2013;31.03.2013;1,00;later;'];
    const { lines } = await dropped(given('absent', { history: [...history, ...odd] }), '2013-03-01');
    expect(lines.slice(2)).toEqual([
      'C;9;soon;31.03.2013;1,00;',
      'C;8',
      'C;7;01.03.2013;31.03.2013;1,00;later',
    ]);
  });

  it('says which file lacks what', () => {
    expect(() => replayHistory(given('absent', { columns: { issuedOn: 'Vom' } }))).toThrow(
      /m\.json: items\.columns\.issuedOn and settledOn are needed/,
    );
    expect(() => replayHistory(given('absent', { columns: { ...columns, customer: 'Client' } }))).toThrow(
      /h\.csv: no column "Client" \(customer in the mapping\)/,
    );
    expect(() => replayHistory({ ...given('absent'), mode: 'delta' })).toThrow(/settled has to be "marked"/);
    const options = given('absent');
    writeFileSync(options.mapping, '{');
    expect(() => replayHistory(options)).toThrow(/m\.json: is not JSON/);
    expect(() => replayHistory({ ...options, mapping: join(folder, 'none.json') })).toThrow(
      /none\.json: is not there/,
    );
  });

  it('leaves other sources’ drops alone', async () => {
    mkdirSync(join(folder, 'drops'));
    writeFileSync(
      join(folder, 'drops', 'x.drop.json'),
      JSON.stringify({ source: 'other', sequence: 20130302, asOf: '2013-03-02' }),
    );
    expect((await dropped({ ...given('marked'), mode: 'delta' }, '2013-03-03')).manifest.mode).toBe('full');
  });
});
