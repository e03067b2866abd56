import { segmentOf, type Segment } from './segment.ts';

const segments: readonly Segment[] = [
  { code: 'everybody', name: 'Everybody', priority: 90, strategy: 'S' },
  { code: 'consumers', name: 'Consumers', priority: 20, kind: 'consumer', strategy: 'S' },
  {
    code: 'neighbours',
    name: 'Neighbours',
    priority: 10,
    kind: 'business',
    countries: ['PL', 'RO'],
    strategy: 'S',
  },
];

describe('the segment of a debtor', () => {
  it.each([
    ['business', 'RO', 'neighbours'],
    ['business', 'DE', 'everybody'],
    ['consumer', 'RO', 'consumers'],
  ] as const)('a %s in %s: %s', (kind, country, expected) => {
    expect(segmentOf(segments, { kind, country })?.code).toBe(expected);
    expect(segmentOf([...segments].reverse(), { kind, country })?.code).toBe(expected);
  });

  it('is none when nothing matches', () => {
    expect(segmentOf(segments.slice(1), { kind: 'business', country: 'DE' })).toBeUndefined();
  });
});
