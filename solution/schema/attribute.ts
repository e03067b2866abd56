/** One column of customization XML, its elements in the order Dataverse exports them. */
import { element, flag, text, type Element } from '../xml/element.ts';
import { descriptions, displayNames } from './labels.ts';

/** The version that brought everything there is so far. */
export const introducedVersion = '0.1.0.0';

export type Attribute = {
  /** The schema name; its lower case is the logical name. */
  readonly physicalName: string;
  readonly type: string;
  readonly label: string;
  readonly description: string;
  readonly required: 'none' | 'required' | 'systemrequired';
  readonly custom: boolean;
  /** Whether its changes enter the audit history of an audited table; left out: of columns of ours. */
  readonly audited?: boolean;
  readonly create: boolean;
  readonly update: boolean;
  /** Left out for columns that appear nowhere in the user interface. */
  readonly displayMask?: string | undefined;
  readonly imeMode: 'auto' | 'disabled' | 'inactive';
  /** Kept by the platform in another column, such as the owning team. */
  readonly logical?: true;
  readonly searchable?: true;
  readonly filterable?: true;
  readonly retrievable?: true;
  readonly requirementIsFixed?: true;
  /** Read and written only by whom a column security profile allows it. */
  readonly secured?: boolean;
  /** What only this type has: length, range, options, targets. */
  readonly details: readonly Element[];
};

export const everywhere = 'ValidForAdvancedFind|ValidForForm|ValidForGrid';

export function attributeXml(attribute: Attribute): Element {
  const name = attribute.physicalName.toLowerCase();
  return element('attribute', { PhysicalName: attribute.physicalName }, [
    text('Type', attribute.type),
    text('Name', name),
    text('LogicalName', name),
    text('RequiredLevel', attribute.required),
    ...(attribute.displayMask === undefined ? [] : [text('DisplayMask', attribute.displayMask)]),
    text('ImeMode', attribute.imeMode),
    flag('ValidForUpdateApi', attribute.update),
    flag('ValidForReadApi', true),
    flag('ValidForCreateApi', attribute.create),
    flag('IsCustomField', attribute.custom),
    flag('IsAuditEnabled', attribute.audited ?? attribute.custom),
    ...(attribute.logical === true ? [flag('IsLogical', true)] : []),
    flag('IsSecured', attribute.secured === true),
    text('IntroducedVersion', introducedVersion),
    flag('IsCustomizable', true),
    flag('IsRenameable', true),
    flag('CanModifySearchSettings', true),
    flag('CanModifyRequirementLevelSettings', attribute.requirementIsFixed !== true),
    flag('CanModifyAdditionalSettings', true),
    text('SourceType', 0),
    flag('IsGlobalFilterEnabled', false),
    flag('IsSortableEnabled', false),
    flag('CanModifyGlobalFilterSettings', true),
    flag('CanModifyIsSortableSettings', true),
    flag('IsDataSourceSecret', false),
    text('AutoNumberFormat', ''),
    flag('IsSearchable', attribute.searchable === true),
    flag('IsFilterable', attribute.filterable === true),
    flag('IsRetrievable', attribute.retrievable === true),
    flag('IsLocalizable', false),
    ...attribute.details,
    displayNames(attribute.label),
    descriptions(attribute.description),
  ]);
}

/** The elements that follow the common ones, per type. */
export const details = {
  text: (format: string, maxLength: number): Element[] => [
    text('Format', format),
    text('MaxLength', maxLength),
    // Bytes: two a character.
    text('Length', maxLength * 2),
  ],
  memo: (format: string, maxLength: number): Element[] => [
    text('Format', format),
    text('MaxLength', maxLength),
  ],
  integer: (min: number, max: number): Element[] => [
    text('Format', ''),
    text('MinValue', min),
    text('MaxValue', max),
  ],
  /** `behavior` 1 is the user's zone, 2 a day without zone. */
  datetime: (format: 'date' | 'datetime', behavior: 1 | 2, changeable: boolean): Element[] => [
    text('Format', format),
    flag('CanChangeDateTimeBehavior', changeable),
    text('Behavior', behavior),
  ],
  lookup: (typeCodes: readonly number[] = [], style: 'single' | 'multi' = 'single'): Element[] => [
    text('LookupStyle', style),
    element(
      'LookupTypes',
      {},
      typeCodes.map((code) =>
        element('LookupType', { id: '00000000-0000-0000-0000-000000000000' }, String(code)),
      ),
    ),
  ],
  /** An amount in the row's currency, with as many decimals as that currency has (accuracy source 2). */
  money: (): Element[] => [
    text('MinValue', '-922337203685477'),
    text('MaxValue', '922337203685477'),
    text('Accuracy', 2),
    text('AccuracySource', 2),
  ],
};
