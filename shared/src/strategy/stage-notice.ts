/** What whoever serves a customer is told: that a case begins, and each stage it comes to. Stages before a case are routine. */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import type { Policy } from './policy.ts';

export type StageNotice = {
  /** Names it together with the debtor: once in a case, however often it is decided. */
  readonly occurrence: string;
  /** What the customer came to; absent where the case begins before any step. */
  readonly stage?: string;
  readonly begins: boolean;
  readonly next?: { readonly step: string; readonly on: IsoDate };
};

/** @param before what was stored of the debtor; the case is the open one, if there was one */
export function stageNotice(
  policy: Policy,
  { episode, outlook, segment }: Pick<Decision, 'episode' | 'outlook' | 'segment'>,
  before: { readonly stage: string | null; readonly case: { readonly openedBy: string } | undefined },
): StageNotice | undefined {
  const strategy = policy.strategies.find(({ code }) => code === segment?.strategy);
  if (!strategy?.stageNotices || episode.kind === 'close') return undefined;
  const { stage, next } = outlook;
  const begins = episode.kind === 'open';
  const openedBy = begins ? episode.openedBy : before.case?.openedBy;
  if (openedBy === undefined) return undefined;
  if (!begins && (stage === undefined || stage.name === before.stage)) return undefined;
  return {
    occurrence: begins ? openedBy : `${openedBy} ${stage?.code ?? ''}`,
    ...(stage && { stage: stage.name }),
    begins,
    ...(next && { next: { step: next.step.name, on: next.on } }),
  };
}
