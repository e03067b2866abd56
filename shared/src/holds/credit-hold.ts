/**
 * Credit holds: a debtor is restricted exactly as long as one credit hold of it is not released. When the trading status or its cause
 * changes, the hold in force is released and, if the debtor is still restricted, another one placed; the ERP is told once a change
 * of status. Names follow from the hold before, so that deciding again before anything is written gives the same names.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Money } from '../money/money.ts';
import type { Cause, Restriction, TradingStanding, TradingStatus } from './trading-status.ts';

export type CreditHold = {
  readonly id: string;
  readonly debtor: string;
  readonly status: Restriction;
  /** Code of the rule that set it, or `order`. */
  readonly rule: string;
  /** The reason a person gave; absent for a rule. */
  readonly reason?: string;
  /** Who ordered it; absent for a rule. */
  readonly setBy?: string;
  /** What it was about on the day it was placed, per currency. */
  readonly amounts: readonly Money[];
  readonly placedOn: IsoDate;
  /** The first day on which it no longer holds. */
  readonly releasedOn?: IsoDate;
  /** Who released it; absent when its cause was gone. */
  readonly releasedBy?: string;
  /** The hold before it; absent for the first of the debtor. */
  readonly after?: string;
};

export type TradingCommand = {
  readonly id: string;
  readonly debtor: string;
  readonly status: TradingStatus;
  readonly on: IsoDate;
  /** What the ERP shows beside a restriction: the rule, or the reason a person gave. */
  readonly reason?: string;
  readonly amounts: readonly Money[];
};

/** What is to be written together. All absent: nothing changes. */
export type CreditHoldChange = {
  /** The hold in force, now released. */
  readonly release?: CreditHold;
  readonly place?: CreditHold;
  readonly command?: TradingCommand;
};

/**
 * @param holds all holds the debtor ever had.
 * @param nameOf makes an id of parts: the same parts, the same id.
 * @throws RangeError when more than one hold is not released: only the app writes holds, so something went wrong.
 */
export function creditHoldChange(
  question: {
    readonly debtor: string;
    readonly holds: readonly CreditHold[];
    readonly standing: TradingStanding;
    readonly nameOf: (...parts: readonly string[]) => string;
  },
  asOf: IsoDate,
): CreditHoldChange {
  const { debtor, standing, nameOf } = question;
  const holds = question.holds.filter((hold) => hold.debtor === debtor);
  const current = holdInForce(holds);
  if (current && continues(current, standing)) return {};
  const [cause] = standing.causes;
  const release = current && released(current, standing, asOf);
  const place = cause && placed(cause, { debtor, after: lastHold(holds), nameOf, asOf });
  const changed = place ?? release;
  if (!changed) return {};
  const writes = { ...(release && { release }), ...(place && { place }) };
  if (standing.status === (current?.status ?? 'free')) return writes;
  const command: TradingCommand = {
    id: nameOf('trading-command', changed.id, standing.status),
    debtor,
    status: standing.status,
    on: asOf,
    ...(cause && { reason: cause.order?.reason ?? cause.rule }),
    amounts: cause?.amounts ?? [],
  };
  return { ...writes, command };
}

/** @throws RangeError when more than one is not released. */
export function holdInForce(holds: readonly CreditHold[]): CreditHold | undefined {
  const [current, second] = holds.filter(({ releasedOn }) => releasedOn === undefined);
  if (current && second) {
    throw new RangeError(
      `Two credit holds of ${current.debtor} are not released: ${current.id}, ${second.id}`,
    );
  }
  return current;
}

/** Its own cause still stands, and none is stricter. */
function continues(current: CreditHold, { status, causes }: TradingStanding): boolean {
  return causes.some(
    (cause) =>
      cause.status === status &&
      current.status === status &&
      cause.rule === current.rule &&
      cause.order?.reason === current.reason &&
      cause.order?.setBy === current.setBy,
  );
}

function released(current: CreditHold, { release }: TradingStanding, asOf: IsoDate): CreditHold {
  return { ...current, releasedOn: asOf, ...(release && { releasedBy: release.setBy }) };
}

function placed(
  { rule, status, amounts, order }: Cause,
  by: {
    readonly debtor: string;
    readonly after: CreditHold | undefined;
    readonly nameOf: (...parts: readonly string[]) => string;
    readonly asOf: IsoDate;
  },
): CreditHold {
  const { debtor, after, nameOf, asOf } = by;
  return {
    id: nameOf('credit-hold', debtor, after?.id ?? ''),
    debtor,
    status,
    rule,
    ...(order && { reason: order.reason, setBy: order.setBy }),
    amounts,
    placedOn: asOf,
    ...(after && { after: after.id }),
  };
}

/** The one that no other comes after. */
function lastHold(holds: readonly CreditHold[]): CreditHold | undefined {
  const followed = new Set(holds.map(({ after }) => after));
  return holds.find(({ id }) => !followed.has(id));
}
