/** What the form asks for and this client does not do: scripts, their events, business rules, unknown elements. */
import * as React from 'react';
import { say } from '../text/text.ts';
import type { RecordParts } from './load-record.ts';

export function NotRun({ parts }: { readonly parts: RecordParts }): React.ReactElement | null {
  const { form, formInfo } = parts;
  if (formInfo === undefined) return <p className="crm-not-shown">{say('noMainForm')}</p>;
  if (form.notRun.length === 0) return null;
  return (
    <details className="crm-not-shown">
      <summary>{say('notRunTitle')}</summary>
      <ul>
        {form.notRun.map(({ kind, name }, index) => (
          <li key={index}>{say(`notRun_${kind}`, { name })}</li>
        ))}
      </ul>
    </details>
  );
}
