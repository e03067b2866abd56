/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { readRibbon, type Ribbon } from './read-ribbon.ts';

type Parts = {
  readonly tab?: string;
  readonly button?: string;
  readonly display?: string;
  readonly enable?: string;
  readonly actions?: string;
};

const ring = '<JavaScriptFunction FunctionName="tst.ring" Library="$webresource:tst_/ring.js" />';

/** A ribbon with one button, whose command goes by one rule of each kind. */
function ribbonOf({ tab = 'Mscrm.Form.account.MainTab', ...parts }: Parts, languages = [1038, 1033]): Ribbon {
  const button = parts.button ?? '<Button Id="b" Command="c" LabelText="$LocLabels:l" ModernImage="Phone" />';
  return readRibbon(
    `<RibbonDefinitions><RibbonDefinition><UI><Ribbon><Tabs><Tab Id="${tab}"><Groups><Group><Controls>${button}` +
      '</Controls></Group></Groups></Tab></Tabs></Ribbon></UI>' +
      '<CommandDefinitions><CommandDefinition Id="c"><EnableRules><EnableRule Id="e" /></EnableRules>' +
      `<DisplayRules><DisplayRule Id="d" /></DisplayRules><Actions>${parts.actions ?? ring}</Actions></CommandDefinition></CommandDefinitions>` +
      `<RuleDefinitions><DisplayRules><DisplayRule Id="d">${parts.display ?? ''}</DisplayRule></DisplayRules>` +
      `<EnableRules><EnableRule Id="e">${parts.enable ?? ''}</EnableRule></EnableRules></RuleDefinitions>` +
      '<LocLabels><LocLabel Id="l"><Titles><Title description="Ring" languagecode="1033" />' +
      '<Title description="Hívás" languagecode="1038" /></Titles></LocLabel></LocLabels>' +
      '</RibbonDefinition></RibbonDefinitions>',
    languages,
  );
}

describe('a button of a ribbon', () => {
  it('has its place, its words in the user’s language, and what it runs', () => {
    expect(ribbonOf({}).buttons).toEqual([
      {
        id: 'b',
        place: 'Form',
        label: 'Hívás',
        toolTip: '',
        image: 'Phone',
        displayRules: [],
        enableRules: [],
        actions: [{ library: 'tst_/ring.js', functionName: 'tst.ring', parameters: [] }],
      },
    ]);
    expect(ribbonOf({}, [1045, 1033]).buttons[0]?.label).toBe('Ring');
    expect(ribbonOf({ tab: 'Mscrm.SubGrid.account.MainTab' }).buttons[0]?.place).toBe('SubGrid');
  });

  it('has parameters, of the page and fixed ones', () => {
    const actions = ring.replace(
      ' />',
      '><CrmParameter Value="PrimaryControl" /><StringParameter Value="x" /><IntParameter Value="7" />' +
        '<BoolParameter Value="true" /></JavaScriptFunction>',
    );
    expect(ribbonOf({ actions }).buttons[0]?.actions[0]?.parameters).toEqual([
      { kind: 'crm', name: 'PrimaryControl' },
      { kind: 'value', value: 'x' },
      { kind: 'value', value: 7 },
      { kind: 'value', value: true },
    ]);
  });

  it.each([
    [
      '<EntityPrivilegeRule EntityName="task" PrivilegeType="Create" PrivilegeDepth="Local" />',
      { kind: 'privilege', table: 'task', right: 'Create', depth: 1, inverted: false },
    ],
    [
      '<FormStateRule State="Create" InvertResult="true" />',
      { kind: 'formState', state: 'Create', inverted: true },
    ],
    [
      '<SelectionCountRule Minimum="1" />',
      { kind: 'selectionCount', least: 1, most: Number.POSITIVE_INFINITY, inverted: false },
    ],
    [
      '<CustomRule FunctionName="tst.may" Library="$webresource:tst_/ring.js" Default="false" />',
      {
        kind: 'custom',
        call: { library: 'tst_/ring.js', functionName: 'tst.may', parameters: [] },
        otherwise: false,
        inverted: false,
      },
    ],
  ])('goes by the rule %s', (rule, expected) => {
    expect(ribbonOf({ enable: rule }).buttons[0]?.enableRules).toEqual([expected]);
    expect(ribbonOf({ display: rule }).buttons[0]?.displayRules).toEqual([expected]);
  });

  it.each([
    ['a rule nobody knows', { enable: '<SkuRule Sku="Online" />' }, 'b: <SkuRule>'],
    ['another action than a script', { actions: '<Url Address="https://example.com" />' }, 'b: <Url>'],
    ['another control than a button', { button: '<FlyoutAnchor Id="f" Command="c" />' }, 'f: <FlyoutAnchor>'],
    ['a command that is not there', { button: '<Button Id="b" Command="gone" />' }, 'b: gone is not defined'],
    [
      'a script of the platform',
      { actions: '<JavaScriptFunction FunctionName="x" Library="/_static/x.js" />' },
      'b: Library="/_static/x.js"',
    ],
  ])('with %s is named, and not shown', (_what, parts, named) => {
    expect(ribbonOf(parts)).toEqual({ buttons: [], notShown: [named] });
  });
});
