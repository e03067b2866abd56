/** Finds the caller behind a token's claims and remembers their rights until a row that decides them changes. */
import { Remembered } from '../store/remembered.ts';
import type { Store } from '../store/store.ts';
import { loadCaller, type Caller } from './caller.ts';
import type { Claims } from './tokens.ts';

/** What the directory is told when something is shared; shares are no table of the catalog. */
export const sharesName = 'local_share';

/** Tables whose rows decide who may do what, and in which language they read it. */
const decisive = new Set([
  'usersettings',
  'systemuser',
  'team',
  'businessunit',
  'role',
  'privilege',
  'systemuserroles',
  'teamroles',
  'teammembership',
  'roleprivileges',
  'fieldpermission',
  'fieldsecurityprofile',
  'systemuserprofiles',
  'teamprofiles',
  sharesName,
]);

export class Directory {
  readonly #store: Store;
  readonly #callers: Remembered<Caller | undefined>;

  constructor(store: Store) {
    this.#store = store;
    this.#callers = new Remembered(store.database);
  }

  /** Call after any write, with the table written to. */
  written(table: string): void {
    if (decisive.has(table)) this.forget();
  }

  forget(): void {
    this.#callers.forget();
  }

  callerOf(claims: Claims): Caller | undefined {
    const [column, value] =
      claims.appid === undefined
        ? ['azureactivedirectoryobjectid', claims.oid]
        : ['applicationid', claims.appid];
    if (value === undefined) return undefined;
    return this.#callers.of(`${column} ${value}`, () => {
      const row = this.#store.database.get(`SELECT systemuserid FROM systemuser WHERE ${column} = ?`, [
        value.toLowerCase(),
      ]);
      return row === undefined ? undefined : loadCaller(this.#store, String(row['systemuserid']));
    });
  }

  callerById(userId: string): Caller | undefined {
    return this.#callers.of(`id ${userId}`, () => loadCaller(this.#store, userId));
  }
}
