import {
  aDrop,
  aMapping,
  customersHeader,
  customersOf,
  itemsHeader,
  itemsOf,
  type DropParts,
} from './a-drop.ts';
import { DropError } from './drop-error.ts';
import { dropLimits } from './drop-files.ts';
import { readDrop, type DropContent } from './read-drop.ts';

const eur = (minor: number): { minor: number; currency: string } => ({ minor, currency: 'EUR' });

async function read(parts: DropParts): Promise<DropContent> {
  const { folder, manifest } = await aDrop(parts);
  return readDrop(folder, manifest);
}

async function refusalOf(parts: DropParts): Promise<DropError> {
  try {
    await read(parts);
  } catch (error) {
    if (error instanceof DropError) return error;
    throw error;
  }
  throw new Error('The drop was read');
}

/** Where and why, without the file. */
function reasonsOf(content: DropContent): string[] {
  return content.rejected.map(({ line, column, value, reason }) => `${line} ${column} [${value}] ${reason}`);
}

describe('an items file', () => {
  it('reads an open invoice with German dates and numbers', async () => {
    const { items, rejected, rowsRead } = await read({
      items: itemsOf('4711;1800000001;RV;01.03.2026;31.03.2026;1.234,56;1.000,00;EUR;;;'),
    });
    expect(items).toEqual([
      {
        customer: '4711',
        document: '1800000001',
        kind: 'invoice',
        issuedOn: '2026-03-01',
        dueOn: '2026-03-31',
        amount: eur(123456),
        open: eur(100000),
        state: 'open',
      },
    ]);
    expect({ rejected, rowsRead }).toEqual({ rejected: [], rowsRead: 1 });
  });

  it('takes a credit note with either sign, its due date being its own date when it has none', async () => {
    const { items } = await read({
      items: itemsOf(
        '4711;1;RG;02.03.2026;;-50,00;-20,00;EUR;;;',
        '4711;2;RG;02.03.2026;05.03.2026;50,00;20,00;EUR;;;',
      ),
    });
    expect(items.map(({ kind, dueOn, amount, open }) => ({ kind, dueOn, amount, open }))).toEqual([
      { kind: 'creditNote', dueOn: '2026-03-02', amount: eur(5000), open: eur(2000) },
      { kind: 'creditNote', dueOn: '2026-03-05', amount: eur(5000), open: eur(2000) },
    ]);
  });

  it('makes a payment of which a rest is open unapplied cash as well', async () => {
    const { items, payments } = await read({
      items: itemsOf(
        '4711;90;DZ;10.03.2026;;-100,00;0,00;EUR;10.03.2026;;1800000001',
        '4711;91;DZ;11.03.2026;;-80,00;-30,00;EUR;;;',
      ),
    });
    expect(payments).toEqual([
      { customer: '4711', document: '90', paidOn: '2026-03-10', amount: eur(10000), clears: '1800000001' },
      { customer: '4711', document: '91', paidOn: '2026-03-11', amount: eur(8000) },
    ]);
    expect(items).toEqual([
      {
        customer: '4711',
        document: '91',
        kind: 'unappliedCash',
        issuedOn: '2026-03-11',
        dueOn: '2026-03-11',
        amount: eur(8000),
        open: eur(3000),
        state: 'open',
      },
    ]);
  });

  it('tells settled and reversed items, with nothing open', async () => {
    const { items } = await read({
      items: itemsOf(
        '4711;1;RV;01.03.2026;31.03.2026;10,00;0,00;EUR;15.03.2026;;',
        '4711;2;RV;01.03.2026;31.03.2026;10,00;;EUR;15.03.2026;;',
        '4711;3;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;X;',
        '4711;4;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;00.00.0000;;',
      ),
    });
    expect(
      items.map(({ document, state, settledOn, open }) => [document, state, settledOn, open.minor]),
    ).toEqual([
      ['1', 'settled', '2026-03-15', 0],
      ['2', 'settled', '2026-03-15', 0],
      ['3', 'reversed', undefined, 0],
      ['4', 'open', undefined, 1000],
    ]);
  });

  it('does not count a reversed payment as paid', async () => {
    const { items, payments } = await read({
      items: itemsOf('4711;90;DZ;10.03.2026;;-100,00;0,00;EUR;12.03.2026;X;1800000001'),
    });
    expect(payments).toEqual([]);
    expect(items.map(({ kind, state }) => [kind, state])).toEqual([['unappliedCash', 'reversed']]);
  });

  it('without a kind column tells credit notes by their sign', async () => {
    const { columns, numbers, dates } = aMapping.items;
    const { customer, document, issuedOn, dueOn, amount } = columns;
    const mapping = {
      company: 'DEMO',
      settled: 'absent',
      items: {
        delimiter: ';',
        dates,
        numbers,
        currency: 'HUF',
        columns: { customer, document, issuedOn, dueOn, amount },
      },
    };
    const { items } = await read({
      mapping,
      items: itemsOf(
        '4711;1;;01.03.2026;31.03.2026;12.700;;;;;',
        '4711;2;;01.03.2026;31.03.2026;2.700,00-;;;;;',
      ),
    });
    expect(items.map(({ kind, amount, open }) => [kind, amount.minor, open.minor])).toEqual([
      ['invoice', 1270000, 1270000],
      ['creditNote', 270000, 270000],
    ]);
  });
});

