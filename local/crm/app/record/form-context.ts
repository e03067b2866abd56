/** What all parts of one open form share. */
import * as React from 'react';
import type { TableInfo } from '../data/metadata.ts';
import type { Draft } from './draft.ts';
import type { FormModel } from './form/form-model.ts';
import type { Currency } from './formats/user-formats.ts';
import type { ReadOnlyReason, RowRights } from './permissions.ts';
import type { FieldValue, LookupValue } from './values.ts';

export type FormContext = {
  readonly table: TableInfo;
  readonly form: FormModel;
  /** Undefined until a new record is saved. */
  readonly id: string | undefined;
  /** What the record is called, for pages it leads to. */
  readonly name: string;
  readonly rights: RowRights | undefined;
  readonly draft: Draft;
  readonly readOnly: ReadOnlyReason | undefined;
  /** Of the row's amounts; undefined until it is known. */
  readonly currency: Currency | undefined;
  /** Required fields that are empty are marked once saving was tried. */
  readonly showMissing: boolean;
  /** Grows when the row was read again: what shows related rows reads them again too. */
  readonly version: number;
  readonly change: (column: string, value: FieldValue) => void;
  readonly refuse: (column: string, text: string) => void;
  /** The row itself, as others point at it; undefined for a new one. */
  readonly self: LookupValue | undefined;
};

const Context = React.createContext<FormContext | undefined>(undefined);

export const FormProvider = Context.Provider;

export function useForm(): FormContext {
  const context = React.useContext(Context);
  if (context === undefined) throw new RangeError('There is no form here: wrap it in FormProvider.');
  return context;
}
