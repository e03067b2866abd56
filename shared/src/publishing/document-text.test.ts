import { digestOfDocument } from './document.ts';
import { parseDocumentText, printDocument } from './document-text.ts';
import { problemInWords } from './problem.ts';
import { aDocument, changed, policyFile } from './testing/a-policy-file.ts';

function problemsOf(text: string): readonly string[] {
  const parsed = parseDocumentText(text);
  return parsed.ok ? [] : parsed.problems.map(problemInWords);
}

describe('a policy as a file', () => {
  it('is read and written without loss', () => {
    const document = aDocument();
    const text = printDocument(document);
    expect(parseDocumentText(text)).toEqual({ ok: true, document });
    expect(printDocument(aDocument(text))).toBe(text);
  });

  it('keeps texts that look like something else', () => {
    const body = '- no list\n# no comment\n\ttab: {{total}}  \n\n  "quoted" \u0151\n';
    const document = changed(aDocument(), 'templates', 'notice', { body, subject: 'yes' });
    expect(parseDocumentText(printDocument(document))).toEqual({ ok: true, document });
  });

  it('has a digest that follows from what it says, not from how it is written', () => {
    const shuffled = policyFile.replace(
      / {2}- code: hand-over\n {4}name: hand-over, [^]*?(?= {2}- code: unr)/,
      '',
    );
    const moved = `${shuffled}  - code: hand-over
    language: en
    channel: person
    name: hand-over, person, en
    body: Decide on {{customer.name}}.
`;
    expect(digestOfDocument(aDocument(moved))).toBe(digestOfDocument(aDocument()));
  });

  it.each([
    ['calendars: [1]', 'calendars: a list of rows is expected'],
    [
      'calendar: []',
      'calendar: there are only calendars, contactPolicies, strategies, segments, severities, alertRules, scoreCards, templates',
    ],
    ['a: [', 'line 1: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    [
      '5',
      'the file: lists are expected: calendars, contactPolicies, strategies, segments, severities, alertRules, scoreCards, templates',
    ],
    [
      'segments: [{code: a, name: A, strategy: b, priority: first}]',
      'segment a, priority (first): a whole number is expected',
    ],
    [
      'segments: [{code: a, name: A, strategy: b, priority: 0}]',
      'segment a, priority (0): a number from 1 to 10000 is expected',
    ],
    ['segments: [{code: a, name: A, priority: 1}]', 'segment a, strategy: Strategy has to be filled in'],
    [
      'segments: [{code: a, name: A, strategy: b, priority: 1, strategi: dog}]',
      'segment a, strategi: there are only name, code, priority, rule, strategy, description',
    ],
    [
      'calendars: [{code: a, name: A, weekend: 6, coveredfrom: 2024-01-01, coveredto: soon}]',
      'calendar a, coveredto (soon): a date (YYYY-MM-DD) is expected',
    ],
  ])('%s is refused with the place', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it('refuses a column nobody knows, and a code used twice', () => {
    const problems = problemsOf(policyFile.replace('    rule: kind is business\n', '    colour: red\n'));
    expect(problems[0]).toContain('segment businesses, colour: there are only ');
    expect(problemsOf(policyFile.replace('code: second-notice', 'code: first-notice'))).toEqual([
      'step business/first-notice: 2 rows have this code; give each its own',
    ]);
  });
});
