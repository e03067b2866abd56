/**
 * Which changes the audit log keeps, table by table, and why; tables that are not here are not audited. A mirror of the ledger is not: its
 * history is the ERP's, and every import would fill the log. Columns the app writes anew every day are left out for the same reason.
 */

type Audited = {
  readonly because: string;
  /** Only these columns, beside owner and state. */
  readonly only?: readonly string[];
  /** All columns but these. */
  readonly except?: readonly string[];
};

const agreed = 'What was agreed with a customer may be disputed later.';
const decided = 'It decides what customers are sent and when.';

export const auditedTables: Readonly<Record<string, Audited>> = {
  dun_promise: { because: agreed },
  dun_promiseitem: { because: agreed },
  dun_dispute: { because: agreed },
  dun_hold: { because: 'Somebody was left in peace, and somebody said so.' },
  dun_duedatechange: { because: agreed },
  dun_approval: { because: 'Four eyes: who decided, and whether it counts.' },
  dun_tradingorder: { because: 'A person orders that a customer is sold to, or not.' },
  dun_credithold: { because: 'A customer was not sold to freely, on a rule’s or a person’s order.' },
  dun_collectioncase: {
    because: 'When collection of a debtor began and ended.',
    only: ['dun_openedon', 'dun_closedon'],
  },
  dun_collectionaction: {
    because: 'An action that was cancelled can be planned again: its row has only the latest plan.',
    only: ['dun_plannedon', 'dun_amount', 'dun_executedon', 'dun_contactedon', 'dun_result'],
  },
  dun_debtor: {
    because:
      'Consent, other hours and a segment by hand are decisions of people; the rest is the ledger’s or reckoned from it.',
    only: [
      'dun_smsconsent',
      'dun_hoursallowance',
      'dun_segmentoverrideid',
      'dun_segmentoverrideuntil',
      'dun_segmentoverridereason',
    ],
  },
  dun_company: {
    because: 'Bank account, sender, and whether sending was released.',
    except: ['dun_ledgerason', 'dun_policyversion'],
  },
  dun_sendcontrol: { because: 'Who stopped all sending, and who let it go on.' },
  dun_calendar: { because: decided },
  dun_contactpolicy: { because: decided },
  dun_strategy: { because: decided },
  dun_strategystep: { because: decided },
  dun_segment: { because: decided },
  dun_severity: { because: decided },
  dun_alertrule: { because: decided },
  dun_scorecard: { because: decided },
  dun_template: { because: decided },
  dun_policyversion: {
    because: 'Who published which policy; its content is a file that never changes.',
    except: ['dun_problems', 'dun_changes', 'dun_migration'],
  },
};

export function isAuditedTable(table: string): boolean {
  return auditedTables[table] !== undefined;
}

/** Whether the audit log keeps changes of a column. In tables that are not audited the answer is Dataverse's own default. */
export function isAuditedColumn(table: string, column: string): boolean {
  const { only, except = [] }: Partial<Audited> = auditedTables[table] ?? {};
  return only === undefined ? !except.includes(column) : only.includes(column);
}
