/** Raises the version of every control that changed and records it (npm run controls:version). */
import { readFileSync, writeFileSync } from 'node:fs';
import { controlsFolder, versionsPath } from '../paths.ts';
import { controlVersion, fingerprintOf } from './fingerprint.ts';
import { controlProjects } from './projects.ts';
import { readVersions, versionDue, type Versions } from './versions.ts';

/** @returns one line for every control whose version went up. */
export function raiseVersions(folder: string, recordedIn: string): string[] {
  const projects = controlProjects(folder);
  const before = readVersions(recordedIn);
  const raised = projects.flatMap((project) => {
    const { name, version } = project.manifest;
    const due = versionDue(project, before);
    if (version !== due) {
      const manifest = readFileSync(project.manifestPath, 'utf8');
      writeFileSync(project.manifestPath, manifest.replace(controlVersion, `$1${due}$3`));
    }
    return due === before[name]?.version ? [] : [`${project.name} is now ${due}`];
  });
  const after: Versions = Object.fromEntries(
    projects.map((project) => [
      project.manifest.name,
      { version: versionDue(project, before), fingerprint: fingerprintOf(project) },
    ]),
  );
  writeFileSync(recordedIn, `${JSON.stringify(after, null, 2)}\n`);
  return raised;
}

if (import.meta.main) {
  const raised = raiseVersions(controlsFolder, versionsPath);
  console.log(raised.length === 0 ? 'No control has changed.' : raised.join('\n'));
}
