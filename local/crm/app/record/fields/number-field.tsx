/** Whole numbers, decimals and amounts, typed as the user's language writes them. */
import * as React from 'react';
import { formatNumber } from '../formats/numbers.ts';
import { useFormats, type Currency } from '../formats/user-formats.ts';
import { ariaOf, type FieldProps } from './field-props.ts';
import { decimalsOf, readNumber } from './read-number.ts';

export function NumberField(
  props: FieldProps & { readonly currency: Currency | undefined },
): React.ReactElement {
  const { id, column, value, unreadable, currency, onChange, onUnreadable } = props;
  const { locale } = useFormats();
  const [typed, setTyped] = React.useState<string>();
  const decimals = decimalsOf(column, currency?.precision);
  const stored =
    typeof value === 'number'
      ? formatNumber(locale, value, { minimum: column.type === 'money' ? decimals : 0, maximum: decimals })
      : '';
  const type = (text: string): void => {
    setTyped(text);
    const read = readNumber(column, locale, text, decimals);
    if (read.kind === 'number') onChange(read.value);
    else onUnreadable(text);
  };
  return (
    <span className="crm-number-field">
      {column.type === 'money' && currency !== undefined && (
        <span className="crm-symbol" aria-hidden>
          {currency.symbol}
        </span>
      )}
      <input
        className="crm-input"
        type="text"
        inputMode={decimals === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        id={id}
        value={typed ?? unreadable ?? stored}
        {...ariaOf(props)}
        onChange={({ target }) => type(target.value)}
        onBlur={() => setTyped(undefined)}
      />
    </span>
  );
}
