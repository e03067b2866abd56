/**
 * Security roles by least privilege, one readable table. Letters: C create, R read, W write, D delete, A append, T append to, S assign.
 * Every privilege here has organisation depth unless the role says otherwise.
 */

export type Role = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Privilege letters per table; `activity` stands for all activity tables. */
  readonly privileges: Readonly<Record<string, string>>;
  /** Privilege letters per table for the user's own rows alone. */
  readonly own?: Readonly<Record<string, string>>;
  /** Privilege letters per table for the rows of the user's business unit. */
  readonly unit?: Readonly<Record<string, string>>;
  /** Privileges that belong to no table. */
  readonly other?: readonly string[];
};

/** What everybody needs to see names, currencies and their own queues, and to put themselves down as working on something. */
const basics = {
  account: 'RT',
  contact: 'RT',
  systemuser: 'RT',
  team: 'R',
  businessunit: 'R',
  organization: 'R',
  transactioncurrency: 'RT',
  queue: 'R',
} as const;

const readPolicy = {
  dun_calendar: 'R',
  dun_contactpolicy: 'R',
  dun_company: 'R',
  dun_sendcontrol: 'R',
  dun_strategy: 'R',
  dun_strategystep: 'R',
  dun_segment: 'R',
  dun_severity: 'R',
  dun_alertrule: 'R',
  dun_scorecard: 'R',
  dun_template: 'R',
  dun_policyversion: 'R',
  dun_policyrun: 'R',
} as const;

const readLedger = {
  dun_debtor: 'RT',
  dun_receivable: 'RT',
  dun_payment: 'R',
  dun_collectioncase: 'RT',
  dun_collectionaction: 'RT',
  dun_dispatch: 'R',
  dun_alert: 'R',
  dun_segmentchange: 'R',
} as const;

/** What a collector writes down of a conversation; the app checks it. Nothing of it is deleted: it is withdrawn, settled or released. */
const agreements = {
  dun_promise: 'CRWAT',
  dun_promiseitem: 'CRWDA',
  dun_dispute: 'CRWAT',
  dun_hold: 'CRWA',
  dun_duedatechange: 'CRWAT',
  dun_approval: 'R',
  dun_tradingorder: 'R',
} as const;

/** What everybody keeps for themselves: notices in the app, and the wish to get none. */
const forOneself = {
  appnotification: 'R',
  dun_noticeoptout: 'CRWD',
} as const;

/** Four eyes begin with rights: who may approve is not everybody who writes. The black list is for few. */
const approvals = {
  dun_approval: 'CRA',
  dun_tradingorder: 'CRWA',
  dun_credithold: 'R',
  dun_erpcommand: 'R',
} as const;

/** What an auditor looks at, which is everything: a table that is missing here fails a test. */
const readEverything = {
  ...Object.fromEntries(
    [basics, readPolicy, readLedger, agreements, approvals].flatMap(Object.keys).map((table) => [table, 'R']),
  ),
  role: 'R',
  activity: 'R',
  queueitem: 'R',
  dun_noticeoptout: 'R',
  dun_syncrun: 'R',
  dun_syncchunk: 'R',
  dun_rejectedrow: 'R',
} as const;

