/** Whether the debtor may be sold to on a day, and what that changes: credit holds to place or release, and what the ERP is told. */
import { uuidOf } from '../actions/keys.ts';
import { countsAsTaken } from '../actions/states.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { creditHoldChange, holdInForce, type CreditHoldChange } from '../holds/credit-hold.ts';
import {
  nextTradingChange,
  tradingStanding,
  type Cause,
  type CreditFacts,
  type TradingStanding,
} from '../holds/trading-status.ts';
import { toDecimalText } from '../money/money.ts';
import { exposure } from '../receivables/aging.ts';
import type { Facts } from './facts.ts';
import type { Policy, Strategy } from './policy.ts';

export type Trading = {
  readonly standing: TradingStanding;
  readonly change: CreditHoldChange;
  /** Days after `asOf` on which the standing changes by itself. */
  readonly changesOn: readonly IsoDate[];
};

const free: Trading = {
  standing: { status: 'free', causes: [], setAside: [] },
  change: {},
  changesOn: [],
};

export function tradingOf(policy: Policy, facts: Facts, asOf: IsoDate): Trading {
  const { debtor, creditHolds, orders } = facts;
  const { credit } = policy.agreements;
  if (credit.length === 0 && orders.length === 0 && creditHolds.length === 0) return free;
  const creditFacts = creditFactsOf(policy, facts, asOf);
  const standing = tradingStanding(creditFacts, credit, asOf);
  const question = { debtor: debtor.id, holds: creditHolds, standing, nameOf: uuidOf };
  const next = nextTradingChange(creditFacts, credit, asOf);
  return { standing, change: creditHoldChange(question, asOf), changesOn: next ? [next] : [] };
}

function creditFactsOf(policy: Policy, facts: Facts, asOf: IsoDate): CreditFacts {
  const { debtor, receivables, orders, creditHolds } = facts;
  const { creditLimit } = debtor;
  const owed =
    creditLimit && exposure(receivables, asOf).find((one) => one.currency === creditLimit.currency);
  const held = holdInForce(creditHolds);
  return {
    receivables,
    preLegalItems: itemsNoticed(policy.strategies, facts),
    orders,
    // Of a natural person rules only propose.
    naturalPerson: debtor.kind === 'consumer',
    ...(creditLimit && { creditLimit }),
    ...(owed && { exposure: owed }),
    ...(held && { heldBy: held.rule }),
  };
}

/** The items for which a step was taken that stops deliveries. */
function itemsNoticed(strategies: readonly Strategy[], { history }: Facts): readonly string[] {
  const stopping = new Set(
    strategies.flatMap(({ steps }) => steps.flatMap(({ code, creditHold }) => (creditHold ? [code] : []))),
  );
  return history
    .filter(({ state }) => countsAsTaken(state))
    .flatMap(({ lines }) =>
      lines.flatMap(({ receivable, step }) => (step && stopping.has(step.code) ? [receivable] : [])),
    );
}

/** Whether and why the debtor is not sold to freely, in sentences; none when it is. */
export function tradingInWords({ standing }: Trading): readonly string[] {
  const { status, causes, setAside, release } = standing;
  return [
    ...causes.slice(0, 1).map((cause) => `Sold to: ${status}, by ${nameOf(cause)}.`),
    ...(release
      ? [`Sold to freely by order (${release.reason}) until ${release.until ?? 'it is withdrawn'}.`]
      : []),
    ...(setAside.length > 0
      ? [`${setAside.map(nameOf).join(', ')} would make it ${setAside[0]?.status ?? ''}; a person decides.`]
      : []),
  ];
}

function nameOf({ rule, order, amounts }: Cause): string {
  const about = amounts.map((amount) => `${toDecimalText(amount)} ${amount.currency}`).join(', ');
  const what = order ? `order (${order.reason})` : `the rule ${rule}`;
  return about === '' ? what : `${what} (${about})`;
}
