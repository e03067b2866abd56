/** pagetype=entityrecord: one row in its main form, or a new one. */
import * as React from 'react';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { FormatsProvider } from './formats/user-formats.ts';
import { loadRecord } from './load-record.ts';
import { RecordForm } from './record-form.tsx';
import './record.css';

export type RecordPageProps = {
  readonly etn: string;
  /** Left out for a new record. */
  readonly id?: string;
  readonly formId?: string;
  /** What a new record begins with, by column. */
  readonly defaults?: Readonly<Record<string, string>>;
};

export function RecordPage(props: RecordPageProps): React.ReactElement {
  const { etn, id, formId, defaults = {} } = props;
  const { loaded, again } = useLoaded(
    () => loadRecord({ etn, id, formId }),
    `${etn} ${id ?? ''} ${formId ?? ''}`,
  );
  switch (loaded.state) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return <Failure error={loaded.error} onTryAgain={again} />;
    case 'there':
      return (
        <FormatsProvider value={loaded.value.formats}>
          <RecordForm parts={loaded.value} defaults={defaults} />
        </FormatsProvider>
      );
  }
}
