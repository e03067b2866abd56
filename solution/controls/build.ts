/**
 * Builds the controls below pcf/ (npm run build:controls), those that have changed since they were last built. A control that cannot be
 * built, or is not fit to be shipped, is named with the reason, and the command ends with 1.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlsFolder } from '../paths.ts';
import { compile, CompileError, outputFolder } from './compile.ts';
import { fingerprintOf } from './fingerprint.ts';
import { bundleBytes, outputProblems, readOutput, type BuiltControl } from './output.ts';
import { controlProjects, type ControlProject } from './projects.ts';

/** Why a control was not built. */
export class BuildError extends Error {
  constructor(project: ControlProject, reasons: readonly string[]) {
    super([`${project.name} ${project.manifest.version} was not built:`, ...reasons].join('\n  '));
    this.name = 'BuildError';
  }
}

/**
 * All controls of a folder, built where they were not fresh. One after the other: the compiler takes all of a machine by itself.
 * @param report called with one line a control.
 * @throws BuildError for the first that fails.
 */
export async function buildControls(
  folder: string,
  report: (line: string) => void,
  compiler = compile,
): Promise<BuiltControl[]> {
  const built: BuiltControl[] = [];
  for (const project of controlProjects(folder)) {
    report(await buildControl(project, compiler));
    built.push(readOutput(project));
  }
  return built;
}

async function buildControl(project: ControlProject, compiler: typeof compile): Promise<string> {
  const { name, manifest } = project;
  const stamp = `${manifest.version} ${fingerprint(project)}\n`;
  const stampPath = join(outputFolder(project), 'built-from');
  const isFresh = existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp;
  if (isFresh && outputProblems(project).length === 0) return `${name} ${manifest.version} is up to date`;
  try {
    await compiler(project);
  } catch (error) {
    if (error instanceof CompileError) throw new BuildError(project, error.lines);
    throw error;
  }
  const problems = outputProblems(project);
  if (problems.length > 0) {
    // What must not be shipped is not left where somebody would pack it.
    rmSync(outputFolder(project), { recursive: true, force: true });
    throw new BuildError(project, problems);
  }
  writeFileSync(stampPath, stamp);
  return `${name} ${manifest.version}, ${(bundleBytes(project) / 1024).toFixed(1)} KB compressed`;
}

function fingerprint(project: ControlProject): string {
  try {
    return fingerprintOf(project);
  } catch (error) {
    throw new BuildError(project, (error as Error).message.split('\n'));
  }
}

if (import.meta.main) {
  try {
    await buildControls(controlsFolder, console.log);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
