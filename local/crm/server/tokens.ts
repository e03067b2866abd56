/** Bearer tokens of users at the local Dataverse, kept while they are good. */
import type { LocalClock } from '../../clock.ts';

export class DataverseUnreachable extends Error {}
export class UnknownUser extends Error {}

/** Asked for anew this long before it ends. */
const spareMs = 10 * 60_000;

export class Tokens {
  readonly #dataverse: string;
  readonly #clock: LocalClock;
  readonly #known = new Map<string, { readonly token: string; readonly expiresAtMs: number }>();

  /** @param clock the one the Dataverse goes by: a token ends when days are skipped */
  constructor(dataverse: string, clock: LocalClock) {
    this.#dataverse = dataverse;
    this.#clock = clock;
  }

  /** @throws DataverseUnreachable, UnknownUser */
  async of(user: string): Promise<string> {
    this.#clock.reload();
    const known = this.#known.get(user);
    if (known !== undefined && known.expiresAtMs - spareMs > this.#clock.now()) return known.token;
    const response = await this.#ask(user);
    if (response.status === 404) throw new UnknownUser(`There is no user '${user}'`);
    if (!response.ok) throw new DataverseUnreachable(`The Dataverse answers ${response.status}`);
    const body = (await response.json()) as { access_token: string; expires_on: string };
    this.#known.set(user, { token: body.access_token, expiresAtMs: Number(body.expires_on) * 1000 });
    return body.access_token;
  }

  async #ask(user: string): Promise<Response> {
    try {
      return await fetch(`${this.#dataverse}/_local/token?user=${encodeURIComponent(user)}`);
    } catch (cause) {
      throw new DataverseUnreachable('The Dataverse does not answer', { cause });
    }
  }
}
