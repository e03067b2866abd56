/** Dataverse query functions by the FetchXML operator that means the same: `LastXDays` is `last-x-days`. */

/** Those whose name does not follow the pattern. */
const irregular: Readonly<Record<string, string>> = {
  In: 'in',
  NotIn: 'not-in',
  Between: 'between',
  NotBetween: 'not-between',
  On: 'on',
  NotOn: 'not-on',
  OnOrAfter: 'on-or-after',
  OnOrBefore: 'on-or-before',
  EqualUserId: 'eq-userid',
  NotEqualUserId: 'ne-userid',
  EqualUserTeams: 'eq-userteams',
  EqualUserOrUserTeams: 'eq-useroruserteams',
  EqualBusinessId: 'eq-businessid',
  NotEqualBusinessId: 'ne-businessid',
  Last7Days: 'last-seven-days',
  Next7Days: 'next-seven-days',
  Today: 'today',
  Yesterday: 'yesterday',
  Tomorrow: 'tomorrow',
  Above: 'above',
  AboveOrEqual: 'eq-or-above',
  Under: 'under',
  UnderOrEqual: 'eq-or-under',
  NotUnder: 'not-under',
  EqualUserOrUserHierarchy: 'eq-useroruserhierarchy',
  EqualUserOrUserHierarchyAndTeams: 'eq-useroruserhierarchyandteams',
  EqualUserLanguage: 'eq-userlanguage',
};

const regular = [
  /^(?:Last|Next|OlderThan)X(?:Minutes|Hours|Days|Weeks|Months|Years)$/,
  /^(?:This|Last|Next)(?:Week|Month|Year|FiscalYear|FiscalPeriod)$/,
  /^(?:Last|Next)X(?:FiscalYears|FiscalPeriods)$/,
  /^In(?:OrBefore|OrAfter)?FiscalPeriodAndYear$/,
  /^InFiscal(?:Year|Period)$/,
];

/** The operator, or undefined for a function that is not known here. */
export function fetchOperatorOf(name: string): string | undefined {
  const known = irregular[name];
  if (known !== undefined) return known;
  if (!regular.some((pattern) => pattern.test(name))) return undefined;
  return name
    .replace('OlderThan', 'Olderthan')
    .replaceAll(/(?!^)([A-Z])/g, '-$1')
    .toLowerCase();
}
