/** Why our tables differ from exported ones where they do. Everything else was mended in solution/schema. */
import type { Finding } from './compare.ts';

export const explanations: Readonly<Record<Finding['about'], string>> = {
  'setting EntityColor':
    'Empty there too: written once somebody has opened the table in the classic designer.',
  'setting IconVectorName':
    'Empty there too: written once somebody has opened the table in the classic designer. Ours have no icons of their own.',
  'setting EntityHelpUrl': 'Empty there too, beside EntityHelpUrlEnabled 0, which ours have.',
  'setting IsVisibleInMobileClient':
    'By choice: forms of collectors are made for phones too, and older mobile clients list only tables that say so.',
  'setting IsMailMergeEnabled': 'By choice: Dunlin renders its letters itself, nobody merges them.',
  'setting IsQuickCreateEnabled':
    'By choice: promises, disputes and holds are written down while the customer is on the line.',
  'setting IsAuditEnabled': 'By choice: why a collection action was cancelled is read in its audit history.',
  'column ExchangeRate': 'Comes with the first column of amounts; tables without amounts have none.',
  'column TransactionCurrencyId': 'Comes with the first column of amounts; tables without amounts have none.',
  'column SenderMailboxId':
    'A lookup to the mailboxes of an environment, which nothing of ours reads. Whether the platform makes it with the table by itself was not confirmed.',
  'column SLAId':
    'A lookup to service level agreements, which nothing of ours reads. Whether the platform makes it with the table by itself was not confirmed.',
  'column SLAInvokedId':
    'A lookup to service level agreements, which nothing of ours reads. Whether the platform makes it with the table by itself was not confirmed.',
  'column ServiceId':
    'Only where the service application is installed: cttech_OF95ApprovalUser, exported without it, has none.',
  'form form header':
    'Optional in FormXml.xsd. What a form shows at its top is laid out in its first section instead.',
  'form cell @rowspan': 'Said where a cell takes several rows: no cell of these forms does.',
  'form parameters DefaultTabId':
    'A parameter of the control for notes. These forms have controls with parameters, but not that one.',
  'system relationship EntityRelationship CascadeArchive':
    'Newer than long-term retention: exports of environments before it (owaisshahab/CRM_Solution) have none and import all the same.',
  'regarding relationship EntityRelationship CascadeArchive':
    'Newer than long-term retention: exports of environments before it (owaisshahab/CRM_Solution) have none and import all the same.',
  'lookup relationship EntityRelationship CascadeArchive':
    'Newer than long-term retention: exports of environments before it (owaisshahab/CRM_Solution) have none and import all the same.',
};
