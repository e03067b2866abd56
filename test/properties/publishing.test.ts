/** What holds of every policy that is published: nothing is lost between file and rows, and no open item is lost or asked twice on the way. */
import {
  digestOfDocument,
  documentOf,
  inOneOrder,
  ofParts,
  placeOf,
  policyTables,
  rowsOf,
  type Part,
  type PolicyDocument,
} from '@dunlin/shared/publishing/document';
import { parseDocumentText, printDocument } from '@dunlin/shared/publishing/document-text';
import { differences } from '@dunlin/shared/publishing/differences';
import { migrationOf } from '@dunlin/shared/publishing/migration';
import { migrationReport } from '@dunlin/shared/publishing/migration-report';
import { readableName, type ReadableRow, type ReadableValue } from '@dunlin/shared/publishing/readable-row';
import type { Policy, Step } from '@dunlin/shared/strategy/policy';
import { aPolicy, aStep } from '@dunlin/shared/strategy/testing/a-policy';
import type { Column, Table } from '@dunlin/shared/tables/table';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';
import { simulate } from './simulate.ts';
import { dateOfDay, world, type World } from './world.ts';

const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ maxLength: Math.min(maxLength, 60) }),
      fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 30) }),
      fc.constantFrom(
        'yes',
        'null',
        '~',
        '0x1F',
        '1e3',
        '2026-01-01',
        '- a',
        '# a',
        '"',
        "'",
        ' a ',
        'a: b',
        '{{x}}',
      ),
      fc
        .array(
          fc.constantFrom('a', '', '  b', 'c  ', '# d', '- e', '\tf', '---', '...', '"g"', '{{h}}', '|', '>'),
          {
            maxLength: 8,
          },
        )
        .map((lines) => lines.join('\n')),
    )
    // What forms write as the end of a line is one line end.
    .map((text) => text.replaceAll('\r', '').slice(0, maxLength))
    .filter((text) => text !== '' && text.isWellFormed());

