/** The entries in their groups: what is ahead, the line of today, months. */
import * as React from 'react';
import type { Entry, RecordName } from '../entry.ts';
import type { Loaded } from '../loaded.ts';
import { groupsOf, type Group, type Timeline } from '../model.ts';
import type { Texts } from '../texts.ts';
import type { ReadText } from './ActivityText.tsx';
import { EntryView } from './EntryView.tsx';

export type EntryListProps = {
  readonly timeline: Timeline;
  /** The part of it that is on the page. */
  readonly part: { readonly start: number; readonly end: number };
  readonly loaded: Loaded;
  readonly texts: Texts;
  readonly isExpanded: (key: string) => boolean;
  readonly onToggle: (key: string) => void;
  readonly onOpen: (record: RecordName) => void;
  readonly onRead: ReadText;
};

export function EntryList(props: EntryListProps): React.ReactElement {
  return (
    <>
      {groupsOf(props.timeline, props.part, props.loaded.direction).map((group) => (
        <GroupView key={group.kind === 'month' ? group.month : group.kind} group={group} list={props} />
      ))}
    </>
  );
}

function GroupView({
  group,
  list,
}: {
  readonly group: Group;
  readonly list: EntryListProps;
}): React.ReactElement {
  const { say, dates } = list.texts;
  if (group.kind === 'today') {
    return (
      <h3 className="today">
        <span>{say('Group_Today', dates.day(dates.today))}</span>
      </h3>
    );
  }
  const title = group.kind === 'ahead' ? say('Group_Ahead') : dates.month(group.month);
  return (
    <div>
      <h3>{title}</h3>
      <ul className="entries" aria-label={title}>
        {group.entries.map((entry) => (
          <EntryOfDebtor key={entry.key} entry={entry} list={list} />
        ))}
      </ul>
    </div>
  );
}

function EntryOfDebtor({
  entry,
  list,
}: {
  readonly entry: Entry;
  readonly list: EntryListProps;
}): React.ReactElement {
  const { debtors, currencies } = list.loaded;
  const debtor = debtors.find(({ id }) => id === entry.debtorId);
  return (
    <EntryView
      entry={entry}
      isExpanded={list.isExpanded(entry.key)}
      company={debtors.length > 1 ? debtor?.company : undefined}
      customerNumber={debtor?.number}
      currencies={currencies}
      texts={list.texts}
      onToggle={list.onToggle}
      onOpen={list.onOpen}
      onRead={list.onRead}
    />
  );
}
