/** What every editor of a field is given. */
import type { ColumnInfo } from '../../data/columns.ts';
import type { FieldValue } from '../values.ts';

export type FieldProps = {
  readonly column: ColumnInfo;
  readonly value: FieldValue;
  /** Typed but not readable as the column's type; kept until it is corrected. */
  readonly unreadable: string | undefined;
  /** Of the input: the label points at it. */
  readonly id: string;
  readonly labelId: string;
  readonly label: string;
  readonly required: boolean;
  /** Id of the message below, when there is one. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly onChange: (value: FieldValue) => void;
  readonly onUnreadable: (text: string) => void;
};

/** Attributes that tell assistive technology what is expected and what is wrong. */
export function ariaOf({ required, invalid, describedBy }: FieldProps): {
  readonly 'aria-required'?: true;
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
} {
  return {
    ...(required && { 'aria-required': true as const }),
    ...(invalid && { 'aria-invalid': true as const }),
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
  };
}
