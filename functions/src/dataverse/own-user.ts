import type { Reads } from './reads.ts';

/** The user Dataverse takes the app for: the application user of its identity. Asked once. */
export class OwnUser {
  readonly #reads: Reads;
  #asked: Promise<string> | undefined;

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  async id(): Promise<string> {
    this.#asked ??= this.#reads.whoAmI();
    try {
      return await this.#asked;
    } catch (error) {
      this.#asked = undefined; // The next caller asks again.
      throw error;
    }
  }
}
