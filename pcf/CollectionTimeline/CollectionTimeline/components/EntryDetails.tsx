/** What an opened entry tells: its dates and amounts by name, its reasons, and the way to its record. */
import { Link } from '@fluentui/react';
import * as React from 'react';
import type { Entry, RecordName } from '../entry.ts';
import type { Word } from '../words.ts';
import { ActivityText } from './ActivityText.tsx';
import { Reasons, type EntryProps } from './EntryView.tsx';

export function EntryDetails(props: EntryProps): React.ReactElement {
  const { entry, texts, onOpen, onRead } = props;
  const { say } = texts;
  const activity = activityOf(entry);
  const facts = [...factsOf(props), ...debtorFacts(props)];
  return (
    <div className="details">
      {entry.what === 'action' && <Reasons lines={entry.because} texts={texts} />}
      <dl>
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{say(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {activity !== undefined && <ActivityText activity={activity} onRead={onRead} say={say} />}
      {linksOf(entry).map(([word, record]) => (
        <Link key={word} onClick={() => onOpen(record)}>
          {say(word)}
        </Link>
      ))}
    </div>
  );
}

type Fact = readonly [Word, string];

function factsOf({ entry, currencies, texts: { say, dates, money } }: EntryProps): readonly Fact[] {
  const day = (word: Word, value: Parameters<typeof dates.day>[0] | undefined): readonly Fact[] =>
    value === undefined ? [] : [[word, dates.day(value)]];
  const moment = (word: Word, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [[word, dates.moment(value)]];
  switch (entry.what) {
    case 'receivable':
      return [
        ...day('Detail_IssuedOn', entry.on),
        ...day('Detail_DueOn', entry.dueOn),
        ['Detail_Amount', money(entry.amount, currencies)],
        ['Detail_Open', money(entry.open, currencies)],
        ...day('Detail_SettledOn', entry.settledOn),
      ];
    case 'payment':
      return [...day('Detail_PaidOn', entry.on), ['Detail_Amount', money(entry.amount, currencies)]];
    case 'action':
      return [
        ...day('Detail_PlannedOn', entry.plannedOn),
        ...day('Detail_DoneOn', entry.executedOn),
        ['Detail_Amount', money(entry.amount, currencies)],
        ...(entry.result === undefined ? [] : [['Detail_Result', entry.result] as const]),
        ...(entry.activity === undefined
          ? []
          : [['Detail_Subject', entry.activity.subject ?? say('Activity_NoSubject')] as const]),
      ];
    case 'activity':
      return [
        ...moment('Detail_DueOn', entry.dueAt),
        ...moment('Detail_EndedOn', entry.endedAt),
        ...moment('Detail_CreatedOn', entry.createdAt),
        ...(entry.owner === undefined ? [] : [['Detail_Owner', entry.owner] as const]),
      ];
    case 'stage':
      return [];
  }
}

function debtorFacts({ company, customerNumber }: EntryProps): readonly Fact[] {
  return [
    ...(company === undefined ? [] : [['Detail_Company', company] as const]),
    ...(customerNumber === undefined ? [] : [['Detail_CustomerNumber', customerNumber] as const]),
  ];
}

function activityOf(entry: Entry): RecordName | undefined {
  return entry.what === 'activity' ? entry.record : entry.what === 'action' ? entry.activity : undefined;
}

function linksOf(entry: Entry): readonly (readonly [Word, RecordName])[] {
  switch (entry.what) {
    case 'receivable':
      return [['Open_Receivable', entry.record]];
    case 'payment':
      return [['Open_Payment', entry.record]];
    case 'action':
      return [
        ['Open_Action', entry.record],
        ...(entry.activity === undefined ? [] : [['Open_Activity', entry.activity] as const]),
      ];
    case 'activity':
      return [['Open_Activity', entry.record]];
    case 'stage':
      return [[entry.change.kind === 'reached' ? 'Open_Action' : 'Open_Case', entry.record]];
  }
}
