/** The migration of all open items as a report for whoever publishes: totals, each kind of move with its number, and every item that moves. */
import { anError, aWarning, type Problem } from './problem.ts';
import type { ItemMigration, Standing } from './migration.ts';

export type DebtorMigration = {
  /** Name and number, as people know the debtor. */
  readonly debtor: string;
  readonly items: readonly ItemMigration[];
  /** Why nothing can be decided for the debtor, before or after. */
  readonly unreadable?: string;
};

export type MigrationReport = {
  readonly text: string;
  /** What keeps the version from being published. */
  readonly problems: readonly Problem[];
};

/** @param limit the most characters there is room for; what does not fit is counted */
export function migrationReport(debtors: readonly DebtorMigration[], limit: number): MigrationReport {
  const all = debtors.flatMap(({ debtor, items }) => items.map((item) => ({ debtor, ...item })));
  const changed = all.filter(({ fate }) => fate !== 'stays');
  const unowned = all.filter(({ after }) => after.strategy === undefined);
  const owing = debtors.filter(({ items }) => items.length > 0);
  const unreadable = debtors.flatMap(({ debtor, unreadable: why }) =>
    why === undefined ? [] : [{ debtor, why }],
  );
  const summary = [
    `${counted(all.length, 'open invoice')} of ${counted(owing.length, 'debtor')}: ${all.length - changed.length} go on as before, ${changed.length} go on elsewhere.`,
    `${all.length - unowned.length} have exactly one strategy, ${unowned.length} have none.`,
    ...unreadable.map(({ debtor, why }) => `${debtor}: nothing can be decided, before or after: ${why}`),
  ];
  const groups = [...Map.groupBy(changed, inWords)].sort(([a, one], [b, other]) =>
    one.length === other.length ? (a < b ? -1 : 1) : other.length - one.length,
  );
  const lines = [
    ...groups.map(([words, items]) => `${items.length} × ${words}`),
    ...(changed.length === 0 ? [] : ['']),
    ...changed.map((item) => `${item.debtor}, ${item.document}: ${inWords(item)}`).sort(),
  ];
  return { text: fitting([...summary, ...lines], limit), problems: problemsOf(all) };
}

type Listed = ItemMigration & { readonly debtor: string };

function problemsOf(items: readonly Listed[]): readonly Problem[] {
  const grouped = (fate: ItemMigration['fate'], by: (item: Listed) => string): [string, Listed[]][] => [
    ...Map.groupBy(
      items.filter((item) => item.fate === fate),
      by,
    ),
  ];
  const withoutStrategy = items.filter(
    ({ fate, after }) => fate === 'stays' && after.strategy === undefined,
  ).length;
  return [
    ...grouped('losesPlace', ({ before }) => before.stage ?? '').map(([stage, lost]) =>
      anError(
        `step ${lost[0]?.after.strategy ?? ''}/${stage}`,
        counted(lost.length, 'open invoice'),
        `they stand at it and would begin again; keep it, or say which step stands for it: ${stage} -> code`,
      ),
    ),
    ...grouped('unowned', ({ before }) => before.segment ?? '').map(([segment, lost]) =>
      anError(
        `segment ${segment}`,
        counted(lost.length, 'open invoice'),
        'no strategy would ask for them any more; have a segment that takes their debtors',
      ),
    ),
    ...grouped('askedAgain', ({ after }) => after.next ?? '').map(([next, again]) =>
      anError(
        `step ${again[0]?.after.strategy ?? ''}/${next}`,
        counted(again.length, 'open invoice'),
        'they took it already and would be asked once more; keep its place behind the steps they took',
      ),
    ),
    ...(withoutStrategy === 0
      ? []
      : [
          aWarning(
            'segments',
            counted(withoutStrategy, 'open invoice'),
            'no strategy asks for them, as before',
          ),
        ]),
  ];
}

function inWords({ before, after, fate }: ItemMigration): string {
  const from = standingInWords(before);
  switch (fate) {
    case 'unowned':
      return `${from}; no strategy asks for it any more`;
    case 'losesPlace':
      return `${from}; the step is gone, it would begin again with ${after.next ?? 'nothing'}`;
    case 'askedAgain':
      return `${from}; it would be asked for ${after.next ?? ''} again`;
    case 'stays':
    case 'moves':
      return `from ${from} to ${standingInWords(after)}`;
  }
}

function standingInWords({ strategy, stage, next }: Standing): string {
  if (strategy === undefined) return 'no strategy';
  return `${strategy}/${stage ?? 'before the first step'} (next: ${next ?? 'none'})`;
}

function fitting(lines: readonly string[], limit: number): string {
  const text = lines.join('\n');
  if (text.length <= limit) return text;
  const room = limit - 60;
  let length = 0;
  const kept = lines.findIndex((line) => (length += line.length + 1) > room);
  return [...lines.slice(0, kept), `… and ${lines.length - kept} lines more`].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
