/** Requests nobody should send, three ways: right ones with pieces changed, words of a language in any order, and any JSON at all. */
import fc from 'fast-check';
import { samples, type Sample } from './samples.ts';

/** A piece of the text is removed, doubled, moved, or replaced by something that often breaks parsers. */
export const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 8 }),
  insert: fc.constantFrom(
    '',
    "'",
    '"',
    '(',
    ')',
    '/',
    '$',
    ',',
    ';',
    '&',
    '=',
    '%',
    '%zz',
    '<',
    '>',
    '--b',
    '\r\n\r\n',
    '{',
    '}',
    '[',
    ']',
    'null',
    '-1',
    '1e999',
    '9'.repeat(40),
    'á',
    '\u0000',
    '$ref',
    '@x',
    '*',
    ' ',
  ),
});

export function mutated(
  text: string,
  mutations: readonly { at: number; length: number; insert: string }[],
): string {
  return mutations.reduce((result, { at, length, insert }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + insert + result.slice(start + length);
  }, text);
}

/** What a client would have to encode before HTTP takes it at all. */
export function asUrl(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must not be in an address
  return text.replaceAll(/[\s<>"{}|\\^`\u0000-\u001f\u007f-\uffff#]/g, (character) =>
    encodeURIComponent(character),
  );
}

const mutatedSample = fc
  .record({
    sample: fc.constantFrom(...samples),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    inBody: fc.boolean(),
  })
  .map(({ sample, mutations, inBody }): Sample => {
    if (inBody && sample.body !== undefined) return { ...sample, body: mutated(sample.body, mutations) };
    return { ...sample, path: mutated(sample.path, mutations) };
  });

/** Headers that say how to answer, with pieces changed. */
const mutatedHeaders = fc
  .record({
    name: fc.constantFrom(
      'Prefer',
      'If-Match',
      'If-None-Match',
      'CallerObjectId',
      'MSCRMCallerID',
      'Content-Type',
    ),
    value: fc.constantFrom(
      'odata.maxpagesize=5,return=representation',
      'W/"12"',
      '*',
      'null',
      'multipart/mixed;boundary=b',
    ),
    mutations: fc.array(mutation, { maxLength: 2 }),
    sample: fc.constantFrom(...samples),
  })
  .map(({ name, value, mutations, sample }): Sample => {
    // What cannot be in a header never reaches a server.
    const text = mutated(value, mutations).replaceAll(/[^\x20-\x7e]/g, '');
    return { ...sample, headers: { ...sample.headers, [name]: text } };
  });

const words = [
  ...[
    'eq',
    'ne',
    'gt',
    'and',
    'or',
    'not',
    '(',
    ')',
    ',',
    "'x'",
    '5',
    '-1',
    'null',
    'true',
    '2025-01-01',
    '/',
    ':',
    '@p',
  ],
  ...[
    'tst_name',
    'tst_line',
    'tst_dueon',
    'tst_debtorid',
    '_tst_debtorid_value',
    'tst_debtor_invoices',
    'any',
    'all',
    'i',
    'i/tst_line',
  ],
  ...[
    'contains(',
    'startswith(',
    'Microsoft.Dynamics.CRM.In(',
    'PropertyName=',
    'PropertyValues=',
    '[',
    ']',
    'desc',
    '$count',
    ';',
  ],
  ...[
    'aggregate(',
    'groupby((',
    'filter(',
    'with',
    'sum',
    'as',
    'n',
    '$select=',
    '$expand=',
    '$ref',
    '*',
    '$it',
  ],
];

const wordSoup = fc
  .record({
    option: fc.constantFrom(
      '$filter',
      '$orderby',
      '$select',
      '$expand',
      '$apply',
      '$top',
      '$skiptoken',
      'fetchXml',
    ),
    soup: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }),
  })
  .map(({ option, soup }): Sample => ({ method: 'GET', path: `tst_debtors?${option}=${soup.join(' ')}` }));

const fetchWords = [
  ...[
    '<filter>',
    '</filter>',
    '<filter type="or">',
    '<condition attribute="tst_name" operator="',
    '"/>',
    'eq',
    'in',
    'last-x-days',
    'under',
  ],
  ...[
    ' value="1"/>',
    '<value>',
    '</value>',
    '<order attribute="tst_name"/>',
    '<attribute name="tst_name"/>',
    '<all-attributes/>',
  ],
  ...[
    '<link-entity name="tst_invoice" from="tst_debtorid" to="tst_debtorid" link-type="',
    'outer',
    'any',
    '">',
    '</link-entity>',
  ],
];

const fetchSoup = fc.array(fc.constantFrom(...fetchWords), { maxLength: 10 }).map((soup): Sample => {
  const xml = `<fetch><entity name="tst_debtor">${soup.join('')}</entity></fetch>`;
  return { method: 'GET', path: `tst_debtors?fetchXml=${encodeURIComponent(xml)}` };
});

const anyJson = fc
  .record({
    sample: fc.constantFrom(...samples.filter(({ body }) => body?.startsWith('{') === true)),
    body: fc.oneof(fc.json({ maxDepth: 3 }), fc.string({ maxLength: 60 })),
    within: fc.boolean(),
  })
  .map(({ sample, body, within }): Sample => {
    const [key = ''] = /"[^"]+"/.exec(sample.body ?? '') ?? [];
    return { ...sample, body: within ? `{${key}:${body}}` : body };
  });

export const nonsense = fc.oneof(
  { weight: 5, arbitrary: mutatedSample },
  { weight: 2, arbitrary: wordSoup },
  { weight: 1, arbitrary: fetchSoup },
  { weight: 1, arbitrary: mutatedHeaders },
  { weight: 1, arbitrary: anyJson },
);
