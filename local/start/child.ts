/** A part of the stack as a process of its own: started, watched, started again when it dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export type Part = {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Limits of its heap in MB: of the halves between which young objects move, and of what lives longer. */
  readonly heap: { readonly youngMb: number; readonly oldMb: number };
  readonly logFile: string;
};

export type RunningPart = {
  readonly name: string;
  /** What the part said when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  readonly pid: () => number | undefined;
  /** How often it was started again. */
  readonly restarts: () => number;
  /** From now on its end is no reason to start it again: Ctrl-C reaches all processes at once. */
  expectEnd(): void;
  stop(): Promise<void>;
};

export class PartFailed extends Error {
  readonly exitCode: number | null;
  constructor(part: string, exitCode: number | null, lastWords: string) {
    super(`${part} ended with exit code ${String(exitCode)}${lastWords && `: ${lastWords}`}`);
    this.exitCode = exitCode;
  }
}

/** @throws PartFailed when the part ends before it is ready. */
export async function startPart(part: Part, onRestart: (text: string) => void): Promise<RunningPart> {
  const log = createWriteStream(part.logFile, { flags: 'a' });
  let stopping = false;
  let restarts = 0;
  let current = launch(part, log);
  const ready = await current.ready;
  const watch = (): void => {
    current.process.once('exit', (code, signal) => {
      if (stopping) return;
      restarts += 1;
      onRestart(`${part.name} ended (${signal ?? `exit code ${String(code)}`}) and is started again`);
      current = launch(part, log);
      // A part that cannot come back ends again, which starts it again; the caller sees it in the restarts.
      current.ready.catch((error: unknown) => log.write(`${String(error)}\n`));
      watch();
    });
  };
  watch();
  return {
    name: part.name,
    ready,
    pid: () => current.process.pid,
    restarts: () => restarts,
    expectEnd() {
      stopping = true;
    },
    async stop() {
      stopping = true;
      await ended(current.process);
      log.end();
    },
  };
}

type Launched = {
  readonly process: ChildProcess;
  readonly ready: Promise<Readonly<Record<string, unknown>>>;
};

/** glibc keeps what was freed, an arena for every few threads; so it keeps one and gives back what it can. Others do not look at these. */
const thrift = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '262144' };

const endWithSupervisor = new URL('end-with-supervisor.ts', import.meta.url).href;

function launch(part: Part, log: WriteStream): Launched {
  const { youngMb, oldMb } = part.heap;
  const limits = [`--max-semi-space-size=${youngMb}`, `--max-old-space-size=${oldMb}`];
  const child = spawn(
    process.execPath,
    [...limits, '--import', endWithSupervisor, part.script, ...part.args],
    {
      env: { ...thrift, ...process.env, ...part.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let lastWords = '';
  child.stderr.on('data', (text: Buffer) => {
    lastWords = text.toString().trim().split('\n').at(-1) ?? '';
    log.write(text);
  });
  const ready = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line) as Record<string, unknown>);
      else log.write(`${line}\n`);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new PartFailed(part.name, code, lastWords)));
  });
  return { process: child, ready };
}

/** Asks the process to end; after ten seconds it is killed. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(impatience);
}
