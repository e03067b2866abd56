/**
 * A control's version goes up with every change, since Dataverse keeps the files of a version it has. pcf/versions.json holds, for each
 * control, the version and the fingerprint it was given for.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Problem } from '../checks/catalog.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { ControlProject } from './projects.ts';

/** By name of the control, dun_Namespace.ClassName. */
export type Versions = Readonly<Record<string, { readonly version: string; readonly fingerprint: string }>>;

export function readVersions(path: string): Versions {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Versions) : {};
}

/** Controls that changed without a higher version, and versions nobody has recorded. */
export function versionProblems(projects: readonly ControlProject[], versions: Versions): Problem[] {
  const names = projects.map(({ manifest }) => manifest.name);
  return [
    ...projects.flatMap((project) =>
      problemOf(project, versions).map((problem) => ({
        file: `pcf/${project.name}`,
        message: `${problem}: run npm run controls:version`,
      })),
    ),
    ...Object.keys(versions)
      .filter((name) => !names.includes(name))
      .map((name) => ({
        file: 'pcf/versions.json',
        message: `holds ${name}, which is gone: run npm run controls:version`,
      })),
  ];
}

function problemOf(project: ControlProject, versions: Versions): string[] {
  const recorded = versions[project.manifest.name];
  const { version } = project.manifest;
  if (recorded === undefined) return [`has no recorded version`];
  if (recorded.fingerprint !== fingerprintOf(project))
    return [`has changed since version ${recorded.version}`];
  return recorded.version === version ? [] : [`says version ${version}, recorded is ${recorded.version}`];
}

/** The version a control has to have: one higher in its last part than the recorded one when it has changed and nobody raised it. */
export function versionDue(project: ControlProject, versions: Versions): string {
  const recorded = versions[project.manifest.name];
  const { version } = project.manifest;
  if (recorded === undefined || isHigher(version, recorded.version)) return version;
  return recorded.fingerprint === fingerprintOf(project) ? recorded.version : raised(recorded.version);
}

function raised(version: string): string {
  const [major, minor, patch] = numbersOf(version);
  return [major, minor, patch + 1].join('.');
}

function isHigher(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const index = a.findIndex((part, place) => part !== b[place]);
  return index >= 0 && (a[index] ?? 0) > (b[index] ?? 0);
}

function numbersOf(version: string): [number, number, number] {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (parts === null) throw new RangeError(`The version ${version} is not of the form 1.2.3`);
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}
