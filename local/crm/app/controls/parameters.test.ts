import { describe, expect, it } from '@jest/globals';
import { aColumn, columnsByName } from '../record/testing/a-table.ts';
import type { ControlParameter } from '../record/form/form-model.ts';
import type { FieldValue } from '../record/values.ts';
import type { ControlManifest, ManifestProperty } from './manifest.ts';
import { outputsOf, propertiesOf, type ParameterSource } from './parameters.ts';

const columns = columnsByName([
  aColumn('name', { required: 'required', maxLength: 100 }),
  aColumn('dueon', { type: 'datetime', dateBehavior: 'DateOnly', dateOnly: true }),
  aColumn('sentat', { type: 'datetime', dateBehavior: 'UserLocal' }),
  aColumn('customerid', { targets: ['account'] }),
]);

const values: Readonly<Record<string, FieldValue>> = {
  name: 'Acme',
  dueon: '2025-03-01',
  sentat: '2025-03-01T09:00:00Z',
  customerid: { table: 'account', id: 'a1', name: 'Acme' },
};

function property(name: string, more: Partial<ManifestProperty> = {}): ManifestProperty {
  return { name, type: 'SingleLine.Text', usage: 'bound', required: false, ...more };
}

function source(
  properties: readonly ManifestProperty[],
  given: readonly ControlParameter[],
): ParameterSource {
  const manifest: ControlManifest = {
    fullName: 'Ns.Echo',
    version: '1.0.0',
    isVirtual: true,
    properties,
    dataSets: [],
    code: 'bundle.js',
    css: [],
    strings: [],
    libraries: [],
  };
  return {
    manifest,
    given,
    valueOf: (name) => {
      const column = columns.get(name);
      return column && { column, value: values[name] ?? null, formatted: `«${name}»`, editable: true };
    },
  };
}

const bound = (name: string, column: string): ControlParameter => ({ kind: 'bound', name, column });

describe('a control is given', () => {
  it('the value of a bound column with its definition and security', () => {
    expect(propertiesOf(source([property('value')], [bound('value', 'name')]))).toEqual({
      value: {
        type: 'SingleLine.Text',
        raw: 'Acme',
        formatted: '«name»',
        error: false,
        errorMessage: '',
        security: { editable: true, readable: true, secured: false },
        attributes: {
          DisplayName: 'name',
          LogicalName: 'name',
          Description: '',
          RequiredLevel: 2,
          IsSecured: false,
          SourceType: 0,
          MaxLength: 100,
        },
      },
    });
  });

  it('days as local midnight, instants as they are, lookups as a list', () => {
    const given = propertiesOf(
      source(
        [property('day'), property('at'), property('who')],
        [bound('day', 'dueon'), bound('at', 'sentat'), bound('who', 'customerid')],
      ),
    );
    expect(given['day']?.raw).toEqual(new Date(2025, 2, 1));
    expect(given['at']?.raw).toEqual(new Date('2025-03-01T09:00:00Z'));
    expect(given['who']?.raw).toEqual([{ id: 'a1', name: 'Acme', entityType: 'account' }]);
  });

  it('fixed values in the type of the property, and nothing where the form gives nothing', () => {
    const given = propertiesOf(
      source(
        [
          property('size', { type: 'Whole.None', usage: 'input' }),
          property('on', { type: 'TwoOptions' }),
          property('none'),
        ],
        [
          { kind: 'static', name: 'size', type: 'Whole.None', value: '12' },
          { kind: 'static', name: 'on', type: 'TwoOptions', value: 'true' },
        ],
      ),
    );
    expect([given['size']?.raw, given['on']?.raw, given['none']?.raw]).toEqual([12, true, null]);
  });
});

describe('what a control gives out', () => {
  it('goes to the columns of its bound properties, and nowhere else', () => {
    const here = source(
      [
        property('value'),
        property('day'),
        property('fixed', { usage: 'input' }),
        property('out', { usage: 'output' }),
      ],
      [bound('value', 'name'), bound('day', 'dueon'), bound('fixed', 'sentat')],
    );
    const outputs = { value: '', day: new Date(2025, 11, 31, 15), fixed: 'x', out: 'y', other: 1 };
    expect(outputsOf(outputs, here)).toEqual([
      { column: 'name', value: null },
      { column: 'dueon', value: '2025-12-31' },
    ]);
  });

  it('is refused when no column can hold it', () => {
    const here = source([property('value')], [bound('value', 'name')]);
    expect(() => outputsOf({ value: { a: 1 } }, here)).toThrow('The output for name is of no type');
  });
});
