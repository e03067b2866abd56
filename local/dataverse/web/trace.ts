/** The last requests, as they were answered: what a test or a person looks at to see who asked for what. */

export interface TracedRequest {
  readonly at: string;
  readonly user: string;
  readonly method: string;
  /** After `/api/data/v9.2/`, with the query. */
  readonly path: string;
  readonly status: number;
  /** The error's code, when it was refused. */
  readonly code?: string;
  readonly rowOperations: number;
  /** What it took on this machine. */
  readonly milliseconds: number;
}

const kept = 1_000;

export class Trace {
  #requests: TracedRequest[] = [];

  add(request: TracedRequest): void {
    this.#requests.push(request);
    // Cut seldom, since cutting moves all the others.
    if (this.#requests.length > 2 * kept) this.#requests = this.#requests.slice(-kept);
  }

  last(): readonly TracedRequest[] {
    return this.#requests.slice(-kept);
  }

  clear(): void {
    this.#requests = [];
  }
}
