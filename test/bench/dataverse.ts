/** The local Dataverse as a process of its own, with 100,000 receivables: writing, reading, a view, starting, memory. Limits are off. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asker, inTurns, type Ask } from './asker.ts';
import { withBareServer } from './bare-server.ts';
import { median, type Bench, type Figure } from './bench.ts';
import { repository } from './start-command.ts';

const receivables = 100_000;
const debtors = 1_000;
const rowsInRequest = 1_000;
const reads = 12_000;
const inFlight = 16;
const views = 31;
const appId = '3f0c2a51-7a0e-4f55-9a30-2d7f0e3c1b11';

type Running = { readonly process: ChildProcess; readonly ask: Ask; readonly firstAnswerMs: number };

export const dataverse: Bench = {
  name: 'dataverse',
  measures: `the local Dataverse alone, with ${receivables.toLocaleString('en')} receivables`,
  async run({ folder, say }) {
    const data = join(folder, 'dataverse');
    const first = await start(data);
    const figures: Figure[] = [];
    try {
      await first.ask('POST', 'dun_debtors/Microsoft.Dynamics.CRM.CreateMultiple', { Targets: debtorRows() });
      const writing = await timed(first.process, () => writeAll(first.ask));
      say(`  written in ${writing.seconds.toFixed(1)} s`);
      const reading = await timed(first.process, () => readMany(first.ask));
      const bareSeconds = await readManyBare(first.ask);
      figures.push(
        ...rates('UpsertMultiple', receivables, 'rows/s', writing, 15_000),
        ...rates(`single reads, ${inFlight} in flight`, reads, 'reads/s', reading, 3_000),
        {
          name: 'single reads, beside a bare server that answers the same bytes',
          value: reading.seconds / bareSeconds,
          unit: 'times its time',
        },
        {
          name: 'a view with filter and sort that an index serves, first page',
          value: await viewMs(first.ask, await debtorView(first.ask)),
          unit: 'ms',
          limit: 50,
        },
        {
          name: 'a view with filter and sort over all rows, first page',
          value: await viewMs(first.ask, view()),
          unit: 'ms',
        },
        { name: 'memory at most', value: peakMegabytes(first.process), unit: 'MB', limit: 400 },
      );
    } finally {
      await stop(first.process);
    }
    const second = await start(data);
    await stop(second.process);
    figures.push({
      name: 'first answer after the start',
      value: second.firstAnswerMs / 1_000,
      unit: 's',
      limit: 2,
    });
    return figures;
  },
};

async function start(data: string): Promise<Running> {
  const startMs = performance.now();
  const options = [
    '--port',
    '0',
    '--data',
    data,
    '--app-id',
    appId,
    '--solution',
    'dist/Dunlin.zip',
    '--no-limits',
  ];
  const server = spawn(process.execPath, ['local/dataverse/main.ts', ...options], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  const token = await fetch(`http://127.0.0.1:${port}/_local/token?user=admin@local`);
  const { access_token: bearer } = (await token.json()) as { access_token: string };
  const ask = asker(port, { bearer, inFlight });
  await ask('GET', 'dun_receivables?$select=dun_name&$top=1');
  return { process: server, ask, firstAnswerMs: performance.now() - startMs };
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

function debtorRows(): readonly object[] {
  return Array.from({ length: debtors }, (_, index) => ({
    '@odata.type': 'Microsoft.Dynamics.CRM.dun_debtor',
    dun_name: `Debtor ${index}`,
    dun_key: `debtor-${index}`,
    dun_number: String(index),
  }));
}

type Times = { readonly seconds: number; readonly processorSeconds: number };

async function timed(server: ChildProcess, work: () => Promise<void>): Promise<Times> {
  const processorBefore = processorSeconds(server);
  const startMs = performance.now();
  await work();
  return {
    seconds: (performance.now() - startMs) / 1_000,
    processorSeconds: processorSeconds(server) - processorBefore,
  };
}

/** By the clock, which others on the machine slow down, and by what the server's processor worked, which says what is ours. */
function rates(name: string, count: number, unit: string, times: Times, floor: number): readonly Figure[] {
  return [
    { name, value: count / times.seconds, unit, floor },
    { name: `${name}, per second of its processor`, value: count / times.processorSeconds, unit },
  ];
}

