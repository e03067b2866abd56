/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { readManifest } from './manifest.ts';
import { readStrings, stringsFile } from './strings.ts';

const manifest = `<?xml version="1.0" encoding="utf-8" ?>
<manifest>
  <control namespace="Ns" constructor="Echo" version="0.1.2" control-type="virtual">
    <property name="value" of-type-group="texts" usage="bound" required="true" />
    <property name="size" of-type="Whole.None" usage="input" />
    <property name="result" of-type="SingleLine.Text" usage="output" />
    <type-group name="texts"><type>SingleLine.Text</type><type>Multiple</type></type-group>
    <data-set name="rows" />
    <resources>
      <code path="bundle.js" order="1" />
      <platform-library name="React" version="16.14.0" />
      <css path="css/Echo.css" order="1" />
      <resx path="strings/Echo.1033.resx" version="1.0.0" />
      <resx path="strings/Echo.1038.resx" version="1.0.0" />
    </resources>
  </control>
</manifest>`;

it('a manifest says what a control is, takes and needs', () => {
  expect(readManifest(manifest)).toEqual({
    fullName: 'Ns.Echo',
    version: '0.1.2',
    isVirtual: true,
    properties: [
      { name: 'value', type: 'SingleLine.Text', usage: 'bound', required: true },
      { name: 'size', type: 'Whole.None', usage: 'input', required: false },
      { name: 'result', type: 'SingleLine.Text', usage: 'output', required: false },
    ],
    dataSets: ['rows'],
    code: 'bundle.js',
    css: ['css/Echo.css'],
    strings: ['strings/Echo.1033.resx', 'strings/Echo.1038.resx'],
    libraries: [{ name: 'React', version: '16.14.0' }],
  });
  expect(() => readManifest('<manifest />')).toThrow('The manifest has no <control>.');
});

describe('texts', () => {
  it('are those of the language, else the English ones, else none', () => {
    const { strings } = readManifest(manifest);
    expect(stringsFile(strings, 1038)).toBe('strings/Echo.1038.resx');
    expect(stringsFile(strings, 1031)).toBe('strings/Echo.1033.resx');
    expect(stringsFile([], 1033)).toBeUndefined();
  });

  it('are read from resx, spaces and all', () => {
    const strings = readStrings(
      '<root><resheader name="version"><value>2.0</value></resheader>' +
        '<data name="Hello" xml:space="preserve"><value>Szia, {0}! </value></data></root>',
    );
    expect([...strings]).toEqual([['Hello', 'Szia, {0}! ']]);
  });
});
