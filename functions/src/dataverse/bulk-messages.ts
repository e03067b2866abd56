import { askedOnce } from './asked-once.ts';
import type { BulkMessage } from './library.ts';
import type { Reads } from './reads.ts';

/**
 * Which tables offer which bulk message. Dataverse decides it table by table (standard activities have none), so it is
 * asked, once for all tables.
 */
export class BulkMessages {
  readonly #reads: Reads;
  readonly #offered = askedOnce(() => this.#ask());

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  async offers(table: string, message: BulkMessage): Promise<boolean> {
    return (await this.#offered()).has(`${message} ${table}`);
  }

  async #ask(): Promise<ReadonlySet<string>> {
    const filters = await this.#reads.list({
      collection: 'sdkmessagefilters',
      select: ['primaryobjecttypecode'],
      expand: 'sdkmessageid($select=name)',
      filter: (['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple'] satisfies BulkMessage[])
        .map((message) => `sdkmessageid/name eq '${message}'`)
        .join(' or '),
    });
    return new Set(
      (filters as { primaryobjecttypecode: string; sdkmessageid: { name: string } }[]).map(
        (filter) => `${filter.sdkmessageid.name} ${filter.primaryobjecttypecode}`,
      ),
    );
  }
}
