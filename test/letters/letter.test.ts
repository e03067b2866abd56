import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@dunlin/shared/dates/instant';
import { wordsOf } from '@dunlin/shared/templates/words';
import { readPdf } from '../../local/outbox/pdf-text.ts';
import { InvalidMessage } from '../../functions/src/channels/effect.ts';
import { composeLetter, createLetterPrinter, type Letter } from '../../functions/src/channels/letter.ts';
import { aView } from '../../functions/src/channels/test/a-view.ts';

function aLetter(changes: Partial<Letter> = {}): Letter {
  return {
    view: aView(),
    subject: 'Második fizetési felszólítás',
    body: 'Tisztelt Partnerünk!\n\nKérjük, rendezzék a tartozást.',
    createdAt: instant('2026-03-20T08:15:00Z'),
    words: wordsOf('hu'),
    ...changes,
  };
}

const linesOf = (pdf: Uint8Array): string[] => readPdf(pdf).pages.join('\n').split('\n');

describe('composeLetter', () => {
  it('writes sender, address, text, items, total, payment details and closing on one page', async () => {
    const pdf = await composeLetter(aLetter({ view: aView({ credit: true }) }));
    expect(readPdf(pdf).pages).toHaveLength(1);
    expect(linesOf(pdf)).toEqual([
      'Dunlin Trading & Söhne SE',
      'Hauptstraße 1 · 1010 Wien · +43 1 234567 · office@dunlin.example',
      'Dunlin Trading & Söhne SE · Hauptstraße 1 · 1010 Wien',
      'Kovács-Szűcs Ödön és Társa Kft.',
      'Győrfűhely utca 12. II/3.',
      '1011 Budapest',
      'Kelt',
      '2026. 03. 20.',
      'Vevőszám',
      '100042',
      'Második fizetési felszólítás',
      'Tisztelt Partnerünk!',
      'Kérjük, rendezzék a tartozást.',
      'Bizonylat  Kelt  Esedékes',
      'Késedelem',
      '(nap)  Összeg  Nyitott összeg',
      'INV-1  2025. 12. 11.  2026. 01. 10.  69  100,01\u00a0EUR  100,01\u00a0EUR',
      'INV-2  2025. 12. 11.  2026. 01. 11.  68  200,02\u00a0EUR  200,02\u00a0EUR',
      'INV-3  2025. 12. 11.  2026. 01. 12.  67  300,03\u00a0EUR  300,03\u00a0EUR',
      'Levont jóváírások',
      'CN-1  2026. 02. 02.  −10,00\u00a0EUR',
      'Fizetendő összesen  590,06\u00a0EUR',
      'Kedvezményezett  Dunlin Trading & Söhne SE',
      'Bankszámlaszám  AT61 1904 3002 3457 3201 (BIC BKAUATWW)',
      'Közlemény  100042',
      'Fizetendő összesen  590,06\u00a0EUR',
      'Fizetési határidő  2026. 04. 02.',
      'Tisztelettel:',
      'Dunlin Trading & Söhne SE',
      'Dunlin Trading & Söhne SE',
    ]);
  });

  it.each([
    ['hu', 'Fizetendő összesen'],
    ['de', 'Zu zahlen'],
    ['pl', 'Razem do zapłaty'],
    ['ro', 'Total de plată'],
    ['en', 'Total to pay'],
  ] as const)(
    'has its table in the recipient’s language, %s, and in no other, whatever the sender’s (complaint 9)',
    async (language, total) => {
      const text = linesOf(await composeLetter(aLetter({ words: wordsOf(language) }))).join('\n');
      const totals = (['hu', 'de', 'pl', 'ro', 'en'] as const).map((one) => wordsOf(one).total);
      expect(totals.filter((one) => text.includes(one))).toEqual([total]);
    },
  );

  it('goes on on further pages when the items need them, and lists every one once', async () => {
    const pdf = await composeLetter(aLetter({ view: aView({ items: 40 }) }));
    const { pages } = readPdf(pdf);
    const documents = linesOf(pdf).flatMap((line) => /^INV-\d+/.exec(line)?.[0] ?? []);
    expect(documents).toEqual(Array.from({ length: 40 }, (_, index) => `INV-${index + 1}`));
    expect(pages.map((page) => page.includes('Esedékes'))).toEqual([true, true]);
    expect(pages.map((page) => /\d\/\d\. oldal/.exec(page)?.[0])).toEqual(['1/2. oldal', '2/2. oldal']);
    expect(pages[1]).toContain('Kovács-Szűcs Ödön és Társa Kft. · Vevőszám 100042 · 2026. 03. 20.');
  });

  it.each([9, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25])(
    'keeps payment details whole with %d items',
    async (items) => {
      const { pages } = readPdf(await composeLetter(aLetter({ view: aView({ items }) })));
      const last = pages.at(-1) ?? '';
      for (const part of ['Kedvezményezett', 'Fizetési határidő', 'Tisztelettel:'])
        expect(last).toContain(part);
      expect(pages.length).toBe(items <= 17 ? 1 : 2);
    },
  );

  it('keeps a long text whole', async () => {
    const body = Array.from({ length: 60 }, (_, index) => `Bekezdés ${index + 1}.`).join('\n\n');
    const text = linesOf(await composeLetter(aLetter({ body }))).join('\n');
    for (const index of [1, 30, 60]) expect(text).toContain(`Bekezdés ${index}.`);
  });

  it.each([
    ['hu', 'ÁÉÍÓÖŐÚÜŰ áéíóöőúüű'],
    ['pl', 'ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż'],
    ['ro', 'ĂÂÎȘȚ ăâîșț „așa” – ŞŢ'],
    ['de', 'ÄÖÜẞ äöüß „so“ €'],
  ] as const)('writes every letter of %s', async (language, letters) => {
    const pdf = await composeLetter(
      aLetter({ view: aView({ language }), words: wordsOf(language), subject: letters, body: letters }),
    );
    expect(linesOf(pdf).filter((line) => line === letters)).toHaveLength(2);
    expect(readPdf(pdf).title).toBe(letters);
  });

  it('says who and what in its information, also as well-formed XML', async () => {
    const pdf = await composeLetter(aLetter());
    expect(readPdf(pdf)).toMatchObject({
      title: 'Második fizetési felszólítás',
      subject: 'Kovács-Szűcs Ödön és Társa Kft., Győrfűhely utca 12. II/3., 1011 Budapest',
      createdAt: '2026-03-20T08:15:00.000Z',
    });
    const source = Buffer.from(pdf).toString('utf8');
    expect(source).toContain('/Lang (hu)');
    expect(source).toContain('<rdf:li>Dunlin Trading &#38; Söhne SE</rdf:li>');
  });

  it('gives the same bytes for the same letter, others for another', async () => {
    const first = Buffer.from(await composeLetter(aLetter()));
    expect(first.equals(await composeLetter(aLetter()))).toBe(true);
    expect(first.equals(await composeLetter(aLetter({ createdAt: instant('2026-03-20T08:15:01Z') })))).toBe(
      false,
    );
  });

  it('refuses a letter without address, subject or text, or whose address the window cannot show', async () => {
    const refused = async (changes: Partial<Letter>): Promise<void> =>
      expect(composeLetter(aLetter(changes))).rejects.toBeInstanceOf(InvalidMessage);
    await refused({ view: aView({ addressLines: [] }) });
    await refused({
      view: aView({ addressLines: Array.from({ length: 7 }, (_, index) => `Line ${index}`) }),
    });
    await refused({ subject: ' ' });
    await refused({ body: '\n\n' });
  });
});

