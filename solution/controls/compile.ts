/**
 * Runs Microsoft's compiler of controls. It ends with 0 even when it fails and then leaves the bundle of last time where it is, so the
 * output folder is removed first and its own word for success is required.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { ControlProject } from './projects.ts';

export class CompileError extends Error {
  /** What the compiler printed. */
  readonly lines: readonly string[];

  constructor(control: string, lines: readonly string[]) {
    super(`the compiler did not succeed in building ${control}`);
    this.name = 'CompileError';
    this.lines = lines;
  }
}

export type Compiler = { readonly script: string; readonly arguments: readonly string[] };

/** pcf-scripts as the project finds it. `npm run lint` lints, tests included; a bundle does not wait for that. */
export function compilerOf(project: ControlProject): Compiler {
  const script = createRequire(project.manifestPath).resolve('pcf-scripts/bin/pcf-scripts.js');
  return {
    script,
    arguments: ['build', '--buildMode', 'production', '--skipBuildLinting', 'true', '--noColor'],
  };
}

export function outputFolder({ folder }: ControlProject): string {
  return join(folder, 'out');
}

/** Fills the project's `out/`. @throws CompileError with what the compiler printed. */
export async function compile(project: ControlProject, compiler = compilerOf(project)): Promise<void> {
  rmSync(outputFolder(project), { recursive: true, force: true });
  const lines = stripVTControlCharacters(await outputOf(project.folder, compiler))
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  if (!lines.some((line) => line.endsWith('[build] Succeeded'))) throw new CompileError(project.name, lines);
}

async function outputOf(folder: string, compiler: Compiler): Promise<string> {
  const child = spawn(process.execPath, [compiler.script, ...compiler.arguments], {
    cwd: folder,
    env: { ...process.env, PP_TOOLS_TELEMETRY_OPTOUT: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (printed += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(printed));
  });
}
