/**
 * Somebody made a policy version: what people have typed is checked as a whole and either published, so that it decides from its day on, or
 * marked as not valid with every problem and its place. Nothing of it is in force before that one write. Safe to repeat.
 */
import { canonicalJson } from '@dunlin/shared/actions/keys';
import { digestOfDocument, type PolicyDocument } from '@dunlin/shared/publishing/document';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import { policyVersion } from '@dunlin/shared/tables/publishing';
import { selectOf, statusOf } from '@dunlin/shared/tables/wire';
import type { Change, Dataverse, Row } from '../dataverse/client.ts';
import type { Services } from '../services.ts';
import { examine, type Examined } from './examine-version.ts';
import { rollOut } from './roll-out.ts';
import { contentColumn, loadContent, versionsIn, type VersionRow } from './version-rows.ts';

/** @returns what became of it, in words */
export async function publishVersion(services: Services, id: string): Promise<string> {
  const { dataverse } = services;
  const row = await versionRow(dataverse, id);
  if (!row) return 'it is gone';
  if (await isSettled(dataverse, row)) return 'it was looked at already';
  const examined = await examine(services, row);
  if (!examined.ok) {
    await write(dataverse, [update(row, { ...examined.columns, ...statusOf(policyVersion.status.refused) })]);
    return `it is not valid: ${examined.columns.dun_problems ?? ''}`;
  }
  const stored = await storeContent(dataverse, row, examined);
  await write(dataverse, [
    update(stored, {
      ...examined.columns,
      dun_publishedon: services.now(),
      ...statusOf(policyVersion.status.published),
    }),
    ...examined.replaced.map((version): Change => ({
      kind: 'update',
      collection: policyVersion.set,
      key: version.id,
      ifMatch: version.etag,
      row: statusOf(policyVersion.status.replaced),
    })),
  ]);
  services.policies.forget();
  return [`version ${examined.number} is published`, ...(await rollOut(services))].join('; ');
}

/** Those whose event was lost. */
export async function publishForgotten(services: Services): Promise<readonly string[]> {
  const waiting = await services.dataverse.list<{ readonly dun_policyversionid: string }>({
    collection: policyVersion.set,
    select: ['dun_policyversionid'],
    filter: `statuscode eq ${policyVersion.status.checking.value}`,
    orderBy: ['createdon'],
  });
  const done: string[] = [];
  for (const { dun_policyversionid: id } of waiting) done.push(await publishVersion(services, id));
  return done;
}

function versionRow(dataverse: Dataverse, id: string): Promise<VersionRow | undefined> {
  return dataverse.get<VersionRow>({
    collection: policyVersion.set,
    key: id,
    select: selectOf(policyVersion),
  });
}

/** A row that was made to look published has no content of its own: it is looked at like any other. */
async function isSettled(dataverse: Dataverse, row: VersionRow): Promise<boolean> {
  if (row.statuscode === policyVersion.status.checking.value) return false;
  if (row.statuscode !== policyVersion.status.published.value) return row.dun_problems !== null;
  const [version] = versionsIn([row]);
  if (!version) return false;
  return loadContent(dataverse, version).then(
    () => true,
    (error: unknown) => {
      if (error instanceof PolicyError) return false;
      throw error;
    },
  );
}

/**
 * The content comes before the status, which is what counts. What is stored is read back before the row is taken over by its version, so
 * that of two that publish it at once only the one whose content is there can.
 */
async function storeContent(
  dataverse: Dataverse,
  row: VersionRow,
  { document }: Extract<Examined, { readonly ok: true }>,
): Promise<VersionRow> {
  const at = { collection: policyVersion.set, key: row.dun_policyversionid, column: contentColumn };
  const digest = digestOfDocument(document);
  await dataverse.uploadFile(at, {
    name: `policy-${digest.slice(0, 16)}.json`,
    bytes: new TextEncoder().encode(canonicalJson(document)),
  });
  const stored = await versionRow(dataverse, row.dun_policyversionid);
  const file = await dataverse.downloadFile(at);
  const isOurs = file && digestOfBytes(file.bytes) === digest;
  if (!stored || !isOurs) throw new Error('Somebody else publishes the version; it is looked at again');
  return stored;
}

function digestOfBytes(bytes: Uint8Array): string {
  return digestOfDocument(JSON.parse(new TextDecoder().decode(bytes)) as PolicyDocument);
}

function update(row: VersionRow, columns: Row): Change {
  return {
    kind: 'update',
    collection: policyVersion.set,
    key: row.dun_policyversionid,
    ifMatch: row['@odata.etag'],
    row: columns,
  };
}

async function write(dataverse: Dataverse, changes: readonly Change[]): Promise<void> {
  const outcome = await dataverse.changeSet(changes);
  if (outcome.kind === 'refused')
    throw new Error(`It changed meanwhile and is looked at again: ${outcome.message}`);
}
