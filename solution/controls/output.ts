/** What the compiler put out: where it lies, whether it may be shipped, and its files as they are packed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Linter } from 'eslint';
import { outputFolder } from './compile.ts';
import { readManifest, type ControlManifest } from './manifest.ts';
import type { ControlProject } from './projects.ts';

/** A control as it goes into the solution. */
export type BuiltControl = {
  /** dun_Namespace.ClassName. */
  readonly name: string;
  /** By path below the control's folder in the solution, the manifest first. */
  readonly files: ReadonlyMap<string, Uint8Array>;
};

const manifestName = 'ControlManifest.xml';

/** @throws Error when a file of the manifest is missing. */
export function readOutput(project: ControlProject): BuiltControl {
  const { name, files } = manifestOf(project);
  const folder = folderOf(project);
  return {
    name,
    files: new Map(
      [manifestName, ...files].map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]),
    ),
  };
}

/** Why the output must not be shipped; nothing when it may. */
export function outputProblems(project: ControlProject): string[] {
  const folder = folderOf(project);
  if (!existsSync(join(folder, manifestName))) return [`out/ has no ${manifestName}`];
  const { files, version, className } = manifestOf(project);
  const missing = files.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0) return missing.map((file) => `out/ has no ${file}, which its manifest names`);
  if (!existsSync(typesOf(project))) return ['the types of its manifest were not generated'];
  return [
    ...(version === project.manifest.version ? [] : [`out/ is of version ${version}`]),
    ...bundleProblems(readFileSync(join(folder, 'bundle.js'), 'utf8'), className, project.bundleKilobytes),
  ];
}

/** Compressed, in bytes. */
export function bundleBytes(project: ControlProject): number {
  return gzipSync(readFileSync(join(folderOf(project), 'bundle.js'))).length;
}

function bundleProblems(bundle: string, className: string, kilobytes: number): string[] {
  const bytes = gzipSync(bundle).length;
  return [
    ...(bundle.includes(`registerControl('${className}'`)
      ? []
      : [`bundle.js does not register ${className}`]),
    // Microsoft's best practices refuse what a development build leaves in.
    ...(/\/\/[#@]\s*sourceMappingURL=/.test(bundle)
      ? ['bundle.js names a source map: it is no production build']
      : []),
    ...(bytes <= kilobytes * 1024
      ? []
      : [`bundle.js has ${(bytes / 1024).toFixed(1)} KB compressed, more than ${kilobytes} KB`]),
    ...syntaxProblems('bundle.js', bundle),
  ];
}

/** The solution checker takes syntax up to ES2018, and a content security policy takes no code made from texts. */
export function syntaxProblems(file: string, script: string): string[] {
  const found = new Linter().verify(script, {
    linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig: true },
    languageOptions: { ecmaVersion: 2018, sourceType: 'script' },
    rules: { 'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error' },
  });
  return found.map(
    ({ line, column, message, fatal }) =>
      `${file} ${line}:${column} ${fatal === true ? `is no ES2018: ${message}` : message}`,
  );
}

function manifestOf(project: ControlProject): ControlManifest {
  return readManifest(readFileSync(join(folderOf(project), manifestName), 'utf8'));
}

function folderOf(project: ControlProject): string {
  return join(outputFolder(project), 'controls', project.name);
}

/** Type checks read these, so a build that has lost them is not whole. */
function typesOf(project: ControlProject): string {
  return join(project.sourceFolder, 'generated', 'ManifestTypes.d.ts');
}
