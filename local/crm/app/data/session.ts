/** Who is signed in, in which language, with which privileges: read once when the page opens. */
import { client, WebApiError, type Row } from './client.ts';
import { goBy } from './page-clock.ts';

export type Session = {
  readonly userId: string;
  readonly fullName: string;
  readonly domainName: string;
  /** LCID of the user's language, 1033 for English. */
  readonly languageId: number;
  /** LCID by which the service formats numbers and dates. */
  readonly localeId: number;
  /** LCID of the organization, whose labels stand in for missing ones. */
  readonly baseLanguageId: number;
  /** Ids of the privileges the user has, however deep. */
  readonly privilegeIds: ReadonlySet<string>;
  /** Whether the user may read who changed what. */
  readonly readsHistories: boolean;
  /** Address of the outbox's own pages. */
  readonly outbox: string | undefined;
};

type HeldPrivilege = { readonly PrivilegeId: string; readonly PrivilegeName: string };

let current: Session | undefined;

/** @throws WebApiError */
export async function openSession(): Promise<Session> {
  const [host, whoAmI] = await Promise.all([hostState(), client.get('WhoAmI')]);
  const userId = String(whoAmI['UserId']);
  const [user, settings, organization, privileges] = await Promise.all([
    client.read('systemusers', userId, '$select=fullname,domainname'),
    client.read('usersettingscollection', userId, '$select=uilanguageid,localeid'),
    client.read('organizations', String(whoAmI['OrganizationId']), '$select=languagecode'),
    client.get(`systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`),
  ]);
  const baseLanguageId = Number(organization['languagecode']);
  const held = privileges['RolePrivileges'] as readonly HeldPrivilege[];
  current = {
    userId,
    fullName: text(user, 'fullname'),
    domainName: text(user, 'domainname'),
    // 0 means: as the organization.
    languageId: Number(settings['uilanguageid']) || baseLanguageId,
    localeId: Number(settings['localeid']) || baseLanguageId,
    baseLanguageId,
    privilegeIds: new Set(held.map(({ PrivilegeId }) => PrivilegeId)),
    readsHistories: held.some(({ PrivilegeName }) => PrivilegeName === 'prvReadRecordAuditHistory'),
    outbox: host.outbox,
  };
  return current;
}

/** The session after it was opened; asking before is a mistake. */
export function session(): Session {
  if (current === undefined) throw new RangeError('The session is not open yet');
  return current;
}

/** Writes the language and the formats that go with it into the user's own settings. */
export async function changeLanguage(languageId: number): Promise<void> {
  const { userId } = session();
  const settings = await client.read('usersettingscollection', userId, '$select=uilanguageid');
  await client.update(
    'usersettingscollection',
    userId,
    { uilanguageid: languageId, localeid: languageId },
    String(settings['@odata.etag']),
  );
}

/** What the CRM's own server says: the local time, the next day, the outbox. */
export type HostState = {
  /** ISO instant of the local clock. */
  readonly now: string;
  readonly outbox?: string;
  /** Left out when nobody can run a day. */
  readonly day?: {
    readonly running: boolean;
    /** The day that runs, or the last one done. */
    readonly date?: string;
    /** What is still waiting, in the supervisor's words. */
    readonly waiting?: string;
    /** Why the last day ended early. */
    readonly problem?: string;
  };
};

export async function hostState(): Promise<HostState> {
  const state = (await own('GET', 'state')) as HostState;
  goBy(state.now);
  return state;
}

export async function startNextDay(): Promise<void> {
  await own('POST', 'next-day');
}

async function own(method: string, path: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/_crm/${path}`, { method, headers: { Accept: 'application/json' } });
  } catch (error) {
    throw new WebApiError(error instanceof Error ? error.message : String(error), {
      status: 0,
      code: 'OFFLINE',
    });
  }
  const body = (await response.json().catch(() => undefined)) as
    { error?: { code: string; message: string } } | undefined;
  if (!response.ok || body === undefined) {
    throw new WebApiError(body?.error?.message ?? '', {
      status: response.status,
      code: body?.error?.code ?? 'NOT_UNDERSTOOD',
    });
  }
  return body;
}

function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}
