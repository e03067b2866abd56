/** The way to new rows: in the panel of their quick create form, and onto the timeline once they are made. */
import * as React from 'react';
import { failureOf, type Failure } from '../../../common/failure.ts';
import { creationsAt, type Creation } from '../creations.ts';
import type { Debtor } from '../loaded.ts';
import type { Place } from '../place.ts';
import type { ControlContext } from './CollectionTimelineView.tsx';

export function useCreating(of: {
  readonly place: Place;
  readonly debtors: readonly Debtor[] | undefined;
  readonly latest: { readonly current: ControlContext };
  readonly onCreated: () => void;
}): {
  readonly creations: readonly Creation[];
  readonly create: (creation: Creation) => void;
  readonly createFailure: Failure | undefined;
} {
  const { place, debtors, latest, onCreated } = of;
  const [createFailure, setCreateFailure] = React.useState<Failure>();
  const creations = React.useMemo(
    () =>
      creationsAt(place, debtors ?? [], (table) =>
        latest.current.utils.hasEntityPrivilege(table, create, basic),
      ),
    [place, debtors, latest],
  );
  const onCreate = React.useCallback(
    ({ table, from }: Creation) => {
      const { navigation, client } = latest.current;
      setCreateFailure(undefined);
      navigation
        .openForm({
          entityName: table,
          useQuickCreateForm: true,
          ...(from && { createFromEntity: { entityType: from.table, id: from.id, name: '' } }),
        })
        .then(({ savedEntityReference }) => {
          if (savedEntityReference.length > 0) onCreated();
        })
        .catch((reason: unknown) => setCreateFailure(failureOf(reason, client.isNetworkAvailable())));
    },
    [latest, onCreated],
  );
  return { creations, create: onCreate, createFailure };
}

/** As the framework numbers rights and their depths. */
const create = 1;
const basic = 0;
