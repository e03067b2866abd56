/** The audit history of the open record, as the service's own form has it under “Related”. */
import * as React from 'react';
import { DefaultButton } from '@fluentui/react';
import { Failure } from '../../parts/failure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useLoaded } from '../../parts/use-loaded.ts';
import { say } from '../../text/text.ts';
import { useForm } from '../form-context.ts';
import { formatInstant } from '../formats/dates.ts';
import { useFormats } from '../formats/user-formats.ts';
import type { ChangedField } from './change-text.ts';
import { loadHistory, type HistoryEntry } from './load-history.ts';

export function AuditHistory({ id }: { readonly id: string }): React.ReactElement {
  const { version } = useForm();
  return (
    <div className="crm-card crm-history">
      <Page key={version} id={id} page={1} />
    </div>
  );
}

/** A page, and below it, when it is asked for, the one before it in time. */
function Page({ id, page }: { readonly id: string; readonly page: number }): React.ReactElement {
  const { table, currency } = useForm();
  const formats = useFormats();
  const [older, setOlder] = React.useState(false);
  const { loaded, again } = useLoaded(
    () => loadHistory(table, id, page, { ...formats, currency }),
    `${id} ${page}`,
  );
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  const { entries, hasMore } = loaded.value;
  if (entries.length === 0) return <p className="crm-nothing">{say('historyNone')}</p>;
  return (
    <>
      <ol className="crm-history-entries">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasMore && !older && <DefaultButton text={say('historyOlder')} onClick={() => setOlder(true)} />}
      {older && <Page id={id} page={page + 1} />}
    </>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }): React.ReactElement {
  const { locale, timeZone } = useFormats();
  const { at, who, sentBy, event, fields } = entry;
  const when = formatInstant(locale, timeZone, at);
  return (
    <li>
      <p className="crm-history-head">
        <strong>{event}</strong> <time dateTime={at}>{when}</time> <bdi>{who}</bdi>
        {sentBy !== '' && <> ({say('historySentBy', { who: sentBy })})</>}
      </p>
      {fields.length > 0 && <Fields caption={`${event}, ${when}`} fields={fields} />}
    </li>
  );
}

function Fields(props: {
  readonly caption: string;
  readonly fields: readonly ChangedField[];
}): React.ReactElement {
  return (
    <table>
      <caption className="crm-for-screen-readers">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say('historyField')}</th>
          <th scope="col">{say('historyBefore')}</th>
          <th scope="col">{say('historyAfter')}</th>
        </tr>
      </thead>
      <tbody>
        {props.fields.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{before === '' ? say('emptyValue') : <bdi>{before}</bdi>}</td>
            <td>{after === '' ? say('emptyValue') : <bdi>{after}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
