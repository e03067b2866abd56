import { describe, expect, it } from '@jest/globals';
import type { RibbonButton, Rule } from './read-ribbon.ts';
import { isOffered, isShown, type Situation } from './rules.ts';

const call = { library: 'tst_/ring.js', functionName: 'tst.may', parameters: [] };

const rules = {
  mayMakeTasks: { kind: 'privilege', table: 'task', right: 'Create', depth: 1, inverted: false },
  mayWriteThis: { kind: 'privilege', table: undefined, right: 'Write', depth: 0, inverted: false },
  notNew: { kind: 'formState', state: 'Create', inverted: true },
  oneOrTwo: { kind: 'selectionCount', least: 1, most: 2, inverted: false },
  asTheScriptSays: { kind: 'custom', call, otherwise: true, inverted: false },
  unlessTheScriptSays: { kind: 'custom', call, otherwise: false, inverted: true },
} as const satisfies Record<string, Rule>;

function aButton(parts: Partial<RibbonButton>): RibbonButton {
  const none = { displayRules: [], enableRules: [], actions: [] };
  return { id: 'b', place: 'Form', label: 'Ring', toolTip: '', image: undefined, ...none, ...parts };
}

function aSituation(parts: Partial<Situation> = {}): Situation {
  return {
    table: 'account',
    formState: 'Existing',
    selectedCount: 0,
    depthOf: () => undefined,
    run: async () => {
      throw new RangeError('No script was expected to run.');
    },
    ...parts,
  };
}

const depthOf = (held: Readonly<Record<string, number>>): Pick<Situation, 'depthOf'> => ({
  depthOf: (table, right) => held[`${table} ${right}`],
});

describe('a button shows', () => {
  it.each<readonly [keyof typeof rules, string, Partial<Situation>, boolean]>([
    ['mayMakeTasks', 'to whoever may make tasks of the whole unit', depthOf({ 'task Create': 1 }), true],
    ['mayMakeTasks', 'to whoever may make any task', depthOf({ 'task Create': 3 }), true],
    ['mayMakeTasks', 'not to whoever may make only own ones', depthOf({ 'task Create': 0 }), false],
    ['mayMakeTasks', 'not without the privilege', {}, false],
    ['mayWriteThis', 'by rights on the table of the command bar', depthOf({ 'account Write': 0 }), true],
    ['notNew', 'on a form of a row', { formState: 'Existing' }, true],
    ['notNew', 'on a form one may only read', { formState: 'ReadOnly' }, true],
    ['notNew', 'not on a new row’s', { formState: 'Create' }, false],
    ['oneOrTwo', 'not with nothing chosen', { selectedCount: 0 }, false],
    ['oneOrTwo', 'with two', { selectedCount: 2 }, true],
    ['oneOrTwo', 'not with three', { selectedCount: 3 }, false],
    ['asTheScriptSays', 'when the script says yes', { run: async () => true }, true],
    ['asTheScriptSays', 'not when it says no', { run: async () => false }, false],
    ['asTheScriptSays', 'by its default when it says nothing', { run: async () => undefined }, true],
    ['unlessTheScriptSays', 'not when the script says yes', { run: async () => true }, false],
  ])('by %s: %s', async (name, _when, situation, shows) => {
    const button = aButton({ enableRules: [rules[name]] });
    expect(await isShown(button, aSituation(situation))).toBe(shows);
  });

  it('when all rules hold, and asks no script when another one does not', async () => {
    const button = aButton({ displayRules: [rules.asTheScriptSays], enableRules: [rules.oneOrTwo] });
    expect(await isShown(button, aSituation({ selectedCount: 0 }))).toBe(false);
    expect(await isShown(button, aSituation({ selectedCount: 1, run: async () => true }))).toBe(true);
  });

  it('once something is chosen, to whoever is offered it', async () => {
    const button = aButton({ displayRules: [rules.mayMakeTasks], enableRules: [rules.oneOrTwo] });
    expect(await isOffered(button, aSituation(depthOf({ 'task Create': 3 })))).toBe(true);
    expect(await isOffered(button, aSituation())).toBe(false);
  });
});
