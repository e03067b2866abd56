/** Entities/<table>/RibbonDiff.xml: the buttons of one table, with the rules by which they show and what they run. */
import { commandsName } from '../package/commands.ts';
import { element, type Element } from '../xml/element.ts';
import { buttons, type Button, type Place } from './buttons.ts';
import { labelled } from './labels.ts';
import { iconName } from './web-resources.ts';

/** The tables that have buttons, by logical name. */
export function tablesWithButtons(): readonly string[] {
  return [...new Set(buttons.flatMap(({ places }) => places.map(({ table }) => table)))].toSorted();
}

export function ribbonXml(table: string): Element {
  const own = buttons
    .map((button) => ({ button, places: button.places.filter((place) => place.table === table) }))
    .filter(({ places }) => places.length > 0);
  const placed = own.flatMap(({ button, places }) => places.map((place) => ({ button, place })));
  return element('RibbonDiffXml', {}, [
    element(
      'CustomActions',
      {},
      placed.map(({ button, place }) => customAction(button, place)),
    ),
    element('Templates', {}, [element('RibbonTemplates', { Id: 'Mscrm.Templates' }, '')]),
    element(
      'CommandDefinitions',
      {},
      placed.map(({ button, place }) => commandDefinition(button, place)),
    ),
    element('RuleDefinitions', {}, [
      element('TabDisplayRules'),
      element(
        'DisplayRules',
        {},
        own.map(({ button }) => displayRule(button, table)),
      ),
      element(
        'EnableRules',
        {},
        placed.map(({ button, place }) => enableRule(button, place)),
      ),
    ]),
    element(
      'LocLabels',
      {},
      own.flatMap(({ button }) => locLabels(button, table)),
    ),
  ]);
}

/** A table's part of the ids: with it they are unique among all tables. */
function idOf({ name }: Button, table: string, ...parts: readonly string[]): string {
  return ['dun', table, name, ...parts].join('.');
}

/** Groups every table has in the platform's own ribbons. */
const locations = {
  form: (table: string) => `Mscrm.Form.${table}.MainTab.Save.Controls._children`,
  list: (table: string) => `Mscrm.HomepageGrid.${table}.MainTab.Management.Controls._children`,
  subgrid: (table: string) => `Mscrm.SubGrid.${table}.MainTab.Management.Controls._children`,
} as const;

/** Behind the platform's own buttons for the record itself, which end at 60. */
const firstSequence = 70;

function customAction(button: Button, { table, on }: Place): Element {
  const label = `$LocLabels:${idOf(button, table, 'Label')}`;
  return element(
    'CustomAction',
    {
      Id: idOf(button, table, on, 'CustomAction'),
      Location: locations[on](table),
      Sequence: String(firstSequence + buttons.indexOf(button)),
    },
    [
      element('CommandUIDefinition', {}, [
        element('Button', {
          Id: idOf(button, table, on, 'Button'),
          Command: idOf(button, table, on, 'Command'),
          Sequence: String(firstSequence + buttons.indexOf(button)),
          LabelText: label,
          Alt: label,
          ToolTipTitle: label,
          ToolTipDescription: `$LocLabels:${idOf(button, table, 'ToolTip')}`,
          TemplateAlias: 'o1',
          ModernImage: `$webresource:${iconName(button.icon)}`,
        }),
      ]),
    ],
  );
}

function commandDefinition(button: Button, { table, on, runs, aboutRows }: Place): Element {
  const [control, ids] =
    on === 'form'
      ? ['PrimaryControl', 'PrimaryItemIds']
      : ['SelectedControl', 'SelectedControlSelectedItemIds'];
  const parameters = [control, ...(aboutRows === true ? [ids] : [])];
  return element('CommandDefinition', { Id: idOf(button, table, on, 'Command') }, [
    element('EnableRules', {}, [element('EnableRule', { Id: idOf(button, table, on, 'EnableRule') })]),
    element('DisplayRules', {}, [element('DisplayRule', { Id: idOf(button, table, 'DisplayRule') })]),
    element('Actions', {}, [
      element(
        'JavaScriptFunction',
        { FunctionName: runs, Library: library },
        parameters.map((name) => element('CrmParameter', { Value: name })),
      ),
    ]),
  ]);
}

const library = `$webresource:${commandsName}`;

function displayRule(button: Button, table: string): Element {
  return element(
    'DisplayRule',
    { Id: idOf(button, table, 'DisplayRule') },
    button.needs.map(([EntityName, PrivilegeType]) =>
      element('EntityPrivilegeRule', { EntityName, PrivilegeType, PrivilegeDepth: 'Basic' }),
    ),
  );
}

/**
 * A form that is not new, rather than one that exists: the platform calls a form read-only where the user may not change the record, and
 * collectors change no customer. In a list, something has to be selected where the button is about rows.
 */
function enableRule(button: Button, { table, on, aboutRows }: Place): Element {
  return element('EnableRule', { Id: idOf(button, table, on, 'EnableRule') }, [
    ...(on === 'form' ? [element('FormStateRule', { State: 'Create', InvertResult: 'true' })] : []),
    ...(on !== 'form' && aboutRows === true
      ? [element('SelectionCountRule', { AppliesTo: 'SelectedEntity', Minimum: '1' })]
      : []),
    ...(button.whenever === undefined
      ? []
      : [element('CustomRule', { FunctionName: button.whenever, Library: library, Default: 'false' })]),
  ]);
}

function locLabels(button: Button, table: string): Element[] {
  return [['Label', button.label] as const, ['ToolTip', button.toolTip] as const].map(([part, text]) =>
    element('LocLabel', { Id: idOf(button, table, part) }, [labelled('Titles', 'Title', text)]),
  );
}
