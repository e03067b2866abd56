/** Decisions in short words, so that a story shows what is decided as one literal. */
import type { PlannedAction } from '../../actions/action.ts';
import { toDecimalText } from '../../money/money.ts';
import type { Decision } from '../decision.ts';

/** `first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice), INV-2 0.00` */
export function actionInWords({ step, channel, amount, lines }: PlannedAction): string {
  const items = lines.map(
    (line) => `${line.receivable} ${toDecimalText(line.amount)}${line.step ? ` (${line.step.code})` : ''}`,
  );
  return `${step.code} by ${channel}, ${toDecimalText(amount)} ${amount.currency}: ${items.join(', ')}`;
}

export function actionsInWords({ actions }: Decision): readonly string[] {
  return actions.map(actionInWords);
}

/** Per item `act first-notice`, `wait for first-notice until 2025-03-21` or `hold`, with the codes of its reasons. */
export function verdictsInWords({ verdicts }: Decision): Readonly<Record<string, string>> {
  return Object.fromEntries(
    verdicts.map((verdict) => {
      const reasons = verdict.because.map(({ code }) => code).join(', ');
      const what =
        verdict.kind === 'act'
          ? `act ${verdict.step.code}`
          : verdict.kind === 'wait'
            ? `wait for ${verdict.step.code} until ${verdict.until}`
            : 'hold';
      return [verdict.item.receivable.id, `${what}: ${reasons}`];
    }),
  );
}
