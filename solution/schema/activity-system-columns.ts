/** The columns of every table, as activities have them: more of them audited, lookups that name the tables they point at. */
import { details, type Attribute } from './attribute.ts';

/** Object type codes. */
const user = 8;
const team = 9;
const businessUnit = 10;

const differences: Readonly<Record<string, Partial<Attribute>>> = {
  CreatedBy: { audited: true, details: details.lookup([user]) },
  CreatedOn: { audited: true },
  CreatedOnBehalfBy: { details: details.lookup([user]) },
  ModifiedBy: { audited: true, details: details.lookup([user]) },
  ModifiedOn: { audited: true },
  ModifiedOnBehalfBy: { details: details.lookup([user]) },
  OwningBusinessUnit: { audited: false, details: details.lookup([businessUnit]) },
  OwningTeam: { details: details.lookup([team]) },
  OwningUser: { details: details.lookup([user]) },
};

export function asInActivities(attribute: Attribute): Attribute {
  return { ...attribute, ...differences[attribute.physicalName] };
}
