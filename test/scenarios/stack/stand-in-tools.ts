/**
 * `az` and `pac` as far as the administrators' guide uses them: each call is written down, a few are answered, and one the guide
 * does not need fails.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Call = readonly [tool: string, ...args: readonly string[]];

export type StandInTools = {
  /** To stand before everything else in PATH. */
  readonly folder: string;
  readonly calls: () => readonly Call[];
  /** Changes what a call that begins like this prints. */
  readonly answer: (beginning: string, text: string) => void;
};

/** @param answers what a call that begins like this prints */
export function standInTools(folder: string, answers: Readonly<Record<string, string>>): StandInTools {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'calls.jsonl');
  let known = answers;
  const keep = (): void => writeFileSync(join(folder, 'answers.json'), JSON.stringify(known));
  keep();
  for (const tool of ['az', 'pac']) {
    const path = join(folder, tool);
    writeFileSync(path, `#!${process.execPath}\n${script(tool, folder, log)}`);
    chmodSync(path, 0o755);
  }
  return {
    folder,
    calls: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Call)
        : [],
    answer(beginning, text) {
      known = { ...known, [beginning]: text };
      keep();
    },
  };
}

function script(tool: string, folder: string, log: string): string {
  return `
const { appendFileSync, readFileSync } = require('node:fs');
const call = [${JSON.stringify(tool)}, ...process.argv.slice(2)];
appendFileSync(${JSON.stringify(log)}, JSON.stringify(call) + '\\n');
const answers = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'answers.json'))}, 'utf8'));
const [, answer] = Object.entries(answers).find(([beginning]) => call.join(' ').startsWith(beginning)) ?? [];
if (answer === undefined) {
  console.error('The stand-in does not know: ' + call.join(' '));
  process.exit(1);
}
if (answer !== '') console.log(answer);
`;
}

/** The value of an option; undefined when the call does not have it. */
export function optionOf(call: Call, option: string): string | undefined {
  const at = call.indexOf(option);
  return at < 0 ? undefined : call[at + 1];
}
