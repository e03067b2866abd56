/** A clause of the wire contract, and what holds it. */

export type ClientName = 'dynamics-web-api' | 'dataverse-webapi' | 'plain fetch' | 'none';

export interface Holding {
  /** The test's file, from `local/dataverse/`. */
  readonly file: string;
  /** The test's name as it stands in that file. */
  readonly test: string;
  readonly by: ClientName;
}

/** A request that answers 501, and the words of the answer that name what is missing. */
export interface Missing {
  readonly request: string;
  readonly named: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Clause {
  readonly id: string;
  readonly says: string;
  readonly held: readonly Holding[];
  readonly missing: readonly Missing[];
}

export interface Section {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

export function clause(id: string, says: string, ...by: readonly (Holding | Missing)[]): Clause {
  return {
    id,
    says,
    held: by.filter((part) => 'test' in part),
    missing: by.filter((part) => 'request' in part),
  };
}

/** Held with nothing but fetch. */
export function fetched(file: string, test: string): Holding {
  return { file, test, by: 'plain fetch' };
}

/** Held with a client that is not ours. */
export function dynamics(file: string, test: string): Holding {
  return { file, test, by: 'dynamics-web-api' };
}

/** Held with another client that is not ours. */
export function webapi(file: string, test: string): Holding {
  return { file, test, by: 'dataverse-webapi' };
}

/** Held without a client: by asking the part itself. */
export function direct(file: string, test: string): Holding {
  return { file, test, by: 'none' };
}

/** Answers 501. @param request such as `GET accounts?$apply=x` */
export function answers501(
  request: string,
  named: string,
  more: Pick<Missing, 'body' | 'headers'> = {},
): Missing {
  return { request, named, ...more };
}
