/** Killing parts of the stack at exact points of a day's work. */
import type { Stack } from '../../../local/start/stack.ts';
import type { DataverseGate, HeldWrite } from './dataverse-gate.ts';
import type { Scenario } from './scenario.ts';
import type { SmsGate } from './sms-gate.ts';
import type { SmtpGate } from './smtp-gate.ts';

export type Point =
  'import' | 'evaluation' | 'betweenReserveAndSend' | 'betweenSendAndReceipt' | 'clockAdvance';
export type Victim = 'host' | 'dataverse' | 'servicebus' | 'all';

export type Plan = {
  readonly point: Point;
  readonly victim: Victim;
  readonly channel: 'mail' | 'sms';
  /** Something that varies with the seed: which of the writes of a phase, or which of many moves of the clock. */
  readonly at: number;
};

export type Gates = { readonly dataverse: DataverseGate; readonly mail: SmtpGate; readonly sms: SmsGate };

/** Waits for the point, kills, and lets go on. */
export async function strike(scenario: Scenario, gates: Gates, plan: Plan): Promise<void> {
  switch (plan.point) {
    case 'import':
      return atWrite(scenario, gates, plan, importWrites);
    case 'evaluation':
      return atWrite(scenario, gates, plan, evaluationWrites);
    case 'betweenReserveAndSend':
      return atGate(scenario, gates, plan, { mail: 'silentGreeting', sms: 'silentBefore' });
    case 'betweenSendAndReceipt':
      return atGate(scenario, gates, plan, { mail: 'silentAfterData', sms: 'silentAfter' });
    case 'clockAdvance':
      throw new Error('The clock is struck by killingClock');
  }
}

/** A stack whose clock is moved while parts of it die: at the move of the given number from now on. */
export function killingClock(stack: Stack, { victim, at }: Plan): Stack {
  let moves = 0;
  return {
    ...stack,
    async setClock(milliseconds) {
      const moved = stack.setClock(milliseconds);
      if (moves === at) kill(stack, victim);
      moves += 1;
      await moved;
    },
  };
}

type Write = HeldWrite['isMeant'];

/** What an import writes, in its order: debtors marked due, their items, and that the chunk is done. */
const importWrites: readonly Write[] = [
  ({ path }) => path.includes('/dun_debtors/'),
  ({ path }) => path.includes('/dun_receivables/'),
  ({ path }) => path.includes('/dun_syncchunks'),
];

/** What an evaluation writes, in its order: cases, planned actions, and the debtors with their decision. */
const evaluationWrites: readonly Write[] = [
  ({ path }) => path.includes('/dun_collectioncases/'),
  ({ path }) => path.includes('/dun_collectionactions/'),
  ({ path, body }) => path.endsWith('/$batch') && body.includes('"dun_because"'),
];

/** The app waits for Dataverse's answer to a write, done or not, while others of its invocations go on. */
async function atWrite(
  { stack }: Scenario,
  { dataverse }: Gates,
  { victim, at }: Plan,
  writes: readonly Write[],
): Promise<void> {
  const isMeant = writes[at % writes.length];
  if (!isMeant) throw new Error('There is nothing to hold');
  await dataverse.hold({ isMeant, after: at % 2, when: at < 5 ? 'beforeItIsDone' : 'beforeItsAnswer' });
  kill(stack, victim);
  dataverse.letGo();
}

/** The app waits for an answer of a sink that does not come. */
async function atGate(
  { stack, api }: Scenario,
  gates: Gates,
  { victim, channel }: Plan,
  silence: {
    readonly mail: 'silentGreeting' | 'silentAfterData';
    readonly sms: 'silentBefore' | 'silentAfter';
  },
): Promise<void> {
  const reached = channel === 'mail' ? gates.mail.waiting() : gates.sms.waiting();
  if (channel === 'mail') gates.mail.behave({ kind: silence.mail });
  else gates.sms.behave(silence.sms);
  await reached;
  const reserved = await api.list(
    `dun_dispatches?$select=dun_name&$filter=statuscode eq 1 and dun_channel eq ${channel === 'mail' ? 784000000 : 784000002}`,
  );
  kill(stack, victim);
  if (channel === 'mail') gates.mail.behave({ kind: 'pass' });
  else gates.sms.behave('pass');
  if (reserved.length === 0) throw new Error('Nothing was reserved at the gate');
}

function kill(stack: Stack, victim: Victim): void {
  for (const { name, pid } of stack.parts) {
    if (victim !== 'all' && name !== victim) continue;
    const alive = pid();
    if (alive !== undefined) process.kill(alive, 'SIGKILL');
  }
}
