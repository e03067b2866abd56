/**
 * Users, column by column from the table reference. Lookups to calendars, positions, territories, mailboxes and offline profiles are
 * always empty: their tables are not here.
 */
import {
  bigInteger,
  choice,
  currencyColumns,
  identifier,
  instant,
  lookup,
  text,
  whole,
  yesNo,
} from '../columns.ts';
import type { Column } from '../types.ts';
import { lesserAddress } from './address-columns.ts';

const system = { required: 'system' } as const;
const fixed = { readOnly: true } as const;
const passport = { minimum: 0, maximum: 1_000_000_000 } as const;

/** Users have longer addresses than business units. */
const lengths = { city: 128, line: 1_024, fax: 64, postal: 40, region: 128, firstPhone: 64 } as const;

const names: readonly Column[] = [
  text('fullname', 200, 'Full Name', fixed),
  text('firstname', 256, 'First Name', { required: 'application' }),
  text('middlename', 50, 'Middle Name'),
  text('lastname', 256, 'Last Name', { required: 'application' }),
  text('nickname', 50, 'Nickname'),
  text('salutation', 20, 'Salutation'),
  text('title', 128, 'Title'),
  text('jobtitle', 100, 'Job Title'),
  text('skills', 100, 'Skills'),
  text('employeeid', 100, 'Employee'),
  text('governmentid', 100, 'Government'),
  text('yomifullname', 200, 'Yomi Full Name', { ...fixed, format: 'phoneticguide' }),
  text('yomifirstname', 64, 'Yomi First Name', { format: 'phoneticguide' }),
  text('yomimiddlename', 50, 'Yomi Middle Name', { format: 'phoneticguide' }),
  text('yomilastname', 64, 'Yomi Last Name', { format: 'phoneticguide' }),
  text('photourl', 200, 'Photo URL', { format: 'url' }),
  bigInteger('entityimage_timestamp', 'Entity Image Timestamp', fixed),
  text('entityimage_url', 200, 'Entity Image URL', { ...fixed, format: 'url' }),
  identifier('entityimageid', 'Entity Image Id', fixed),
];

const reached: readonly Column[] = [
  // System required in the reference; here people can be made without a mailbox.
  text('internalemailaddress', 100, 'Primary Email', { format: 'email' }),
  text('personalemailaddress', 100, 'Email 2', { format: 'email' }),
  text('mobilealertemail', 100, 'Mobile Alert Email', { format: 'email' }),
  text('sharepointemailaddress', 1_024, 'SharePoint Email Address'),
  text('yammeremailaddress', 200, 'Yammer Email', { format: 'email' }),
  text('yammeruserid', 128, 'Yammer User ID'),
  text('homephone', 50, 'Home Phone', { format: 'phone' }),
  text('mobilephone', 64, 'Mobile Phone', { format: 'phone' }),
  choice(
    'preferredaddresscode',
    'Preferred Address',
    { 1: 'Mailing Address', 2: 'Other Address' },
    { defaultValue: 1 },
  ),
  choice('preferredemailcode', 'Preferred Email', { 1: 'Default Value' }, { defaultValue: 1 }),
  choice(
    'preferredphonecode',
    'Preferred Phone',
    { 1: 'Main Phone', 2: 'Other Phone', 3: 'Home Phone', 4: 'Mobile Phone' },
    { defaultValue: 1 },
  ),
  choice(
    'emailrouteraccessapproval',
    'Primary Email Status',
    { 0: 'Empty', 1: 'Approved', 2: 'Pending Approval', 3: 'Rejected' },
    { ...system, defaultValue: 0 },
  ),
  choice(
    'incomingemaildeliverymethod',
    'Incoming Email Delivery Method',
    {
      0: 'None',
      1: 'Microsoft Dynamics 365 for Outlook',
      2: 'Server-Side Synchronization or Email Router',
      3: 'Forward Mailbox',
    },
    { ...system, defaultValue: 1 },
  ),
  choice(
    'outgoingemaildeliverymethod',
    'Outgoing Email Delivery Method',
    { 0: 'None', 1: 'Microsoft Dynamics 365 for Outlook', 2: 'Server-Side Synchronization or Email Router' },
    { ...system, defaultValue: 1 },
  ),
  yesNo('isemailaddressapprovedbyo365admin', 'Email Address O365 Admin Approval Status', {
    ...fixed,
    ...system,
  }),
  lookup('defaultmailbox', 'Mailbox', fixed),
  text('defaultodbfoldername', 200, 'Default OneDrive for Business Folder Name', fixed),
  ...lesserAddress(1, lengths, {
    names: ['Address', 'City', 'Country/Region', 'Street', 'ZIP/Postal Code', 'State/Province'],
    phones: ['Main Phone', 'Other Phone', 'Pager'],
    hasComposite: true,
  }),
  ...lesserAddress(
    2,
    { ...lengths, fax: 50, firstPhone: 50 },
    {
      names: [
        'Other Address',
        'Other City',
        'Other Country/Region',
        'Other Street',
        'Other ZIP/Postal Code',
        'Other State/Province',
      ],
      phones: ['Address 2: Telephone 1', 'Address 2: Telephone 2', 'Address 2: Telephone 3'],
      hasComposite: true,
    },
  ),
];

