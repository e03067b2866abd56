/**
 * What documentation leaves open. Each stands in one place of the code, which asks `assumes`; the other way it might be is switched on by
 * name (`--otherwise`), so that it can be seen whether a product depends on it.
 */
export const assumptions = {
  fiscalYearOfCalendar: {
    as: 'Fiscal years begin on 1 January.',
    otherwise: 'They begin on 1 April.',
    place: 'query/fiscal.ts',
    test: 'web/assumed.test.ts',
  },
  selfLookupIsHierarchy: {
    as: 'A table’s only lookup to itself is its hierarchy.',
    otherwise: 'A table has no hierarchy.',
    place: 'query/hierarchy.ts',
    test: 'web/assumed.test.ts',
  },
  setNameInPlural: {
    as: 'A set that has no name of its own is called as its table, in the plural.',
    otherwise: 'It is called as its table with an s.',
    place: 'web/define/tables.ts',
    test: 'web/assumed.test.ts',
  },
  oldDeltaTokenIsBadRequest: {
    as: 'An old delta token is refused with 400.',
    otherwise: 'It is refused with 410.',
    place: 'query/odata/changes.ts',
    test: 'web/assumed.test.ts',
  },
  behindCookieIsOverlooked: {
    as: 'What follows a paging cookie is overlooked.',
    otherwise: 'It is refused.',
    place: 'query/paging.ts',
    test: 'conformance/suite/dataverse-webapi.test.ts',
  },
  emptyDiffersFromValues: {
    as: 'An empty value is different from any value.',
    otherwise: 'It is neither equal to a value nor different, as in SQL.',
    place: 'query/operators.ts',
    test: 'query/odata/read.test.ts',
  },
  auditActionsByWhatChanged: {
    as: 'An update of the owner alone is audited as Assign, one of the state alone as Activate, Deactivate or Set State.',
    otherwise: 'It is audited as Update.',
    place: 'audit/changed-action.ts',
    test: 'audit/audit.test.ts',
  },
  unknownToActForIsForbidden: {
    as: 'Somebody unknown to act for is refused with 403.',
    otherwise: 'The user is not found: 404.',
    place: 'security/impersonation.ts',
    test: 'security/impersonation.test.ts',
  },
  removedQueueItemIsDeleted: {
    as: 'An item removed from a queue is deleted.',
    otherwise: 'It is deactivated.',
    place: 'web/queue-actions.ts',
    test: 'conformance/suite/queues.test.ts',
  },
  issuedEmailIsPending: {
    as: 'A sent e-mail is pending (6) when it is issued, sent (3) when it is only recorded.',
    otherwise: 'It is sent (3) either way.',
    place: 'web/email-actions.ts',
    test: 'conformance/suite/queues.test.ts',
  },
  platformAddsParties: {
    as: 'Activities get parties for owner and regarding by themselves.',
    otherwise: 'They have the parties that were given.',
    place: 'records/activities.ts',
    test: 'records/activities.test.ts',
  },
  updateReplacesParties: {
    as: 'Parties sent with an update take the place of those before.',
    otherwise: 'They are added.',
    place: 'records/activities.ts',
    test: 'records/activities.test.ts',
  },
  amountsAreRoundedByCurrency: {
    as: 'Amounts are rounded to the decimals of their currency when they are saved.',
    otherwise: 'They are kept with four decimals.',
    place: 'records/computed.ts',
    test: 'records/money.test.ts',
  },
  emptyTextsAreNotKept: {
    as: 'Empty texts are not kept.',
    otherwise: 'They are kept, and are not null.',
    place: 'records/values.ts',
    test: 'web/rows.test.ts',
  },
  keyMayBeRepeated: {
    as: 'An alternate key can be repeated in the body of an upsert.',
    otherwise: 'It is refused.',
    place: 'records/upsert.ts',
    test: 'web/rows.test.ts',
  },
  incompleteKeysDoNotHold: {
    as: 'A key does not hold for rows that leave one of its columns empty.',
    otherwise: 'Empty is equal to empty.',
    place: 'store/tables.ts',
    test: 'web/rows.test.ts',
  },
  platformColumnsAreRefused: {
    as: 'Columns the platform writes are refused.',
    otherwise: 'They are skipped.',
    place: 'records/payload.ts',
    test: 'web/rows.test.ts',
  },
  assigningNeedsEveryRight: {
    as: 'A caller needs the rights to assign every row that is taken along.',
    otherwise: 'The right to assign the row above is enough.',
    place: 'records/update.ts',
    test: 'records/hand-down.test.ts',
  },
  ownerAboveMayDoEverything: {
    as: 'The owner of a row may do everything with rows that are put below it.',
    otherwise: 'The owner has no part in them.',
    place: 'records/hand-down.ts',
    test: 'records/hand-down.test.ts',
  },
  inheritedSharesAreNotListed: {
    as: 'Only what was shared itself is listed, not what comes from the row above.',
    otherwise: 'Both are listed.',
    place: 'web/sharing-actions.ts',
    test: 'records/hand-down.test.ts',
  },
  ribbonsBringTheirWords: {
    as: 'The words of `$LocLabels` come with the ribbon that names them.',
    otherwise: 'They stay behind.',
    place: 'web/ribbon.ts',
    test: 'import/ribbons.test.ts',
  },
  mergingFollowsEveryRelationship: {
    as: 'Merging moves what points at the row through any relationship, whoever made it.',
    otherwise: 'It moves rows of the platform’s own tables only.',
    place: 'records/merge.ts',
    test: 'web/merge-action.test.ts',
  },
  controlFilesAreNamedByPath: {
    as: 'The web resource of a control’s file is named cc_, the class and its path.',
    otherwise: 'It is named by its path below the class, without cc_.',
    place: 'import/controls.ts',
    test: 'import/controls.test.ts',
  },
} as const satisfies Readonly<Record<string, Text>>;

type Text = {
  readonly as: string;
  readonly otherwise: string;
  /** The file that asks, and the one whose tests named "assumed" hold it. */
  readonly place: string;
  readonly test: string;
};

export type Assumption = keyof typeof assumptions;

/** One server a process. */
let otherwise: ReadonlySet<Assumption> = new Set();

/** Whether it is taken as assumed here. */
export function assumes(assumption: Assumption): boolean {
  return !otherwise.has(assumption);
}

/** These are the other way from now on, all the rest as assumed. */
export function assumeOtherwise(names: readonly Assumption[]): void {
  otherwise = new Set(names);
}

/** @throws RangeError for a name that is none, with those there are */
export function assumptionsNamed(names: readonly string[]): readonly Assumption[] {
  return names.map((name) => {
    if (Object.hasOwn(assumptions, name)) return name as Assumption;
    throw new RangeError(
      `There is no assumption '${name}'; there are ${Object.keys(assumptions).join(', ')}.`,
    );
  });
}
