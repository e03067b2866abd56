/** The state of one record's timeline for a component: read when it appears, closed when it goes. */
import * as React from 'react';
import { readText, type Service } from '../load.ts';
import type { Place } from '../place.ts';
import { TimelineStore, type StoreState } from '../store.ts';
import { textsOf, type Texts } from '../texts.ts';
import type { ReadText } from './ActivityText.tsx';
import type { ControlContext, ControlProps } from './CollectionTimelineView.tsx';

export type LiveTimeline = {
  readonly store: TimelineStore;
  readonly state: StoreState;
  readonly texts: Texts;
  readonly refresh: () => void;
  readonly readActivity: ReadText;
  /** The context of the latest update, for what is done on a click. */
  readonly latest: { readonly current: ControlContext };
};

export function useTimeline({ context, clock }: ControlProps, place: Place): LiveTimeline {
  const latest = React.useRef(context);
  latest.current = context;
  const [openedAt, setOpenedAt] = React.useState(clock);
  const [service] = React.useState(() => serviceOf(latest));
  const [store] = React.useState(() => new TimelineStore(service, place, (next) => setState(next)));
  const [state, setState] = React.useState(store.state);
  React.useEffect(() => {
    void store.refresh();
    return () => store.close();
  }, [store]);
  const { languageId } = context.userSettings;
  const texts = React.useMemo(() => textsOf(latest.current, openedAt), [languageId, openedAt]);
  const refresh = React.useCallback(() => {
    setOpenedAt(clock());
    void store.refresh();
  }, [store, clock]);
  const readActivity = React.useCallback<ReadText>((activity) => readText(service, activity), [service]);
  return { store, state, texts, refresh, readActivity, latest };
}

function serviceOf(latest: { readonly current: ControlContext }): Service {
  return {
    get webAPI() {
      return latest.current.webAPI;
    },
    isOnline: () => latest.current.client.isNetworkAvailable(),
  };
}
