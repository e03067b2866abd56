/** Who may do what. */
import { answers501, clause, dynamics, fetched, webapi, type Section } from '../clause.ts';

const tests = 'security/security.test.ts';
const audit = 'audit/audit.test.ts';
const auditSuite = 'conformance/suite/auditing.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';
const webapiLocal = 'web/dataverse-webapi.test.ts';

export const security: Section = {
  title: '6 Security',
  clauses: [
    clause(
      '6.1',
      'A user needs a role; what a role does not allow is refused by the privilege’s name.',
      fetched(tests, 'refuses a user without any role, until one is given'),
      fetched(tests, 'are missed by name'),
      fetched(tests, 'of an app allow what its role says and nothing more'),
    ),
    clause(
      '6.2',
      'Connecting rows needs Append on one and AppendTo on the other.',
      fetched(tests, 'to attach rows are asked for on both sides'),
    ),
    clause(
      '6.3',
      'A privilege reaches own rows, those of the business unit, those below, or all.',
      fetched(tests, 'of own rows hides those of others, in lists, by id and through $filter'),
      fetched(tests, 'of the business unit reaches rows of colleagues there, and no further'),
      fetched(tests, 'of own rows includes those of the teams one is in'),
    ),
    clause(
      '6.4',
      'Rows are shared with users and teams: GrantAccess, ModifyAccess, RevokeAccess.',
      fetched('conformance/suite/sharing.test.ts', 'is granted, changed, listed and revoked'),
      fetched('security/sharing.test.ts', 'is seen and changed as far as it is shared, and no further'),
      fetched('security/sharing.test.ts', 'is seen through a team it is shared with'),
      fetched(
        'security/sharing.test.ts',
        'is shared only by those who may share it and have the right they give',
      ),
      webapi(webapiSuite, 'functions and actions, bound and unbound'),
    ),
    clause(
      '6.5',
      'CallerObjectId and MSCRMCallerID act for somebody, with the rights both have.',
      fetched('security/impersonation.test.ts', 'with %s writes rows as theirs, and says who really did'),
      fetched('security/impersonation.test.ts', 'allows what both may, and no more'),
      fetched('security/impersonation.test.ts', 'needs the privilege'),
      fetched('security/impersonation.test.ts', 'assumed: is refused with 403 for somebody nobody knows'),
      webapi(webapiLocal, 'acts for somebody by the id the directory knows'),
    ),
    clause(
      '6.9',
      'A secured column is empty in rows, $filter, $expand, $apply and FetchXML, and not written, without a profile that allows it.',
      fetched(
        'security/columns.test.ts',
        'is empty for whoever has no profile, in rows, $filter, $expand, FetchXML and $apply',
      ),
      fetched('security/columns.test.ts', 'is not written without permission'),
      fetched('security/columns.test.ts', 'is read and created as a profile allows'),
    ),
    clause(
      '6.6',
      'What a user may do can be asked for.',
      fetched('web/bound-functions.test.ts', 'lists what the roles of a user say, with the depth by name'),
      fetched('web/bound-functions.test.ts', 'names the rights on one row'),
      webapi(webapiSuite, 'functions and actions, bound and unbound'),
    ),
    clause(
      '6.7',
      'Steps are bypassed by those who hold the privilege.',
      fetched('steps/steps.test.ts', 'needs the privilege to be bypassed'),
    ),
    clause(
      '6.8',
      'Changes are audited where organization, table and column say so: who, when, what it was and what it is.',
      fetched(audit, 'has who changed what and when, old and new, newest first'),
      fetched(audit, 'is not longer for what changes nothing, or only what is not audited'),
      fetched(audit, 'assumed: names assigning, states, sharing, and the end'),
      fetched(audit, 'says who really sent what somebody did for another'),
      fetched(audit, 'not written while the organization does not audit'),
      fetched(audit, 'kept for as many days as the organization says when they are written'),
    ),
    clause(
      '6.10',
      'Histories are read by row, by column and by change, and deleted as a whole.',
      dynamics(auditSuite, 'of a row are read with what was and what is'),
      fetched(auditSuite, 'are rows, each with its details'),
      fetched(auditSuite, 'of one column are read by its name, and deleted with the row’s'),
      fetched(audit, 'comes in pages, with amounts, names and dates as people read them'),
      answers501('POST DeleteAuditData', "The function or action 'DeleteAuditData'", { body: {} }),
    ),
    clause(
      '6.11',
      'A history needs its privilege and the right to read the row, and is without secured columns.',
      fetched(audit, 'only for whoever has the privileges'),
      fetched(audit, 'without the columns that are secured from their reader'),
      fetched(audit, 'written by nobody, and deleted only as a whole'),
    ),
  ],
};