const access: readonly Column[] = [
  text('domainname', 1_024, 'User Name', system),
  text('windowsliveid', 1_024, 'Windows Live ID', { format: 'email' }),
  text('userpuid', 100, 'User PUID', fixed),
  // Nobody may set it on the platform, where the directory does; here it is how a person of the local directory is made a user.
  identifier('azureactivedirectoryobjectid', 'Azure AD Object ID'),
  identifier('applicationid', 'Application ID'),
  text('applicationiduri', 1_024, 'Application ID URI', fixed),
  choice(
    'azurestate',
    'Azure State',
    { 0: 'Exists', 1: 'Soft deleted', 2: 'Not found or hard deleted' },
    { ...system, defaultValue: 0 },
  ),
  instant('azuredeletedon', 'Azure Deleted On', fixed),
  choice(
    'deletedstate',
    'Deleted State',
    { 0: 'Not deleted', 1: 'Soft deleted' },
    { ...fixed, ...system, defaultValue: 0 },
  ),
  yesNo('isdisabled', 'Status', { labels: ['Enabled', 'Disabled'] }),
  text('disabledreason', 500, 'Disabled Reason', fixed),
  choice(
    'accessmode',
    'Access Mode',
    {
      0: 'Read-Write',
      1: 'Administrative',
      2: 'Read',
      3: 'Support User',
      4: 'Non-interactive',
      5: 'Delegated Admin',
    },
    { ...system, defaultValue: 0 },
  ),
  choice(
    'caltype',
    'License Type',
    {
      0: 'Professional',
      1: 'Administrative',
      2: 'Basic',
      3: 'Device Professional',
      4: 'Device Basic',
      5: 'Essential',
      6: 'Device Essential',
      7: 'Enterprise',
      8: 'Device Enterprise',
      9: 'Sales',
      10: 'Service',
      11: 'Field Service',
      12: 'Project Service',
    },
    { ...system, defaultValue: 0 },
  ),
  yesNo('islicensed', 'User Licensed', system),
  whole('userlicensetype', 'User License Type'),
  yesNo('issyncwithdirectory', 'User Synced', system),
  yesNo('isintegrationuser', 'Integration user mode', system),
  yesNo('isallowedbyipfirewall', 'To bypass IP firewall restriction on the user'),
  yesNo('setupuser', 'Restricted Access Mode', system),
  choice(
    'systemmanagedusertype',
    'System Managed User Type',
    { 0: 'Entra User', 1: 'C2 User', 2: 'Impersonable Stub User' },
    { ...system, defaultValue: 0 },
  ),
  choice(
    'invitestatuscode',
    'Invitation Status',
    {
      0: 'Invitation Not Sent',
      1: 'Invited',
      2: 'Invitation Near Expired',
      3: 'Invitation Expired',
      4: 'Invitation Accepted',
      5: 'Invitation Rejected',
      6: 'Invitation Revoked',
    },
    { required: 'application', defaultValue: 0 },
  ),
  whole('identityid', 'Unique user identity id', fixed),
  whole('passporthi', 'Passport Hi', passport),
  whole('passportlo', 'Passport Lo', passport),
];

export const userColumns: readonly Column[] = [
  ...names,
  ...reached,
  ...access,
  lookup('businessunitid', 'Business Unit', system),
  lookup('parentsystemuserid', 'Manager'),
  lookup('positionid', 'Position'),
  lookup('queueid', 'Default Queue'),
  lookup('territoryid', 'Territory'),
  lookup('calendarid', 'Calendar'),
  lookup('mobileofflineprofileid', 'Mobile Offline Profile'),
  identifier('organizationid', 'Organization', { ...fixed, ...system }),
  yesNo('displayinserviceviews', 'Display in Service Views'),
  yesNo('defaultfilterspopulated', 'Default Filters Populated', { ...fixed, ...system }),
  identifier('processid', 'Process'),
  identifier('stageid', '(Deprecated) Process Stage'),
  text('traversedpath', 1_250, '(Deprecated) Traversed Path'),
  ...currencyColumns,
];
