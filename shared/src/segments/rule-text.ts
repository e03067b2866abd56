/**
 * Rules as people write them: a condition a line, such as `overdue more than EUR 1000 or HUF 400000` or `country is HU, PL`. Case and spaces
 * do not matter, nor does the order of a currency and its amount.
 */
import { isCurrency, money, toDecimalText, type Money } from '../money/money.ts';
import { parseAmount } from '../money/parse-amount.ts';
import {
  amountMeasures,
  everyMeasureName,
  isMeasureOf,
  measureCalled,
  nameOf,
  numberMeasures,
  wordMeasures,
  type Unit,
} from './measure-names.ts';
import type { CitedFact, Comparison, Condition, Rule } from './rule.ts';

/** What cannot be understood: the line from 1, as written, and what to do about it. */
export type RuleProblem = { readonly line: number; readonly text: string; readonly remedy: string };

export type ParsedRule =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

export function parseRule(text: string | null): ParsedRule {
  const lines = (text ?? '')
    .split(/\r?\n/)
    .map((line, at) => ({ line: at + 1, text: line.trim().replace(/\s+/g, ' ') }));
  const read = lines
    .filter((one) => one.text !== '')
    .map((one) => ({ ...one, condition: conditionIn(one.text) }));
  const problems = read.flatMap(({ line, text: written, condition }) =>
    typeof condition === 'string' ? [{ line, text: written, remedy: condition }] : [],
  );
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    rule: read.flatMap(({ condition }) => (typeof condition === 'string' ? [] : [condition])),
  };
}

/** @throws RangeError naming each line that cannot be understood. */
export function ruleIn(text: string | null): Rule {
  const parsed = parseRule(text);
  if (parsed.ok) return parsed.rule;
  throw new RangeError(parsed.problems.map(problemInWords).join('; '));
}

export function problemInWords({ line, text, remedy }: RuleProblem): string {
  return `line ${line}, "${text}": ${remedy}`;
}

export function ruleText(rule: Rule): string {
  return rule.map(conditionText).join('\n');
}

/** `overdue EUR 1200.00 (more than EUR 1000.00)` */
export function factInWords({ condition, found }: CitedFact): string {
  const name = nameOf(condition.measure);
  const wanted = conditionText(condition).slice(name.length + 1);
  return `${name} ${foundInWords(condition, found)} (${wanted})`;
}

const comparisons: readonly (readonly [Comparison, string, string])[] = [
  ['atLeast', 'at least', '>='],
  ['moreThan', 'more than', '>'],
  ['atMost', 'at most', '<='],
  ['lessThan', 'less than', '<'],
];

function conditionText(condition: Condition): string {
  const name = nameOf(condition.measure);
  switch (condition.kind) {
    case 'words':
      return `${name} ${condition.is === 'oneOf' ? 'is' : 'is not'} ${condition.words.join(', ')}`;
    case 'number':
      return `${name} ${comparisonText(condition.compare)} ${condition.value}${unitOf(condition)}`;
    case 'amount':
      return `${name} ${comparisonText(condition.compare)} ${amountsText(condition.amounts, ' or ')}`;
  }
}

function foundInWords(condition: Condition, found: CitedFact['found']): string {
  if (found === undefined) return 'not known';
  if (typeof found === 'number')
    return `${Math.round(found * 100) / 100}${condition.kind === 'number' ? unitOf(condition) : ''}`;
  if (found.length === 0) return 'nothing';
  return condition.kind === 'amount'
    ? amountsText(found as readonly Money[], ' and ')
    : (found as readonly string[]).join(', ');
}

function comparisonText(compare: Comparison): string {
  return comparisons.find(([code]) => code === compare)?.[1] ?? compare;
}

function amountsText(amounts: readonly Money[], between: string): string {
  return amounts.map((amount) => `${amount.currency} ${toDecimalText(amount)}`).join(between);
}

function unitOf({ measure }: Extract<Condition, { kind: 'number' }>): string {
  return numberMeasures[measure].unit === 'percent' ? ' %' : '';
}

const condition = /^(.+?) ?(>=|<=|>|<|=| is not | is | at least | at most | more than | less than )(.+)$/i;

/** The condition of a line, or what to do about it. */
function conditionIn(text: string): Condition | string {
  const [, name = '', compared = '', value = ''] = condition.exec(text) ?? [];
  if (name === '')
    return `write a measure, a comparison and a value, such as "overdue more than EUR 1000" or "country is HU, PL"`;
  const measure = measureCalled(name);
  if (measure === undefined) return `"${name}" is no measure; use one of ${everyMeasureName.join(', ')}`;
  const sign = compared.trim().toLowerCase();
  if (isMeasureOf(wordMeasures, measure)) {
    if (!['is', 'is not', '='].includes(sign))
      return `write "${nameOf(measure)} is …" or "${nameOf(measure)} is not …"`;
    const words = wordsIn(value, wordMeasures[measure].values);
    if (typeof words === 'string') return words;
    return { kind: 'words', measure, is: sign === 'is not' ? 'noneOf' : 'oneOf', words };
  }
  const compare = comparisons.find((one) => one.includes(sign as Comparison))?.[0];
  if (compare === undefined)
    return `"${sign}" is no comparison of amounts or numbers; use at least, more than, at most or less than`;
  if (isMeasureOf(amountMeasures, measure)) {
    const amounts = amountsIn(value);
    return typeof amounts === 'string' ? amounts : { kind: 'amount', measure, compare, amounts };
  }
  const number = numberIn(value, numberMeasures[measure].unit);
  return typeof number === 'string' ? number : { kind: 'number', measure, compare, value: number };
}

function wordsIn(
  text: string,
  values: (typeof wordMeasures)[keyof typeof wordMeasures]['values'],
): readonly string[] | string {
  const words = text.split(',').map((word) => word.trim());
  for (const word of words) {
    if (word === '') return 'write the values with commas between';
    if (!values.pattern.test(word)) return `"${word}" is not ${values.what}`;
  }
  switch (values.written) {
    case 'upper':
      return words.map((word) => word.toUpperCase());
    case 'lower':
      return words.map((word) => word.toLowerCase());
    case 'asIs':
      return words;
  }
}

function amountsIn(text: string): readonly Money[] | string {
  const amounts: Money[] = [];
  for (const part of text.split(/ or |;/i).map((one) => one.trim())) {
    const [first = '', second = '', ...rest] = part.split(' ');
    const [code, digits] = isCurrency(first.toUpperCase()) ? [first, second] : [second, first];
    const currency = code.toUpperCase();
    if (!isCurrency(currency) || rest.length > 0)
      return `"${part}" is no amount with its currency, such as EUR 1000.00; write several with "or" between`;
    const parsed = parseAmount(digits, currency, { decimal: '.' });
    if (!parsed.ok) return `"${digits}" ${parsed.reason}; write it such as ${currency} 1000`;
    if (amounts.some((other) => other.currency === currency)) return `${currency} is named twice`;
    amounts.push(money(parsed.amount.minor, currency));
  }
  return amounts;
}

function numberIn(text: string, unit: Unit): number | string {
  const units = { percent: ' ?%', days: ' days?', months: ' months?', count: '' }[unit];
  const [, digits] = new RegExp(`^(-?\\d{1,9}(?:\\.\\d{1,4})?)(?:${units})?$`, 'i').exec(text.trim()) ?? [];
  if (digits === undefined)
    return `"${text.trim()}" is no number${unit === 'count' ? '' : ` of ${unit}`}, such as 30 or 12.5`;
  return Number(digits) + 0;
}
