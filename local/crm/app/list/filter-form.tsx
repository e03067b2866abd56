/** The filter of one column: how to compare, and with what. */
import * as React from 'react';
import {
  DefaultButton,
  Dialog,
  DialogFooter,
  DialogType,
  Dropdown,
  PrimaryButton,
  TextField,
  type IDropdownOption,
} from '@fluentui/react';
import { say } from '../text/text.ts';
import { isComplete, needsValue, operatorsFor, type ColumnFilter, type FilterOperator } from './filters.ts';
import type { ViewColumn } from './view.ts';

export type FilterFormProps = {
  readonly column: ViewColumn;
  readonly filter: ColumnFilter | undefined;
  readonly onApply: (filter: ColumnFilter) => void;
  readonly onClose: () => void;
};

export function FilterForm({ column, filter, onApply, onClose }: FilterFormProps): React.ReactElement {
  const operators = operatorsFor(column.column.type);
  const [operator, setOperator] = React.useState<FilterOperator>(filter?.operator ?? operators[0] ?? 'null');
  const [values, setValues] = React.useState<readonly string[]>(filter?.values ?? []);
  const complete = isComplete({ operator, values }, column.column.type);
  const apply = (event: React.FormEvent): void => {
    event.preventDefault();
    if (complete) onApply({ key: column.key, operator, values: needsValue(operator) ? values : [] });
  };
  return (
    <Dialog
      hidden={false}
      onDismiss={onClose}
      dialogContentProps={{
        type: DialogType.normal,
        title: say('filterOf', { column: column.label }),
        closeButtonAriaLabel: say('close'),
      }}
    >
      <form onSubmit={apply}>
        <Dropdown
          label={say('filterHow')}
          selectedKey={operator}
          options={operators.map((key) => ({ key, text: say(`filter_${key}`) }))}
          onChange={(_event, option) => {
            if (option) setOperator(option.key as FilterOperator);
          }}
        />
        {needsValue(operator) && (
          <Values column={column} operator={operator} values={values} onChange={setValues} />
        )}
        <DialogFooter>
          <PrimaryButton type="submit" disabled={!complete} text={say('apply')} />
          <DefaultButton onClick={onClose} text={say('cancel')} />
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function Values(props: {
  readonly column: ViewColumn;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}): React.ReactElement {
  const { column, operator, values, onChange } = props;
  if (operator === 'in') {
    const options: IDropdownOption[] = (column.column.options ?? []).map(({ value, label }) => ({
      key: String(value),
      text: label,
    }));
    return (
      <Dropdown
        label={say('filterValues')}
        multiSelect
        options={options}
        selectedKeys={[...values]}
        onChange={(_event, option) => {
          if (!option) return;
          const key = String(option.key);
          onChange(option.selected === true ? [...values, key] : values.filter((value) => value !== key));
        }}
      />
    );
  }
  const isDate = column.column.type === 'datetime';
  return (
    <TextField
      label={say('filterValue')}
      type={isDate ? 'date' : 'text'}
      {...(isNumeric(operator, column) && {
        inputMode: 'decimal' as const,
        description: say('filterNumberHint'),
      })}
      value={values[0] ?? ''}
      autoComplete="off"
      onChange={(_event, value) => onChange([value ?? ''])}
    />
  );
}

function isNumeric(operator: FilterOperator, { column }: ViewColumn): boolean {
  return (
    operatorsFor(column.type).includes('ge') && (operator === 'eq' || operator === 'ge' || operator === 'le')
  );
}
