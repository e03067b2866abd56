/** What was done in a year in one table a currency: per month and step how often, and what was asked for. */
import { money, toDecimalText, type Currency } from '@dunlin/shared/money/money';
import type { Policy } from '@dunlin/shared/strategy/policy';
import type { CarriedOut } from '../simulation/simulate.ts';

export function tableOfYear(carriedOut: readonly CarriedOut[], policy: Policy, currency: Currency): string {
  const own = carriedOut.filter(({ action }) => action.currency === currency);
  const taken = new Set(own.map(({ action }) => action.step.code));
  const steps = stepsByDay(policy).filter((code) => taken.has(code));
  const months = [...Map.groupBy(own, ({ on }) => on.slice(0, 7))].sort(([a], [b]) => (a < b ? -1 : 1));
  const cell = (some: readonly CarriedOut[], code: string): string => {
    const those = some.filter(({ action }) => action.step.code === code);
    const total = those.reduce((sum, { action }) => sum + action.amount.minor, 0);
    return those.length === 0 ? '–' : `${those.length}: ${toDecimalText(money(total, currency))}`;
  };
  const rows = [
    [currency, ...steps],
    ...[...months, ['in all', own] as const].map(([name, some]) => [
      name,
      ...steps.map((code) => cell(some, code)),
    ]),
  ];
  const widths = ['', ...steps].map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((text, at) => (at === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[at]!))).join('  '),
    )
    .join('\n');
}

/** Codes of the steps of all strategies in the order of their days. */
function stepsByDay({ strategies }: Policy): readonly string[] {
  const steps = strategies.flatMap((strategy) => strategy.steps);
  return [...new Set(steps.toSorted((a, b) => a.offsetDays - b.offsetDays).map(({ code }) => code))];
}
