import { type BatchRequest, type PartAnswer, batchOf, partsOf } from './batch.ts';
import type { Change, ChangeSetFailed, ChangeSetOutcome, WriteHeaders } from './client.ts';
import { type DataverseError, errorFromAnswer, isMissingRow } from './errors.ts';
import type { Http } from './http.ts';
import { resourceOf } from './key.ts';
import { requestsPerBatch } from './reads.ts';
import type { Traffic } from './traffic.ts';

/** How often change sets that Dataverse throttled inside an answered batch are sent again. */
const roundsAfterThrottling = 20;

type Outcome = ChangeSetOutcome | ChangeSetFailed;
type NumberedSet = { readonly index: number; readonly changes: readonly Change[] };

export class Changes {
  readonly #http: Http;
  readonly #traffic: Traffic;
  readonly #writeHeaders: WriteHeaders;

  constructor(http: Http, traffic: Traffic, writeHeaders: WriteHeaders) {
    this.#http = http;
    this.#traffic = traffic;
    this.#writeHeaders = writeHeaders;
  }

  /** Each set stands or falls by itself. A lost answer is thrown for the whole request: the caller reads again. */
  async send(sets: readonly (readonly Change[])[]): Promise<Outcome[]> {
    // An empty set is done without asking anybody.
    const outcomes = sets.map((): Outcome => ({ kind: 'done', etags: [] }));
    let open = sets.map((changes, index) => ({ index, changes })).filter(({ changes }) => changes.length > 0);
    for (let round = 1; open.length > 0; round += 1) {
      const throttled: NumberedSet[] = [];
      for (const batch of batchesOf(open)) {
        for (const { set, outcome } of await this.#sendBatch(batch)) {
          outcomes[set.index] = outcome;
          if (round < roundsAfterThrottling && isThrottled(outcome)) throttled.push(set);
        }
      }
      open = throttled;
    }
    return outcomes;
  }

  async #sendBatch(sets: readonly NumberedSet[]): Promise<{ set: NumberedSet; outcome: Outcome }[]> {
    const parts = sets.map(({ changes }) => ({ changeSet: changes.map((change) => this.#request(change)) }));
    const rowOperations = parts.reduce((sum, { changeSet }) => sum + changeSet.length, 0);
    return this.#http.send({ ...batchOf(parts), repeatable: false, rowOperations }, (answer) => {
      const answers = partsOf(answer, sets.length);
      let before = 0;
      return sets.map((set, n) => {
        const outcome = outcomeOf(set.changes, answers[n] ?? [], before);
        before += set.changes.length;
        if (isThrottled(outcome)) this.#traffic.throttled(outcome.error);
        return { set, outcome };
      });
    });
  }

  #request(change: Change): BatchRequest {
    const headers = this.#writeHeaders(change.collection);
    const url = (resource: string) => this.#http.absolute(resource);
    switch (change.kind) {
      case 'create':
        return { method: 'POST', url: url(change.collection), headers, row: change.row };
      case 'update':
        return {
          method: 'PATCH',
          url: url(
            resourceOf(change.collection, change.key) + (change.wantsEtag ? '?$select=statecode' : ''),
          ),
          headers: {
            ...headers,
            'If-Match': change.ifMatch ?? '*',
            // An update is answered without its new ETag unless the row is asked for.
            ...(change.wantsEtag && { Prefer: 'return=representation' }),
          },
          row: change.row,
        };
      default:
        return change satisfies never;
    }
  }
}

/** @param before how many changes of the same batch stand before this set: Content-IDs are counted over all of them */
function outcomeOf(changes: readonly Change[], answers: readonly PartAnswer[], before: number): Outcome {
  const failed = answers.find((answer) => answer.status >= 300);
  if (failed === undefined) {
    if (answers.length !== changes.length) throw new SyntaxError('A change set answered in part');
    return { kind: 'done', etags: answers.map(etagIn) };
  }
  const index = failed.contentId === undefined ? undefined : failed.contentId - before - 1;
  const culprit = index === undefined ? undefined : changes[index];
  const error = errorFromAnswer(culprit === undefined ? 'change set' : nameOf(culprit), failed);
  if (!isExpected(error)) return { kind: 'failed', error };
  return {
    kind: 'refused',
    status: error.status,
    code: error.code,
    message: error.reason,
    ...(culprit !== undefined && index !== undefined && { index }),
  };
}

function etagIn({ text }: PartAnswer): string | undefined {
  return text === '' ? undefined : (JSON.parse(text) as { readonly '@odata.etag'?: string })['@odata.etag'];
}

/** A batch can be answered while single sets in it are throttled; those were not carried out. */
function isThrottled(outcome: Outcome): outcome is ChangeSetFailed {
  return outcome.kind === 'failed' && outcome.error.status === 429;
}

/** What two writers at the same rows must reckon with: changed meanwhile, already there, gone. */
function isExpected(error: DataverseError): boolean {
  return error.status === 412 || isMissingRow(error);
}

function nameOf(change: Change): string {
  return `${change.kind} ${change.kind === 'create' ? change.collection : resourceOf(change.collection, change.key)}`;
}

/** Whole change sets, as many as fit into a batch. */
function batchesOf(sets: readonly NumberedSet[]): NumberedSet[][] {
  const batches: NumberedSet[][] = [];
  let room = 0;
  for (const set of sets) {
    if (set.changes.length > requestsPerBatch) {
      throw new RangeError(
        `A change set holds at most ${requestsPerBatch} changes, not ${set.changes.length}`,
      );
    }
    if (set.changes.length > room) {
      batches.push([]);
      room = requestsPerBatch;
    }
    batches.at(-1)?.push(set);
    room -= set.changes.length;
  }
  return batches;
}
