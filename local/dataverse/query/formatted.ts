/** Formatted values: what a person sees instead of the raw value, in the caller's language and locale. */
import type { Session } from '../engine.ts';
import type { Table } from '../metadata/catalog.ts';
import { baseLanguage, textOf } from '../metadata/columns.ts';
import type { Column } from '../metadata/types.ts';
import { isLocalizable, localizedText } from '../store/localized.ts';
import { localeOf, type Locale } from './locales.ts';
import { quote, type Row, type SqlValue } from '../store/database.ts';

/** Names are read once for an answer. */
export class FormattedValues {
  readonly #session: Session;
  readonly #locale: Locale;
  readonly #names = new Map<string, string | undefined>();

  constructor(session: Session) {
    this.#session = session;
    this.#locale = localeOf(session.caller.localeId);
  }

  /** The text for a value, or undefined for columns that have none. */
  of(column: Column, value: SqlValue, row: Row): string | undefined {
    if (value === null) return undefined;
    switch (column.kind) {
      case 'picklist':
      case 'state':
      case 'status':
      case 'boolean': {
        const option = column.optionSet?.options.find((candidate) => candidate.value === value);
        return option === undefined ? undefined : textOf(option.label, this.#session.caller.languageId);
      }
      case 'integer':
      case 'bigint':
        return this.#locale.number(Number(value), 0);
      case 'decimal':
      case 'double':
        return this.#locale.number(Number(value), column.precision ?? 2);
      case 'money':
        return this.#money(column, Number(value), row);
      case 'datetime':
        return this.#date(column, String(value));
      case 'entityname': {
        const table = this.#session.engine.catalog.tables.get(String(value));
        return table === undefined ? undefined : textOf(table.label, this.#session.caller.languageId);
      }
      case 'customer':
      case 'file':
      case 'lookup':
      case 'memo':
      case 'owner':
      case 'string':
      case 'uniqueidentifier':
        return undefined;
    }
  }

  /** A number of rows. */
  count(value: number): string {
    return this.#locale.number(value, 0);
  }

  /** A name that there is in several languages, in the caller's. */
  localized(table: Table, column: Column, row: Row): string | undefined {
    const { caller, engine } = this.#session;
    if (caller.languageId === baseLanguage || !isLocalizable(table, column)) return undefined;
    const id = String(row[table.primaryId]);
    return localizedText(engine.store.database, id, column.logicalName, caller.languageId);
  }

  /** The name of the row a lookup points at. */
  nameOf(tableName: string, id: string): string | undefined {
    const key = `${tableName} ${id}`;
    if (!this.#names.has(key)) this.#names.set(key, this.#readName(tableName, id));
    return this.#names.get(key);
  }

  #readName(tableName: string, id: string): string | undefined {
    // What was audited outlives its table.
    const table = this.#session.engine.catalog.tables.get(tableName);
    if (table?.primaryName === undefined) return undefined;
    const { primaryName } = table;
    const row = this.#session.engine.store.database.get(
      `SELECT ${quote(primaryName)} AS name FROM ${quote(table.logicalName)} WHERE ${quote(table.primaryId)} = ?`,
      [id],
    );
    const name = row?.['name'];
    return typeof name === 'string' ? name : undefined;
  }

  #money(column: Column, value: number, row: Row): string {
    const { organization, currencies } = this.#session.engine;
    const own = row['transactioncurrencyid'];
    const currency =
      column.baseOf !== undefined || typeof own !== 'string' ? organization.baseCurrencyId : own;
    // A currency that was deleted since has no symbol any more.
    const { symbol, precision } = currencies.find(currency) ?? { symbol: '', precision: 2 };
    const digits = column.precisionSource === 'column' ? (column.precision ?? 2) : precision;
    return this.#locale.amount(value, symbol, digits);
  }

  /** In UTC: users of the local server are all in that zone. */
  #date({ dateBehavior, format }: Column, value: string): string {
    const day = this.#locale.day(value);
    return dateBehavior === 'dateOnly' || format === 'date' ? day : `${day} ${this.#locale.time(value)}`;
  }
}
