/** Which annotations a request asks for with `Prefer: odata.include-annotations="…"`. */

const formattedValue = 'OData.Community.Display.V1.FormattedValue';
const associatedNavigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty';
const lookupLogicalName = 'Microsoft.Dynamics.CRM.lookuplogicalname';

export const annotationNames = { formattedValue, associatedNavigation, lookupLogicalName } as const;

export interface Annotations {
  readonly formattedValue: boolean;
  readonly associatedNavigation: boolean;
  readonly lookupLogicalName: boolean;
  readonly totalCount: boolean;
  readonly totalCountLimitExceeded: boolean;
  readonly pagingCookie: boolean;
  readonly moreRecords: boolean;
  readonly any: boolean;
}

export const noAnnotations: Annotations = {
  formattedValue: false,
  associatedNavigation: false,
  lookupLogicalName: false,
  totalCount: false,
  totalCountLimitExceeded: false,
  pagingCookie: false,
  moreRecords: false,
  any: false,
};

/** @param list comma-separated names with `*` at the end as a wildcard, and `-name` to leave one out */
export function annotationsOf(list: string | undefined): Annotations {
  if (list === undefined) return noAnnotations;
  const patterns = list
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
  const wants = (name: string): boolean =>
    patterns.some((pattern) => !pattern.startsWith('-') && matches(pattern, name)) &&
    !patterns.some((pattern) => pattern.startsWith('-') && matches(pattern.slice(1), name));
  return {
    formattedValue: wants(formattedValue),
    associatedNavigation: wants(associatedNavigation),
    lookupLogicalName: wants(lookupLogicalName),
    totalCount: wants('Microsoft.Dynamics.CRM.totalrecordcount'),
    totalCountLimitExceeded: wants('Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded'),
    pagingCookie: wants('Microsoft.Dynamics.CRM.fetchxmlpagingcookie'),
    moreRecords: wants('Microsoft.Dynamics.CRM.morerecords'),
    any: patterns.length > 0,
  };
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