function valueOf(column: Column, codes: readonly string[]): fc.Arbitrary<ReadableValue> {
  switch (column.type) {
    case 'text':
      return anyText(column.maxLength).filter((text) => !text.includes('\n'));
    case 'memo':
      return anyText(column.maxLength);
    case 'integer':
      return fc.integer({ min: column.min ?? -1000, max: column.max ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'date':
      return fc.constantFrom('2024-01-01', '2026-02-28', '2027-12-31');
    case 'choice':
      return fc.constantFrom(...Object.keys(column.options));
    case 'lookup':
      return fc.constantFrom(...codes);
    case 'money':
    case 'instant':
    case 'customer':
    case 'file':
      throw new RangeError(`Columns of type ${column.type} are not part of the policy`);
  }
}

const code = fc.stringMatching(/^[a-z][a-z-]{0,8}$/);

function rowOf(table: Table, codes: readonly string[]): fc.Arbitrary<ReadableRow> {
  const columns = Object.entries(table.columns).map(
    ([name, column]) => [readableName(name, column), column] as const,
  );
  const shape = Object.fromEntries(
    columns.map(([name, column]) => [name, name === 'code' ? code : valueOf(column, codes)]),
  );
  const requiredKeys = columns
    .filter(([, column]) => column.required === true || column.type === 'boolean')
    .map(([name]) => name);
  return fc.record(shape, { requiredKeys });
}

const document: fc.Arbitrary<PolicyDocument> = fc
  .uniqueArray(code, { minLength: 1, maxLength: 3 })
  .chain((codes) => {
    const rows = (part: Part): fc.Arbitrary<readonly ReadableRow[]> =>
      fc.uniqueArray(rowOf(policyTables[part], codes), {
        maxLength: 4,
        selector: (row) => placeOf(part, row),
      });
    const strategies = fc.tuple(
      ...codes.map((one) =>
        rowOf(policyTables.strategies, codes).map((row): ReadableRow => ({ ...row, code: one })),
      ),
    );
    const all = ofParts((part) => (part === 'strategies' ? strategies : rows(part)));
    return fc.record(all).map(inOneOrder);
  });

describe('a policy', () => {
  it('goes to a file and back without loss', () => {
    fc.assert(
      fc.property(document, (document) => {
        const text = printDocument(document);
        expect(parseDocumentText(text)).toEqual({ ok: true, document });
        expect(differences(document, document)).toEqual([]);
      }),
      runs,
    );
  });

  it('goes to rows and back without loss', () => {
    fc.assert(
      fc.property(document, (document) => {
        const rows = rowsOf(document) as unknown as Parameters<typeof documentOf>[0];
        expect(documentOf(rows)).toEqual({ document, problems: [] });
      }),
      runs,
    );
  });

  it('has the same digest in whatever order its rows come', () => {
    const shuffled = document.chain((document) =>
      fc
        .record(
          ofParts((part) =>
            fc.shuffledSubarray([...document[part]], {
              minLength: document[part].length,
              maxLength: document[part].length,
            }),
          ),
        )
        .map((rows) => [document, rows] as const),
    );
    fc.assert(
      fc.property(shuffled, ([document, rows]) => {
        expect(digestOfDocument(inOneOrder(rows))).toBe(digestOfDocument(document));
      }),
      runs,
    );
  });
});

type Change = { readonly world: World; readonly onDay: number; readonly after: Policy };

/** Some steps are moved, renamed, taken out – with a step that stands for them or without – and some are new. */
const change: fc.Arbitrary<Change> = fc
  .record({ world: world({ days: 70, changing: true }), onDay: fc.integer({ min: 5, max: 50 }) })
  .chain(({ world, onDay }) => {
    const steps = world.policy.strategies[0]?.steps ?? [];
    const fates = fc.array(fc.constantFrom('keep', 'keep', 'keep', 'move', 'rename', 'remove', 'replace'), {
      minLength: steps.length,
      maxLength: steps.length,
    });
    const fresh = fc.array(
      fc.record({ at: fc.integer({ min: 1, max: 60 }), offset: fc.integer({ min: 1, max: 50 }) }),
      {
        maxLength: 2,
      },
    );
    return fc.record({ fates, fresh, waitDays: fc.nat(10) }).map(({ fates, fresh, waitDays }) => ({
      world,
      onDay,
      after: policyAfter(world.policy, steps, { fates, fresh, waitDays }),
    }));
  });

function policyAfter(
  before: Policy,
  steps: readonly Step[],
  of: {
    readonly fates: readonly string[];
    readonly fresh: readonly { readonly at: number; readonly offset: number }[];
    readonly waitDays: number;
  },
): Policy {
  const formerSteps: Record<string, string> = {};
  const kept = steps.flatMap((step, at): readonly Step[] => {
    switch (of.fates[at] ?? 'keep') {
      case 'move':
        return [{ ...step, offsetDays: step.offsetDays + 5, waitDays: of.waitDays }];
      case 'rename':
        formerSteps[step.code] = `${step.code}-renamed`;
        return [{ ...step, code: `${step.code}-renamed` }];
      case 'remove':
        return [];
      case 'replace': {
        const other = steps.find((one, index) => one !== step && of.fates[index] === 'keep');
        if (other) formerSteps[step.code] = other.code;
        return [];
      }
      default:
        return [step];
    }
  });
  const orders = new Set(kept.map(({ order }) => order));
  const fresh = of.fresh
    .filter(({ at }, index, all) => !orders.has(at) && all.findIndex((one) => one.at === at) === index)
    .map(({ at, offset }) => aStep({ code: `new-${at}`, order: at, offsetDays: offset }));
  const policy = aPolicy({ steps: [...kept, ...fresh].sort((a, b) => a.order - b.order) });
  return {
    ...before,
    version: 'after',
    strategies: policy.strategies.map((strategy) => ({ ...strategy, formerSteps })),
  };
}

describe('another version of the policy', () => {
  it('leaves every open item with exactly one strategy, and says of each what becomes of it (complaint 26)', () => {
    let moved = 0;
    fc.assert(
      fc.property(change, ({ world, onDay, after }) => {
        const { facts } = simulate(world, { days: onDay, how: 'whenDue' });
        const on = dateOfDay(onDay);
        const items = migrationOf({ before: world.policy, after, on }, facts);
        const open = facts.receivables.filter(({ kind }) => kind === 'invoice').map(({ id }) => id);
        expect(items.map(({ receivable }) => receivable)).toEqual([...open].sort());
        moved += items.length;
        for (const item of items) expect(item.after.strategy).toBe('B2B');
        const reversed = {
          ...facts,
          receivables: [...facts.receivables].reverse(),
          history: [...facts.history].reverse(),
        };
        expect(migrationOf({ before: world.policy, after, on }, reversed)).toEqual(items);
      }),
      runs,
    );
    expect(moved).toBeGreaterThanOrEqual(oneIn(1, runs));
  });

  it('refuses to forget where an item stands', () => {
    let refused = 0;
    fc.assert(
      fc.property(change, ({ world, onDay, after }) => {
        const { facts } = simulate(world, { days: onDay, how: 'whenDue' });
        const items = migrationOf({ before: world.policy, after, on: dateOfDay(onDay) }, facts);
        const [{ steps = [], formerSteps = {} } = {}] = after.strategies;
        const known = (stage: string): boolean =>
          steps.some(({ code }) => code === (formerSteps[stage] ?? stage));
        const report = migrationReport([{ debtor: 'D', items }], 100_000);
        const lost = items.filter(({ before: { stage } }) => stage !== undefined && !known(stage));
        expect(items.filter(({ fate }) => fate === 'losesPlace')).toEqual(lost);
        refused += lost.length;
        for (const { before } of lost)
          expect(report.problems.map(({ place }) => place)).toContain(`step B2B/${before.stage}`);
      }),
      runs,
    );
    expect(refused).toBeGreaterThanOrEqual(oneIn(20, runs));
  });

  it('that may be published never has an item take a step again, under its old name or its new one', () => {
    let goneOn = 0;
    fc.assert(
      fc.property(change, ({ world, onDay, after }) => {
        const { facts } = simulate(world, { days: onDay, how: 'whenDue' });
        const items = migrationOf({ before: world.policy, after, on: dateOfDay(onDay) }, facts);
        fc.pre(migrationReport([{ debtor: 'D', items }], 100_000).problems.length === 0);
        const story = simulate(world, { days: 70, how: 'whenDue', change: { onDay, policy: after } });
        const former = after.strategies[0]?.formerSteps ?? {};
        const taken = new Set<string>();
        for (const { action, day } of story.carriedOut) {
          for (const { receivable, step } of action.lines) {
            if (!step) continue;
            const name = `${receivable} ${former[step.code] ?? step.code}`;
            if (day >= onDay && taken.size > 0) goneOn += 1;
            if (day >= onDay) expect(taken).not.toContain(name);
            taken.add(name);
          }
        }
      }),
      runs,
    );
    expect(goneOn).toBeGreaterThanOrEqual(oneIn(2, runs));
  });

  it('decides the same whether debtors are looked at every day or when they are due (invariant 7)', () => {
    let happenedAfter = 0;
    fc.assert(
      fc.property(change, ({ world, onDay, after }) => {
        const of = { days: 70, change: { onDay, policy: after } };
        const daily = simulate(world, { ...of, how: 'everyDay' });
        const whenDue = simulate(world, { ...of, how: 'whenDue' });
        happenedAfter += whenDue.carriedOut.filter(({ day }) => day >= onDay).length;
        expect(whenDue.carriedOut).toEqual(daily.carriedOut);
      }),
      runs,
    );
    expect(happenedAfter).toBeGreaterThanOrEqual(oneIn(2, runs));
  });
});
