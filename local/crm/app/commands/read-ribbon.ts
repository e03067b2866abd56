/** Ribbon XML to buttons with their rules and what they run. A button that asks for more than is understood is named, and not shown. */
import type { Right } from '../data/metadata.ts';
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';

export type Ribbon = {
  readonly buttons: readonly RibbonButton[];
  /** What is not shown, and why, in the XML's own words. */
  readonly notShown: readonly string[];
};

export type Place = 'Form' | 'HomepageGrid' | 'SubGrid';

export type RibbonButton = {
  readonly id: string;
  readonly place: Place;
  readonly label: string;
  readonly toolTip: string;
  /** A web resource, or the name of an icon. */
  readonly image: string | undefined;
  /** Whether it is there at all, and whether it can be used: a command bar hides what cannot. All of them have to hold. */
  readonly displayRules: readonly Rule[];
  readonly enableRules: readonly Rule[];
  readonly actions: readonly ScriptCall[];
};

export type Rule = { readonly inverted: boolean } & (
  | {
      readonly kind: 'privilege';
      readonly table: string | undefined;
      readonly right: Right;
      readonly depth: number;
    }
  | { readonly kind: 'formState'; readonly state: FormState }
  | { readonly kind: 'selectionCount'; readonly least: number; readonly most: number }
  | { readonly kind: 'custom'; readonly call: ScriptCall; readonly otherwise: boolean }
);

export type FormState = 'Create' | 'Existing' | 'ReadOnly' | 'Disabled' | 'BulkEdit';

export type ScriptCall = {
  /** A web resource. */
  readonly library: string;
  readonly functionName: string;
  readonly parameters: readonly Parameter[];
};

export type Parameter =
  | { readonly kind: 'crm'; readonly name: string }
  | { readonly kind: 'value'; readonly value: string | number | boolean };

/** @param languages codes, the user's first; @throws XmlError */
export function readRibbon(xml: string, languages: readonly number[]): Ribbon {
  const definition = childOf(parseXml(xml), 'RibbonDefinition');
  const reading: Reading = {
    commands: byId(childOf(definition, 'CommandDefinitions')),
    displayRules: byId(childOf(childOf(definition, 'RuleDefinitions'), 'DisplayRules')),
    enableRules: byId(childOf(childOf(definition, 'RuleDefinitions'), 'EnableRules')),
    labels: labelsIn(childOf(definition, 'LocLabels'), languages),
  };
  const notShown: string[] = [];
  const tabs = childrenOf(childOf(childOf(childOf(definition, 'UI'), 'Ribbon'), 'Tabs'), 'Tab');
  const buttons = tabs.flatMap((tab) =>
    controlsIn(tab).flatMap((control) => {
      try {
        return [buttonOf(control, placeOf(tab), reading)];
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        notShown.push(`${attribute(control, 'Id') ?? control.tagName}: ${error.message}`);
        return [];
      }
    }),
  );
  return { buttons, notShown };
}

type Definitions = ReadonlyMap<string, Element>;

type Reading = {
  readonly commands: Definitions;
  readonly displayRules: Definitions;
  readonly enableRules: Definitions;
  readonly labels: ReadonlyMap<string, string>;
};

class NotUnderstood extends Error {}

function byId(container: Element | undefined): Definitions {
  return new Map(childrenOf(container).map((one) => [attribute(one, 'Id') ?? '', one]));
}

function labelsIn(container: Element | undefined, languages: readonly number[]): ReadonlyMap<string, string> {
  return new Map(
    childrenOf(container).map((label) => {
      const titles = childrenOf(childOf(label, 'Titles'));
      const texts = languages.map((language) =>
        titles.find((title) => attribute(title, 'languagecode') === String(language)),
      );
      const title = texts.find((text) => text !== undefined) ?? titles[0];
      return [
        attribute(label, 'Id') ?? '',
        title === undefined ? '' : (attribute(title, 'description') ?? ''),
      ];
    }),
  );
}

function placeOf(tab: Element): Place {
  const place = /^Mscrm\.(Form|HomepageGrid|SubGrid)\./.exec(attribute(tab, 'Id') ?? '')?.[1];
  return place === 'Form' || place === 'SubGrid' ? place : 'HomepageGrid';
}

