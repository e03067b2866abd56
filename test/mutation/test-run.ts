/** The tests of one file, run by jest's own test loop in this process. */
import { expect } from 'expect';
import * as circus from 'jest-circus';
import { loadFresh } from './fresh-modules.ts';

export type TestDone = {
  /** The file and the full name: what Stryker knows the test by. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly milliseconds: number;
  readonly failure?: string | undefined;
};

export type TestRun = {
  readonly file: string;
  /** Only tests with these ids are run; absent: all of them. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly stopAtFailure: boolean;
  /** The tests are there; next the first is run. */
  readonly loaded?: () => void;
  /** Told the id before a test, and nothing after it. */
  readonly running?: (id: string | undefined) => void;
};

export function provideTestGlobals(): void {
  const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
  Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect });
}

export async function runTestsOf(run: TestRun): Promise<readonly TestDone[]> {
  circus.resetState();
  const state = circus.getState();
  state.testTimeout = 600_000;
  await loadFresh(run.file);
  prepare(state.rootDescribeBlock, run, { failed: false });
  run.loaded?.();
  const { testResults, unhandledErrors } = await circus.run();
  if (unhandledErrors.length > 0) throw new Error(unhandledErrors.join('\n'));
  return testResults
    .filter(({ status }) => status === 'done')
    .map(({ testPath, duration, errors }) => {
      const name = testPath.slice(1).join(' ');
      const failure = errors.length > 0 ? errors.join('\n') : undefined;
      return { id: `${run.file} ${name}`, name, file: run.file, milliseconds: duration ?? 0, failure };
    });
}

type Block = ReturnType<typeof circus.getState>['rootDescribeBlock'];
type Entry = Exclude<Block['children'][number], Block>;

/** Leaves out what is not asked for and, from the first failure on, everything. */
function prepare(block: Block, run: TestRun, sofar: { failed: boolean }): void {
  for (const child of block.children) {
    if (child.type === 'describeBlock') {
      prepare(child, run, sofar);
      continue;
    }
    const id = idOf(run.file, child);
    if (run.only?.has(id) === false) child.mode = 'skip';
    const test = child.fn as () => unknown;
    child.fn = async () => {
      if (run.stopAtFailure && sofar.failed) return;
      run.running?.(id);
      try {
        await test();
      } catch (error) {
        sofar.failed = true;
        throw error;
      } finally {
        run.running?.(undefined);
      }
    };
  }
}

function idOf(file: string, test: Entry): string {
  const names: string[] = [];
  for (let at: Entry | Block | undefined = test; at?.parent; at = at.parent) names.unshift(at.name);
  return `${file} ${names.join(' ')}`;
}