describe('a bad row', () => {
  const good = '4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;';
  const cases: readonly [string, string, ...string[]][] = [
    [
      'a date that is none',
      '4711;1;RV;31.02.2026;31.03.2026;10,00;10,00;EUR;;;',
      'Belegdatum [31.02.2026] is not a date of the mapping’s pattern',
    ],
    ['no due date', '4711;1;RV;01.03.2026;;10,00;10,00;EUR;;;', 'Fällig [] is empty'],
    [
      'a due date long before the issue',
      '4711;1;RV;01.03.2026;03.01.2026;10,00;10,00;EUR;;;',
      'Fällig [03.01.2026] is more than 31 days before the invoice was issued',
    ],
    [
      'a due date at the end of time',
      '4711;1;RV;01.03.2026;31.12.9999;10,00;10,00;EUR;;;',
      'Fällig [31.12.9999] is after 2036-03-28, too late to be true in a drop of 2026-03-31',
    ],
    [
      'a settlement in the future',
      '4711;1;RV;01.03.2026;31.03.2026;10,00;0,00;EUR;01.04.2026;;',
      'Ausgleich [01.04.2026] is after 2026-03-31, too late to be true in a drop of 2026-03-31',
    ],
    [
      'a spreadsheet’s first day',
      '4711;1;RV;01.01.1900;31.03.2026;10,00;10,00;EUR;;;',
      'Belegdatum [01.01.1900] is before 1986-04-10, too early to be true in a drop of 2026-03-31',
    ],
    [
      'an amount in another notation',
      '4711;1;RV;01.03.2026;31.03.2026;10.00;10,00;EUR;;;',
      'Betrag [10.00] is not an amount with "," before the decimals',
    ],
    ['an amount of zero', '4711;1;RV;01.03.2026;31.03.2026;0,00;0,00;EUR;;;', 'Betrag [0,00] is zero'],
    [
      'a negative invoice',
      '4711;1;RV;01.03.2026;31.03.2026;-10,00;-10,00;EUR;;;',
      'Betrag [-10,00] is negative on an invoice',
    ],
    [
      'more open than there was',
      '4711;1;RV;01.03.2026;31.03.2026;10,00;10,01;EUR;;;',
      'Offen [10,01] is more than the amount',
    ],
    [
      'an open rest of the other sign',
      '4711;1;RG;01.03.2026;31.03.2026;-10,00;10,00;EUR;;;',
      'Offen [10,00] has another sign than the amount',
    ],
    ['no open rest', '4711;1;RV;01.03.2026;31.03.2026;10,00;;EUR;;;', 'Offen [] is empty'],
    [
      'settled and open at once',
      '4711;1;RV;01.03.2026;31.03.2026;10,00;5,00;EUR;15.03.2026;;',
      'Offen [5,00] is not zero, though settled on 2026-03-15',
    ],
    [
      'a currency of no country',
      '4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EURO;;;',
      'Währung [EURO] is not a currency in use (ISO 4217)',
    ],
    ['no customer', ';1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;', 'Konto [] is empty'],
    ['no document', '4711;;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;', 'Beleg [] is empty'],
    [
      'an unknown kind',
      '4711;1;AB;01.03.2026;31.03.2026;10,00;10,00;EUR;;;',
      'Art [AB] is not a kind the mapping names',
    ],
    [
      'several faults',
      '4711;1;RV;x;31.03.2026;10,00;y;EUR;;;',
      'Belegdatum [x] is not a date of the mapping’s pattern',
      'Offen [y] is not an amount with "," before the decimals',
    ],
    [
      'a field too few',
      '4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;',
      ' [4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;] has 10 fields where the header has 11',
    ],
    [
      'a quote inside a field',
      '4711;1"2;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;',
      ' [4711;1"2;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;] has a quote inside a field (write it twice and put the field in quotes)',
    ],
    [
      'a quote never closed',
      '"4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;',
      ' ["4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;] has a quote that is never closed',
    ],
    [
      'a line break in a key',
      '4711;"1\n2";RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;',
      'Beleg [1\n2] holds a line break or another control character',
    ],
  ];

  it.each(cases)('with %s is set aside and the others are read', async (_, row, ...reasons) => {
    const content = await read({
      items: itemsOf(good.replace(';1;', ';100;'), row, good.replace(';1;', ';200;')),
    });
    expect(reasonsOf(content)).toEqual(reasons.map((reason) => `3 ${reason}`));
    expect(content.items.map(({ document }) => document)).toEqual(['100', '200']);
    expect(content.rowsRead).toBe(3);
  });

  it('costs only its own line when its open quote meets the quote of a later row', async () => {
    const rows = [
      good,
      '4711;2;"RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;',
      good.replace(';1;', ';3;'),
      '"4711";4;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;',
    ];
    const content = await read({ items: itemsOf(...rows) });
    expect(content.items.map(({ document }) => document)).toEqual(['1', '3', '4']);
    expect(content.rejected.map(({ line }) => line)).toEqual([3]);
  });

  it('is found by its line also after quoted line breaks and blank lines, in files of any system', async () => {
    const quoted = '4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;"a\r\nb"';
    for (const end of ['\n', '\r\n', '\r']) {
      const content = await read({ items: [itemsHeader, quoted, '', good.replace('EUR', 'XX')].join(end) });
      expect(content.rejected.map(({ line, column }) => [line, column])).toEqual([
        [2, 'Bezug'],
        [5, 'Währung'],
      ]);
    }
  });

  it('names its document, which the drop is not to be taken to have settled', async () => {
    const content = await read({
      items: itemsOf(
        good,
        good.replace(';1;', ';2;').replace('EUR', '?'),
        good.replace(';1;', ';3;').replace('RV', '?'),
      ),
    });
    expect(content.setAsideDocuments).toEqual(['2', '3']);
  });

  it('with a field or a whole row beyond the limits is set aside', async () => {
    const long = 'x'.repeat(dropLimits.fieldCharacters + 1);
    const endless = 'x'.repeat(2 * dropLimits.rowBytes);
    const content = await read({
      items: itemsOf(good.replace('4711', long), endless, good.replace(';1;', ';2;')),
    });
    expect(content.rejected.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, 'Konto', 'is longer than 100 characters'],
      [3, '', 'is too long, or has a quote that is never closed'],
    ]);
    expect(content.rejected.every(({ value }) => value.length <= 200)).toBe(true);
    expect(content.items).toHaveLength(1);
  });
});

