/**
 * Score cards as people write them: `recent late share: 30 points at 0 %, none at 100 %`, one line a measure, and classes such as
 * `doubtful from 45`. What a debtor got is said in the same words.
 */
import { isMeasureOf, measureCalled, nameOf, numberMeasures } from './measure-names.ts';
import type { ScoreCard, ScoredMeasure, ScoreLine, ScorePart, WillingnessClass } from './willingness.ts';

/** @throws RangeError naming what is at fault. */
export function scoreLinesIn(text: string): readonly ScoreLine[] {
  const lines = linesOf(text).map(scoreLineIn);
  if (lines.length === 0) throw new RangeError('a score card needs a line for each measure that counts');
  const twice = lines.find(({ measure }, at) => lines.slice(0, at).some((one) => one.measure === measure));
  if (twice) throw new RangeError(`${nameOf(twice.measure)} has two lines; keep one of them`);
  return lines;
}

/** @throws RangeError naming what is at fault. */
export function classesIn(text: string): readonly WillingnessClass[] {
  const classes = linesOf(text).map(classIn);
  const repeated = classes.find(({ name, from }, at) =>
    classes.slice(0, at).some((one) => one.from === from || sameWords(one.name, name)),
  );
  if (repeated)
    throw new RangeError(`class ${repeated.name} from ${repeated.from}: its name or its score is used twice`);
  if (!classes.some(({ from }) => from === 0))
    throw new RangeError('one class has to begin from 0, so that every score has one');
  return classes;
}

export function scoreCardText({ lines, classes }: Pick<ScoreCard, 'lines' | 'classes'>): {
  readonly lines: string;
  readonly classes: string;
} {
  return {
    lines: lines.map(lineText).join('\n'),
    classes: classes.map(({ name, from }) => `${name} from ${from}`).join('\n'),
  };
}

/** `recent late share 40 %: 18 of 30 points` */
export function partInWords({ line, found, earned }: ScorePart): string {
  const name = nameOf(line.measure);
  if (found === undefined || earned === undefined) return `${name} not known: counts neither way`;
  return `${name} ${rounded(found)}${unitOf(line.measure)}: ${rounded(earned)} of ${line.points} points`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function linesOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text
    .split(/\r?\n/)
    .map((one, at) => ({ line: at + 1, text: one.trim().replace(/\s+/g, ' ') }))
    .filter((one) => one.text !== '');
}

const number = String.raw`(-?\d{1,5}(?:\.\d{1,2})?)(?: ?%| days?| months?)?`;
const scoreLine = new RegExp(`^(.+?): ?(\\d{1,3}) points? at ${number}, none at ${number}$`, 'i');

function scoreLineIn({ line, text }: { readonly line: number; readonly text: string }): ScoreLine {
  const refuse = (remedy: string): never => {
    throw new RangeError(`line ${line}, "${text}": ${remedy}`);
  };
  const [, name = '', points = '', allAt = '', noneAt = ''] = scoreLine.exec(text) ?? [];
  if (name === '') return refuse('write such as "recent late share: 30 points at 0 %, none at 100 %"');
  const measure = measureCalled(name);
  if (measure === undefined || !isMeasureOf(numberMeasures, measure) || measure === 'willingness')
    return refuse(`"${name}" cannot be scored; use one of ${scoredNames.join(', ')}`);
  if (Number(points) === 0) return refuse('a line without points says nothing; leave it out');
  if (Number(allAt) === Number(noneAt)) return refuse('all points and none need two different values');
  return { measure, points: Number(points), allAt: Number(allAt), noneAt: Number(noneAt) };
}

const scoredNames = Object.entries(numberMeasures)
  .filter(([measure]) => measure !== 'willingness')
  .map(([, { name }]) => name);

function classIn({ line, text }: { readonly line: number; readonly text: string }): WillingnessClass {
  const [, name = '', from = ''] = /^([^,]{1,60}) from (\d{1,3})$/i.exec(text) ?? [];
  if (name === '' || Number(from) > 100)
    throw new RangeError(`line ${line}, "${text}": write such as "doubtful from 45", up to 100`);
  return { name, from: Number(from) };
}

function lineText({ measure, points, allAt, noneAt }: ScoreLine): string {
  const unit = unitOf(measure);
  return `${nameOf(measure)}: ${points} ${points === 1 ? 'point' : 'points'} at ${allAt}${unit}, none at ${noneAt}${unit}`;
}

function unitOf(measure: ScoredMeasure): string {
  return numberMeasures[measure].unit === 'percent' ? ' %' : '';
}

function sameWords(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
