/** Killing parts of the stack at exact points of a day's work. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '../../../local/start/stack.ts';
import { waitMs, type Scenario } from './scenario.ts';
import type { SmsGate } from './sms-gate.ts';
import type { SmtpGate } from './smtp-gate.ts';

export type Point =
  'import' | 'evaluation' | 'betweenReserveAndSend' | 'betweenSendAndReceipt' | 'clockAdvance';
export type Victim = 'host' | 'dataverse' | 'servicebus' | 'all';

export type Plan = {
  readonly point: Point;
  readonly victim: Victim;
  readonly channel: 'mail' | 'sms';
  /** Something that varies with the seed: milliseconds into a phase, or which of many moves of the clock. */
  readonly at: number;
};

export type Gates = { readonly mail: SmtpGate; readonly sms: SmsGate };

/** Waits for the point, kills, and lets go on. @throws Error when the point never comes */
export async function strike(scenario: Scenario, gates: Gates, plan: Plan): Promise<void> {
  switch (plan.point) {
    case 'import':
      return whileFrozen(scenario, plan, async () => {
        const runs = await scenario.api.list('dun_syncruns?$select=dun_name&$filter=statecode eq 0');
        return runs.length > 0;
      });
    case 'evaluation':
      return whileFrozen(scenario, plan, async () => {
        const day = new Date(scenario.stack.now()).toISOString().slice(0, 10);
        const some = async (pathAndQuery: string): Promise<boolean> =>
          (await scenario.api.list(pathAndQuery)).length > 0;
        return (
          !(await some('dun_syncruns?$select=dun_name&$filter=statecode eq 0')) &&
          (await some(`dun_debtors?$select=dun_number&$filter=dun_nextevaluationon le ${day}`)) &&
          ((await some(`dun_debtors?$select=dun_number&$filter=dun_evaluatedon eq ${day}`)) ||
            (await some(`dun_collectionactions?$select=dun_name&$filter=dun_plannedon eq ${day}`)))
        );
      });
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

/** Looks until the app is where it should be; it stands still while a look that found it is made again and the kill is done. */
async function whileFrozen(
  scenario: Scenario,
  { victim, at }: Plan,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const { stack } = scenario;
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    if (performance.now() > giveUpAt) throw new Error('The point was never seen');
    await pause(5);
    if (!(await isThere())) continue;
    await pause(at);
    const host = pidOf(stack, 'host');
    process.kill(host, 'SIGSTOP');
    const isStillThere = await isThere();
    if (isStillThere) kill(stack, victim);
    if (!isStillThere || victim === 'dataverse' || victim === 'servicebus') process.kill(host, 'SIGCONT');
    if (isStillThere) return;
  }
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

function pidOf(stack: Stack, name: string): number {
  const pid = stack.parts.find((part) => part.name === name)?.pid();
  if (pid === undefined) throw new Error(`${name} does not run`);
  return pid;
}
