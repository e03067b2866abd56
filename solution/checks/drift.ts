/** How the committed files differ from what the tables say. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '../paths.ts';
import { isGenerated } from '../schema/generated-marker.ts';

export type Drift = { readonly path: string; readonly problem: 'missing' | 'differs' | 'left over' };

/** @param generated path → content, below `folder`. */
export function drift(folder: string, generated: ReadonlyMap<string, string>): Drift[] {
  const changed = [...generated].flatMap(([path, content]): Drift[] => {
    if (!existsSync(join(folder, path))) return [{ path, problem: 'missing' }];
    return readFileSync(join(folder, path), 'utf8') === content ? [] : [{ path, problem: 'differs' }];
  });
  const leftOver = filesUnder(folder)
    .filter((path) => !generated.has(path) && path.endsWith('.xml'))
    .filter((path) => isGenerated(readFileSync(join(folder, path), 'utf8')))
    .map((path): Drift => ({ path, problem: 'left over' }));
  return [...changed, ...leftOver];
}
