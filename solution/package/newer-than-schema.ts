/**
 * What today's exports have and Microsoft's published schema (9.0.0.2090) does not know yet, each with the exported table of
 * comparison/exports that shows it is real. It is taken out before a document is held against the schema; everything else has to pass.
 */
import { type Element } from '../xml/element.ts';
import { childNamed, childrenOf, textOf } from '../xml/parse.ts';

export type Newer = {
  readonly name: string;
  readonly what: 'element' | 'column type';
  readonly shownBy: string;
};

export const newerThanSchema: readonly Newer[] = [
  { name: 'AutoNumberFormat', what: 'element', shownBy: 'cr08f_Payment' },
  { name: 'IsSearchable', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsFilterable', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsRetrievable', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsLocalizable', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsRetrieveAuditEnabled', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsRetrieveMultipleAuditEnabled', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsMSTeamsIntegrationEnabled', what: 'element', shownBy: 'doz_Pharmacy' },
  { name: 'IsSolutionAware', what: 'element', shownBy: 'doz_Pharmacy' },
  // The whole column is taken out.
  { name: 'file', what: 'column type', shownBy: 'apollo_InsuranceClaim' },
];

export function withoutNewer(node: Element): Element {
  if (typeof node.children === 'string' || node.children === undefined) return node;
  return {
    ...node,
    children: node.children.filter((child) => newerNameOf(child) === undefined).map(withoutNewer),
  };
}

/** How often each stands in the document. */
export function countNewer(root: Element): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (node: Element): void => {
    const name = newerNameOf(node);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const child of childrenOf(node)) count(child);
  };
  count(root);
  return counts;
}

function newerNameOf(node: Element): string | undefined {
  const type = node.name === 'attribute' ? textOf(childNamed(node, 'Type')) : undefined;
  return newerThanSchema.find(({ name, what }) => name === (what === 'element' ? node.name : type))?.name;
}
