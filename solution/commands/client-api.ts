/**
 * The part of Dynamics' client API that the commands use. The pages give `Xrm` to every script; forms and lists come as arguments, as the
 * ribbon says.
 */

export type Row = Readonly<Record<string, unknown>>;

/** A row somewhere else, as lookups hold it too. */
export type Reference = { readonly entityType: string; readonly id: string; readonly name?: string };

/** A form, as `PrimaryControl` gives it and events carry it. */
export type Form = {
  readonly data: {
    readonly entity: {
      getEntityName(): string;
      /** In braces; '' for a record that was not saved yet. */
      getId(): string;
      getPrimaryAttributeValue(): string | null;
    };
    refresh(save: boolean): Promise<unknown>;
  };
  readonly ui: {
    setFormNotification(message: string, level: 'ERROR' | 'WARNING' | 'INFO', id: string): boolean;
    clearFormNotification(id: string): boolean;
  };
  getAttribute(name: string): { getValue(): unknown } | null;
};

/** A list of rows, as `SelectedControl` gives it. */
export type List = { refresh(): void; refreshRibbon(): void };

/** What a handler of a form's event is called with first. */
export type EventContext = { getFormContext(): Form };

/** What the client API rejects with. */
export type Refusal = { readonly errorCode: number; readonly message: string };

type ClientApi = {
  readonly Navigation: {
    openForm(
      options: {
        readonly entityName: string;
        readonly useQuickCreateForm: true;
        readonly createFromEntity: Reference;
      },
      parameters: Readonly<Record<string, string>>,
    ): Promise<{ readonly savedEntityReference?: readonly Reference[] | null } | undefined>;
    openConfirmDialog(
      strings: {
        readonly title: string;
        readonly text: string;
        readonly confirmButtonLabel: string;
        readonly cancelButtonLabel: string;
      },
      size?: { readonly height: number; readonly width: number },
    ): Promise<{ readonly confirmed: boolean }>;
    openErrorDialog(options: { readonly message: string; readonly details?: string }): Promise<unknown>;
  };
  readonly WebApi: {
    retrieveRecord(table: string, id: string, options: string): Promise<Row>;
    retrieveMultipleRecords(table: string, options: string): Promise<{ readonly entities: readonly Row[] }>;
    updateRecord(table: string, id: string, changes: Row): Promise<unknown>;
  };
  readonly Utility: {
    getGlobalContext(): { readonly userSettings: { readonly languageId: number } };
    lookupObjects(options: {
      readonly entityTypes: readonly string[];
      readonly allowMultiSelect: boolean;
      readonly filters: readonly { readonly filterXml: string; readonly entityLogicalName: string }[];
    }): Promise<readonly Reference[]>;
  };
};

declare global {
  const Xrm: ClientApi;
}
