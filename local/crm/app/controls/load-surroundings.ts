/** What every control on a form is told of the user and the organization; asked for once. */
import { client } from '../data/client.ts';
import type { Right } from '../data/metadata.ts';
import { ownRoles } from '../data/own-roles.ts';
import { session } from '../data/session.ts';
import { currencyOf } from '../record/currencies.ts';
import type { UserFormats } from '../record/formats/user-formats.ts';
import type { ControlUser } from './context/user-settings.ts';
import type { Privileges } from './context/utils.ts';

export type Surroundings = {
  readonly user: Omit<ControlUser, keyof UserFormats | 'isRightToLeft'>;
  readonly privileges: Privileges;
};

let known: Promise<Surroundings> | undefined;

/** @throws WebApiError */
export function loadSurroundings(): Promise<Surroundings> {
  if (known === undefined) {
    known = load();
    known.catch(() => {
      known = undefined;
    });
  }
  return known;
}

async function load(): Promise<Surroundings> {
  const { userId, fullName, languageId } = session();
  const [roles, currency, privileges] = await Promise.all([
    ownRoles(),
    baseCurrency(),
    loadPrivileges(userId),
  ]);
  const roleIds = roles?.map(({ id }) => id);
  return { user: { userId, fullName, languageId, roleIds, currency }, privileges };
}

async function baseCurrency(): Promise<ControlUser['currency']> {
  const { rows } = await client.list('organizations', '$select=_basecurrencyid_value');
  return currencyOf(String(rows[0]?.['_basecurrencyid_value']));
}

const depths: Readonly<Record<string, number>> = { Basic: 0, Local: 1, Deep: 2, Global: 3 };

type HeldPrivilege = { readonly PrivilegeName: string; readonly Depth: string };
type TablePrivileges = {
  readonly LogicalName: string;
  readonly Privileges: readonly { readonly Name: string; readonly PrivilegeType: Right }[];
};

async function loadPrivileges(userId: string): Promise<Privileges> {
  const [held, tables] = await Promise.all([
    client.get(`systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`),
    client.list('EntityDefinitions', '$select=LogicalName,Privileges'),
  ]);
  const names = new Map(
    (tables.rows as unknown as readonly TablePrivileges[]).flatMap(({ LogicalName, Privileges }) =>
      Privileges.map(({ Name, PrivilegeType }) => [`${LogicalName} ${PrivilegeType}`, Name] as const),
    ),
  );
  return {
    depths: new Map(
      (held['RolePrivileges'] as readonly HeldPrivilege[]).map(({ PrivilegeName, Depth }) => [
        PrivilegeName.toLowerCase(),
        depths[Depth] ?? 0,
      ]),
    ),
    nameOf: (table, right) => names.get(`${table} ${right}`),
  };
}
