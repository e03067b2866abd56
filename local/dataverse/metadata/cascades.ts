/** What a relationship hands down from a row to those that point at it, beside what becomes of them when the row is deleted. */

/** Which of the rows below an action reaches: all, active ones, those of the same owner, or none. */
export const cascadeReaches = ['Cascade', 'Active', 'UserOwned', 'NoCascade'] as const;
export type CascadeReach = (typeof cascadeReaches)[number];

/** The actions by the names they have in definitions; a package puts `Cascade` in front. */
export const cascadeActions = ['Assign', 'Share', 'Unshare', 'Reparent'] as const;
export type CascadeAction = (typeof cascadeActions)[number];

export type Cascades = Readonly<Record<CascadeAction, CascadeReach>>;

export const nothingCascades: Cascades = {
  Assign: 'NoCascade',
  Share: 'NoCascade',
  Unshare: 'NoCascade',
  Reparent: 'NoCascade',
};

/** The row above is a parent in everything. */
export const everythingCascades: Cascades = {
  Assign: 'Cascade',
  Share: 'Cascade',
  Unshare: 'Cascade',
  Reparent: 'Cascade',
};

/** What was written, nothing where nothing was; or the first that makes no sense. */
export function cascadesFrom(
  written: (action: CascadeAction) => unknown,
): { readonly cascades: Cascades } | { readonly refused: string } {
  const cascades = { ...nothingCascades };
  for (const action of cascadeActions) {
    const value = written(action) ?? 'NoCascade';
    const reach = cascadeReaches.find((known) => known === value);
    if (reach === undefined) return { refused: `${action} ${JSON.stringify(value)}` };
    cascades[action] = reach;
  }
  return { cascades };
}
