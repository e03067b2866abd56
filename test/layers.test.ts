/** Imports only run downwards: the tables of DESIGN.md §1, held. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

const domain = [
  'money',
  'dates',
  'calendar',
  'receivables',
  'promises',
  'disputes',
  'holds',
  'contact',
  'segments',
  'actions',
  'strategy',
];

/** What stands before a part in the domain. */
function above(part: string): readonly string[] {
  return domain.slice(0, domain.indexOf(part));
}

/** Part of shared → the parts it may import. */
const parts: Readonly<Record<string, readonly string[]>> = {
  money: [],
  dates: [],
  tables: [],
  calendar: ['dates'],
  receivables: ['money', 'dates'],
  promises: ['receivables', 'calendar', 'money', 'dates'],
  disputes: ['receivables', 'calendar', 'money', 'dates'],
  holds: ['receivables', 'calendar', 'money', 'dates'],
  contact: ['receivables', 'calendar', 'money', 'dates'],
  segments: above('segments'),
  actions: above('actions'),
  strategy: above('strategy'),
  backtest: domain,
  templates: ['money', 'dates'],
  messages: domain,
  records: [...domain, 'tables', 'messages'],
  publishing: [...domain, 'tables', 'templates', 'records'],
};

/** Packages that the pure domain may use, and where. */
const packagesOfShared: Readonly<Record<string, readonly string[]>> = {
  actions: ['@noble/hashes'],
  templates: ['mustache'],
  messages: ['zod'],
  publishing: ['yaml'],
};

/** Folder → what it may import of the others, as `folder` or `folder/part`. */
const folders: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  functions: ['shared'],
  pcf: ['shared'],
  solution: ['shared/tables', 'shared/templates', 'shared/publishing'],
  local: [],
  test: ['shared', 'functions', 'solution', 'local', 'pcf'],
};

/** What may know Dunlin although its folder may not: the composition root of one machine, and the sample portfolio. */
const knowDunlin = ['local/main.ts', 'local/erp/sample/'];

type Import = { readonly file: string; readonly specifier: string };
type Source = { readonly file: string; readonly text: string };

function violations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ file, text }) =>
    importsOf(text).flatMap((specifier) => {
      const why = violation({ file, specifier });
      return why === undefined ? [] : [`${file} imports ${specifier}: ${why}`];
    }),
  );
}

function violation(one: Import): string | undefined {
  const target = targetOf(one);
  const [from = ''] = one.file.split('/');
  if (target === undefined) return from === 'shared' ? violationOfPackage(one) : undefined;
  const [to = ''] = target.split('/');
  if (from === to) return from === 'shared' ? violationOfPart(one.file, target) : undefined;
  if (knowDunlin.some((place) => one.file.startsWith(place))) return undefined;
  const allowed = folders[from] ?? [];
  const fits = allowed.some((place) => target === place || target.startsWith(`${place}/`));
  if (from === 'pcf' && target.startsWith('shared/messages/')) return 'pcf may not import messages';
  if (fits) return undefined;
  return `${from} may import ${allowed.length === 0 ? 'nothing of the product' : `only ${allowed.join(', ')}`}`;
}

function violationOfPart(file: string, target: string): string | undefined {
  // A test may use what it likes of its own workspace; test data is for tests.
  if (isTestOnly(file)) return undefined;
  if (isTestOnly(target)) return 'only tests may use test data';
  const [, from = ''] = file.split('/');
  const [, to = ''] = target.split('/');
  const allowed = parts[from];
  if (allowed === undefined) return `shared/${from} is not in the table of parts`;
  if (from === to || allowed.includes(to)) return undefined;
  return `${from} may import ${allowed.length === 0 ? 'nothing' : `only ${allowed.join(', ')}`}`;
}

function violationOfPackage({ file, specifier }: Import): string | undefined {
  if (isTestOnly(file)) return undefined;
  const [, part = ''] = file.split('/');
  const allowed = packagesOfShared[part] ?? [];
  return allowed.some((name) => specifier === name || specifier.startsWith(`${name}/`))
    ? undefined
    : `${part} is pure and may use ${allowed.length === 0 ? 'no package' : `only ${allowed.join(', ')}`}`;
}

/** Where an import leads, as `folder/part/…`; undefined for packages and Node’s own modules. */
function targetOf({ file, specifier }: Import): string | undefined {
  const workspace = /^@dunlin\/([a-z]+)(?:\/(.*))?$/.exec(specifier);
  if (workspace) return [workspace[1], workspace[2]].filter((part) => part !== undefined).join('/');
  if (!specifier.startsWith('.')) return undefined;
  return withoutSrc(
    relative(root, resolve(root, dirname(onDisk(file)), specifier))
      .split(sep)
      .join('/'),
  );
}

/** Every module specifier of a source: imports, re-exports, dynamic imports and types imported in place. */
function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function isTestOnly(file: string): boolean {
  return /\.test(\.ts)?$/.test(file) || file.includes('/testing/');
}

