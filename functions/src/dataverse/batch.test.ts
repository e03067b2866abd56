import { partsOf } from './batch.ts';
import type { HttpAnswer } from './http.ts';

function answer(lines: readonly string[], options: { newline?: string; boundary?: string } = {}): HttpAnswer {
  const { newline = '\r\n', boundary = 'boundary=batchresponse_7' } = options;
  return {
    status: 200,
    headers: new Headers({ 'content-type': `multipart/mixed; ${boundary}` }),
    bytes: new Uint8Array(Buffer.from(lines.join(newline))),
  };
}

const aRead = [
  '--batchresponse_7',
  'Content-Type: application/http',
  'Content-Transfer-Encoding: binary',
  '',
  'HTTP/1.1 200 OK',
  'Content-Type: application/json; odata.metadata=minimal',
  'OData-Version: 4.0',
  '',
  '{"value":[{"name":"--batchresponse_7 {x}"}]}',
];
const aChangeSet = [
  '--batchresponse_7',
  'Content-Type: multipart/mixed; boundary=changesetresponse_8',
  '',
  '--changesetresponse_8',
  'Content-Type: application/http',
  'Content-Transfer-Encoding: binary',
  'Content-ID: 2',
  '',
  'HTTP/1.1 204 No Content',
  'OData-EntityId: https://contoso.crm4.dynamics.com/api/data/v9.2/accounts(0b4abc7d-7619-eb11-8dff-000d3ac5c7f9)',
  '',
  '',
  '--changesetresponse_8--',
];
const end = ['--batchresponse_7--', ''];

it.each([
  ['CRLF', {}],
  ['bare LF', { newline: '\n' }],
  ['a quoted boundary', { boundary: 'boundary="batchresponse_7"' }],
])('reads an answer with %s, and text that looks like a delimiter', (_name, options) => {
  const parts = partsOf(answer([...aRead, ...aChangeSet, ...end], options), 2);
  expect(
    parts.map((part) => part.map(({ status, text, contentId }) => ({ status, text, contentId }))),
  ).toEqual([
    [{ status: 200, text: '{"value":[{"name":"--batchresponse_7 {x}"}]}', contentId: undefined }],
    [{ status: 204, text: '', contentId: 2 }],
  ]);
  expect(parts[0]?.[0]?.header('odata-version')).toBe('4.0');
});

it.each([
  ['breaks off', aRead, 1],
  ['has a part too few', [...aRead, ...end], 2],
  [
    'has a part without a status',
    ['--batchresponse_7', 'Content-Type: application/http', '', 'OK', ...end],
    1,
  ],
  ['breaks off inside a change set', [...aChangeSet.slice(0, -1), ...end], 1],
])('refuses an answer that %s', (_name, lines, expected) => {
  expect(() => partsOf(answer(lines), expected)).toThrow(SyntaxError);
});

it('refuses an answer that is no batch', () => {
  const page: HttpAnswer = {
    ...answer(['<html></html>']),
    headers: new Headers({ 'content-type': 'text/html' }),
  };
  expect(() => partsOf(page, 1)).toThrow('A batch answer without a boundary');
});
