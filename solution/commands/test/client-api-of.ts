/** The commands as they are packed, run against rows kept in memory: every call of the client API is written down. */
import { createContext, runInContext } from 'node:vm';
import { buildCommands } from '../../package/commands.ts';
import { readTranslations } from '../../package/translation.ts';
import type { EventContext, Form, List, Reference, Row } from '../client-api.ts';

type Dunlin = {
  registerPromise(form: Form): Promise<void>;
  registerPromiseFor(place: List | Form, ids: readonly string[]): Promise<void>;
  openDispute(form: Form): Promise<void>;
  openDisputeAbout(place: List | Form, ids: readonly string[]): Promise<void>;
  putOnHold(form: Form): Promise<void>;
  putItemOnHold(place: List | Form, ids: readonly string[]): Promise<void>;
  stopSending(place: List | Form): Promise<void>;
  allowSending(place: List | Form): Promise<void>;
  maySend(): Promise<boolean>;
  isSendingStopped(): Promise<boolean>;
  showTradingBlock(event: EventContext, customerColumn?: string): Promise<void>;
};

export type Situation = {
  readonly languageId?: number;
  /** What reading answers, by table; one row is found by its id. */
  readonly rows?: Readonly<Record<string, readonly Row[]>>;
  /** Tables whose reading or writing is refused, with the refusal. */
  readonly refused?: Readonly<Record<string, { readonly errorCode: number; readonly message: string }>>;
  /** What somebody saves on the form that opens; nothing when it is closed. */
  readonly saves?: Reference;
  readonly confirms?: boolean;
  readonly chooses?: Reference;
};

export type Stage = { readonly dunlin: Dunlin; readonly calls: readonly (readonly unknown[])[] };

const { bytes } = buildCommands(readTranslations());
const script = new TextDecoder().decode(bytes);

export function stageOf(situation: Situation): Stage {
  const calls: unknown[][] = [];
  // What comes out of another context has other prototypes, which comparisons mind.
  const note = (...call: unknown[]): void => void calls.push(JSON.parse(JSON.stringify(call)) as unknown[]);
  const answer = <T>(table: string, value: T): Promise<T> => {
    const refusal = situation.refused?.[table];
    // As the client API rejects: a plain object.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return refusal === undefined ? Promise.resolve(value) : Promise.reject(refusal);
  };
  const rowsOf = (table: string): readonly Row[] => situation.rows?.[table] ?? [];
  const Xrm = {
    Navigation: {
      openForm: async (options: object, parameters: object) => {
        note('openForm', options, parameters);
        return { savedEntityReference: situation.saves === undefined ? null : [situation.saves] };
      },
      openConfirmDialog: async ({ title }: { title: string }) => {
        note('openConfirmDialog', title);
        return { confirmed: situation.confirms === true };
      },
      openErrorDialog: async ({ message }: { message: string }) => note('openErrorDialog', message),
    },
    WebApi: {
      retrieveRecord: (table: string, id: string) =>
        answer(table, rowsOf(table).find((row) => row[`${table}id`] === id) ?? {}),
      retrieveMultipleRecords: (table: string) => answer(table, { entities: rowsOf(table) }),
      updateRecord: (table: string, id: string, changes: Row) => {
        note('updateRecord', table, id, changes);
        return answer(table, {});
      },
    },
    Utility: {
      getGlobalContext: () => ({ userSettings: { languageId: situation.languageId ?? 1033 } }),
      lookupObjects: async () => {
        note('lookupObjects');
        return situation.chooses === undefined ? [] : [situation.chooses];
      },
    },
  };
  const context = createContext({ Xrm });
  runInContext(script, context);
  const dunlin = (context as { Dunlin?: Dunlin }).Dunlin;
  if (dunlin === undefined) throw new Error('The script offers nothing under the name Dunlin');
  return { dunlin, calls };
}

export type OpenForm = {
  readonly form: Form;
  /** What happened to it, in order. */
  readonly happened: readonly string[];
};

export function formOf(
  table: string,
  id: string,
  { name = 'Acme Kft.', fields = {} }: { name?: string; fields?: Readonly<Record<string, unknown>> } = {},
): OpenForm {
  const happened: string[] = [];
  const form: Form = {
    data: {
      entity: {
        getEntityName: () => table,
        getId: () => (id === '' ? '' : `{${id.toUpperCase()}}`),
        getPrimaryAttributeValue: () => name,
      },
      refresh: async (save) => happened.push(`refresh ${String(save)}`),
    },
    ui: {
      setFormNotification: (message, level) => {
        happened.push(`${level} ${message}`);
        return true;
      },
      clearFormNotification: () => {
        happened.push('clear');
        return true;
      },
    },
    getAttribute: (column) => (column in fields ? { getValue: () => fields[column] } : null),
  };
  return { form, happened };
}

export function listOf(): { readonly list: List; readonly happened: readonly string[] } {
  const happened: string[] = [];
  return {
    list: { refresh: () => void happened.push('refresh'), refreshRibbon: () => void happened.push('ribbon') },
    happened,
  };
}
