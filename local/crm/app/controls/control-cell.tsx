/** The cell of a form in which a code component lives: it loads it, hosts it, and keeps its failures to itself. */
import * as React from 'react';
import { Spinner } from '@fluentui/react';
import { Failure } from '../parts/failure.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { useForm } from '../record/form-context.ts';
import { useFormats } from '../record/formats/user-formats.ts';
import type { CustomContent } from '../record/form/form-model.ts';
import { isWritable } from '../record/permissions.ts';
import { valueIn } from '../record/draft.ts';
import { valueText } from '../record/fields/value-text.ts';
import { say } from '../text/text.ts';
import { ControlBoundary, ControlFailed } from './control-boundary.tsx';
import { ControlHost } from './control-host.tsx';
import { useDialogs } from './dialogs.tsx';
import { loadSurroundings, type Surroundings } from './load-surroundings.ts';
import type { BoundValue, ParameterSource } from './parameters.ts';
import { ControlProblem, loadControl, type LoadedControl } from './registry.ts';

type CellProps = {
  readonly content: CustomContent;
  readonly label: string;
  readonly showLabel: boolean;
  readonly rowspan: number;
};

export function ControlCell(props: CellProps): React.ReactElement {
  const { content, label, showLabel, rowspan } = props;
  const { controlName } = content;
  const name = label === '' ? controlName : label;
  return (
    <div
      className="crm-field crm-control"
      role="group"
      aria-label={name}
      style={{ '--crm-rows': rowspan } as React.CSSProperties}
    >
      {showLabel && label !== '' && (
        <span className="crm-label" aria-hidden>
          {label}
        </span>
      )}
      <Loading {...props} />
    </div>
  );
}

function Loading(props: CellProps): React.ReactElement {
  const { controlName } = props.content;
  const { loaded, again } = useLoaded(
    () => Promise.all([loadControl(controlName), loadSurroundings()]),
    controlName,
  );
  switch (loaded.state) {
    case 'loading':
      return (
        <div className="crm-control-waiting">
          <Spinner label={say('controlLoading', { name: controlName })} ariaLive="polite" />
        </div>
      );
    case 'failed':
      return loaded.error instanceof ControlProblem ? (
        <ControlFailed name={controlName} detail={loaded.error.message} onTryAgain={again} />
      ) : (
        <Failure error={loaded.error} onTryAgain={again} />
      );
    case 'there': {
      const [control, surroundings] = loaded.value;
      return <Hosting {...props} control={control} surroundings={surroundings} />;
    }
  }
}

type HostingProps = CellProps & {
  readonly control: LoadedControl;
  readonly surroundings: Surroundings;
};

function Hosting(props: HostingProps): React.ReactElement {
  const { content, label, control, surroundings } = props;
  const { controlName } = content;
  const form = useForm();
  const formats = useFormats();
  const { dialogs, question } = useDialogs();
  const [attempt, setAttempt] = React.useState(0);
  const source: ParameterSource = {
    manifest: control.manifest,
    given: content.parameters,
    valueOf: (columnName): BoundValue | undefined => {
      const column = form.table.columns.get(columnName);
      if (column === undefined) return undefined;
      const value = valueIn(form.draft, columnName);
      return {
        column,
        value,
        formatted: valueText(column, value, { ...formats, currency: form.currency }),
        editable: form.readOnly === undefined && isWritable(column, form.id === undefined),
      };
    },
  };
  return (
    <>
      <ControlBoundary key={attempt} name={controlName} onTryAgain={() => setAttempt(attempt + 1)}>
        <ControlHost
          control={control}
          source={source}
          label={label}
          isDisabled={form.readOnly !== undefined || content.disabled}
          user={{ ...surroundings.user, ...formats, isRightToLeft: document.documentElement.dir === 'rtl' }}
          privileges={surroundings.privileges}
          dialogs={dialogs}
          stateKey={`${form.table.logicalName} ${content.id}`}
          onChange={form.change}
        />
      </ControlBoundary>
      {question}
    </>
  );
}
