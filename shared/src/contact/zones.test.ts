import { europeanUnion, zoneOfCountry } from './zones.ts';

it('every member of the Union has a zone that exists', () => {
  expect(europeanUnion).toHaveLength(27);
  for (const country of europeanUnion) {
    const zone = zoneOfCountry(country);
    expect(zone).toBeDefined();
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  }
});

it.each([
  ['HU', 'Europe/Budapest'],
  ['PL', 'Europe/Warsaw'],
  ['RO', 'Europe/Bucharest'],
  ['UA', 'Europe/Kyiv'],
  ['US', undefined],
  ['', undefined],
])('%s: %s', (country, zone) => {
  expect(zoneOfCountry(country)).toBe(zone);
});
