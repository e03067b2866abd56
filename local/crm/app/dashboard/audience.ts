/** Whom a dashboard is for, as its form XML says, and which of several a person opens with. */
import type { OwnRole } from '../data/own-roles.ts';
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';

type Audience = {
  readonly everyone: boolean;
  readonly roles: ReadonlySet<string>;
  /** The lowest is opened first; those without one come last. */
  readonly order: number;
};

/** Those of the dashboards that are for somebody with these roles, the one to open with first. @throws XmlError */
export function dashboardsFor<T extends { readonly formXml: string }>(
  dashboards: readonly T[],
  roles: readonly OwnRole[],
): readonly T[] {
  const held = new Set(
    roles.flatMap(({ id, templateId }) => (templateId === undefined ? id : [id, templateId])),
  );
  return dashboards
    .map((dashboard) => ({ dashboard, audience: audienceOf(dashboard.formXml) }))
    .filter(({ audience }) => audience.everyone || [...audience.roles].some((role) => held.has(role)))
    .sort((one, other) => one.audience.order - other.audience.order)
    .map(({ dashboard }) => dashboard);
}

/** A form that does not say whom it is for is for everybody. */
function audienceOf(formXml: string): Audience {
  const conditions = parseXml(formXml).getElementsByTagName('DisplayConditions')[0];
  return {
    everyone: conditions === undefined || childOf(conditions, 'Everyone') !== undefined,
    roles: new Set(
      childrenOf(conditions, 'Role').map((role) =>
        (attribute(role, 'Id') ?? '').replace(/[{}]/g, '').toLowerCase(),
      ),
    ),
    order: Number((conditions && attribute(conditions, 'Order')) ?? Number.MAX_SAFE_INTEGER),
  };
}
