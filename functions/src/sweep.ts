/**
 * Looks for what was forgotten: imports half done, policy versions not looked at or not rolled out, debtors due, actions planned but not
 * carried out, effects without receipt, commands the ERP was not given – and for a ledger that is too old. Everything it finds is handed
 * over again; doing so too often changes nothing.
 */
import { app } from '@azure/functions';
import { dateIn } from '@dunlin/shared/dates/instant';
import { raiseAlarm } from './alarm.ts';
import { sendForgottenCommands } from './commands/send-commands.ts';
import { brakeOf } from './dispatch/may-send.ts';
import { planDueDebtors } from './evaluation/plan-due-debtors.ts';
import { chunksOfRun, runsUnderWay } from './import/read-run.ts';
import { announce } from './import/start-run.ts';
import { takeDrops } from './import/take-drops.ts';
import { publishForgotten } from './policy/publish-version.ts';
import { rollOut } from './policy/roll-out.ts';
import { services, type Services } from './services.ts';
import { enqueueForgotten } from './sweep/enqueue-planned.ts';

export async function sweep(services: Services): Promise<string> {
  const runs = await resumeRuns(services);
  const versions = await publishForgotten(services);
  const rolledOut = await rollOut(services);
  const debtors = await planDueDebtors(services);
  await alarmOfOldLedgers(services);
  const actions = await enqueueForgotten(services);
  const commands = await sendForgottenCommands(services);
  const takenUp = `${runs} imports, ${debtors} debtors, ${actions} actions, ${commands} commands taken up again`;
  return [takenUp, ...versions, ...rolledOut].join('; ');
}

/** A run without all its chunks was cut off while starting: its drop is still there and is taken again. */
async function resumeRuns(services: Services): Promise<number> {
  const runs = await runsUnderWay(services.dataverse);
  let restart = false;
  for (const run of runs) {
    const chunks = await chunksOfRun(services.dataverse, run.dun_syncrunid);
    if (chunks.length < run.dun_chunks) restart = true;
    const waiting = chunks.filter(({ statecode }) => statecode === 0);
    if (chunks.length === run.dun_chunks) {
      await announce(
        services,
        run.dun_syncrunid,
        waiting.map((row) => ({ number: row.dun_number, bucket: row.dun_bucket })),
      );
    }
  }
  if (restart) await takeDrops(services);
  return runs.length;
}

async function alarmOfOldLedgers(services: Services): Promise<void> {
  for (const { company } of await services.policies.all()) {
    const today = dateIn(company.dun_timezone, services.now());
    const brake = brakeOf(company, undefined, today);
    if (brake?.alarm) {
      await raiseAlarm(services, company, {
        day: today,
        subject: 'Nothing is sent',
        text: `Nothing is sent: ${brake.reason}.`,
      });
    }
  }
}

app.timer('sweep', {
  schedule: '%SWEEP_SCHEDULE%',
  handler: async (_timer, context) => context.log(await sweep(services())),
});
