/** How the user who is signed in reads numbers, days and times. */
import * as React from 'react';

export type UserFormats = {
  readonly locale: string;
  readonly timeZone: string;
};

export type Currency = {
  /** ISO code. */
  readonly code: string;
  readonly symbol: string;
  /** Decimals of its amounts. */
  readonly precision: number;
};

const FormatsContext = React.createContext<UserFormats | undefined>(undefined);

export const FormatsProvider = FormatsContext.Provider;

export function useFormats(): UserFormats {
  const formats = React.useContext(FormatsContext);
  if (formats === undefined) throw new RangeError('There are no formats here: wrap it in FormatsProvider.');
  return formats;
}