export const roles = [
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0001',
    name: 'Dunlin Collector',
    description:
      'Works calls and tasks, writes down promises, disputes and holds, reads the ledger and what was done. Changes no ledger, no action and no policy.',
    privileges: {
      ...basics,
      ...readPolicy,
      ...readLedger,
      ...agreements,
      activity: 'CRWAT',
      queueitem: 'RWA',
    },
    own: forOneself,
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0004',
    name: 'Dunlin Senior Collector',
    description:
      'A collector who gives work to others and approves: up to which amount, says the company. Changes no ledger, no action and no policy.',
    privileges: {
      ...basics,
      ...readPolicy,
      ...readLedger,
      ...agreements,
      dun_promise: 'CRWATS',
      dun_dispute: 'CRWATS',
      dun_hold: 'CRWAS',
      dun_approval: 'CRA',
      activity: 'CRWATS',
      queueitem: 'CRWDA',
    },
    own: forOneself,
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0002',
    name: 'Dunlin Supervisor',
    description:
      'Sees imports and rejected rows, releases and stops sending, assigns work, keeps the policy.',
    privileges: {
      ...basics,
      ...readLedger,
      ...agreements,
      ...approvals,
      activity: 'CRWATS',
      queueitem: 'CRWDA',
      queue: 'RWT',
      dun_calendar: 'CRWDAT',
      dun_contactpolicy: 'CRWDAT',
      dun_company: 'CRWAT',
      dun_sendcontrol: 'RW',
      dun_strategy: 'CRWDAT',
      dun_strategystep: 'CRWDAT',
      dun_segment: 'CRWDAT',
      dun_severity: 'CRWDAT',
      dun_alertrule: 'CRWDAT',
      dun_scorecard: 'CRWDAT',
      // A segment chosen by hand, and how a debtor may be contacted.
      dun_debtor: 'RWAT',
      dun_template: 'CRWDAT',
      // Made, never changed: only the app writes what is published.
      dun_policyversion: 'CR',
      dun_policyrun: 'R',
      // Whether what an export left out is settled.
      dun_syncrun: 'RW',
      dun_syncchunk: 'R',
      dun_rejectedrow: 'RWD',
    },
    own: forOneself,
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0005',
    name: 'Dunlin Dispute Handler',
    description:
      'Finance, billing, operations: reads the case and its disputes, and works the tasks of the own queue. Writes nothing else; calls and letters share the rights of tasks.',
    privileges: {
      ...basics,
      dun_company: 'R',
      dun_segment: 'R',
      dun_severity: 'R',
      dun_debtor: 'R',
      dun_receivable: 'R',
      dun_payment: 'R',
      dun_collectioncase: 'R',
      dun_collectionaction: 'R',
      dun_dispute: 'R',
      dun_approval: 'R',
      activity: 'RW',
      queueitem: 'RWA',
    },
    own: forOneself,
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0006',
    name: 'Dunlin Sales Reader',
    description:
      'Reads how the customers of the own business unit stand and whether they may be sold to. Sees no notes, no scores and no messages.',
    privileges: {
      systemuser: 'R',
      team: 'R',
      businessunit: 'R',
      organization: 'R',
      transactioncurrency: 'R',
      dun_company: 'R',
      dun_segment: 'R',
      dun_severity: 'R',
    },
    unit: {
      account: 'R',
      contact: 'R',
      dun_debtor: 'R',
      dun_collectioncase: 'R',
      dun_credithold: 'R',
      dun_tradingorder: 'R',
    },
    own: forOneself,
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0007',
    name: 'Dunlin Auditor',
    description: 'Reads everything, dispatches, runs and the audit log included. Writes nothing.',
    privileges: readEverything,
    other: ['prvReadAuditSummary', 'prvReadRecordAuditHistory'],
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0008',
    name: 'Dunlin Administrator',
    description:
      'Keeps companies, policy and imports, and stops sending. Sees no debtor, agrees nothing with customers and sends nothing by hand.',
    privileges: {
      businessunit: 'R',
      organization: 'R',
      systemuser: 'RT',
      team: 'RT',
      role: 'R',
      transactioncurrency: 'RT',
      queue: 'RWT',
      dun_calendar: 'CRWDAT',
      dun_contactpolicy: 'CRWDAT',
      dun_company: 'CRWAT',
      dun_sendcontrol: 'RW',
      dun_strategy: 'CRWDAT',
      dun_strategystep: 'CRWDAT',
      dun_segment: 'CRWDAT',
      dun_severity: 'CRWDAT',
      dun_alertrule: 'CRWDAT',
      dun_scorecard: 'CRWDAT',
      dun_template: 'CRWDAT',
      dun_policyversion: 'CR',
      dun_policyrun: 'R',
      dun_syncrun: 'RW',
      dun_syncchunk: 'R',
      dun_rejectedrow: 'RWD',
    },
    own: forOneself,
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0003',
    name: 'Dunlin App',
    description: 'The Functions app: mirrors the ledger, plans and records actions. Deletes nothing.',
    privileges: {
      account: 'CRAT',
      contact: 'CRAT',
      systemuser: 'RT',
      role: 'R',
      team: 'RT',
      businessunit: 'R',
      organization: 'R',
      transactioncurrency: 'RT',
      queue: 'RT',
      queueitem: 'CRA',
      // A heads-up is given to whoever serves the customer.
      activity: 'CRWATS',
      ...readPolicy,
      dun_company: 'RWT',
      dun_segment: 'RT',
      dun_severity: 'RT',
      dun_alertrule: 'RT',
      dun_policyversion: 'RW',
      dun_policyrun: 'CRWA',
      dun_debtor: 'CRWATS',
      dun_receivable: 'CRWATS',
      dun_payment: 'CRWATS',
      dun_collectioncase: 'CRWATS',
      dun_collectionaction: 'CRWATS',
      dun_dispatch: 'CRWATS',
      dun_alert: 'CRWAS',
      dun_segmentchange: 'CRAS',
      // Each notice is its receiver's own row.
      appnotification: 'CRS',
      dun_noticeoptout: 'R',
      dun_promise: 'RWAT',
      dun_promiseitem: 'CRAS',
      dun_dispute: 'RWAT',
      dun_hold: 'RW',
      dun_duedatechange: 'RWA',
      dun_approval: 'RW',
      dun_tradingorder: 'RW',
      dun_credithold: 'CRWATS',
      dun_erpcommand: 'CRWAS',
      dun_syncrun: 'CRWAT',
      dun_syncchunk: 'CRWAT',
      dun_rejectedrow: 'CRWAT',
    },
    other: ['prvBypassCustomBusinessLogic', 'prvReadSdkMessage'],
  },
] as const satisfies readonly Role[];

