/** One entry: what, when, how much and in which state; reasons where something is still planned; more when it is opened. */
import * as React from 'react';
import type { Entry, RecordName } from '../entry.ts';
import type { CurrencyFormat } from '../loaded.ts';
import type { Texts } from '../texts.ts';
import { stateWords, tagWords } from '../words.ts';
import type { ReadText } from './ActivityText.tsx';
import { EntryDetails } from './EntryDetails.tsx';
import { Caret, EntryIcon, StateIcon } from './icons.tsx';
import { amountOf, remarksOf, titleOf } from './phrases.ts';

export type EntryProps = {
  readonly entry: Entry;
  readonly isExpanded: boolean;
  /** The company, where the customer owes more than one of ours. */
  readonly company: string | undefined;
  readonly customerNumber: string | undefined;
  readonly currencies: ReadonlyMap<string, CurrencyFormat>;
  readonly texts: Texts;
  readonly onToggle: (key: string) => void;
  readonly onOpen: (record: RecordName) => void;
  readonly onRead: ReadText;
};

export const EntryView = React.memo(function EntryView(props: EntryProps): React.ReactElement {
  const { entry, isExpanded, company, currencies, texts, onToggle } = props;
  const { say, dates } = texts;
  const amount = amountOf(entry, currencies, texts);
  return (
    <li className={`entry ${entry.state}`}>
      <span className="mark">
        <EntryIcon entry={entry} />
      </span>
      <div className="body">
        <div className="head">
          <button
            type="button"
            aria-expanded={isExpanded}
            onClick={() => onToggle(entry.key)}
            data-entry={entry.key}
          >
            <Caret />
            {titleOf(entry, say)}
          </button>
          {amount !== undefined && <span className="amount">{amount}</span>}
        </div>
        <div className="meta">
          <time dateTime={entry.at ?? entry.on}>
            {entry.at === undefined ? dates.day(entry.on) : dates.moment(entry.at)}
          </time>
          <span className="tag">
            <StateIcon state={entry.state} />
            {typeof entry.tag === 'string'
              ? say(tagWords[entry.tag])
              : entry.tag.label || say(stateWords[entry.state])}
          </span>
          {remarksOf(entry, currencies, texts).map((remark) => (
            <span key={remark}>{remark}</span>
          ))}
          {company !== undefined && <span>{company}</span>}
        </div>
        {entry.what === 'action' && entry.isAhead && !isExpanded && (
          <Reasons lines={entry.because} texts={texts} limit={3} />
        )}
        {isExpanded && <EntryDetails {...props} />}
      </div>
    </li>
  );
});

type ReasonsProps = {
  readonly lines: readonly string[];
  readonly texts: Texts;
  /** Beyond these the number of the others is said. */
  readonly limit?: number;
};

export function Reasons({ lines, texts, limit = lines.length }: ReasonsProps): React.ReactElement | null {
  const { say, count } = texts;
  if (lines.length === 0) return null;
  return (
    <ul className="reasons" aria-label={say('Detail_Because')}>
      {lines.slice(0, limit).map((line, index) => (
        <li key={index}>{line}</li>
      ))}
      {lines.length > limit && <li>{say('Because_More', count(lines.length - limit))}</li>}
    </ul>
  );
}
