/**
 * Tells the owner and the team of a customer in the app that a case begins or comes to another stage. A notice's id names the debtor, the
 * stage and who gets it: once each, however often it is tried. Nobody is told while nothing may be sent, and of debtors without a change
 * nothing is read.
 */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { sendControl } from '@dunlin/shared/tables/company';
import { debtor } from '@dunlin/shared/tables/ledger';
import { noticeOptOut } from '@dunlin/shared/tables/notices';
import { bindTo } from '@dunlin/shared/tables/wire';
import { stageNotice, type StageNotice } from '@dunlin/shared/strategy/stage-notice';
import type { ListQuery, Row, TableNames } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';
import { brakeOf } from '../dispatch/may-send.ts';
import type { Services } from '../services.ts';
import type { Evaluated } from './changes.ts';
import { customerOf } from './load-debtors.ts';

const appNotifications: TableNames = {
  collection: 'appnotifications',
  name: 'appnotification',
  idColumn: 'appnotificationid',
};

/** Columns of the platform's table: with an i, and shown for some seconds where its receiver works. */
const usualLook = { icontype: 100_000_000, toasttype: 200_000_000 } as const;
const longestTitle = 256;
const longestBody = 500;

type Told = { readonly evaluated: Evaluated; readonly notice: StageNotice };

/** @returns what could not be written, in words: a notice holds up no decision. */
export async function tellOfStages(
  services: Services,
  evaluated: readonly Evaluated[],
): Promise<readonly string[]> {
  const told = evaluated.flatMap(noticeOf);
  if (told.length === 0) return [];
  const receivers = await readReceivers(services, told);
  if (receivers.isStopped) return [];
  const rows = told.flatMap(({ evaluated: one, notice }) =>
    receiversOf(one, receivers)
      .filter((user) => !receivers.optedOut.has(user))
      .map((user) => noticeRow(one, notice, user)),
  );
  if (rows.length === 0) return [];
  const { refused } = await services.dataverse.createMany(appNotifications, rows);
  return refused.flatMap(({ duplicate, message }) =>
    duplicate ? [] : [`a notice could not be written: ${message}`],
  );
}

function noticeOf(evaluated: Evaluated): readonly Told[] {
  const { company, decision, facts, loaded } = evaluated;
  if (brakeOf(company.company, undefined, decision.asOf)) return [];
  const before = { stage: loaded.row.dun_stage, case: facts.episode };
  const notice = stageNotice(company.policy(decision.asOf), decision, before);
  return notice ? [{ evaluated, notice }] : [];
}

type UserRow = {
  readonly systemuserid: string;
  readonly isdisabled: boolean;
  readonly applicationid: string | null;
};

type TeamRow = {
  readonly teamid: string;
  readonly _regardingobjectid_value: string | null;
  readonly teammembership_association: readonly UserRow[];
};

type Receivers = {
  /** Of the users who own customers, those who can be told. */
  readonly owners: ReadonlySet<string>;
  readonly teams: readonly TeamRow[];
  readonly optedOut: ReadonlySet<string>;
  readonly isStopped: boolean;
};

const userColumns = ['systemuserid', 'isdisabled', 'applicationid'];

/** One request: the owners and teams of the customers, who opted out, and whether all is stopped. */
async function readReceivers({ dataverse }: Services, told: readonly Told[]): Promise<Receivers> {
  const customers = told.map(({ evaluated }) => customerOf(evaluated.loaded));
  const ids = told.map(({ evaluated }) => evaluated.loaded.row._dun_customerid_value);
  const ofTeams = [
    ...inFilters('regardingobjectid', [...new Set(ids)]),
    ...inFilters('teamid', unique(customers.map(({ _owningteam_value: team }) => team))),
  ];
  const ofOwners = inFilters('systemuserid', unique(customers.map(({ _owninguser_value: user }) => user)));
  const [stops = [], optOuts = [], ...others] = await dataverse.readTogether<readonly Row[]>([
    { collection: sendControl.set, select: ['dun_sendcontrolid'], filter: 'dun_stopped eq true', limit: 1 },
    { collection: noticeOptOut.set, select: ['_owninguser_value'], filter: 'statecode eq 0' },
    ...ofTeams.map((filter): ListQuery => ({
      collection: 'teams',
      select: ['teamid', '_regardingobjectid_value'],
      filter,
      expand: `teammembership_association($select=${userColumns.join(',')})`,
    })),
    ...ofOwners.map((filter): ListQuery => ({ collection: 'systemusers', select: userColumns, filter })),
  ]);
  const owners = others.slice(ofTeams.length).flat() as unknown as readonly UserRow[];
  return {
    owners: new Set(owners.filter(isPerson).map(({ systemuserid }) => systemuserid)),
    teams: others.slice(0, ofTeams.length).flat() as unknown as readonly TeamRow[],
    optedOut: new Set(optOuts.map((row) => String(row['_owninguser_value']))),
    isStopped: stops.length > 0,
  };
}

function unique(ids: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

/** Customers that the import made belong to the app, which reads no notices. */
function isPerson({ isdisabled, applicationid }: UserRow): boolean {
  return !isdisabled && applicationid === null;
}

/** The owner, or the members of the team that owns the customer, and those of the account team; each once. */
function receiversOf({ loaded }: Evaluated, { owners, teams }: Receivers): readonly string[] {
  const { _owninguser_value: owner, _owningteam_value: owningTeam } = customerOf(loaded);
  const members = teams
    .filter(
      ({ teamid, _regardingobjectid_value: regarding }) =>
        teamid === owningTeam || regarding === loaded.row._dun_customerid_value,
    )
    .flatMap(({ teammembership_association: users }) => users.filter(isPerson))
    .map(({ systemuserid }) => systemuserid);
  return [...new Set([...(owner && owners.has(owner) ? [owner] : []), ...members])].sort();
}

function noticeRow({ loaded }: Evaluated, notice: StageNotice, user: string): Row {
  const { dun_debtorid: id, dun_name: name, dun_number: number } = loaded.row;
  const { occurrence, stage, begins, next } = notice;
  const title = begins ? `Collection begins: ${name}` : `${stage ?? ''}: ${name}`;
  const body = [
    `${name} (${number}) ${begins ? 'has something overdue' : `came to the stage ${stage ?? ''}`}.`,
    ...(begins && stage !== undefined ? [`Stage: ${stage}.`] : []),
    ...(next ? [`Next: ${next.step} on ${next.on}.`] : []),
  ].join(' ');
  return {
    appnotificationid: uuidOf('notice of a stage', id, occurrence, user),
    title: title.slice(0, longestTitle),
    body: body.slice(0, longestBody),
    data: JSON.stringify({
      actions: [{ title: 'Open', data: { url: `?pagetype=entityrecord&etn=${debtor.name}&id=${id}` } }],
    }),
    'ownerid@odata.bind': bindTo('systemusers', user),
    ...usualLook,
  };
}