describe('rows about the same document', () => {
  const row = '4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;';

  it('count once when they say the same', async () => {
    const content = await read({ items: itemsOf(row, row, row) });
    expect(content.items).toHaveLength(1);
    expect(reasonsOf(content)).toEqual(['3 Beleg [1] repeats line 2', '4 Beleg [1] repeats line 2']);
    expect(content.setAsideDocuments).toEqual([]);
  });

  it('are all set aside when they differ, whichever comes first', async () => {
    const other = row.replaceAll('10,00', '12,00');
    for (const rows of [
      [row, other, row],
      [other, row, row],
    ]) {
      const content = await read({ items: itemsOf(...rows) });
      expect(content.items).toEqual([]);
      expect(content.rejected.map(({ reason }) => reason)).toEqual(
        Array(3).fill('is in lines 2, 3, 4 with different contents; which is right cannot be known'),
      );
      expect(content.setAsideDocuments).toEqual(['1']);
    }
  });

  it('are all set aside when one of them is broken', async () => {
    const content = await read({ items: itemsOf(row, row.replace('31.03.2026', '31.04.2026')) });
    expect(content.items).toEqual([]);
    expect(content.rejected.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('stand side by side when their kinds differ', async () => {
    const content = await read({ items: itemsOf(row, row.replace('RV', 'RG')) });
    expect(content.items.map(({ kind }) => kind)).toEqual(['creditNote', 'invoice']);
    expect(content.rejected).toEqual([]);
  });
});

describe('a customers file', () => {
  it('reads customers by number, with defaults for empty cells', async () => {
    const { customers } = await read({
      customers: customersOf('20,Żółw Sp. z o.o.,B,pl,PL,biuro@zolw.example,Łódź', '10,Kiss Éva,,HU,hu-HU,,'),
    });
    expect(customers).toEqual([
      { number: '10', name: 'Kiss Éva', kind: 'business', country: 'HU', language: 'hu-HU' },
      {
        number: '20',
        name: 'Żółw Sp. z o.o.',
        kind: 'business',
        country: 'PL',
        language: 'pl',
        email: 'biuro@zolw.example',
        city: 'Łódź',
      },
    ]);
  });

  it('sets aside what an account or a contact cannot hold whole, and cuts nothing', async () => {
    const content = await read({
      customers: customersOf(
        '12345678901234567890,A,B,HU,hu,,',
        '123456789012345678901,B,B,HU,hu,,',
        '123456789012345678902,Bea Moss,C,HU,hu,,',
        `4,${'x'.repeat(51)},B,HU,hu,,`,
        `5,${'x'.repeat(51)},C,HU,hu,,`,
        `6,${'x'.repeat(30)} ${'y'.repeat(30)},C,HU,hu,,`,
      ),
    });
    expect(content.customers.map(({ number }) => number)).toEqual([
      '12345678901234567890',
      '123456789012345678902',
      '4',
      '6',
    ]);
    expect(reasonsOf(content)).toEqual([
      '3 Number [123456789012345678901] is longer than the 20 characters of an account number',
      `6 Name [${'x'.repeat(51)}] cannot be divided into a first and a last name of at most 50 characters each`,
    ]);
  });

  it('sets aside unknown countries, languages and kinds, missing names and numbers, and repeats', async () => {
    const content = await read({
      customers: customersOf(
        '1,A,B,XY,hu,,',
        '2,B,B,HU,xx,,',
        '3,C,D,HU,hu,,',
        '4,,B,HU,hu,,',
        ',E,B,HU,,,',
        '6,F,B,HU,hu,"a@b.example\nBcc: c@d.example",',
        '7,G,B,HU,hu,,',
        '7,G,B,HU,hu,,',
        '8,H,B,HU,hu,,',
        '8,H,B,PL,hu,,',
      ),
    });
    expect(reasonsOf(content)).toEqual([
      '2 Country [XY] is not a country known here',
      '3 Language [xx] is not a language known here',
      '4 Kind [D] is not a kind the mapping names',
      '5 Name [] is empty',
      '6 Language [] is empty',
      '6 Number [] is empty',
      '7 Mail [a@b.example\nBcc: c@d.example] holds a line break or another control character',
      '10 Number [7] repeats line 9',
      '11 Number [8] is in lines 11, 12 with different contents; which is right cannot be known',
      '12 Number [8] is in lines 11, 12 with different contents; which is right cannot be known',
    ]);
    expect(content.customers.map(({ number }) => number)).toEqual(['7']);
  });

  it('takes headers and values named like parts of an object for what they are: text', async () => {
    const mapping = structuredClone(aMapping);
    mapping.customers.columns.name = '__proto__';
    mapping.customers.columns.city = 'constructor';
    const { customers } = await read({
      mapping,
      customers:
        'Number,__proto__,Kind,Country,Language,Mail,constructor,toString\n__proto__,valueOf,B,HU,hu,,x,y\n',
    });
    expect(customers).toEqual([
      { number: '__proto__', name: 'valueOf', kind: 'business', country: 'HU', language: 'hu', city: 'x' },
    ]);
    expect(({} as { number?: string }).number).toBeUndefined();
  });
});

describe('encodings', () => {
  const row = '4711;1;RV;01.03.2026;31.03.2026;10,00;10,00;EUR;;;';

  it('skips a byte order mark', async () => {
    expect((await read({ items: `\ufeff${itemsOf(row)}` })).items).toHaveLength(1);
  });

  it('reads what the mapping says', async () => {
    const latin = { ...aMapping, items: { ...aMapping.items, encoding: 'latin1' } };
    expect((await read({ mapping: latin, items: Buffer.from(itemsOf(row), 'latin1') })).items).toHaveLength(
      1,
    );
    const central = { ...aMapping, customers: { ...aMapping.customers, encoding: 'windows-1250' } };
    // ő, ű and ł of windows-1250.
    const name = Buffer.from([0xf5, 0xfb, 0xb3]);
    const customers = Buffer.concat([
      Buffer.from(`${customersHeader}\n1,`),
      name,
      Buffer.from(',B,HU,hu,,\n'),
    ]);
    expect((await read({ mapping: central, customers })).customers[0]?.name).toBe('őűł');
  });

  it('refuses a file in another encoding, with the line where it shows', async () => {
    const items = Buffer.concat([Buffer.from(itemsOf(row)), Buffer.from('471\xe1;2', 'latin1')]);
    expect((await refusalOf({ items })).message).toBe(
      'items.csv, encoding: is not written in UTF-8 (first seen in line 3). Export it in the encoding of the mapping (utf-8, windows-1250 or latin1) or correct the mapping.',
    );
    expect((await refusalOf({ items: Buffer.from(`\ufeff${itemsOf(row)}`, 'utf16le') })).message).toMatch(
      'is written in UTF-16',
    );
  });
});

describe('a drop that cannot be read', () => {
  it('names the column that is missing and what there is', async () => {
    const refusal = await refusalOf({ items: 'Konto,Beleg\n' });
    expect(refusal.message).toBe(
      'items.csv, column "Konto": is missing; the header names Konto,Beleg. Correct the export, or the column names and the delimiter in the mapping.',
    );
    expect(refusal).toMatchObject({ file: 'items.csv', field: 'column "Konto"' });
    expect((await refusalOf({ items: `${itemsHeader};Konto\n` })).message).toMatch(
      'column "Konto": is there twice',
    );
  });

  it('is empty', async () => {
    expect((await refusalOf({ items: '' })).message).toBe(
      'items.csv, header: is missing: the file is empty. The first line has to name the columns.',
    );
    expect((await refusalOf({ items: '\n \n' })).message).toMatch('the file is empty');
    expect((await refusalOf({ items: 'a"b;c\n' })).message).toMatch('header: cannot be taken apart');
  });

  it('has no such file, or one that is too large', async () => {
    expect((await refusalOf({ manifest: { items: 'none.csv' } })).message).toMatch('none.csv: is not there');
    expect((await refusalOf({ manifest: { items: '.' } })).message).toMatch('cannot be read (EISDIR)');
    const { folder, manifest } = await aDrop({});
    await expect(readDrop(folder, manifest, { ...dropLimits, fileBytes: 20 })).rejects.toThrow(
      /items.csv: has \d+ bytes, more than the 20 allowed/,
    );
  });

  it('brings customers the mapping does not know, or changes that cannot tell settlements', async () => {
    const { company, items } = aMapping;
    const mapping = { company, settled: 'marked', items };
    expect((await refusalOf({ mapping, customers: customersOf() })).message).toMatch(
      'mapping.json, customers: is missing',
    );
    const absent = { ...aMapping, settled: 'absent' };
    expect((await refusalOf({ mapping: absent, manifest: { mode: 'delta' } })).message).toMatch(
      'mode: is delta, but the mapping says that settled items are absent',
    );
  });
});
