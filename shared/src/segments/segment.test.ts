import { isoDate } from '../dates/iso-date.ts';
import type { Measures } from './measures.ts';
import { ruleIn } from './rule-text.ts';
import { segmentOf, type Segment, type SegmentOverride } from './segment.ts';
import { theMeasures } from './testing/measured.ts';

const segments: readonly Segment[] = [
  aSegment('everybody', 90, ''),
  aSegment('consumers', 20, 'kind is consumer'),
  aSegment('neighbours', 10, 'kind is business\ncountry is PL, RO'),
];

function aSegment(code: string, priority: number, rule: string): Segment {
  return { code, name: code, priority, rule: ruleIn(rule), strategy: 'S' };
}

function segmentOn(
  day: string,
  known: Partial<Measures>,
  override?: SegmentOverride,
  among = segments,
): string | undefined {
  const question = { measures: theMeasures(known), override, asOf: isoDate(day) };
  const found = segmentOf({ ...question, segments: among });
  expect(segmentOf({ ...question, segments: [...among].reverse() })).toEqual(found);
  return found && `${found.segment.code} by ${found.by.kind}`;
}

describe('the segment of a debtor', () => {
  it.each([
    ['business', 'RO', 'neighbours by rule'],
    ['business', 'DE', 'everybody by rule'],
    ['consumer', 'RO', 'consumers by rule'],
  ] as const)('a %s in %s: %s', (kind, country, expected) => {
    expect(segmentOn('2025-03-31', { kind, country })).toBe(expected);
  });

  it('is that of the first code where two are asked at once', () => {
    const two = [aSegment('B', 10, ''), aSegment('A', 10, ''), aSegment('C', 10, '')];
    expect(segmentOn('2025-03-31', {}, undefined, two)).toBe('A by rule');
  });

  it('is none when nothing matches', () => {
    expect(segmentOn('2025-03-31', { country: 'DE' }, undefined, segments.slice(1))).toBeUndefined();
  });
});

describe('a segment chosen by a person', () => {
  const override = { segment: 'consumers', until: isoDate('2025-03-31'), reason: 'one-man business' };

  it('wins over the rules up to its last day', () => {
    expect(segmentOn('2025-03-31', {}, override)).toBe('consumers by person');
    expect(segmentOn('2025-04-01', {}, override)).toBe('everybody by rule');
  });

  it('wins for good when it has no last day', () => {
    expect(segmentOn('2099-01-01', {}, { segment: 'consumers' })).toBe('consumers by person');
  });

  it('counts for nothing when that segment is not in use', () => {
    expect(segmentOn('2025-03-31', {}, { segment: 'proposal-3' })).toBe('everybody by rule');
  });
});