/** Files as `shared/money/money.ts`: where `src` stands between folder and part it is left out. */
function withoutSrc(path: string): string {
  return path.replace(/^(shared|functions)\/src\//, '$1/');
}

function onDisk(file: string): string {
  return file.replace(/^(shared|functions)\//, '$1/src/');
}

function sourcesOfTheProduct(): readonly Source[] {
  return Object.keys(folders)
    .flatMap((folder) => filesUnder(folder))
    .map((path) => ({ file: withoutSrc(path), text: readFileSync(join(root, path), 'utf8') }));
}

function filesUnder(folder: string): readonly string[] {
  const skipped = /(^|\/)(node_modules|dist|\.dunlin)(\/|$)/;
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(sep).join('/')}`)
      .filter((path) => /\.tsx?$/.test(path) && !skipped.test(path));
  } catch (error) {
    // Folders enter the repository with the first feature that needs them.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const sources = sourcesOfTheProduct();

describe('imports', () => {
  it('run downwards only', () => {
    expect(violations(sources)).toEqual([]);
  });

  it('are looked at in every folder there is', () => {
    const counts = Map.groupBy(sources, ({ file }) => file.split('/')[0]);
    for (const folder of ['shared', 'functions', 'solution', 'local', 'test']) {
      expect(counts.get(folder)?.length).toBeGreaterThan(5);
    }
    expect(sources.find(({ file }) => file === 'shared/strategy/evaluate.ts')).toBeDefined();
  });

  it.each([
    ['shared/money/money.ts', `import { addDays } from '../dates/iso-date.ts';`, 'money may import nothing'],
    [
      'shared/dates/instant.ts',
      `import type { Calendar } from '../calendar/calendar.ts';`,
      'dates may import nothing',
    ],
    [
      'shared/actions/action.ts',
      `import type { Step } from '../strategy/policy.ts';`,
      'actions may import only',
    ],
    [
      'shared/receivables/aging.ts',
      `export { x } from '../contact/x.ts';`,
      'receivables may import only money, dates',
    ],
    [
      'shared/strategy/evaluate.ts',
      `import { aDebtor } from './testing/a-debtor.ts';`,
      'only tests may use test data',
    ],
    [
      'shared/strategy/evaluate.ts',
      `import { readFileSync } from 'node:fs';`,
      'strategy is pure and may use no package',
    ],
    ['shared/records/x.ts', `import { z } from 'zod';`, 'records is pure'],
    [
      'shared/invoices/x.ts',
      `import { money } from '../money/money.ts';`,
      'shared/invoices is not in the table of parts',
    ],
    [
      'functions/app.ts',
      `const x = await import('@dunlin/solution/pack');`,
      'functions may import only shared',
    ],
    [
      'solution/pack.ts',
      `import { money } from '@dunlin/shared/money/money';`,
      'solution may import only shared/tables, shared/templates, shared/publishing',
    ],
    [
      'solution/pack.ts',
      `import { money } from '../shared/src/money/money.ts';`,
      'solution may import only shared/tables, shared/templates, shared/publishing',
    ],
    [
      'local/host/main.ts',
      `import { tables } from '@dunlin/shared/tables/index';`,
      'local may import nothing of the product',
    ],
    [
      'pcf/aging/model.ts',
      `import { queues } from '@dunlin/shared/messages/messages';`,
      'pcf may not import messages',
    ],
    ['shared/money/money.ts', `let x: import('../dates/iso-date.ts').IsoDate;`, 'money may import nothing'],
  ])('%s with %s is named', (file, text, why) => {
    const found = violations([{ file, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${file} imports `);
    expect(found[0]).toContain(why);
  });

  it.each([
    ['shared/strategy/evaluate.ts', `import { money } from '../money/money.ts';`],
    ['shared/strategy/evaluate.test.ts', `import { aDebtor } from './testing/a-debtor.ts';`],
    ['shared/receivables/aging.test.ts', `import { aDebtor } from '../strategy/testing/a-debtor.ts';`],
    ['shared/actions/keys.ts', `import { sha1 } from '@noble/hashes/legacy.js';`],
    ['functions/app.ts', `import { app } from '@azure/functions';`],
    ['solution/pack.ts', `import { tables } from '@dunlin/shared/tables/index';`],
    ['local/host/main.ts', `import { clock } from '../clock.ts';`],
    ['test/x.test.ts', `import { start } from '@dunlin/local/host/start';`],
  ])('%s with %s is fine', (file, text) => {
    expect(violations([{ file, text }])).toEqual([]);
  });
});

describe('the domain', () => {
  it('asks no clock, no chance and no environment', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.|\bglobalThis\b|\bfetch\(/;
    const found = sources
      .filter(({ file }) => file.startsWith('shared/') && !isTestOnly(file))
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .flatMap((line, at) => (impure.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
      );
    expect(found).toEqual([]);
  });
});
