/**
 * What the kind of a debtor changes besides the debtor's own row: alerts raised and cleared, and a note of each change of segment. Their ids
 * name the version of the debtor they were decided on, which is written in the same change set: once each, however often it is tried.
 */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { sentences } from '@dunlin/shared/records/action-rows';
import { factInWords } from '@dunlin/shared/segments/rule-text';
import { alert, segmentChange } from '@dunlin/shared/tables/alerts';
import { debtor } from '@dunlin/shared/tables/ledger';
import { alertRule, segment } from '@dunlin/shared/tables/policy';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../dataverse/client.ts';
import type { Evaluated } from './changes.ts';
import { ownerOf } from './owner.ts';

export function classificationChanges(evaluated: Evaluated): readonly Change[] {
  return [...alertsRaised(evaluated), ...alertsCleared(evaluated), ...segmentChanges(evaluated)];
}

function alertsRaised({ decision, loaded, company }: Evaluated): readonly Change[] {
  return decision.alerts.raise.flatMap(({ rule, facts }): readonly Change[] => {
    const ruleId = company.alertRuleIds.get(rule.code);
    // The rule was taken out since the policy was read.
    if (ruleId === undefined) return [];
    return [
      created(alert.set, {
        dun_alertid: uuidOf('alert', loaded.row.dun_debtorid, rule.code, loaded.row['@odata.etag']),
        dun_name: `${rule.name}: ${loaded.row.dun_name}`.slice(0, alert.columns.dun_name.maxLength),
        'dun_debtorid@odata.bind': bindTo(debtor.set, loaded.row.dun_debtorid),
        'dun_alertruleid@odata.bind': bindTo(alertRule.set, ruleId),
        dun_raisedon: decision.asOf,
        dun_because: facts.map(factInWords).join('\n').slice(0, alert.columns.dun_because.maxLength),
        ...ownerOf(company),
      }),
    ];
  });
}

function alertsCleared({ decision, loaded }: Evaluated): readonly Change[] {
  return decision.alerts.clear.map(({ id }): Change => {
    const before = loaded.alerts.find(({ dun_alertid }) => dun_alertid === id);
    return {
      kind: 'update',
      collection: alert.set,
      key: id,
      ...(before && { ifMatch: before['@odata.etag'] }),
      row: { ...statusOf(alert.status.cleared), dun_clearedon: decision.asOf },
    };
  });
}

/** A debtor that comes into its first segment changes none. */
function segmentChanges({ decision, loaded, company }: Evaluated): readonly Change[] {
  const { row } = loaded;
  const before = row._dun_segmentid_value;
  const after = decision.segment && company.segmentIds.get(decision.segment.code);
  if (before === null || before === after) return [];
  return [
    created(segmentChange.set, {
      dun_segmentchangeid: uuidOf('change of segment', row.dun_debtorid, row['@odata.etag']),
      dun_name: `${row.dun_name}: ${decision.segment?.name ?? 'no segment'}`.slice(
        0,
        segmentChange.columns.dun_name.maxLength,
      ),
      'dun_debtorid@odata.bind': bindTo(debtor.set, row.dun_debtorid),
      'dun_beforeid@odata.bind': bindTo(segment.set, before),
      ...(after !== undefined && { 'dun_afterid@odata.bind': bindTo(segment.set, after) }),
      dun_changedon: decision.asOf,
      dun_because: sentences(decision.because.filter(({ code }) => segmentReasons.has(code))).slice(
        0,
        segmentChange.columns.dun_because.maxLength,
      ),
      dun_policyversion: decision.policyVersion,
      ...ownerOf(company),
    }),
  ];
}

const segmentReasons: ReadonlySet<string> = new Set([
  'inSegment',
  'segmentByHand',
  'segmentByHandGone',
  'noSegment',
]);

function created(collection: string, row: Row): Change {
  return { kind: 'create', collection, row };
}
