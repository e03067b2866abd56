import { fromMajor } from '../money/money.ts';
import { factInWords, parseRule, problemInWords, ruleIn, ruleText } from './rule-text.ts';
import { ruleHolds } from './rule.ts';
import { theMeasures } from './testing/measured.ts';

describe('a rule as people write it', () => {
  it('is forgiving of case, spaces, signs and the order of currency and amount', () => {
    const written = [
      '  KIND   is  Business ',
      'country = hu,ro',
      '',
      'Overdue >= 1000.5 eur OR HUF 400000',
      'percent overdue<50%',
      'DAYS  PAST  DUE >  30 DAYS',
      'late share<=12.5 %',
      'average days late less than 1 day',
      'months as customer at least 6 months',
      'Past product IS NOT Web Hosting , Domains',
      'days slower at least -2.5 days',
    ].join('\r\n');
    expect(ruleText(ruleIn(written))).toBe(
      [
        'kind is business',
        'country is HU, RO',
        'overdue at least EUR 1000.50 or HUF 400000.00',
        'percent overdue less than 50 %',
        'days past due more than 30',
        'late share at most 12.5 %',
        'average days late less than 1',
        'months as customer at least 6',
        'past product is not Web Hosting, Domains',
        'days slower at least -2.5',
      ].join('\n'),
    );
  });

  it('knows one zero', () => {
    expect(ruleIn('days slower at least -0')).toEqual(ruleIn('days slower at least 0'));
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
    ['overdue more than EUR 5 000', '"EUR 5 000" is no amount with its currency'],
    ['kind is company', '"company" is not business or consumer'],
    ['kind is no business', '"no business" is not business or consumer'],
    ['kind is businesses', '"businesses" is not business or consumer'],
    ['language is hun', '"hun" is not a language such as hu or de-AT'],
    ['language is Hu-Hungary', '"Hu-Hungary" is not a language'],
    ['language is magyar-HU', '"magyar-HU" is not a language'],
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

  it('is refused with all that is wrong with it', () => {
    expect(() => ruleIn('debt is EUR 5\nkind is business\nkind is company')).toThrow(
      /^line 1, "debt is EUR 5": .+; line 3, "kind is company": .+$/,
    );
  });
});

describe('a fact in words', () => {
  it.each([
    ['percent overdue more than 25 %', 'percent overdue 33.33 % (more than 25 %)'],
    ['average days late at most 5', 'average days late 6.67 (at most 5)'],
    ['product is not VPN', 'product Domains, Hosting (is not VPN)'],
    ['overdue less than EUR 5', 'overdue EUR 100.00 and HUF 40000.00 (less than EUR 5.00)'],
    ['exposure more than EUR 0', 'exposure nothing (more than EUR 0.00)'],
    ['late share more than 5 %', 'late share not known (more than 5 %)'],
  ])('%s: %s', (rule, expected) => {
    const measures = theMeasures({
      percentOverdue: 100 / 3,
      averageDaysLate: 20 / 3,
      product: ['Domains', 'Hosting'],
      overdue: [fromMajor(100, 'EUR'), fromMajor(40_000, 'HUF')],
    });
    expect(ruleHolds(ruleIn(rule), measures).facts.map(factInWords)).toEqual([expected]);
  });
});
