import { checkTemplate, sentenceOf } from './check-template.ts';
import type { TemplateFields } from './fields.ts';

const fields = {
  name: 'text',
  total: 'text',
  phone: 'optional',
  company: { group: { name: 'text', email: 'optional' } },
  lines: { list: { document: 'text', late: 'optional' } },
  address: { list: 'text' },
} as const satisfies TemplateFields;

const problems = (text: string): string[] =>
  checkTemplate(text, fields).map(({ kind, name, line, column }) => `${line}:${column} ${kind} ${name}`);

describe('checkTemplate', () => {
  it('accepts names, groups, lists, guarded blanks and comments', () => {
    expect(
      problems(
        'Dear {{name}},\n{{! the items }}\n{{#lines}}\n- {{document}}{{#late}} ({{late}}){{/late}} of {{total}}\n{{/lines}}\n' +
          '{{^lines}}nothing{{/lines}}{{#address}}{{.}}, {{/address}}{{company.name}}\n' +
          '{{#company}}{{name}}{{#email}} {{email}}{{/email}}{{/company}}{{#phone}}{{phone}}{{/phone}}{{^phone}}no phone{{/phone}}',
      ),
    ).toEqual([]);
  });

  it('names every unknown name with its line and column', () => {
    expect(problems('Dear {{nmae}},\nyou owe {{totl}} to {{company.nam}}')).toEqual([
      '1:6 unknownName nmae',
      '2:9 unknownName totl',
      '2:21 unknownName company.nam',
    ]);
  });

  it('knows a name only where it has a meaning', () => {
    expect(problems('{{document}}')).toEqual(['1:1 unknownName document']);
    expect(problems('{{lines}} {{company}}')).toEqual(['1:1 notAText lines', '1:11 notAText company']);
    expect(problems('{{.}} {{#lines}}{{.}}{{/lines}}')).toEqual(['1:1 unknownName .', '1:17 unknownName .']);
    expect(problems('{{#total}}{{total}}{{/total}}')).toEqual(['1:1 notASection total']);
    expect(problems('{{^company}}x{{/company}}')).toEqual(['1:1 notASection company']);
  });

  it.each([
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    'name.length',
    'lines.0',
    'company.constructor',
    'name.constructor.name',
  ])('does not reach %s', (name) => {
    expect(problems(`{{${name}}}`)).toEqual([`1:1 unknownName ${name}`]);
    expect(problems(`{{#${name}}}x{{/${name}}}`)).toEqual([`1:1 unknownName ${name}`]);
  });

  it('asks for a section around what may be blank', () => {
    expect(problems('Call {{phone}}')).toEqual(['1:6 mayBeBlank phone']);
    expect(problems('{{^phone}}{{phone}}{{/phone}}')).toEqual(['1:11 mayBeBlank phone']);
    expect(problems('{{#company}}{{email}}{{/company}}')).toEqual(['1:13 mayBeBlank email']);
    expect(problems('{{#company.email}}{{company.email}}{{/company.email}}')).toEqual([]);
  });

  it('refuses what would write without escaping, include or rename', () => {
    expect(problems('{{{name}}} {{&name}}')).toEqual(['1:1 unescaped name', '1:12 unescaped name']);
    expect(problems('{{> footer}}')).toEqual(['1:1 partial footer']);
    expect(problems('{{=<% %>=}}<% name %>')).toContainEqual('1:1 delimiters <% %>');
    expect(problems('{{=<%=}}')).toEqual(['1:1 delimiters the tag']);
  });

  it('refuses sections and tags out of order', () => {
    expect(problems('one\n{{#lines}}{{document}}')).toEqual(['2:23 nesting lines']);
    expect(problems('{{/lines}}')).toEqual(['1:1 nesting lines']);
    expect(problems('{{#lines}}{{#address}}{{/lines}}{{/address}}')).toEqual(['1:23 nesting address']);
    expect(problems('Dear {{name')).toEqual(['1:12 nesting the tag']);
  });

  it('accepts links to web pages, mailboxes and telephones', () => {
    expect(
      problems(
        'https://pay.example/{{name}} <a href="mailto:{{name}}">x</a> <a href=\'tel:+361\'>y</a> <img src=https://a.example/b.png> Data: 3',
      ),
    ).toEqual([]);
  });

  it.each([
    ['http://pay.example', '1:1 link http://pay.example'],
    ['see ftp://files.example now', '1:5 link ftp://files.example'],
    ['javascript:alert(1)', '1:1 link javascript:alert(1)'],
    ['<a href="javascript:alert(1)">x</a>', '1:10 link javascript:alert(1)'],
    ['<a href="java\tscript:alert(1)">x</a>', '1:10 link java\tscript:alert(1)'],
    ['<a href=" JAVASCRIPT:x">x</a>', '1:11 link JAVASCRIPT:x'],
    ['<a href="&#106;avascript:x">x</a>', '1:10 link &#106;avascript:x'],
    ['<a href="{{name}}">x</a>', '1:10 link {{name}}'],
    ['{{name}}://x', '1:1 link {{name}}://x'],
    ['<img src=data:image/svg+xml,x>', '1:10 link data:image/svg+xml,x'],
    ['<a href="/pay">x</a>', '1:10 link /pay'],
  ])('refuses the link in %j', (text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  it('reads long hostile text without delay', () => {
    const started = Date.now();
    for (const piece of ['a', '{{', 'href=', '://', ' ', 'href="'])
      checkTemplate(piece.repeat(20_000), fields);
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it('tells the author in a sentence', () => {
    const [problem] = checkTemplate('Dear {{nmae}}', fields);
    expect(sentenceOf(problem!)).toBe('Line 1, column 6: nmae is not a name that messages have.');
  });
});
