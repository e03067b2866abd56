/** Published versions as the app reads them. What was published never changes, so its content is read once by a process. */
import { isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { PolicyError } from '@dunlin/shared/records/policy-rows';
import {
  digestOfDocument,
  ofParts,
  rowsOf,
  type DocumentRows,
  type PolicyDocument,
} from '@dunlin/shared/publishing/document';
import { parseMapping, type StepMapping } from '@dunlin/shared/publishing/mapping';
import { policyVersion } from '@dunlin/shared/tables/publishing';
import type { RowOf } from '@dunlin/shared/tables/table';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';

export type VersionRow = RowOf<typeof policyVersion>;

export type Version = {
  readonly id: string;
  readonly etag: string;
  readonly number: number;
  readonly name: string;
  readonly effectiveOn: IsoDate;
  readonly digest: string;
  readonly mapping: StepMapping;
};

export type VersionContent = {
  readonly document: PolicyDocument;
  readonly rows: DocumentRows;
};

type PublishedRow = Pick<
  VersionRow,
  | 'dun_policyversionid'
  | '@odata.etag'
  | 'dun_name'
  | 'dun_number'
  | 'dun_effectiveon'
  | 'dun_digest'
  | 'dun_mapping'
>;

/** Without what only people read. */
export const publishedVersions: ListQuery = {
  collection: policyVersion.set,
  select: ['dun_policyversionid', 'dun_name', 'dun_number', 'dun_effectiveon', 'dun_digest', 'dun_mapping'],
  filter: `statuscode eq ${policyVersion.status.published.value}`,
};

/** Only what the app published has a number, a day and a digest; a row that somebody made to look like it is not there yet. */
export function versionsIn(rows: readonly PublishedRow[]): readonly Version[] {
  return rows.flatMap((row): readonly Version[] => {
    const { dun_number: number, dun_effectiveon: effectiveOn, dun_digest: digest } = row;
    if (number === null || effectiveOn === null || digest === null) return [];
    const version = {
      id: row.dun_policyversionid,
      etag: row['@odata.etag'],
      number,
      name: row.dun_name,
      effectiveOn: isoDate(effectiveOn),
      digest,
      mapping: parseMapping(row.dun_mapping).mapping,
    };
    return [version];
  });
}

export const contentColumn = 'dun_content';

/** @throws PolicyError when the content is not the one that was published */
export async function loadContent(dataverse: Dataverse, version: Version): Promise<VersionContent> {
  const file = await dataverse.downloadFile({
    collection: policyVersion.set,
    key: version.id,
    column: contentColumn,
  });
  const place = `version ${version.number} (${version.name})`;
  if (!file) throw new PolicyError([`${place}: its content is missing; publish a new version`]);
  const published = JSON.parse(new TextDecoder().decode(file.bytes)) as PolicyDocument;
  if (digestOfDocument(published) !== version.digest)
    throw new PolicyError([`${place}: its content is not the one that was published; publish a new version`]);
  // A part that came into being later was empty then.
  const document = ofParts((part) => (part in published ? published[part] : []));
  try {
    return { document, rows: rowsOf(document) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PolicyError([`${place}: ${error.message}; it was published by another version of Dunlin`]);
  }
}
