/**
 * Stryker's test runner for the domain. The domain does no I/O and its tests need no environment of their own, so they can be run in the worker's process,
 * with modules loaded anew for each mutant: a hundred times as many mutants a minute as with a jest of its own for each.
 */
import type { StrykerOptions } from '@stryker-mutator/api/core';
import type {
  DryRunOptions,
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { resolve } from 'node:path';
import { forgetLoadedModules, loadFreshModulesOf } from './fresh-modules.ts';
import { provideTestGlobals, runTestsOf, type TestDone } from './test-run.ts';

/** What mutated code asks which mutant it is, and reports to what it ran. */
type Instruments = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: NonNullable<Extract<DryRunResult, { mutantCoverage?: unknown }>['mutantCoverage']>;
};

const instruments: Instruments = {};

class InProcessRunner implements TestRunner {
  readonly #testFiles: readonly string[];

  constructor(options: StrykerOptions) {
    this.#testFiles = options.testFiles.map((file) => resolve(file));
    Object.assign(globalThis, { __stryker__: instruments });
    provideTestGlobals();
    loadFreshModulesOf(process.cwd());
    // That a property fails is all we want to know, not for which smallest example.
    fc.configureGlobal({ endOnFailure: true });
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async dryRun(_: DryRunOptions): Promise<DryRunResult> {
    instruments.mutantCoverage = { static: {}, perTest: {} };
    forgetLoadedModules();
    const tests: TestDone[] = [];
    for (const file of this.#testFiles) {
      tests.push(
        ...(await runTestsOf({
          file,
          stopAtFailure: false,
          running: (id) => (instruments.currentTestId = id),
        })),
      );
    }
    return {
      status: 'complete' as DryRunResult['status'] & 'complete',
      tests: tests.map(asStrykerWants),
      mutantCoverage: instruments.mutantCoverage,
    };
  }

  async mutantRun({
    activeMutant,
    reloadEnvironment,
    testFilter,
    hitLimit,
    disableBail,
  }: MutantRunOptions): Promise<MutantRunResult> {
    // What is computed when a module is loaded must be computed by the mutant, and then any test can notice.
    const only = reloadEnvironment || !testFilter ? undefined : new Set(testFilter);
    const files = this.#testFiles.filter(
      (file) => !only || [...only].some((id) => id.startsWith(`${file} `)),
    );
    forgetLoadedModules();
    Object.assign(instruments, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const tests: TestDone[] = [];
    try {
      for (const file of files) {
        instruments.activeMutant = reloadEnvironment ? activeMutant.id : undefined;
        const done = await runTestsOf({
          file,
          only,
          stopAtFailure: !disableBail,
          loaded: () => (instruments.activeMutant = activeMutant.id),
        });
        tests.push(...done);
        if (!disableBail && done.some(({ failure }) => failure !== undefined)) break;
      }
    } catch (error) {
      // A module that cannot even be loaded with this mutant fails every test there is.
      return killed([`loading: ${String(error)}`], tests.length, String(error));
    } finally {
      instruments.activeMutant = undefined;
    }
    if (hitLimit !== undefined && (instruments.hitCount ?? 0) > hitLimit) {
      return {
        status: 'timeout' as MutantRunResult['status'] & 'timeout',
        reason: `more than ${hitLimit} times`,
      };
    }
    const failed = tests.filter(({ failure }) => failure !== undefined);
    return failed.length > 0
      ? killed(
          failed.map(({ id }) => id),
          tests.length,
          failed[0]?.failure ?? '',
        )
      : { status: 'survived' as MutantRunResult['status'] & 'survived', nrOfTests: tests.length };
  }
}

function killed(killedBy: string[], nrOfTests: number, failureMessage: string): MutantRunResult {
  return { status: 'killed' as MutantRunResult['status'] & 'killed', killedBy, nrOfTests, failureMessage };
}

function asStrykerWants({ id, name, file, milliseconds, failure }: TestDone): TestResult {
  const result = { id, name, fileName: file, timeSpentMs: milliseconds };
  return failure === undefined
    ? { ...result, status: 0 as TestStatus.Success }
    : { ...result, status: 1 as TestStatus.Failed, failureMessage: failure };
}

function createInProcessRunner(options: StrykerOptions): TestRunner {
  return new InProcessRunner(options);
}
createInProcessRunner.inject = ['options'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: createInProcessRunner }];
