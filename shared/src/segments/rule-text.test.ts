import { parseRule, problemInWords, ruleIn, ruleText } from './rule-text.ts';

describe('a rule as people write it', () => {
  it('is forgiving of case, spaces, signs and the order of currency and amount', () => {
    const written = [
      '  KIND   is  Business ',
      'country = hu,ro',
      '',
      'Overdue >= 1000.5 eur OR HUF 400000',
      'percent overdue<50%',
      'Past product IS NOT Web Hosting , Domains',
      'days slower at least -2.5 days',
    ].join('\r\n');
    expect(ruleText(ruleIn(written))).toBe(
      [
        'kind is business',
        'country is HU, RO',
        'overdue at least EUR 1000.50 or HUF 400000.00',
        'percent overdue less than 50 %',
        'past product is not Web Hosting, Domains',
        'days slower at least -2.5',
      ].join('\n'),
    );
  });

  it('may be empty', () => {
    expect([null, '', ' \n '].map(parseRule)).toEqual(Array(3).fill({ ok: true, rule: [] }));
  });

  it.each([
    ['overdue', 'write a measure, a comparison and a value'],
    ['debt more than EUR 5', '"debt" is no measure; use one of kind, country'],
    ['overdue is EUR 5', 'use at least, more than, at most or less than'],
    ['overdue = EUR 5', 'use at least, more than, at most or less than'],
    ['overdue more than 1000', '"1000" is no amount with its currency, such as EUR 1000.00'],
    ['overdue more than EUR 1,000', '"1,000" is not an amount with "." before the decimals'],
    ['overdue more than EUR 1.005', 'has more than 2 decimals for EUR'],
    ['overdue more than EUR 5 or EUR 6', 'EUR is named twice'],
    ['kind is company', '"company" is not business or consumer'],
    ['kind more than business', 'write "kind is …" or "kind is not …"'],
    ['country is Hungary', '"Hungary" is not a country of two letters, such as HU'],
    ['country is HU,,RO', 'write the values with commas between'],
    ['days past due more than thirty', '"thirty" is no number of days, such as 30 or 12.5'],
    ['promises broken at least 2 %', '"2 %" is no number, such as 30 or 12.5'],
  ])('is refused when nobody can understand it: %s', (text, remedy) => {
    const parsed = parseRule(`kind is business\n${text}`);
    expect(parsed.ok ? [] : parsed.problems.map(problemInWords)).toEqual([
      expect.stringContaining(`line 2, "${text}": `),
    ]);
    expect(parsed.ok ? '' : parsed.problems[0]?.remedy).toContain(remedy);
  });
});
