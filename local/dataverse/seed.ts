/** What an empty environment starts with: organization, root unit, currencies, two users, two roles, messages, privileges. */
import { namedId } from './ids.ts';
import { bulkMessages, messageFilterId, messageId, tableMessages } from './metadata/messages.ts';
import { tableOf, type Catalog } from './metadata/catalog.ts';
import { createMissingSettings } from './records/user-settings.ts';
import { administratorRole } from './security/caller.ts';
import { privilegeId, privilegesOf, type Depth } from './security/privileges.ts';
import { putRow, type Author } from './store/platform-rows.ts';
import type { Row } from './store/database.ts';
import type { Store } from './store/store.ts';

const rootBusinessUnitId = namedId('root business unit');
const organizationId = namedId('organization');
const administratorId = namedId('administrator');

export const seededOrganization = {
  id: organizationId,
  name: 'local',
  baseCurrencyId: currencyId('EUR'),
  rootBusinessUnitId,
} as const;

/**
 * Units of the currency for one euro, the base currency, and the decimals that Dataverse proposes for it, which are those of the currency's
 * minor unit: two also for the forint. Seeded once; later changes are the environment's own.
 */
const currencies = [
  { code: 'EUR', name: 'Euro', symbol: '€', precision: 2, rate: 1 },
  { code: 'HUF', name: 'Hungarian Forint', symbol: 'Ft', precision: 2, rate: 400 },
  { code: 'PLN', name: 'Polish Zloty', symbol: 'zł', precision: 2, rate: 4.25 },
  { code: 'RON', name: 'Romanian Leu', symbol: 'lei', precision: 2, rate: 5 },
  { code: 'USD', name: 'US Dollar', symbol: '$', precision: 2, rate: 1.1 },
] as const;

/** The author of everything the platform writes. */
export function platformAuthor(now: string): Author {
  return { userId: administratorId, businessUnitId: rootBusinessUnitId, organizationId, now };
}

/** Writes the first rows once; `appId` is the application user's, and may differ from run to run. */
export function seedEnvironment(store: Store, catalog: Catalog, appId: string, now: string): void {
  const author = platformAuthor(now);
  const seed = (name: string, id: string, values: Row): void => {
    const table = tableOf(catalog, name);
    if (!store.exists(table, id)) putRow(store, table, { [table.primaryId]: id, ...values }, author);
  };
  seed('businessunit', rootBusinessUnitId, { name: 'local' });
  for (const { code, name, symbol, precision, rate } of currencies) {
    seed('transactioncurrency', currencyId(code), {
      isocurrencycode: code,
      currencyname: name,
      currencysymbol: symbol,
      currencyprecision: precision,
      exchangerate: rate,
    });
  }
  seed('organization', organizationId, {
    name: seededOrganization.name,
    basecurrencyid: seededOrganization.baseCurrencyId,
    languagecode: 1033,
  });
  seed('systemuser', administratorId, {
    domainname: 'admin@local',
    firstname: 'Local',
    lastname: 'Administrator',
    fullname: 'Local Administrator',
    internalemailaddress: 'admin@local',
    azureactivedirectoryobjectid: namedId('directory object of admin@local'),
  });
  const applicationUserId = namedId(`application user ${appId}`);
  seed('systemuser', applicationUserId, {
    domainname: 'app@local',
    lastname: 'Application',
    fullname: '# Application',
    internalemailaddress: 'app@local',
    applicationid: appId.toLowerCase(),
    azureactivedirectoryobjectid: namedId(`directory object of ${appId}`),
    accessmode: 4,
  });
  const administratorRoleId = namedId('role System Administrator');
  seed('role', administratorRoleId, { name: administratorRole, roletemplateid: administratorTemplateId });
  seed('systemuserroles', namedId('administrator is administrator'), {
    systemuserid: administratorId,
    roleid: administratorRoleId,
  });
  seedBasicUser(seed);
  createMissingSettings(store, catalog, author);
}

/** The same in every environment: exported forms and dashboards name the role of administrators by it. */
const administratorTemplateId = '627090ff-40a3-4053-8790-584edc5be201';

/** Messages and privileges of every table there is by now; run after each import. */
export function seedMessages(store: Store, catalog: Catalog, now: string): void {
  const author = platformAuthor(now);
  const messages = tableOf(catalog, 'sdkmessage');
  const filters = tableOf(catalog, 'sdkmessagefilter');
  const privileges = tableOf(catalog, 'privilege');
  for (const name of [...tableMessages, ...bulkMessages]) {
    if (!store.exists(messages, messageId(name))) {
      putRow(store, messages, { sdkmessageid: messageId(name), name }, author);
    }
  }
  for (const table of catalog.tables.values()) {
    if (table.isIntersect) continue;
    for (const message of [...tableMessages, ...(table.hasBulkMessages ? bulkMessages : [])]) {
      const sdkmessagefilterid = messageFilterId(message, table.logicalName);
      if (store.exists(filters, sdkmessagefilterid)) continue;
      const values = {
        sdkmessagefilterid,
        sdkmessageid: messageId(message),
        primaryobjecttypecode: table.logicalName,
      };
      putRow(store, filters, values, author);
    }
  }
  for (const name of privilegesOf(catalog.tables.values())) {
    if (!store.exists(privileges, privilegeId(name))) {
      putRow(store, privileges, { privilegeid: privilegeId(name), name }, author);
    }
  }
}

/** What the platform's own role lets everybody read, so that an app's role can be given beside it. */
function seedBasicUser(seed: (table: string, id: string, values: Row) => void): void {
  const roleid = namedId('role Basic User');
  seed('role', roleid, { name: 'Basic User' });
  const readable = [
    'User',
    'Team',
    'BusinessUnit',
    'Organization',
    'Role',
    'Queue',
    'TransactionCurrency',
    'Query',
    'SavedQueryVisualizations',
    'SystemForm',
    'AppModule',
    'SiteMap',
    'WebResource',
    'CustomControl',
    'SdkMessage',
    'Entity',
    'Attribute',
    'Relationship',
    'OptionSet',
  ];
  const grant = (privilege: string, depth: Depth): void =>
    seed('roleprivileges', namedId(`roleprivilege ${roleid} ${privilege.toLowerCase()}`), {
      roleid,
      privilegeid: privilegeId(privilege),
      privilegedepthmask: depth,
    });
  for (const name of readable) grant(`prvRead${name}`, 8);
  // Everybody chooses their own language.
  for (const verb of ['Read', 'Write']) grant(`prv${verb}UserSettings`, 1);
}

function currencyId(code: string): string {
  return namedId(`currency ${code}`);
}
