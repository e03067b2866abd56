/** `Xrm.Utility.lookupObjects`: one row out of those a script asks about, in the columns of their lookup view. */
import * as React from 'react';
import { ChoiceGroup, DefaultButton, Dialog, DialogFooter, DialogType, PrimaryButton } from '@fluentui/react';
import { client, type Row } from '../data/client.ts';
import { viewsOf } from '../data/metadata.ts';
import { childOf, parseXml, serializeXml } from '../data/xml.ts';
import { textOf } from '../list/cell.tsx';
import { prepareList, type PreparedList } from '../list/prepare-view.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import type { LookupValue } from '../record/values.ts';
import { say } from '../text/text.ts';
import type { LookupOptions } from './xrm.ts';

export function ChooseDialog(props: {
  readonly options: LookupOptions;
  readonly onEnd: (chosen: LookupValue | undefined) => void;
}): React.ReactElement {
  const { options, onEnd } = props;
  const { loaded, again } = useLoaded(() => loadChoice(options), JSON.stringify(options));
  const [chosen, setChosen] = React.useState<LookupValue>();
  const title = loaded.state === 'there' ? loaded.value.list.table.displayName : say('loading');
  return (
    <Dialog
      hidden={false}
      onDismiss={() => onEnd(undefined)}
      minWidth="min(28rem, 92vw)"
      dialogContentProps={{ type: DialogType.normal, title, closeButtonAriaLabel: say('cancel') }}
      modalProps={{ isBlocking: true }}
    >
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failure error={loaded.error} onTryAgain={again} />}
      {loaded.state === 'there' && (
        <ChoiceGroup
          label={say('chooseOne')}
          options={loaded.value.rows.map((row) => ({
            key: String(row[loaded.value.list.table.primaryId]),
            text: rowInWords(row, loaded.value.list),
          }))}
          onChange={(_event, option) => {
            if (option === undefined) return;
            const { table } = loaded.value.list;
            const row = loaded.value.rows.find((one) => one[table.primaryId] === option.key) ?? {};
            const name = row[table.primaryName ?? ''];
            setChosen({
              table: table.logicalName,
              id: option.key,
              name: typeof name === 'string' ? name : '',
            });
          }}
        />
      )}
      <DialogFooter>
        <PrimaryButton text={say('ok')} disabled={chosen === undefined} onClick={() => onEnd(chosen)} />
        <DefaultButton text={say('cancel')} onClick={() => onEnd(undefined)} />
      </DialogFooter>
    </Dialog>
  );
}

type Choice = { readonly list: PreparedList; readonly rows: readonly Row[] };

const lookupView = 64;

/** @throws WebApiError, RangeError for more than these pages offer */
async function loadChoice({ entityTypes, filters = [] }: LookupOptions): Promise<Choice> {
  const [etn, ...others] = entityTypes;
  if (etn === undefined || others.length > 0)
    throw new RangeError(
      'Xrm.Utility.lookupObjects with several entityTypes is not offered by the local CRM.',
    );
  const view = (await viewsOf(etn)).find(({ queryType }) => queryType === lookupView);
  const list = await prepareList(etn, view?.id);
  const { rows } = await client.fetch(
    list.table.entitySetName,
    withFilters(
      list.view.fetchXml,
      filters.map(({ filterXml }) => filterXml),
    ),
  );
  return { list, rows };
}

function withFilters(fetchXml: string, filters: readonly string[]): string {
  const fetch = parseXml(fetchXml);
  for (const filter of filters) childOf(fetch, 'entity')?.append(parseXml(filter));
  return serializeXml(fetch);
}

function rowInWords(row: Row, { view }: PreparedList): string {
  return view.columns
    .map((column) => textOf(row, column))
    .filter((text) => text !== '')
    .join(' · ');
}
