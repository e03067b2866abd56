/** Whether changes are audited and how long they are kept: the organization's own settings, remembered until its row is written. */
import type { Table } from '../metadata/catalog.ts';
import type { Store } from '../store/store.ts';
import { forgetExpired } from './stored-details.ts';

interface Settings {
  readonly isOn: boolean;
  /** Negative for ever. */
  readonly daysKept: number;
}

const dayMilliseconds = 86_400_000;

export class Auditing {
  readonly #store: Store;
  #settings: Settings | undefined;
  /** The day on which what has expired was last removed. */
  #sweptOn: string | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Call after any write, with the table written to. */
  written(table: string): void {
    if (table === 'organization') this.forget();
  }

  forget(): void {
    this.#settings = undefined;
    this.#sweptOn = undefined;
  }

  /** Whether a change of one of the table's rows is to be kept. */
  concerns(table: Table): boolean {
    return table.isAudited === true && this.#read().isOn;
  }

  /**
   * The day from which a change written now is kept no longer; null for ever. Another period later does not change the lives of those
   * that are there. The first change of a day removes what has expired.
   */
  expiryFrom(now: string): string | null {
    const today = now.slice(0, 10);
    if (this.#sweptOn !== today) forgetExpired(this.#store.database, today);
    this.#sweptOn = today;
    const { daysKept } = this.#read();
    if (daysKept < 0) return null;
    return new Date(Date.parse(today) + daysKept * dayMilliseconds).toISOString().slice(0, 10);
  }

  #read(): Settings {
    if (this.#settings !== undefined) return this.#settings;
    const row = this.#store.database.get(
      'SELECT isauditenabled AS it, auditretentionperiodv2 AS days FROM organization',
    );
    this.#settings = { isOn: row?.['it'] === 1, daysKept: Number(row?.['days'] ?? 30) };
    return this.#settings;
  }
}