describe('createLetterPrinter', () => {
  const dispatchId = '7b0c3f4e-9d55-5d0b-8a43-0c0a4f3b8c11';
  const pdf = Buffer.from('%PDF-1.7 a letter');
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letters-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('puts the letter whole into the folder and leaves nothing else there', async () => {
    const result = await createLetterPrinter({ folder }).print(pdf, { dispatchId });
    expect(result).toEqual({
      kind: 'sent',
      receipt: `${dispatchId}.pdf sha256:0e0daae501dae7bbcdd9381c4faec3b23f2b2b4bb7d25b9b794fe96e56262651`,
    });
    expect(await readdir(folder)).toEqual([`${dispatchId}.pdf`]);
    expect((await readFile(join(folder, `${dispatchId}.pdf`))).equals(pdf)).toBe(true);
  });

  it('counts a repeat as sent and prints nothing twice, also when two try at once', async () => {
    const printer = createLetterPrinter({ folder });
    const results = await Promise.all([1, 2, 3].map(() => printer.print(pdf, { dispatchId })));
    expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent']);
    expect(await readdir(folder)).toEqual([`${dispatchId}.pdf`]);
  });

  it('never writes over another letter', async () => {
    await writeFile(join(folder, `${dispatchId}.pdf`), 'another');
    expect(await createLetterPrinter({ folder }).print(pdf, { dispatchId })).toEqual({
      kind: 'refused',
      reason: `the print folder has another letter named ${dispatchId}.pdf`,
    });
    expect(await readFile(join(folder, `${dispatchId}.pdf`), 'utf8')).toBe('another');
  });

  it('may try later when the folder is not there', async () => {
    const printer = createLetterPrinter({ folder: join(folder, 'missing') });
    expect(await printer.print(pdf, { dispatchId })).toMatchObject({ kind: 'later' });
  });

  it('throws on an id that is none', async () => {
    await expect(createLetterPrinter({ folder }).print(pdf, { dispatchId: '../x' })).rejects.toThrow(
      RangeError,
    );
  });
});
