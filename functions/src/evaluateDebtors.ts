/**
 * Evaluates debtors that are due: load, decide, reconcile with the actions already there, write, hand over what is to be sent.
 * Everything is keyed, so that doing it twice changes nothing; a debtor stays due until its decision is written whole.
 */
import { actionId } from '@dunlin/shared/actions/action';
import { dateIn } from '@dunlin/shared/dates/instant';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { evaluations, queues, type Dispatches, type Evaluations } from '@dunlin/shared/messages/messages';
import { caseIdOf, newActionRow, newCaseRow } from '@dunlin/shared/records/action-rows';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import { factsOn, type Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { company as companyTable } from '@dunlin/shared/tables/company';
import { erpCommand } from '@dunlin/shared/tables/trading';
import { raiseAlarm } from './alarm.ts';
import { onQueue } from './bus/on-queue.ts';
import { sendCommands } from './commands/send-commands.ts';
import type { Change, Row } from './dataverse/client.ts';
import { allThere } from './dataverse/refusals.ts';
import { namesOf } from './dataverse/tables.ts';
import { alarmOfRefusals } from './evaluation/alarm-of-refusals.ts';
import { cancelledActivities, casePosition, changesOf, type Evaluated } from './evaluation/changes.ts';
import { cancelledDisputeTasks } from './evaluation/dispute-changes.ts';
import { decide, knowingManualContacts } from './evaluation/decide.ts';
import {
  debtorQueries,
  factsOf,
  loadedDebtors,
  withAgreements,
  type LoadedDebtor,
} from './evaluation/load-debtors.ts';
import { withHistory } from './evaluation/load-history.ts';
import { ownerOf } from './evaluation/owner.ts';
import { tellOfStages } from './evaluation/stage-notices.ts';
import { underWay, type RunRow } from './import/read-run.ts';
import type { CompanyPolicy } from './policy/policy-store.ts';
import type { Services } from './services.ts';

export async function evaluateDebtors(services: Services, message: Evaluations): Promise<string> {
  const { dataverse, policies } = services;
  const queries = debtorQueries(message.debtors, 'dun_nextevaluationon ne null');
  const answers = await dataverse.readTogether<readonly Row[]>([...queries, underWay]);
  const loaded = await withAgreements(dataverse, loadedDebtors(answers.slice(0, queries.length)));
  const runs = (answers.at(-1) ?? []) as readonly RunRow[];
  const importing = new Set(runs.map((run) => run._dun_companyid_value));
  const evaluated: Evaluated[] = [];
  for (const [companyId, debtors] of Map.groupBy(loaded, ({ row }) => row._dun_companyid_value)) {
    // The run's end hands them over again; until then their ledger is half written.
    if (importing.has(companyId)) continue;
    const company = await policies.ofCompany(companyId);
    evaluated.push(...(await evaluateOfCompany(services, company, debtors)));
  }
  await writeCases(services, evaluated);
  await writeActions(services, evaluated);
  // Before the debtors, whose stage says from then on that it was told.
  const untold = await tellOfStages(services, evaluated);
  const { undone, commands } = await writeDebtors(services, evaluated);
  const left = await cancelActivities(services, evaluated);
  await sendDispatches(services, evaluated);
  await sendCommands(services, commands);
  await alarmOfRefusals(services, evaluated);
  const done = `${evaluated.length - undone} of ${message.debtors.length} debtors evaluated`;
  return [done, ...left, ...untold].join('; ');
}

async function evaluateOfCompany(
  services: Services,
  company: CompanyPolicy,
  debtors: readonly LoadedDebtor[],
): Promise<readonly Evaluated[]> {
  const today = dateIn(company.company.dun_timezone, services.now());
  const due = debtors.filter(
    ({ row }) => row.dun_nextevaluationon !== null && row.dun_nextevaluationon <= today,
  );
  const policy = await usablePolicy(services, company, today);
  if (!policy) return [];
  const evaluated: Evaluated[] = [];
  for (const loaded of await withHistory(services.dataverse, due, { policies: [policy], asOf: today })) {
    const known = await usableFacts(services, company, loaded, today);
    if (!known) continue;
    evaluated.push(decide(policy, { loaded, company, facts: factsOn(known, today) }, today));
  }
  return knowingManualContacts(services, policy, evaluated, today);
}

async function usablePolicy(
  services: Services,
  company: CompanyPolicy,
  day: IsoDate,
): Promise<Policy | undefined> {
  try {
    return company.policy(day);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    await raiseAlarm(services, company.company, {
      day,
      subject: 'The policy cannot be used',
      text: error.message,
    });
    return undefined;
  }
}

/** A debtor with a row that cannot be reckoned with stays due and is shown to a person; the others go on. */
async function usableFacts(
  services: Services,
  company: CompanyPolicy,
  loaded: LoadedDebtor,
  day: IsoDate,
): Promise<Facts | undefined> {
  try {
    return factsOf(loaded, company);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    await raiseAlarm(services, company.company, {
      day,
      subject: `Nothing is decided for ${loaded.row.dun_name} (${loaded.row.dun_number})`,
      text: `One of its rows cannot be reckoned with: ${error.message}`,
    });
    return undefined;
  }
}

async function writeCases({ dataverse }: Services, evaluated: readonly Evaluated[]): Promise<void> {
  const rows = evaluated.flatMap(({ decision, loaded, company }): Row[] => {
    const { episode } = decision;
    if (episode.kind !== 'open') return [];
    const { dun_debtorid: debtorId, dun_name: debtorName } = loaded.row;
    const id = caseIdOf(debtorId, episode.openedBy);
    if (loaded.cases.some(({ dun_collectioncaseid }) => dun_collectioncaseid === id)) return [];
    return [
      { ...newCaseRow({ debtorId, debtorName, ...episode }), ...casePosition(decision), ...ownerOf(company) },
    ];
  });
  const table = namesOf(collectionCase);
  allThere(table, await dataverse.createMany(table, rows));
}

/** Create-only: an action that is already there was planned by an earlier attempt. */
async function writeActions({ dataverse }: Services, evaluated: readonly Evaluated[]): Promise<void> {
  const rows = evaluated.flatMap(({ changes, loaded, company, decision, facts }) => {
    const { dun_debtorid: debtorId, dun_name: debtorName } = loaded.row;
    const episode = decision.episode.kind === 'open' ? decision.episode : facts.episode;
    return changes.create.map((action): Row => {
      const caseId = episode && { caseId: caseIdOf(debtorId, episode.openedBy) };
      const context = { debtorId, debtorName, policyVersion: decision.policyVersion, ...caseId };
      return { ...newActionRow(action, context, company.currencies), ...ownerOf(company) };
    });
  });
  const table = namesOf(collectionAction);
  allThere(table, await dataverse.createMany(table, rows));
}

/** @returns what could not be cancelled, in words; a call or task that is gone or finished is none of it. */
async function cancelActivities(
  { dataverse }: Services,
  evaluated: readonly Evaluated[],
): Promise<readonly string[]> {
  const outcomes = await dataverse.changeSets([
    ...evaluated.flatMap(cancelledActivities),
    ...evaluated.flatMap(cancelledDisputeTasks),
  ]);
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'failed' ? [`a call or task could not be cancelled: ${outcome.error.reason}`] : [],
  );
}