/** Columns that not everybody who reads a row reads: C create, R read, W write. A column named here is secured, and empty for everybody else. */
export type ColumnProfile = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** People and apps with one of these roles are given the profile. */
  readonly roles: readonly string[];
};

const score = (letters: string) => ({
  dun_willingness: letters,
  dun_willingnessclass: letters,
  dun_willingnesswhy: letters,
  dun_willingnesson: letters,
});

/** What was proposed, and by whom: approvals refer to it, so that nobody but the app says it. */
const proposal = (letters: string) => ({ dun_proposal: letters, dun_proposedbyid: letters });

export const columnProfiles = [
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0201',
    name: 'Dunlin Agents',
    description: 'Reads scores and what is proposed of disputes, reads and writes private notes.',
    columns: { dun_debtor: score('R'), dun_hold: { dun_note: 'CRW' }, dun_dispute: proposal('R') },
    roles: ['Dunlin Collector', 'Dunlin Senior Collector', 'Dunlin Supervisor'],
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0202',
    name: 'Dunlin Auditors',
    description: 'Reads scores, private notes and what is proposed of disputes.',
    columns: { dun_debtor: score('R'), dun_hold: { dun_note: 'R' }, dun_dispute: proposal('R') },
    roles: ['Dunlin Auditor'],
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0203',
    name: 'Dunlin App',
    description: 'Writes scores and what is proposed of disputes. Sees no private notes.',
    columns: { dun_debtor: score('CRW'), dun_dispute: proposal('CRW') },
    roles: ['Dunlin App'],
  },
  {
    id: '5a1c1f0e-3c57-4d0c-9d3c-0d1f6b1e0204',
    name: 'Dunlin Dispute Handlers',
    description: 'Reads what is proposed of disputes.',
    columns: { dun_dispute: proposal('R') },
    roles: ['Dunlin Dispute Handler'],
  },
] as const satisfies readonly ColumnProfile[];

/** Whether only profiles give access to a column. */
export function isSecured(table: string, column: string): boolean {
  return columnProfiles.some((profile: ColumnProfile) => profile.columns[table]?.[column] !== undefined);
}

/** The profiles that go with the roles. */
export function profilesOf(roleNames: readonly string[]): readonly ColumnProfile[] {
  return columnProfiles.filter((profile: ColumnProfile) =>
    profile.roles.some((role) => roleNames.includes(role)),
  );
}
