/** A running local Dataverse: store, catalog, first rows, solutions, web server, poster. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LocalClock } from '../clock.ts';
import { assumeOtherwise, type Assumption } from './assumptions.ts';
import { Auditing } from './audit/auditing.ts';
import { createAuditDetailTable } from './audit/stored-details.ts';
import { forgetRows, toInstant, type Engine } from './engine.ts';
import { importSolution, storedSchema, type Imported } from './import/import-solution.ts';
import { createRibbonTable } from './import/ribbons.ts';
import { Counters } from './limits/counters.ts';
import { ServiceProtection } from './limits/limits.ts';
import { baseSchema } from './metadata/base/schema.ts';
import { buildCatalog } from './metadata/catalog.ts';
import { baseLanguage } from './metadata/columns.ts';
import { packedLanguages } from './metadata/language-packs.ts';
import { mergeSchemas } from './metadata/merge.ts';
import { Currencies } from './records/currencies.ts';
import { seedEnvironment, seedMessages, seededOrganization } from './seed.ts';
import { Directory } from './security/directory.ts';
import { createInheritedShareTable } from './security/inherited-shares.ts';
import { createShareTable } from './security/shares.ts';
import { Tokens } from './security/tokens.ts';
import { Outbox } from './steps/outbox.ts';
import { Poster } from './steps/poster.ts';
import { StepRegister } from './steps/register.ts';
import { Database } from './store/database.ts';
import { createDeletionTable } from './store/deletions.ts';
import { createFileTables } from './store/files.ts';
import { createLocalizedTable } from './store/localized.ts';
import { dropEverything, restoreSnapshot, takeSnapshot } from './store/snapshots.ts';
import { Store } from './store/store.ts';
import { WriteQueue } from './store/write-queue.ts';

import { createWebServer } from './web/server.ts';
import type { Control } from './web/control.ts';
import { Trace } from './web/trace.ts';

export interface DataverseOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** The folder that keeps the rows; made when missing. */
  readonly data: string;
  readonly clock?: string | undefined;
  /** Paths of solution zips, imported in this order when they are not yet. */
  readonly solutions: readonly string[];
  /** The application id of the app's user. */
  readonly appId: string;
  readonly serviceBus?: string | undefined;
  /** LCIDs of the languages enabled beside English; all there are packs for when not given. */
  readonly languages?: readonly number[] | undefined;
  /** Service protection limits; on unless false. */
  readonly limits?: boolean | undefined;
  /** What is not as assumed; nothing unless given. It counts for every server of the process. */
  readonly otherwise?: readonly Assumption[] | undefined;
}

export interface RunningDataverse {
  readonly port: number;
  /** What the managed-identity endpoint wants in X-IDENTITY-HEADER. */
  readonly identityHeader: string;
  stop(): Promise<void>;
}

/** Throws ImportRefused for a broken package, and the listen error when the port is taken. */
export async function startDataverse(options: DataverseOptions): Promise<RunningDataverse> {
  assumeOtherwise(options.otherwise ?? []);
  mkdirSync(options.data, { recursive: true });
  const database = new Database(join(options.data, 'dataverse.sqlite'));
  try {
    return await startOn(database, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

async function startOn(database: Database, options: DataverseOptions): Promise<RunningDataverse> {
  const clock = new LocalClock(options.clock);
  const appId = options.appId.toLowerCase();
  const store = new Store(database);
  const outbox = new Outbox(database);
  createOwnTables(database);
  const { schema, catalog } = prepare(store, options.solutions, appId, toInstant(clock.now()));
  const engine: Engine = {
    catalog,
    schema,
    store,
    clock,
    directory: new Directory(store),
    steps: new StepRegister(store),
    currencies: new Currencies(store),
    auditing: new Auditing(store),
    outbox,
    organization: seededOrganization,
    languages: [baseLanguage, ...(options.languages ?? packedLanguages)],
  };
  const counters = new Counters(store);
  const keep = (): void => {
    store.keepVersion();
    counters.keep();
  };
  const writes = new WriteQueue(database, keep);
  const tokens = new Tokens(options.data, () => clock.now());
  const identityHeader = identitySecret(options.data);
  const poster =
    options.serviceBus === undefined ? undefined : new Poster(outbox, writes, options.serviceBus);
  const begin = (): void => {
    store.reload();
    outbox.reload();
    createOwnTables(database);
    Object.assign(engine, prepare(store, options.solutions, appId, toInstant(clock.now())));
    forgetRows(engine);
  };
  const control: Control = {
    ...{ store, outbox, counters, clock, tokens, appId, identityHeader },
    trace: new Trace(),
    inFlight: 0,
    environment: {
      reset: () => {
        dropEverything(database);
        begin();
      },
      snapshot: (name) => takeSnapshot(database, options.data, name),
      restore: (name) => {
        const restored = restoreSnapshot(database, options.data, name);
        if (restored) begin();
        return restored;
      },
    },
  };
  const server = createWebServer({
    engine,
    tokens,
    writes,
    counters,
    protection: options.limits === false ? undefined : new ServiceProtection(),
    control,
    afterWrite: () => poster?.wake(),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  poster?.wake();
  return {
    port: (server.address() as AddressInfo).port,
    identityHeader,
    async stop(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await poster?.stop();
      await writes.submit(() => undefined);
      server.closeAllConnections();
      await closed;
      database.close();
    },
  };
}

/** The tables that are none of the catalog's. */
function createOwnTables(database: Database): void {
  createFileTables(database);
  createLocalizedTable(database);
  createRibbonTable(database);
  createShareTable(database);
  createInheritedShareTable(database);
  createDeletionTable(database);
  createAuditDetailTable(database);
}

/** Everything before the first request, in one transaction: a crash in between leaves what was there before. */
function prepare(store: Store, solutions: readonly string[], appId: string, now: string): Imported {
  const stored = storedSchema(store.database);
  const schema = stored === undefined ? baseSchema : mergeSchemas(baseSchema, stored);
  return store.database.atomically(() => {
    let imported: Imported = { schema, catalog: buildCatalog(schema) };
    store.adopt(imported.catalog);
    seedEnvironment(store, imported.catalog, appId, now);
    seedMessages(store, imported.catalog, now);
    for (const path of solutions) imported = importSolution(store, imported, readFileSync(path), now);
    store.keepVersion();
    return imported;
  });
}

function identitySecret(folder: string): string {
  const path = join(folder, 'identity-header');
  if (!existsSync(path)) writeFileSync(path, randomBytes(16).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}
