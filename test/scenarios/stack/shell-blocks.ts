/** The commands of a guide: what stands in its blocks marked `sh`, in their order. */
import { readFileSync } from 'node:fs';

export type ShellBlock = {
  /** The heading above it. */
  readonly under: string;
  readonly text: string;
};

export function shellBlocks(path: string): readonly ShellBlock[] {
  const blocks: ShellBlock[] = [];
  let under = '';
  let lines: string[] | undefined;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (lines === undefined && line.startsWith('#')) under = line.replace(/^#+ /, '');
    if (lines === undefined && line === '```sh') lines = [];
    else if (lines !== undefined && line === '```') {
      blocks.push({ under, text: lines.join('\n') });
      lines = undefined;
    } else lines?.push(line);
  }
  return blocks;
}

/** What a block of exports gives names to. */
export function namesIn(block: string): readonly string[] {
  return [...block.matchAll(/^export (\w+)=/gm)].map(([, name = '']) => name);
}
