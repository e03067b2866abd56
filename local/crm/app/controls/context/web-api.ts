/** `context.webAPI`: the Web API with the user's own rights. It refuses with `{ errorCode, message }`. */
import { client, WebApiError } from '../../data/client.ts';
import { knownTables } from '../../data/tables.ts';
import { documented } from './documented.ts';

/** The part of the client that is used, so that tests can stand in for the service. */
export type Service = Pick<typeof client, 'list' | 'read' | 'create' | 'update' | 'remove' | 'fetch'>;

/** @param offer.path what it is called where it is used: controls and scripts have it alike */
export function webApi({
  service = client,
  setOf = entitySetOf,
  path = 'context.webAPI',
}: {
  readonly service?: Service;
  readonly setOf?: (table: string) => Promise<string>;
  readonly path?: string;
} = {}): ComponentFramework.WebApi {
  const members: ComponentFramework.WebApi = {
    createRecord: (entityType, data) =>
      asTheFramework(async () => ({
        entityType,
        id: await service.create(await setOf(entityType), data),
      })),
    deleteRecord: (entityType, id) =>
      asTheFramework(async () => {
        await service.remove(await setOf(entityType), guid(id));
        return { entityType, id: guid(id) };
      }),
    updateRecord: (entityType, id, data) =>
      asTheFramework(async () => {
        // Never creates: any version, but a row that is there.
        await service.update(await setOf(entityType), guid(id), data, '*');
        return { entityType, id: guid(id) };
      }),
    retrieveRecord: (entityType, id, options) =>
      asTheFramework(async () => service.read(await setOf(entityType), guid(id), queryOf(options))),
    retrieveMultipleRecords: (entityType, options, maxPageSize) =>
      asTheFramework(async () => {
        const query = queryOf(options);
        const page = await service.list(
          await setOf(entityType),
          query,
          maxPageSize === undefined ? {} : { pageSize: maxPageSize },
        );
        return { entities: [...page.rows], nextLink: page.nextLink ?? '' };
      }),
  };
  return documented(path, members);
}

async function entitySetOf(table: string): Promise<string> {
  const set = (await knownTables()).get(table)?.entitySetName;
  if (set === undefined)
    throw new WebApiError(`The entity "${table}" cannot be found.`, { status: 404, code: '0x80060888' });
  return set;
}

/** `?$select=…` as the framework takes it. */
function queryOf(options: string | undefined): string {
  if (options === undefined || options === '') return '';
  if (!options.startsWith('?'))
    throw new WebApiError('Options begin with a question mark.', { status: 400, code: '0x80060888' });
  return options.slice(1);
}

function guid(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}

/** What a call is refused with. */
export type Refusal = { readonly errorCode: number; readonly message: string };

async function asTheFramework<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    // The framework rejects with a plain object, and controls read it as one.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof WebApiError)) {
    return { errorCode: 0, message: error instanceof Error ? error.message : String(error) };
  }
  const code = /^0x[0-9a-f]{8}$/i.test(error.code) ? Number(error.code) : error.status;
  return { errorCode: code, message: error.message };
}