/**
 * A debtor whose row changed meanwhile stays due and is evaluated again.
 * @returns how many those are, and the ids of the commands to the ERP that were written
 */
async function writeDebtors(
  { dataverse }: Services,
  evaluated: readonly Evaluated[],
): Promise<{ readonly undone: number; readonly commands: readonly string[] }> {
  const sets = evaluated.map(changesOf);
  const outcomes = await dataverse.changeSets(sets);
  const failed = outcomes.find((outcome) => outcome.kind === 'failed');
  if (failed?.kind === 'failed') throw failed.error;
  return {
    undone: outcomes.filter(({ kind }) => kind === 'refused').length,
    commands: sets.flatMap((changes, at) =>
      outcomes[at]?.kind === 'done' ? changes.flatMap(commandIn) : [],
    ),
  };
}

function commandIn(change: Change): readonly string[] {
  return change.kind === 'create' && change.collection === erpCommand.set
    ? [String(change.row['dun_erpcommandid'])]
    : [];
}

/** Actions of a company that is held back get no message: its release hands them over, however many they are by then. */
async function sendDispatches(services: Services, evaluated: readonly Evaluated[]): Promise<void> {
  const planned = evaluated.flatMap(({ changes, loaded, company }) =>
    [...changes.create, ...changes.replan].map((action) => ({ action, loaded, company })),
  );
  const released = await releasedAmong(
    services,
    planned.map(({ company }) => company),
  );
  await services.bus.send(
    queues.dispatches,
    planned
      .filter(({ company }) => released.has(company.company.dun_companyid))
      .map(({ action: { key, notBefore }, loaded }) => ({
        body: {
          action: actionId(key),
          debtor: loaded.row.dun_debtorid,
          customer: loaded.row._dun_customerid_value,
        } satisfies Dispatches,
        notBefore,
      })),
  );
}

/** Asked anew, now that the actions are written: a release that comes after this answer finds them. */
async function releasedAmong(
  { dataverse }: Services,
  companies: readonly CompanyPolicy[],
): Promise<ReadonlySet<string>> {
  const rows = companies.map(({ company }) => company);
  const isHeld = rows.some(({ dun_released }) => !dun_released);
  const now = isHeld
    ? await dataverse.list<{ dun_companyid: string }>({
        collection: companyTable.set,
        select: ['dun_companyid'],
        filter: 'dun_released eq true',
      })
    : rows;
  return new Set(now.map(({ dun_companyid }) => dun_companyid));
}

onQueue('evaluateDebtors', {
  queue: queues.evaluations,
  sessions: true,
  read: evaluations,
  work: evaluateDebtors,
});
