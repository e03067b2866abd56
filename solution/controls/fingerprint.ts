/**
 * A digest of all that a control's bundle is made of: every module it reaches (also in shared/), the files of its manifest, the compiler
 * and its settings. Tests and modules nobody imports do not count, and neither do line ends or the version, which follows from it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { ControlProject } from './projects.ts';

/** @throws Error in esbuild's words when a module cannot be read or resolved. */
export function fingerprintOf(project: ControlProject): string {
  const digest = createHash('sha256');
  for (const tool of ['pcf-scripts', 'typescript']) digest.update(`${tool} ${versionOf(project, tool)}\n`);
  for (const path of [...modulesOf(project), ...furtherFiles(project)].toSorted()) {
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    const counted = path === project.manifestPath ? withoutVersion(text) : text;
    const name = relative(project.folder, path).replaceAll('\\', '/');
    digest.update(`${name}\n${Buffer.byteLength(counted)}\n${counted}`);
  }
  return digest.digest('hex');
}

/** The version of the control itself, not that of a library or of strings. */
export const controlVersion = /(<control\b[^>]*?\bversion=")([^"]*)(")/;

function withoutVersion(manifest: string): string {
  return manifest.replace(controlVersion, '$1$3');
}

/** The platform gives these to controls; which versions is in the manifest. */
const platformLibraries = ['react', 'react-dom', '@fluentui/*'];

function modulesOf({ folder, sourceFolder }: ControlProject): string[] {
  const { metafile } = buildSync({
    absWorkingDir: folder,
    entryPoints: [join(sourceFolder, 'index.ts')],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    external: platformLibraries,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).map((path) => resolve(folder, path));
}

function furtherFiles({ folder, sourceFolder, manifest, manifestPath }: ControlProject): string[] {
  const settings = ['tsconfig.json', 'featureconfig.json', 'webpack.config.js'].map((name) =>
    join(folder, name),
  );
  const named = manifest.files
    .filter((file) => !/\.tsx?$/.test(file))
    .map((file) => join(sourceFolder, file));
  return [manifestPath, ...named, ...settings.filter((path) => existsSync(path))];
}

function versionOf(project: ControlProject, tool: string): string {
  const path = createRequire(project.manifestPath).resolve(`${tool}/package.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
