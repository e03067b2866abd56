/** The parties of a custom activity: columns that are kept as rows of activityparty. */
import { text } from '../xml/element.ts';
import { writable } from './activity-shared.ts';
import { details, type Attribute } from './attribute.ts';

/** Object type codes of what each can name: user 8, account 1, contact 2. */
export const activityParties: readonly Attribute[] = (
  [
    ['From', 'From', 'Person who the activity is from.', 'single', [8, 1, 2]],
    ['To', 'To', 'Person who is the receiver of the activity.', 'multi', [8, 1, 2]],
    ['CC', 'CC', 'Carbon-copy (cc) recipients of the activity.', 'multi', [8, 1, 2]],
    ['BCC', 'BCC', 'Blind carbon-copy (bcc) recipients of the activity.', 'multi', [8, 1, 2]],
    ['Customers', 'Customers', 'Customers with which the activity is associated.', 'multi', [1, 2]],
    [
      'Partners',
      'Outsource Vendors',
      'Outsource vendors with which the activity is associated.',
      'multi',
      [1, 2],
    ],
    ['Organizer', 'Organizer', 'Person who organized the activity.', 'single', [8]],
    ['RequiredAttendees', 'Required Attendees', 'List of required attendees for the activity.', 'multi', []],
    ['OptionalAttendees', 'Optional Attendees', 'List of optional attendees for the activity.', 'multi', []],
    [
      'Resources',
      'Resources',
      'Users or facility/equipment that are required for the activity.',
      'multi',
      [8],
    ],
  ] as const
).map(([physicalName, label, description, style, typeCodes]) => ({
  ...writable,
  physicalName,
  type: 'partylist',
  label,
  description,
  logical: true,
  displayMask: 'ValidForForm|ValidForGrid',
  details: typeCodes.length === 0 ? [text('LookupStyle', style)] : details.lookup(typeCodes, style),
}));
