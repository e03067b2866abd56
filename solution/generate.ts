/**
 * Writes the generated part of solution/src from the tables (npm run solution:generate); with --check it writes nothing and fails when
 * what is committed differs. Which files are generated: see generatedFiles.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drift } from './checks/drift.ts';
import { generatedFiles } from './schema/generated-files.ts';
import { controlsFolder, sourceFolder } from './paths.ts';
import { controlProjects } from './controls/projects.ts';

function main(): void {
  const controls = controlProjects(controlsFolder).map(({ manifest }) => manifest);
  const files = generatedFiles(sourceFolder, controls);
  const changes = drift(sourceFolder, files);
  if (process.argv.includes('--check')) {
    for (const change of changes) console.error(`${change.path}: ${change.problem}`);
    if (changes.length > 0) {
      console.error('Run npm run solution:generate and commit what it writes.');
      process.exitCode = 1;
    }
    return;
  }
  for (const change of changes) {
    const path = join(sourceFolder, change.path);
    const content = files.get(change.path);
    if (content === undefined) {
      rmSync(path);
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    console.log(`${content === undefined ? 'removed' : 'wrote'} solution/src/${change.path}`);
  }
}

main();
