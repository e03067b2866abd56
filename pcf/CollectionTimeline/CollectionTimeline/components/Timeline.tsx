/** The timeline of one record: what is read, what of it is shown, and the way to more of it. */
import { DefaultButton, Spinner } from '@fluentui/react';
import * as React from 'react';
import { failureOf, type Failure } from '../../../common/failure.ts';
import { entryReader, type Entries } from '../entries.ts';
import type { RecordName } from '../entry.ts';
import type { Loaded } from '../loaded.ts';
import { inOrder, isFiltered, timelineOf, type Filter } from '../model.ts';
import type { Place } from '../place.ts';
import type { Direction } from '../queries.ts';
import type { Texts } from '../texts.ts';
import type { Say } from '../words.ts';
import type { ControlContext, ControlProps } from './CollectionTimelineView.tsx';
import { EntryList } from './EntryList.tsx';
import { Failures } from './Failures.tsx';
import { Footer } from './Footer.tsx';
import { FailureNotice, Message } from './Notice.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useCreating } from './use-creating.ts';
import { useExpanded } from './use-expanded.ts';
import { useFilter } from './use-filter.ts';
import { useTimeline } from './use-timeline.ts';
import { useWindow } from './use-window.ts';

export function Timeline(props: ControlProps & { readonly place: Place }): React.ReactElement {
  const { store, state, texts, refresh, latest, readActivity } = useTimeline(props, props.place);
  const { say, dates } = texts;
  const { loaded, direction, reading } = state;
  const expanded = useExpanded();
  const window = useWindow();
  const { filter, ways } = useFilter(window.reset);
  const { reset } = window;
  const turn = React.useCallback(
    (next: Direction) => {
      reset();
      void store.turn(next);
    },
    [store, reset],
  );
  const { open, openFailure } = useOpening(latest);
  const { creations, create, createFailure } = useCreating({
    place: props.place,
    debtors: loaded?.debtors,
    latest,
    onCreated: refresh,
  });
  const failure = openFailure ?? createFailure;
  const entriesIn = useOrderedEntries(texts);
  const all = loaded && entriesIn(loaded);
  const shown = React.useMemo(
    () => loaded && all && timelineOf(loaded, all.entries, filter, dates.dayOf),
    [loaded, all, filter, dates],
  );
  if (!loaded || !all || !shown) return <Spinner label={say('Timeline_Loading')} />;

  const isEnough = (read: Loaded): boolean =>
    timelineOf(read, entriesIn(read).entries, filter, dates.dayOf).entries.length > window.end;
  const showMore = async (): Promise<void> => {
    if (shown.entries.length <= window.end) await store.more(shown.sources, dates.dayOf, isEnough);
    if (store.state.loaded && isEnough(store.state.loaded)) window.advance();
  };
  return (
    <div role="region" aria-label={say('Timeline_Label')} aria-busy={reading !== undefined}>
      <Toolbar
        filter={filter}
        timeline={shown}
        direction={direction}
        areAllExpanded={expanded.areAll}
        texts={texts}
        ways={ways}
        onDirection={turn}
        onExpandAll={expanded.setAll}
        onRefresh={refresh}
        creations={creations}
        onCreate={create}
      />
      <Failures loaded={loaded} unreadable={all.unreadable} texts={texts} onRetry={refresh} />
      {failure !== undefined && <FailureNotice title={say('Failed_Open')} failure={failure} say={say} />}
      {reading === 'opening' && <Spinner label={say('Timeline_Loading')} />}
      {window.start > 0 && (
        <DefaultButton
          onClick={() => window.back()}
          text={say(direction === 'newestFirst' ? 'More_Newer' : 'More_Older')}
        />
      )}
      {shown.entries.length === 0 ? (
        <Empty loaded={loaded} filter={filter} say={say} />
      ) : (
        <div ref={window.listRef}>
          <EntryList
            timeline={shown}
            part={window}
            loaded={loaded}
            texts={texts}
            isExpanded={expanded.is}
            onToggle={expanded.toggle}
            onOpen={open}
            onRead={readActivity}
          />
        </div>
      )}
      <Footer
        timeline={shown}
        filter={filter}
        direction={direction}
        window={window}
        isReading={reading === 'more'}
        isHalf={hasFailed(loaded)}
        failure={state.failure}
        texts={texts}
        onMore={() => void showMore()}
        onAll={() => void store.more(shown.sources, dates.dayOf, () => false)}
        onStop={() => store.stop()}
      />
    </div>
  );
}

/** Entries of what was read, in order; made once for each reading. */
function useOrderedEntries({ dates }: Texts): (loaded: Loaded) => Entries {
  return React.useMemo(() => {
    const read = entryReader(dates);
    let last: { readonly loaded: Loaded; readonly entries: Entries } | undefined;
    return (loaded) => {
      if (last?.loaded !== loaded) {
        const { entries, unreadable } = read(loaded);
        last = { loaded, entries: { entries: inOrder(entries, loaded.direction), unreadable } };
      }
      return last.entries;
    };
  }, [dates]);
}

type EmptyProps = { readonly loaded: Loaded; readonly filter: Filter; readonly say: Say };

/** What could not be read is not nothing: then only the failure is told. */
function Empty({ loaded, filter, say }: EmptyProps): React.ReactElement | null {
  if (isFiltered(filter)) return <Message text={say('Empty_Filtered')} />;
  if (hasFailed(loaded)) return null;
  return <Message text={say(loaded.debtors.length === 0 ? 'Empty_NoDebtor' : 'Empty_Title')} />;
}

function hasFailed({ failed }: Loaded): boolean {
  return failed.ledger !== undefined || failed.activities !== undefined;
}

function useOpening(latest: { readonly current: ControlContext }): {
  readonly open: (record: RecordName) => void;
  readonly openFailure: Failure | undefined;
} {
  const [openFailure, setOpenFailure] = React.useState<Failure>();
  const open = React.useCallback(
    ({ table, id }: RecordName) => {
      const { navigation, client } = latest.current;
      setOpenFailure(undefined);
      navigation
        .openForm({ entityName: table, entityId: id })
        .catch((reason: unknown) => setOpenFailure(failureOf(reason, client.isNetworkAvailable())));
    },
    [latest],
  );
  return { open, openFailure };
}
