/** Every user has settings, made together with the user: language, formats, time zone. */
import { tableOf, type Catalog } from '../metadata/catalog.ts';
import { putRow, type Author } from '../store/platform-rows.ts';
import type { Store } from '../store/store.ts';

/** Coordinated Universal Time: the local server formats dates in no other zone. */
const utc = 92;
const usualPagingLimit = 50;

/** What is not set follows the organization: language 0 means its base language. */
export function createUserSettings(store: Store, catalog: Catalog, userId: string, author: Author): void {
  const table = tableOf(catalog, 'usersettings');
  if (store.exists(table, userId)) return;
  const unit = store.row(tableOf(catalog, 'systemuser'), userId)?.['businessunitid'];
  const values = {
    systemuserid: userId,
    uilanguageid: 0,
    helplanguageid: 0,
    localeid: 0,
    timezonecode: utc,
    timezonebias: 0,
    paginglimit: usualPagingLimit,
  };
  putRow(store, table, values, { ...author, businessUnitId: String(unit ?? author.businessUnitId) });
}

/** For users of a folder made before there were settings. */
export function createMissingSettings(store: Store, catalog: Catalog, author: Author): void {
  const missing = store.database.all(
    'SELECT systemuserid FROM systemuser WHERE systemuserid NOT IN (SELECT systemuserid FROM usersettings)',
  );
  for (const { systemuserid } of missing) createUserSettings(store, catalog, String(systemuserid), author);
}
