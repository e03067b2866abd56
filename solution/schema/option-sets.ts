/** Option sets that live inside their column: choices, yes/no, states and status reasons. */
import type { Options, Status } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';
import { descriptions, displayNames, labelled } from './labels.ts';

export function choiceOptions(name: string, label: string, description: string, options: Options): Element {
  return optionSet({
    name,
    type: 'picklist',
    label,
    description,
    container: 'options',
    items: Object.values(options).map((option) => optionXml(option.value, option.label)),
  });
}

export function booleanOptions(name: string, label: string, description: string): Element {
  return optionSet({
    name,
    type: 'bit',
    label,
    description,
    container: 'options',
    items: [optionXml(1, 'Yes'), optionXml(0, 'No')],
  });
}

/** A state with the value rows have and the status a row gets when only the state is given. */
export type StateOption = {
  readonly value: number;
  readonly label: string;
  readonly invariantName: string;
  readonly defaultStatus: number;
};

export function stateOptions(table: string, label: string, states: readonly StateOption[]): Element {
  return optionSet({
    name: `${table}_statecode`,
    type: 'state',
    label: 'Status',
    description: `Status of the ${label}`,
    container: 'states',
    items: states.map((state) =>
      element(
        'state',
        {
          value: String(state.value),
          defaultstatus: String(state.defaultStatus),
          invariantname: state.invariantName,
        },
        [labelled('labels', 'label', state.label)],
      ),
    ),
  });
}

export function statusOptions(
  table: string,
  label: string,
  statuses: readonly { readonly value: number; readonly label: string; readonly state: number }[],
): Element {
  return optionSet({
    name: `${table}_statuscode`,
    type: 'status',
    label: 'Status Reason',
    description: `Reason for the status of the ${label}`,
    container: 'statuses',
    items: statuses.map((status) =>
      element('status', { value: String(status.value), state: String(status.state) }, [
        labelled('labels', 'label', status.label),
      ]),
    ),
  });
}

/** Custom tables know two states only; what a row is in lies in its status reason. */
export const stateNumber: Readonly<Record<Status['state'], number>> = { active: 0, inactive: 1 };

function optionXml(value: number, label: string): Element {
  return element('option', { value: String(value), ExternalValue: '' }, [labelled('labels', 'label', label)]);
}

function optionSet(set: {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly description: string;
  readonly container: string;
  readonly items: readonly Element[];
}): Element {
  return element('optionset', { Name: set.name }, [
    text('OptionSetType', set.type),
    text('IntroducedVersion', introducedVersion),
    flag('IsCustomizable', true),
    displayNames(set.label),
    descriptions(set.description),
    element(set.container, {}, set.items),
  ]);
}
