/** Choices by type and state, each with the number of entries it would show. */
import { DefaultButton } from '@fluentui/react';
import * as React from 'react';
import { entryStates, entryTypes } from '../entry.ts';
import { stateWords, typeWords, type Word } from '../words.ts';
import type { ToolbarProps } from './Toolbar.tsx';

export function FilterPanel({ filter, timeline, texts, ways }: ToolbarProps): React.ReactElement {
  const { say } = texts;
  const choices = { texts, isPart: timeline.frontier !== undefined };
  return (
    <div className="filters">
      <Choices
        {...choices}
        label={say('Filter_Types')}
        all={entryTypes}
        words={typeWords}
        counts={timeline.typeCounts}
        chosen={filter.types}
        onToggle={ways.toggleType}
      />
      <Choices
        {...choices}
        label={say('Filter_States')}
        all={entryStates}
        words={stateWords}
        counts={timeline.stateCounts}
        chosen={filter.states}
        onToggle={ways.toggleState}
      />
    </div>
  );
}

type ChoicesProps<T extends string> = Pick<ToolbarProps, 'texts'> & {
  readonly label: string;
  readonly all: readonly T[];
  readonly words: Readonly<Record<T, Word>>;
  readonly counts: ReadonlyMap<T, number>;
  /** More may be found where not everything is loaded. */
  readonly isPart: boolean;
  readonly chosen: ReadonlySet<T>;
  readonly onToggle: (one: T) => void;
};

function Choices<T extends string>(props: ChoicesProps<T>): React.ReactElement {
  const { label, all, words, counts, isPart, chosen, texts, onToggle } = props;
  const { say, count } = texts;
  return (
    <div role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      {all.map((one) => (
        <Choice
          key={one}
          one={one}
          isChosen={chosen.has(one)}
          text={say(
            isPart ? 'Filter_CountMore' : 'Filter_Count',
            say(words[one]),
            count(counts.get(one) ?? 0),
          )}
          onToggle={onToggle}
        />
      ))}
    </div>
  );
}

type ChoiceProps<T> = {
  readonly one: T;
  readonly isChosen: boolean;
  readonly text: string;
  readonly onToggle: (one: T) => void;
};

function ChoiceButton<T>({ one, isChosen, text, onToggle }: ChoiceProps<T>): React.ReactElement {
  return <DefaultButton toggle checked={isChosen} onClick={() => onToggle(one)} text={text} />;
}

/** Most choices stay as they are when one is made. */
const Choice = React.memo(ChoiceButton) as typeof ChoiceButton;