function controlsIn(tab: Element): readonly Element[] {
  return childrenOf(childOf(tab, 'Groups'), 'Group').flatMap((group) =>
    childrenOf(childOf(group, 'Controls')),
  );
}

function buttonOf(control: Element, place: Place, reading: Reading): RibbonButton {
  if (control.tagName !== 'Button') throw new NotUnderstood(`<${control.tagName}>`);
  const commandId = attribute(control, 'Command') ?? '';
  const command = defined(reading.commands, commandId);
  const rulesOf = (container: string, definitions: Definitions): readonly Rule[] =>
    childrenOf(childOf(command, container)).flatMap((named) =>
      childrenOf(defined(definitions, attribute(named, 'Id') ?? '')).map(ruleOf),
    );
  return {
    id: attribute(control, 'Id') ?? commandId,
    place,
    label: textOf(control, 'LabelText', reading),
    toolTip: textOf(control, 'ToolTipDescription', reading),
    image: attribute(control, 'ModernImage'),
    displayRules: rulesOf('DisplayRules', reading.displayRules),
    enableRules: rulesOf('EnableRules', reading.enableRules),
    actions: childrenOf(childOf(command, 'Actions')).map((action) => {
      if (action.tagName !== 'JavaScriptFunction') throw new NotUnderstood(`<${action.tagName}>`);
      return callOf(action);
    }),
  };
}

function defined(definitions: Definitions, id: string): Element {
  const definition = definitions.get(id);
  if (definition === undefined) throw new NotUnderstood(`${id} is not defined`);
  return definition;
}

function textOf(control: Element, name: string, { labels }: Reading): string {
  const written = attribute(control, name) ?? '';
  const label = /^\$LocLabels:(.*)$/.exec(written)?.[1];
  return label === undefined ? written : (labels.get(label) ?? label);
}

const depths: readonly string[] = ['Basic', 'Local', 'Deep', 'Global'];

function ruleOf(rule: Element): Rule {
  const inverted = attribute(rule, 'InvertResult') === 'true';
  switch (rule.tagName) {
    case 'EntityPrivilegeRule': {
      const depth = depths.indexOf(attribute(rule, 'PrivilegeDepth') ?? '');
      if (depth < 0) throw new NotUnderstood(`PrivilegeDepth="${attribute(rule, 'PrivilegeDepth') ?? ''}"`);
      return {
        kind: 'privilege',
        table: attribute(rule, 'EntityName'),
        right: attribute(rule, 'PrivilegeType') as Right,
        depth,
        inverted,
      };
    }
    case 'FormStateRule':
      return { kind: 'formState', state: attribute(rule, 'State') as FormState, inverted };
    case 'SelectionCountRule':
      return {
        kind: 'selectionCount',
        least: Number(attribute(rule, 'Minimum') ?? 0),
        most: Number(attribute(rule, 'Maximum') ?? Number.POSITIVE_INFINITY),
        inverted,
      };
    case 'CustomRule':
      return {
        kind: 'custom',
        call: callOf(rule),
        otherwise: attribute(rule, 'Default') !== 'false',
        inverted,
      };
    default:
      throw new NotUnderstood(`<${rule.tagName}>`);
  }
}

function callOf(element: Element): ScriptCall {
  const library = attribute(element, 'Library') ?? '';
  if (!library.startsWith('$webresource:')) throw new NotUnderstood(`Library="${library}"`);
  return {
    library: library.slice('$webresource:'.length),
    functionName: attribute(element, 'FunctionName') ?? '',
    parameters: childrenOf(element).map(parameterOf),
  };
}

function parameterOf(parameter: Element): Parameter {
  const text = attribute(parameter, 'Value') ?? '';
  switch (parameter.tagName) {
    case 'CrmParameter':
      return { kind: 'crm', name: text };
    case 'BoolParameter':
      return { kind: 'value', value: text === 'true' };
    case 'IntParameter':
    case 'DecimalParameter':
      return { kind: 'value', value: Number(text) };
    case 'StringParameter':
      return { kind: 'value', value: text };
    default:
      throw new NotUnderstood(`<${parameter.tagName}>`);
  }
}
