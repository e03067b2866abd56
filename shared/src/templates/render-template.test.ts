import fc from 'fast-check';
import type { TemplateFields } from './fields.ts';
import { renderTemplate, TemplateError } from './render-template.ts';

const fields = {
  name: 'text',
  phone: 'optional',
  lines: { list: { document: 'text' } },
} as const satisfies TemplateFields;

const view = { name: 'Kovács & Társa', phone: '', lines: [{ document: 'INV-1' }, { document: 'INV-2' }] };

const rendered = (text: string, given: unknown = view, escape: 'html' | 'none' = 'none'): string =>
  renderTemplate({ text, view: given as typeof view, fields, escape });

describe('renderTemplate', () => {
  it('writes the values, a line for each element of a list', () => {
    expect(rendered('Dear {{name}},\n{{#lines}}\n- {{document}}\n{{/lines}}\nThank you.')).toBe(
      'Dear Kovács & Társa,\n- INV-1\n- INV-2\nThank you.',
    );
  });

  it('escapes values in HTML only', () => {
    expect(rendered('<p>{{name}}</p>', { ...view, name: '<b>"x"</b>' }, 'html')).toBe(
      '<p>&lt;b&gt;&quot;x&quot;&lt;&#x2F;b&gt;</p>',
    );
    expect(rendered('{{name}}', { ...view, name: '<b>' })).toBe('<b>');
  });

  it('leaves out the section of what is blank', () => {
    expect(rendered('Hi{{#phone}}, call {{phone}}{{/phone}}.')).toBe('Hi.');
    expect(rendered('Hi{{#phone}}, call {{phone}}{{/phone}}.', { ...view, phone: '  ' })).toBe('Hi.');
    expect(rendered('Hi{{#phone}}, call {{phone}}{{/phone}}.', { ...view, phone: '+36 1' })).toBe(
      'Hi, call +36 1.',
    );
  });

  it('never reads a value as a template', () => {
    const braces = fc.constantFrom('{{name}}', '{{#lines}}', '{{{', '}}', '{{> x}}', '{{=<% %>=}}');
    fc.assert(
      fc.property(fc.array(fc.oneof(braces, fc.string())), (pieces) => {
        const name = `x${pieces.join('')}`;
        expect(rendered('[{{name}}]', { ...view, name })).toBe(`[${name}]`);
      }),
    );
  });

  it.each([
    ['a missing value', { phone: '', lines: [] }, 'The view has no text name'],
    ['a blank value', { ...view, name: ' ' }, "The view's name is blank"],
    ['a number', { ...view, name: 7 }, 'The view has no text name'],
    ['a function', { ...view, name: () => 'x' }, 'The view has no text name'],
    ['a missing value in a list', { ...view, lines: [{}] }, 'The view has no text lines.document'],
    ['something that is no list', { ...view, lines: 'INV-1' }, 'The view has no list lines'],
    ['a value nobody declared', { ...view, iban: 'HU' }, 'The view has iban, which is not a field'],
    ['an inherited value', Object.create(view), 'The view has no text name'],
  ])('throws on %s', (_, given, message) => {
    expect(() => rendered('Hello', given)).toThrow(new TemplateError(message));
  });

  it('throws on a template with problems and tells where', () => {
    expect(() => rendered('Dear {{nmae}}')).toThrow(
      new TemplateError('Line 1, column 6: nmae is not a name that messages have.'),
    );
  });
});
