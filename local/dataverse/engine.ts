/** What one running server consists of, and what one request carries through it. */
import type { LocalClock } from '../clock.ts';
import type { Auditing } from './audit/auditing.ts';
import type { Meter } from './limits/cost.ts';
import type { Catalog } from './metadata/catalog.ts';
import type { Schema } from './metadata/types.ts';
import type { Currencies } from './records/currencies.ts';
import type { Caller } from './security/caller.ts';
import { sharesName, type Directory } from './security/directory.ts';
import type { Outbox } from './steps/outbox.ts';
import type { StepRegister } from './steps/register.ts';
import type { Store } from './store/store.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly baseCurrencyId: string;
  readonly rootBusinessUnitId: string;
}

export interface Engine {
  /** Replaced, with the schema it is built from, when a definition is written. */
  catalog: Catalog;
  schema: Schema;
  readonly store: Store;
  readonly clock: LocalClock;
  readonly directory: Directory;
  readonly steps: StepRegister;
  readonly currencies: Currencies;
  readonly auditing: Auditing;
  readonly outbox: Outbox;
  readonly organization: Organization;
  /** LCIDs of the languages that are enabled. */
  readonly languages: readonly number[];
}

/** Steps a request asks not to raise. */
export interface Bypass {
  readonly allAsynchronous: boolean;
  readonly stepIds: ReadonlySet<string>;
}

export interface Session {
  readonly engine: Engine;
  readonly caller: Caller;
  /** When the request is taken to happen: local clock, whole seconds, ISO with Z. */
  readonly now: string;
  readonly bypass: Bypass;
  readonly meter: Meter;
  readonly requestId: string;
  readonly userAgent: string;
  /** Rows made earlier in the same change set, by `$` and their Content-ID. */
  readonly references: Map<string, RowReference>;
}

export interface RowReference {
  readonly table: string;
  readonly id: string;
}

let lastSecond = { second: 0, text: '1970-01-01T00:00:00Z' };

/** An instant as Dataverse keeps it: whole seconds. Requests come many in a second. */
export function toInstant(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1_000);
  if (second !== lastSecond.second) {
    const text = `${new Date(second * 1_000).toISOString().slice(0, 19)}Z`;
    lastSecond = { second, text };
  }
  return lastSecond.text;
}

/** Tells what is remembered that something was shared, or is no longer. */
export function noteShare(engine: Engine): void {
  engine.directory.written(sharesName);
}

/** Tells what is remembered about rows that a table was written to. */
export function noteWrite(engine: Engine, table: string): void {
  engine.directory.written(table);
  engine.steps.written(table);
  engine.currencies.written(table);
  engine.auditing.written(table);
}

/** Everything is read again: the environment is another. */
export function forgetRows({ directory, steps, currencies, auditing }: Engine): void {
  directory.forget();
  steps.forget();
  currencies.forget();
  auditing.forget();
}
