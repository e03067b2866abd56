/** Columns and choices as definitions write them. */
import { badRequest, notSupported } from '../../errors.ts';
import { readAttribute, readOptionSet, type ReadAttribute } from '../../import/columns.ts';
import type { OptionSet, Schema } from '../../metadata/types.ts';
import type { JsonObject } from '../../records/payload.ts';
import type { Element } from '../../xml.ts';
import { element, given, isObject, labels, schemaNameIn, typeIn } from './elements.ts';

/** The types packages use. Lookups are made by their relationships. */
const packageTypes: Readonly<Record<string, string>> = {
  StringAttributeMetadata: 'nvarchar',
  MemoAttributeMetadata: 'ntext',
  IntegerAttributeMetadata: 'int',
  BigIntAttributeMetadata: 'bigint',
  DecimalAttributeMetadata: 'decimal',
  DoubleAttributeMetadata: 'float',
  MoneyAttributeMetadata: 'money',
  BooleanAttributeMetadata: 'bit',
  DateTimeAttributeMetadata: 'datetime',
  PicklistAttributeMetadata: 'picklist',
  FileAttributeMetadata: 'file',
};

const behaviors: Readonly<Record<string, string>> = {
  UserLocal: '1',
  DateOnly: '2',
  TimeZoneIndependent: '3',
};

export function columnIn(schema: Schema, table: string, json: JsonObject): ReadAttribute {
  const type = typeIn(json);
  const packageType = packageTypes[type];
  if (packageType === undefined) throw notSupported(`A column of type '${type}'`);
  const read = readAttribute(table, columnElement(json, packageType), optionSetsOf(schema));
  if (read === undefined) throw notSupported(`A column of type '${type}'`);
  return read;
}

export function globalOptionSetIn(json: JsonObject): OptionSet {
  const name = json['Name'];
  if (typeof name !== 'string' || !/^\w+$/.test(name)) throw badRequest("The definition needs 'Name'.");
  return readOptionSet(optionSetElement(json, { name, isGlobal: true }));
}

function columnElement(json: JsonObject, packageType: string): Element {
  const schemaName = schemaNameIn(json);
  const behavior = isObject(json['DateTimeBehavior']) ? json['DateTimeBehavior']['Value'] : undefined;
  return element(
    'attribute',
    [
      element('Type', packageType),
      element('LogicalName', schemaName.toLowerCase()),
      element('IsCustomField', '1'),
      ...given(json, {
        RequiredLevel: 'RequiredLevel',
        MaxLength: 'MaxLength',
        MinValue: 'MinValue',
        MaxValue: 'MaxValue',
        Precision: 'Accuracy',
        PrecisionSource: 'AccuracySource',
        MaxSizeInKB: 'MaxSizeInKB',
        IsSecured: 'IsSecured',
        IsAuditEnabled: 'IsAuditEnabled',
        FormatName: 'Format',
      }),
      ...(json['Format'] === 'DateOnly' ? [element('Format', 'date')] : []),
      ...(typeof behavior === 'string' ? [element('Behavior', behaviors[behavior] ?? behavior)] : []),
      ...labels('displaynames', 'displayname', json['DisplayName']),
      ...labels('Descriptions', 'Description', json['Description']),
      ...choiceElements(json, schemaName.toLowerCase()),
    ],
    { PhysicalName: schemaName },
  );
}

function choiceElements(json: JsonObject, name: string): readonly Element[] {
  const bound = json['GlobalOptionSet@odata.bind'];
  if (typeof bound === 'string') {
    const shared = /GlobalOptionSetDefinitions\(Name='(\w+)'\)$/.exec(bound)?.[1];
    if (shared === undefined) throw badRequest(`'${bound}' is not the address of a global choice.`);
    return [element('OptionSetName', shared)];
  }
  const own = json['OptionSet'];
  return isObject(own) ? [optionSetElement(own, { name, isGlobal: false })] : [];
}

function optionSetElement(
  json: JsonObject,
  { name, isGlobal }: { name: string; isGlobal: boolean },
): Element {
  const { Options: list, FalseOption: no, TrueOption: yes } = json;
  const options = Array.isArray(list) ? list : [no, yes].filter((option) => option !== undefined);
  return element(
    'optionset',
    [
      element('IsGlobal', isGlobal ? '1' : '0'),
      ...labels('displaynames', 'displayname', json['DisplayName']),
      element(
        'options',
        options
          .filter(isObject)
          .map((option) =>
            element('option', labels('labels', 'label', option['Label']), { value: String(option['Value']) }),
          ),
      ),
    ],
    { Name: name },
  );
}

function optionSetsOf({ globalOptionSets }: Schema): ReadonlyMap<string, OptionSet> {
  return new Map(globalOptionSets.map((set) => [set.name, set]));
}
