/** The scripts of solution/commands as the one web resource that ribbons and forms call: bundled, with the words of all languages in it. */
import { join } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import { syntaxProblems } from '../controls/output.ts';
import { texts } from '../commands/texts.ts';
import { commandsFolder } from '../paths.ts';
import type { Translation } from './translation.ts';

/** Its name in Dataverse, and its path below WebResources/. */
export const commandsName = 'dun_/commands.js';

export type Commands = {
  readonly bytes: Uint8Array;
  /** As ribbons and forms write them: `Dunlin.openDispute`. */
  readonly functions: readonly string[];
};

const namespace = 'Dunlin';

const options = {
  absWorkingDir: commandsFolder,
  entryPoints: [join(commandsFolder, 'index.ts')],
  outfile: 'commands.js',
  bundle: true,
  write: false,
  metafile: true,
  platform: 'browser',
  // The solution checker takes syntax up to ES2018.
  target: 'es2018',
  charset: 'utf8',
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** The same bytes from the same files. @throws Error in esbuild's words, or naming what Dynamics' checker would refuse */
export function buildCommands(translations: readonly Translation[]): Commands {
  const define = { translations: JSON.stringify(wordsOf(translations)) };
  const { outputFiles } = buildSync({ ...options, format: 'iife', globalName: namespace, define });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('esbuild put nothing out');
  const problems = syntaxProblems(commandsName, script.text);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  // Only of modules does esbuild say what they export.
  const { metafile } = buildSync({ ...options, format: 'esm' });
  const exported = Object.values(metafile.outputs)[0]?.exports ?? [];
  return { bytes: script.contents, functions: exported.map((name) => `${namespace}.${name}`) };
}

/** By language, then by English text: only what the commands say. */
function wordsOf(translations: readonly Translation[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    translations.map(({ language, words }) => [
      language,
      Object.fromEntries(
        Object.values(texts).flatMap((text) => {
          const other = words[text];
          return other === undefined ? [] : [[text, other]];
        }),
      ),
    ]),
  );
}
