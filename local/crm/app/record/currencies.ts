/** Currencies by id, asked for once each: amounts on a form are written in the currency of their row. */
import * as React from 'react';
import { client } from '../data/client.ts';
import type { Currency } from './formats/user-formats.ts';

const known = new Map<string, Promise<Currency>>();

/** @throws WebApiError */
export function currencyOf(id: string): Promise<Currency> {
  const present = known.get(id);
  if (present !== undefined) return present;
  const loading = load(id);
  known.set(id, loading);
  loading.catch(() => known.delete(id));
  return loading;
}

async function load(id: string): Promise<Currency> {
  const row = await client.read(
    'transactioncurrencies',
    id,
    '$select=isocurrencycode,currencysymbol,currencyprecision',
  );
  return {
    code: String(row['isocurrencycode']),
    symbol: String(row['currencysymbol']),
    precision: Number(row['currencyprecision']),
  };
}

/** The currency once it is known. Until then, and when it may not be read, amounts stand without a sign. */
export function useCurrency(id: string | undefined): Currency | undefined {
  const [read, setRead] = React.useState<{ readonly id: string; readonly currency: Currency }>();
  React.useEffect(() => {
    if (id === undefined) return undefined;
    let dropped = false;
    currencyOf(id).then(
      (currency) => {
        if (!dropped) setRead({ id, currency });
      },
      // A number without its sign is still right; the row itself was read.
      () => undefined,
    );
    return () => {
      dropped = true;
    };
  }, [id]);
  return read?.id === id ? read?.currency : undefined;
}
