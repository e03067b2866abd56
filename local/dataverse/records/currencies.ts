/** Currencies with their rates: amounts of every row that is written or shown ask for them. */
import { Remembered } from '../store/remembered.ts';
import type { Store } from '../store/store.ts';

export interface Currency {
  readonly rate: number;
  readonly precision: number;
  readonly symbol: string;
}

const tableName = 'transactioncurrency';

export class Currencies {
  readonly #store: Store;
  readonly #known: Remembered<Currency | undefined>;

  constructor(store: Store) {
    this.#store = store;
    this.#known = new Remembered(store.database);
  }

  /** Undefined when there is none with this id. */
  find(id: string): Currency | undefined {
    return this.#known.of(id, () => this.#load(id));
  }

  /** Call after any write, with the table written to. */
  written(table: string): void {
    if (table === tableName) this.forget();
  }

  forget(): void {
    this.#known.forget();
  }

  #load(id: string): Currency | undefined {
    const row = this.#store.database.get(
      `SELECT exchangerate, currencyprecision, currencysymbol FROM ${tableName} WHERE transactioncurrencyid = ?`,
      [id],
    );
    if (row === undefined) return undefined;
    return {
      rate: Number(row['exchangerate']),
      precision: Number(row['currencyprecision']),
      symbol: String(row['currencysymbol'] ?? ''),
    };
  }
}
