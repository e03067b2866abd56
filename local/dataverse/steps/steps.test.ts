import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ServiceBusClient } from '@azure/service-bus';
import { stepIds } from '../fixtures/ledger.ts';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

interface Bus {
  readonly child: ChildProcess;
  readonly port: number;
}

interface Context {
  MessageName: string;
  PrimaryEntityName: string;
  PrimaryEntityId: string;
  OwningExtension: { Id: string };
  InputParameters: { key: string; value: { Attributes: { key: string; value: unknown }[] } }[];
}

const busFolder = mkdtempSync(join(tmpdir(), 'dataverse-bus-'));
let bus: Bus;
let server: TestServer;
let admin: Client;

beforeAll(async () => {
  bus = await startBus(0);
  server = await startTestServer({ serviceBus: connectionTo(bus) });
  admin = await server.as('admin@local');
});

afterAll(async () => {
  await server.stop();
  await kill(bus);
  rmSync(busFolder, { recursive: true, force: true });
});

/** The bus is a process of its own, so that it can go away as it does on a real day. */
async function startBus(port: number): Promise<Bus> {
  const main = fileURLToPath(new URL('../../servicebus/main.ts', import.meta.url));
  const queues = join(busFolder, 'queues.json');
  writeFileSync(queues, JSON.stringify([{ name: 'events' }]));
  const child = spawn(
    process.execPath,
    [main, '--port', String(port), '--data', busFolder, '--queues', queues],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, port: (JSON.parse(line) as { port: number }).port };
  }
  throw new Error('the bus ended before it was ready');
}

async function kill({ child }: Bus): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function connectionTo({ port }: Bus): string {
  return `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true`;
}

async function received(maximum = 10): Promise<{ context: Context; properties: Record<string, unknown> }[]> {
  const client = new ServiceBusClient(connectionTo(bus));
  const receiver = client.createReceiver('events', { receiveMode: 'receiveAndDelete' });
  const messages = await receiver.receiveMessages(maximum, { maxWaitTimeInMs: 1_500 });
  await client.close();
  return messages.map((message) => ({
    context: message.body as Context,
    properties: message.applicationProperties ?? {},
  }));
}

async function pendingPostings(): Promise<number> {
  const state = (await (await fetch(`http://127.0.0.1:${server.port}/_local/state`)).json()) as {
    pendingPostings: number;
  };
  return state.pendingPostings;
}

describe('a step on a service endpoint', () => {
  it('posts the execution context when a filtering attribute is written, and only then', async () => {
    const id = await admin.create('tst_invoices', { tst_name: 'x', tst_amount: 5 });
    await admin.send('PATCH', `tst_invoices(${id})`, { tst_name: 'not filtered' });
    await admin.send('PATCH', `tst_invoices(${id})`, { tst_paid: true, tst_kind: 2 });
    const [message, ...others] = await received();
    expect(others).toEqual([]);
    expect(message?.context).toMatchObject({
      MessageName: 'Update',
      PrimaryEntityName: 'tst_invoice',
      PrimaryEntityId: id,
      Stage: 40,
      Mode: 1,
      OwningExtension: { Id: stepIds.invoiceUpdated },
    });
    const target = message?.context.InputParameters[0]?.value.Attributes ?? [];
    const attributes = Object.fromEntries(target.map(({ key, value }) => [key, value]));
    expect(attributes).toMatchObject({
      tst_paid: true,
      tst_kind: { __type: 'OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts', Value: 2 },
      tst_invoiceid: id,
    });
    expect(message?.properties).toMatchObject({
      'http://schemas.microsoft.com/xrm/2011/Claims/EntityLogicalName': 'tst_invoice',
      'http://schemas.microsoft.com/xrm/2011/Claims/RequestName': 'Update',
    });
  });

  it('is not raised by a request that names it, or all asynchronous logic, to be bypassed', async () => {
    const id = await admin.create('tst_invoices', {});
    const pay = (headers: Record<string, string>) =>
      admin.send('PATCH', `tst_invoices(${id})`, { tst_paid: true }, headers);
    await pay({ 'MSCRM.BypassBusinessLogicExecutionStepIds': stepIds.invoiceUpdated });
    await pay({ 'MSCRM.BypassBusinessLogicExecution': 'CustomSync,CustomAsync' });
    await pay({ 'MSCRM.BypassBusinessLogicExecutionStepIds': stepIds.endpoint });
    expect(await received()).toHaveLength(1);
  });

  it('leaves no posting of a change set that was undone', async () => {
    const id = await admin.create('tst_invoices', {});
    const request = (path: string, body: string): string =>
      `--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\nPATCH ${path} HTTP/1.1\r\n\r\n${body}\r\n`;
    const changeSet = `--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n${request(`tst_invoices(${id})`, '{"tst_paid":true}')}${request(`tst_invoices(${id})`, '{"tst_line":-1}')}--c--\r\n--b--`;
    const answer = await admin.send('POST', '$batch', changeSet, {
      'Content-Type': 'multipart/mixed;boundary=b',
    });
    expect(answer.status).toBe(400);
    expect(await received()).toEqual([]);
    expect(await pendingPostings()).toBe(0);
  });

  it('needs the privilege to be bypassed', async () => {
    const { first } = await admin.get("roles?$filter=name eq 'No Privileges'");
    const id = await admin.create('systemusers', {
      domainname: 'curious@local',
      azureactivedirectoryobjectid: 'c0000000-0000-4000-8000-000000000001',
    });
    await admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
      '@odata.id': `roles(${first['roleid'] as string})`,
    });
    const curious = await server.as('curious@local');
    const answer = await curious.get('WhoAmI', { 'MSCRM.BypassBusinessLogicExecution': 'CustomAsync' });
    expect(answer.error.message).toContain('prvBypassCustomBusinessLogic');
  });

  it('waits while Service Bus is away, and is delivered when it is back', async () => {
    const id = await admin.create('tst_invoices', {});
    await kill(bus);
    await admin.send('PATCH', `tst_invoices(${id})`, { tst_paid: true });
    expect(await pendingPostings()).toBe(1);
    bus = await startBus(bus.port);
    const deadline = Date.now() + 20_000;
    let messages: Awaited<ReturnType<typeof received>> = [];
    while (messages.length === 0 && Date.now() < deadline) messages = await received();
    expect(messages[0]?.context.PrimaryEntityId).toBe(id);
    expect(await pendingPostings()).toBe(0);
  });
});