/** Two requests at a time: one is written while the next is on its way. */
async function writeAll(ask: Ask): Promise<void> {
  const pages = Array.from({ length: receivables / rowsInRequest }, (_, page) => page);
  await inTurns(2, pages, async (page) => {
    const Targets = Array.from({ length: rowsInRequest }, (_, row) => receivable(page * rowsInRequest + row));
    await ask('POST', 'dun_receivables/Microsoft.Dynamics.CRM.UpsertMultiple', { Targets });
  });
}

function receivable(number: number): object {
  const day = new Date(Date.UTC(2025, 0, 1 + (number % 700))).toISOString().slice(0, 10);
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.dun_receivable',
    '@odata.id': `dun_receivables(dun_key='key-${number}')`,
    'dun_debtorid@odata.bind': `/dun_debtors(dun_key='debtor-${number % debtors}')`,
    dun_name: `Invoice ${number}`,
    dun_kind: 784_000_000,
    dun_issuedon: day,
    dun_dueon: day,
    dun_amount: 100 + (number % 997),
    dun_open: number % 5 === 0 ? 0 : 100 + (number % 997),
    dun_source: 'bench',
    dun_sequence: 1,
  };
}

async function readMany(ask: Ask): Promise<void> {
  const numbers = Array.from({ length: reads }, (_, index) => (index * 7_919) % receivables);
  await inTurns(inFlight, numbers, async (number) => {
    await ask('GET', receivableByKey(number));
  });
}

function receivableByKey(number: number): string {
  return `dun_receivables(dun_key='key-${number}')?$select=dun_name,dun_open,dun_dueon`;
}

/** The seconds the same reads take of a server that has nothing to find out. */
async function readManyBare(ask: Ask): Promise<number> {
  const answer = await ask('GET', receivableByKey(0));
  return withBareServer(answer, async (port) => {
    const startMs = performance.now();
    await readMany(asker(port, { bearer: 'nobody', inFlight }));
    return (performance.now() - startMs) / 1_000;
  });
}

/**
 * What is open, the newest due date first. Over all rows it is what a supervisor opens: every open row is looked at and sorted, since an
 * index on due dates would cost each write and serve nothing else. With a debtor's condition it is what an agent opens, and an index serves.
 */
function view(ofDebtor = ''): string {
  return (
    '<fetch count="50" page="1"><entity name="dun_receivable"><attribute name="dun_name"/><attribute name="dun_debtorid"/>' +
    '<attribute name="dun_kind"/><attribute name="dun_dueon"/><attribute name="dun_amount"/><attribute name="dun_open"/>' +
    '<attribute name="statuscode"/><filter><condition attribute="statecode" operator="eq" value="0"/>' +
    `<condition attribute="dun_open" operator="gt" value="0"/>${ofDebtor}</filter>` +
    '<order attribute="dun_dueon" descending="true"/></entity></fetch>'
  );
}

/** Of a debtor whose receivables are all open. */
async function debtorView(ask: Ask): Promise<string> {
  const { text } = await ask('GET', "dun_debtors(dun_key='debtor-501')?$select=dun_name");
  const debtor = JSON.parse(text) as { dun_debtorid: string };
  return view(`<condition attribute="dun_debtorid" operator="eq" value="${debtor.dun_debtorid}"/>`);
}

async function viewMs(ask: Ask, fetchXml: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < views; round += 1) {
    const startMs = performance.now();
    await ask('GET', `dun_receivables?fetchXml=${encodeURIComponent(fetchXml)}`);
    times.push(performance.now() - startMs);
  }
  return median(times);
}

/** The most the process ever held, as Linux tells it. */
function peakMegabytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}

/** What Linux counted for the process so far, in hundredths. */
function processorSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
