/** What the form asks for and this client does not do: other events than those run, business rules, unknown elements. */
import * as React from 'react';
import { say } from '../text/text.ts';
import type { RecordParts } from './load-record.ts';

export function NotRun(props: {
  readonly parts: RecordParts;
  /** In a panel, where no handlers run. */
  readonly withoutScripts?: true;
}): React.ReactElement | null {
  const { form, formInfo } = props.parts;
  const { onLoad, onChange } = form.scripts;
  const handlers = props.withoutScripts ? [...onLoad, ...onChange.map(({ handler }) => handler)] : [];
  const notRun = [
    ...form.notRun,
    ...handlers.map(({ functionName }) => ({ kind: 'event', name: functionName }) as const),
  ];
  if (formInfo === undefined) return <p className="crm-not-shown">{say('noMainForm')}</p>;
  if (notRun.length === 0) return null;
  return (
    <details className="crm-not-shown">
      <summary>{say('notRunTitle')}</summary>
      <ul>
        {notRun.map(({ kind, name }, index) => (
          <li key={index}>{say(`notRun_${kind}`, { name })}</li>
        ))}
      </ul>
    </details>
  );
}
