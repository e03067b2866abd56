/**
 * `npm run bench [-- name …] [--json] [--port N]`: measures the stack against its limits. A table on stdout, or with --json a line of
 * JSON for each; ends with 1 when a limit was missed. Other work on the machine shows in the figures, so its load is told with them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../local/start/build.ts';
import { holds, type Bench, type Figure } from './bench.ts';
import { controls } from './controls.ts';
import { dataverse } from './dataverse.ts';
import { dispatch } from './dispatch.ts';
import { engine } from './engine.ts';
import { ibm } from './ibm.ts';
import { inLines, inRows } from './report.ts';
import { requests } from './requests.ts';
import { scale } from './scale.ts';

const benches: readonly Bench[] = [engine, ibm, requests, dispatch, scale, controls, dataverse];

const usage = `Usage: npm run bench -- [name …] [--json] [--port N]

${benches.map(({ name, measures }) => `  ${name.padEnd(9)} ${measures}`).join('\n')}
`;

type Chosen = { readonly benches: readonly Bench[]; readonly json: boolean; readonly port: number };

async function main({ benches: chosen, json, port }: Chosen): Promise<void> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  await build();
  const figures: Figure[] = [];
  for (const bench of chosen) {
    say(`${bench.name}: ${bench.measures}`);
    const load = loadavg()[0] ?? 0;
    const found = await withFolder((folder) => bench.run({ port, folder, say }));
    figures.push(...found);
    if (json) {
      process.stdout.write(`${JSON.stringify(inRows(bench.name, found))}\n`);
      continue;
    }
    const lines = [`${bench.name}: ${bench.measures}`, ...inLines(found).map((line) => `  ${line}`)];
    process.stdout.write(`${lines.join('\n')}\n  ${inWords(load)}\n\n`);
  }
  if (!figures.every(holds)) process.exitCode = 1;
}

function inWords(load: number): string {
  return `(${availableParallelism()} cores; ${load.toFixed(1)} processes wanted them before)`;
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dunlin-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Undefined when the arguments cannot be understood. */
function chosenBy(args: readonly string[]): Chosen | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, port: { type: 'string' } },
    });
    const port = Number(values.port ?? 7300);
    const known = positionals.every((name) => benches.some((bench) => bench.name === name));
    if (!known || !Number.isInteger(port) || port < 1 || port > 65_000) return undefined;
    const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    return { benches: chosen, json: values.json ?? false, port };
  } catch {
    return undefined;
  }
}

const chosen = chosenBy(process.argv.slice(2));
if (chosen) await main(chosen);
else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
