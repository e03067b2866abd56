/** Whether a button shows: its rules against where it stands and who looks. */
import type { Right } from '../data/metadata.ts';
import type { FormState, RibbonButton, Rule, ScriptCall } from './read-ribbon.ts';

export type Situation = {
  /** The table whose command bar it is. */
  readonly table: string;
  /** Undefined in lists. */
  readonly formState: FormState | undefined;
  readonly selectedCount: number;
  /** How deep the user's privilege reaches, 0 to 3; undefined without it. */
  readonly depthOf: (table: string, right: Right) => number | undefined;
  readonly run: (call: ScriptCall) => Promise<unknown>;
};

/** Rules that ask no script come first: a script is not run for a button nobody would see. */
export async function isShown(button: RibbonButton, situation: Situation): Promise<boolean> {
  const rules = [...button.displayRules, ...button.enableRules];
  const [custom, others] = [rules.filter(isCustom), rules.filter((rule) => !isCustom(rule))];
  for (const rule of [...others, ...custom]) if (!(await holds(rule, situation))) return false;
  return true;
}

/** Whether it would show if something fitting were selected. */
export async function isOffered(button: RibbonButton, situation: Situation): Promise<boolean> {
  for (const rule of button.displayRules) if (!(await holds(rule, situation))) return false;
  return true;
}

function isCustom(rule: Rule): boolean {
  return rule.kind === 'custom';
}

async function holds(rule: Rule, situation: Situation): Promise<boolean> {
  return (await applies(rule, situation)) !== rule.inverted;
}

async function applies(rule: Rule, situation: Situation): Promise<boolean> {
  const { table, formState, selectedCount, depthOf, run } = situation;
  switch (rule.kind) {
    case 'privilege':
      return (depthOf(rule.table ?? table, rule.right) ?? -1) >= rule.depth;
    case 'formState':
      return formState === rule.state;
    case 'selectionCount':
      return selectedCount >= rule.least && selectedCount <= rule.most;
    case 'custom': {
      const answer = await run(rule.call);
      return typeof answer === 'boolean' ? answer : rule.otherwise;
    }
  }
}
