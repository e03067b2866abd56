/**
 * `npm run mutate [-- part …]`: changes the domain in every small way Stryker knows and sees whether a test notices.
 * Prints what nothing noticed and a table of scores; fails when a part stays below its limit.
 */
import type { LogLevel } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parts, type Part } from './parts.ts';
import { scoreOf, table, type Score } from './scores.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new RangeError(
      `No part ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}`,
    );
  }
  process.chdir(root);
  const scores: Score[] = [];
  for (const part of parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    scores.push(await mutate(part));
  }
  console.log(table(scores));
  if (scores.some(({ percent, limit }) => percent < limit)) process.exitCode = 1;
}

async function mutate(part: Part): Promise<Score> {
  const { sources, tests } = filesOf(part);
  const reports = '.dunlin/mutation';
  mkdirSync(reports, { recursive: true });
  // The same few worlds for every mutant.
  Object.assign(process.env, { PROPERTY_RUNS: '50', PROPERTY_SEED: '20250301' });
  const stryker = new Stryker({
    mutate: [...sources],
    testFiles: [...tests, ...part.properties.map((name) => `test/properties/${name}.test.ts`)],
    testRunner: 'in-process',
    ignorers: ['wording'],
    plugins: ['in-process-runner', 'wording'].map((name) =>
      fileURLToPath(new URL(`${name}.ts`, import.meta.url)),
    ),
    concurrency: 1,
    // Modules once loaded are never let go of; a worker ends before that matters.
    maxTestRunnerReuse: 200,
    ignorePatterns: ['/*', '!shared', '!test', 'test/browser', 'test/golden', 'test/data', 'test/scenarios'],
    tempDirName: `${reports}/sandbox`,
    incremental: true,
    incrementalFile: `${reports}/${part.name}.json`,
    reporters: ['clear-text'],
    clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: false, skipFull: true },
    // On a busy machine a test must not pass for one that never ends; those are counted, and seldom need the time.
    timeoutMS: 30_000,
    warnings: false,
    logLevel: 'warn' as LogLevel.Warning,
  });
  return scoreOf(part, await stryker.runMutationTest());
}

function filesOf({ name }: Part): { readonly sources: readonly string[]; readonly tests: readonly string[] } {
  const folder = `shared/src/${name}`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('testing/'))
    .sort()
    .map((file) => `${folder}/${file}`);
  const isTest = (file: string): boolean => file.endsWith('.test.ts');
  return { sources: files.filter((file) => !isTest(file)), tests: files.filter(isTest) };
}

await main(process.argv.slice(2));
