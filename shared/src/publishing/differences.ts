/** What changes from one policy to the next, in sentences: what somebody has to know who approves it, not which columns differ. */
import type { Column } from '../tables/table.ts';
import { placeOf, policyTables, type Part, type PolicyDocument } from './document.ts';
import { readableName, type ReadableRow, type ReadableValue } from './readable-row.ts';
import { stepSentences } from './step-differences.ts';
import { linesAdded } from './line-differences.ts';

/** A sentence each; none when nothing changes. */
export function differences(before: PolicyDocument, after: PolicyDocument): readonly string[] {
  const inOrder: readonly Part[] = [
    'segments',
    'severities',
    'alertRules',
    'scoreCards',
    'strategies',
    'steps',
    'contactPolicies',
    'calendars',
    'templates',
  ];
  return inOrder.flatMap((part) => ofPart(part, before, after));
}

function ofPart(part: Part, before: PolicyDocument, after: PolicyDocument): readonly string[] {
  const old = new Map(before[part].map((row) => [placeOf(part, row), row]));
  const now = new Map(after[part].map((row) => [placeOf(part, row), row]));
  const places = [...new Set([...old.keys(), ...now.keys()])].sort();
  return places.flatMap((place): readonly string[] => {
    const [was, is] = [old.get(place), now.get(place)];
    if (is && !was) return [`${nameOf(part, is, after)} is new${described(part, is, after)}.`];
    if (was && !is) return [`${nameOf(part, was, before)} is taken out.`];
    return was && is ? changes(part, was, is, before, after) : [];
  });
}

function changes(
  part: Part,
  was: ReadableRow,
  is: ReadableRow,
  before: PolicyDocument,
  after: PolicyDocument,
): readonly string[] {
  const name = nameOf(part, is, after);
  const told = new Set<string>();
  const sentences: string[] = [];
  if (part === 'steps') {
    const special = stepSentences(was, is);
    sentences.push(...special.sentences.map((words) => `${name} ${words}`));
    special.columns.forEach((column) => told.add(column));
  }
  for (const [column, definition] of Object.entries<Column>(policyTables[part].columns)) {
    const readable = readableName(column, definition);
    const [old, now] = [was[readable], is[readable]];
    if (old === now || told.has(readable)) continue;
    sentences.push(...inWords(name, readable, definition, old, now, before, after));
  }
  return sentences;
}

function inWords(
  name: string,
  readable: string,
  column: Column,
  old: ReadableValue | undefined,
  now: ReadableValue | undefined,
  before: PolicyDocument,
  after: PolicyDocument,
): readonly string[] {
  if (readable === 'name') return [`${name} was called ${String(old)}.`];
  if (readable === 'strategy')
    return [`${name} now uses strategy ${strategyName(now, after)} (before: ${strategyName(old, before)}).`];
  if (readable === 'holidays' || readable === 'workingdays') {
    const { added, removed } = linesAdded(String(old ?? ''), String(now ?? ''));
    const what = readable === 'holidays' ? 'a holiday' : 'a working day';
    return [
      ...added.map((line) => `${name}: ${line} is ${what} now.`),
      ...removed.map((line) => `${name}: ${line} is no longer ${what}.`),
    ];
  }
  if (readable === 'rule' || readable === 'condition')
    return [
      `${name}: ${lowerFirst(column.label)} is now: ${ruleInWords(now)} (before: ${ruleInWords(old)}).`,
    ];
  if (column.type === 'memo') return [`${name}: ${lowerFirst(column.label)} changes.`];
  const show = (value: ReadableValue | undefined): string => shown(column, value);
  if (old === undefined) return [`${name}: ${lowerFirst(column.label)} is ${show(now)} now (before: empty).`];
  if (now === undefined) return [`${name}: ${lowerFirst(column.label)} is empty now (before: ${show(old)}).`];
  return [`${name}: ${lowerFirst(column.label)} is ${show(now)} now (before: ${show(old)}).`];
}

/** What a new row is about, where its name alone says too little. */
function described(part: Part, row: ReadableRow, document: PolicyDocument): string {
  if (part === 'segments') return ` and uses strategy ${strategyName(row.strategy, document)}`;
  if (part !== 'steps') return '';
  const when = stepSentences({}, row).when;
  return `, ${when}, by ${String(row.channel)}`;
}

function nameOf(part: Part, row: ReadableRow, document: PolicyDocument): string {
  const name = String(row.name ?? row.code);
  switch (part) {
    case 'segments':
      return `Segment ${name}`;
    case 'strategies':
      return `Strategy ${name}`;
    case 'steps':
      return `${strategyName(row.strategy, document)}: ${name}`;
    case 'contactPolicies':
      return `Contact policy ${name}`;
    case 'calendars':
      return `Calendar ${name}`;
    case 'severities':
      return `Severity class ${name}`;
    case 'alertRules':
      return `Alert rule ${name}`;
    case 'scoreCards':
      return `Score card ${name}`;
    case 'templates':
      return `Text ${String(row.code)} (${String(row.channel)}, ${String(row.language)})`;
  }
}

function strategyName(code: ReadableValue | undefined, { strategies }: PolicyDocument): string {
  const row = strategies.find((strategy) => strategy.code === code);
  return String(row?.name ?? code);
}

function shown(column: Column, value: ReadableValue | undefined): string {
  if (column.type === 'boolean') return value === true ? 'yes' : 'no';
  if (column.type === 'choice') return `“${column.options[String(value)]?.label ?? String(value)}”`;
  return String(value);
}

/** One condition a line, all of which must hold. */
function ruleInWords(rule: ReadableValue | undefined): string {
  return rule === undefined
    ? 'for everybody'
    : String(rule)
        .trim()
        .split(/\s*\n\s*/)
        .join(' and ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
