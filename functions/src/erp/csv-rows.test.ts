import { csvRows, type CsvPortion } from './csv-rows.ts';
import { dropLimits } from './drop-files.ts';

const portionsOf = (lines: readonly string[]): readonly CsvPortion[] => [
  ...csvRows({
    file: 'items.csv',
    bytes: Buffer.from(`${lines.join('\n')}\n`),
    delimiter: ';',
    limits: dropLimits,
  }),
];

const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `D${n + 1};${n + 1}`);

describe('a file read in portions', () => {
  it('has every row once, with the line it begins on and the header at each portion', () => {
    const portions = portionsOf(['document;amount', ...numbered(4500)]);
    expect(portions.map(({ rows }) => rows.length)).toEqual([1999, 2000, 501]);
    expect(new Set(portions.map(({ header }) => header.join()))).toEqual(new Set(['document,amount']));
    const rows = portions.flatMap((portion) => portion.rows);
    expect(rows.map(({ line, values }) => `${line} ${values.join()}`)).toEqual(
      Array.from({ length: 4500 }, (_, n) => `${n + 2} D${n + 1},${n + 1}`),
    );
  });

  it('counts the lines of a field that runs over the edge of a portion', () => {
    const lines = ['document;amount', ...numbered(1998), '"D\n1999";1999', ...numbered(2)];
    const rows = portionsOf(lines).flatMap((portion) => portion.rows);
    expect(rows.slice(-3)).toEqual([
      { line: 2000, values: ['D\n1999', '1999'] },
      { line: 2002, values: ['D1', '1'] },
      { line: 2003, values: ['D2', '2'] },
    ]);
  });

  it('sets a broken row of a later portion aside and goes on behind it', () => {
    const portions = portionsOf([
      'document;amount',
      ...numbered(2500),
      'D"2501;1',
      'D2502;1;1',
      ...numbered(1),
    ]);
    expect(portions.flatMap(({ broken }) => broken.map(({ line, text }) => `${line} ${text}`))).toEqual([
      '2502 D"2501;1',
      '2503 D2502;1;1',
    ]);
    expect(portions.flatMap(({ rows }) => rows).at(-1)).toEqual({ line: 2504, values: ['D1', '1'] });
  });

  it('has one portion without rows when there is a header and nothing else, also behind blank lines', () => {
    expect(portionsOf(['document;amount', '', ''])).toEqual([
      { header: ['document', 'amount'], rows: [], broken: [] },
    ]);
  });
});
