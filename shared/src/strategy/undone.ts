/**
 * What should have been done by a day and was not, with the reason: a procedure that is followed leaves nothing here but what waits for a
 * day, a person or an agreement.
 */
import type { Reason } from '../actions/reason.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';

export type Undone = {
  readonly receivable: string;
  readonly document: string;
  readonly step: string;
  readonly dueSince: IsoDate;
  /** Planned and not carried out, waiting for a day of its own, or held. */
  readonly state: 'planned' | 'waits' | 'held';
  readonly because: readonly Reason[];
};

/** Steps that were due before the day of the decision. Nothing is due for what is promised, disputed or held. */
export function undone({ verdicts, asOf }: Decision): readonly Undone[] {
  return verdicts.flatMap(({ item, kind, step, dueSince, because }) =>
    step === undefined || dueSince === undefined || dueSince >= asOf
      ? []
      : [
          {
            receivable: item.receivable.id,
            document: item.receivable.document,
            step: step.name,
            dueSince,
            state: states[kind],
            because,
          },
        ],
  );
}

const states = { act: 'planned', wait: 'waits', hold: 'held' } as const;

/** Since when the oldest of them is due. */
export function undoneSince(decision: Decision): IsoDate | undefined {
  return undone(decision)
    .map(({ dueSince }) => dueSince)
    .sort()[0];
}
