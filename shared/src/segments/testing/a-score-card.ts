/** Test data: a card whose points are reckoned in the head. */
import { classesIn, scoreLinesIn } from '../score-card-text.ts';
import type { ScoreCard } from '../willingness.ts';

/** Half for how much was late lately, a quarter each for how late and for promises kept. */
export function aScoreCard(of: { readonly lines?: string; readonly classes?: string } = {}): ScoreCard {
  const {
    lines = [
      'recent late share: 50 points at 0 %, none at 100 %',
      'average days late: 25 points at 0, none at 20',
      'promises kept: 25 points at 100 %, none at 0 %',
    ].join('\n'),
    classes = 'good from 75\ndoubtful from 45\npoor from 0',
  } = of;
  return { code: 'card', name: 'Card', lines: scoreLinesIn(lines), classes: classesIn(classes) };
}
