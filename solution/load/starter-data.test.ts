import { starterFolder } from '../paths.ts';
import { starterRows } from './starter-data.ts';
import type { ReadableRow } from './wire-row.ts';

const rows = new Map(starterRows(starterFolder).map(({ table, rows: ofTable }) => [table.name, ofTable]));

function rowsOf(table: string): readonly ReadableRow[] {
  return rows.get(table) ?? [];
}

function calendar(code: string): {
  readonly holidays: readonly string[];
  readonly workingDays: readonly string[];
} {
  const row = rowsOf('dun_calendar').find(({ dun_code }) => dun_code === code) ?? {};
  const dates = (lines: unknown) => ((lines ?? []) as readonly string[]).map((line) => line.slice(0, 10));
  return { holidays: dates(row.dun_holidays), workingDays: dates(row.dun_workingdays) };
}

function inYear(dates: readonly string[], year: number): string[] {
  return dates.filter((date) => date.startsWith(String(year))).map((date) => date.slice(5));
}

describe('starter policy', () => {
  it('has every text its steps may send, in five languages', () => {
    const languages = ['de', 'en', 'hu', 'pl', 'ro'];
    const there = new Set(
      rowsOf('dun_template').map(({ dun_code, dun_channel, dun_language }) =>
        [dun_code, dun_channel, dun_language].join(' '),
      ),
    );
    const needed = rowsOf('dun_strategystep').flatMap((step) =>
      [step.dun_channel, step.dun_fallbackchannel]
        .filter((channel) => channel !== undefined)
        .flatMap((channel) => languages.map((language) => [step.dun_template, channel, language].join(' '))),
    );
    expect(needed.filter((text) => !there.has(text))).toEqual([]);
  });

  it('takes the steps of a strategy in the order of their dates', () => {
    for (const strategy of ['business', 'consumer']) {
      const offsets = rowsOf('dun_strategystep')
        .filter(({ dun_strategyid }) => dun_strategyid === strategy)
        .toSorted((a, b) => Number(a.dun_order) - Number(b.dun_order))
        .map(({ dun_offsetdays }) => Number(dun_offsetdays));
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
      expect(offsets[0]).toBeLessThan(0);
    }
  });
});

describe('calendars', () => {
  it('know the Romanian holidays of 2025, Easter being the Orthodox one', () => {
    expect(inYear(calendar('RO').holidays, 2025)).toEqual([
      '01-01',
      '01-02',
      '01-06',
      '01-07',
      '01-24',
      '04-18',
      '04-20',
      '04-21',
      '05-01',
      '06-01',
      '06-08',
      '06-09',
      '08-15',
      '11-30',
      '12-01',
      '12-25',
      '12-26',
    ]);
  });

  it('do not make days free before the law did', () => {
    expect(inYear(calendar('RO').holidays, 2016)).not.toContain('01-24');
    expect(inYear(calendar('RO').holidays, 2017)).not.toContain('04-14');
    expect(inYear(calendar('HU').holidays, 2016)).not.toContain('03-25');
    expect(inYear(calendar('PL').holidays, 2024)).not.toContain('12-24');
    expect(inYear(calendar('PL').holidays, 2025)).toContain('12-24');
  });

  it('know the Saturdays Hungary works and the days it takes off for them', () => {
    expect(inYear(calendar('HU').workingDays, 2025)).toEqual(['05-17', '10-18', '12-13']);
    expect(inYear(calendar('HU').workingDays, 2026)).toEqual(['01-10', '08-08', '12-12']);
    expect(inYear(calendar('HU').holidays, 2026)).toEqual(
      expect.arrayContaining(['01-02', '04-03', '08-20', '08-21', '12-24']),
    );
    expect(inYear(calendar('HU').workingDays, 2023)).toEqual([]);
  });
});
