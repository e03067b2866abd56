import { scoreOf, table } from './scores.ts';
import { isWording } from './wording.ts';

const statuses = (...of: readonly ('Killed' | 'Survived' | 'Timeout' | 'NoCoverage' | 'Ignored')[]) =>
  of.map((status) => ({ status }));

describe('the score of a part', () => {
  const part = { name: 'money', limit: 95, properties: [] };

  it('is the share of changes that a test noticed, those that never end among them', () => {
    const results = statuses('Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored');
    expect(scoreOf(part, results)).toEqual({
      part: 'money',
      mutants: 5,
      killed: 3,
      survived: 2,
      percent: 60,
      limit: 95,
    });
  });

  it('is never rounded up to its limit', () => {
    const results = [
      ...statuses(...Array<'Killed'>(9_499).fill('Killed')),
      ...Array.from({ length: 501 }, () => ({ status: 'Survived' as const })),
    ];
    expect(scoreOf(part, results).percent).toBe(94.9);
  });

  it('stands in a table that says what is below', () => {
    const score = scoreOf(part, statuses('Killed', 'Survived'));
    expect(table([score])).toBe(
      [
        'part   mutants  killed  survived  score %  limit %',
        'money        2       1         1     50.0       95  below',
      ].join('\n'),
    );
  });
});

describe('wording', () => {
  it('is a text with a word and a blank in it; codes, fields and separators are none', () => {
    const text = (value: string): boolean => isWording({ type: 'StringLiteral', value });
    expect(['Choose an item of this debtor', ' until '].map(text)).toEqual([true, true]);
    expect(['aboveOpen', 'items', ', ', ' ', '', 'HH:MM'].map(text)).toEqual(Array(6).fill(false));
  });

  it('is a template by what stands between its values', () => {
    const template = (...raws: readonly string[]): boolean =>
      isWording({ type: 'TemplateLiteral', quasis: raws.map((raw) => ({ value: { raw } })) });
    expect(template('at most ', ' is open')).toBe(true);
    expect(template('', '|', '')).toBe(false);
  });

  it('is no part of the program', () => {
    expect(isWording({ type: 'IfStatement' })).toBe(false);
  });
});
