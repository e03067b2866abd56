/**
 * Makes starter/dun_calendar.json: `node solution/data/make-calendars.ts`. Public holidays come from date-holidays, which knows today's laws
 * and applies them to every year; since when a day is free, and which days Hungary moved, is corrected here with the law that says so.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Holidays from 'date-holidays';
import { starterFolder } from '../paths.ts';

const firstYear = 2012;
const lastYear = 2028;
const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);

type Years = { readonly first: number; readonly last: number };

type Day = { readonly date: string; readonly name: string };

function main(): void {
  const calendars = [
    calendar('HU', 'Hungary', [...holidaysOf('HU'), ...restDays], workingSaturdays, decreedInHungary),
    calendar('PL', 'Poland', holidaysOf('PL')),
    calendar('RO', 'Romania', holidaysOf('RO').filter(wasFreeInRomania)),
    calendar('DE', 'Germany (days free in all states)', holidaysOf('DE')),
    calendar('EU', 'Europe, days free nearly everywhere', european()),
  ];
  writeFileSync(join(starterFolder, 'dun_calendar.json'), `${JSON.stringify(calendars, null, 2)}\n`);
}

function calendar(
  code: string,
  name: string,
  holidays: readonly Day[],
  workingDays: readonly Day[] = [],
  covered: Years = { first: firstYear, last: lastYear },
) {
  const inYears = ({ date }: Day): boolean =>
    Number(date.slice(0, 4)) >= covered.first && Number(date.slice(0, 4)) <= covered.last;
  return {
    dun_code: code,
    dun_name: name,
    dun_weekend: '6,7',
    dun_holidays: lines(holidays.filter(inYears)),
    ...(workingDays.length > 0 && { dun_workingdays: lines(workingDays) }),
    dun_coveredfrom: `${covered.first}-01-01`,
    dun_coveredto: `${covered.last}-12-31`,
  };
}

function lines(days: readonly Day[]): string[] {
  return [...new Set(days.map(({ date, name }) => `${date} ${name}`))].toSorted();
}

function holidaysOf(country: string): Day[] {
  const source = new Holidays(country, { types: ['public'] });
  return years.flatMap((year) =>
    source
      .getHolidays(year, 'en')
      // States and regions have more; only what is free in the whole country counts.
      .filter((holiday) => holiday.type === 'public')
      .flatMap(({ date, start, end, name }) =>
        daysFrom(date.slice(0, 10), Math.round((end.getTime() - start.getTime()) / dayMs)).map((day) => ({
          date: day,
          name,
        })),
      ),
  );
}

const dayMs = 86_400_000;

/** A holiday of two days is one entry from its first midnight to its last, in its country's zone. */
function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * dayMs).toISOString().slice(0, 10),
  );
}

function european(): Day[] {
  return years.flatMap((year) => [
    { date: `${year}-01-01`, name: "New Year's Day" },
    { date: `${year}-05-01`, name: 'Labour Day' },
    { date: `${year}-12-25`, name: 'Christmas Day' },
    { date: `${year}-12-26`, name: 'Second Christmas Day' },
  ]);
}

/** Days added to article 139 of the Romanian labour code (Law 53/2003), with the law that added them. Easter there is the Orthodox one. */
const freeInRomaniaSince: readonly { readonly name: string; readonly year: number }[] = [
  // Law 147/2012.
  { name: "St Andrew's Day", year: 2012 },
  // Law 176/2016 and Law 220/2016.
  { name: 'Day of the Unification of the Romanian Principalities', year: 2017 },
  { name: "Children's Day", year: 2017 },
  // Law 64/2018.
  { name: 'Good Friday', year: 2018 },
  // Law 52/2023, in force from the following January on.
  { name: 'Epiphany', year: 2024 },
  { name: 'Saint John the Baptist', year: 2024 },
];

function wasFreeInRomania({ date, name }: Day): boolean {
  const since = freeInRomaniaSince.find((entry) => entry.name === name);
  return since === undefined || Number(date.slice(0, 4)) >= since.year;
}

/**
 * Hungary moves working days around holidays by a yearly decree: a Saturday is worked for a weekday off. No day was moved in 2017 and 2023.
 * None was found for 2027, and of 2012 sources contradict each other (1 or 29 December worked for New Year's Eve): outside these years nobody
 * knows which Saturdays are worked, so the calendar does not answer. A new decree is another entry below and another last year here.
 */
const decreedInHungary: Years = { first: 2013, last: 2026 };

const movedInHungary: readonly {
  readonly decree: string;
  readonly moved: readonly (readonly [string, string])[];
}[] = [
  {
    // Its text could not be read. Three that agree: a newspaper of that August (infomovar.hu, 22 August 2013), python-holidays 0.105, which
    // names the decree, and the calendar tests of OpenGamma Strata.
    decree: '28/2012. (IX. 4.) NGM',
    moved: [
      ['2013-08-24', '2013-08-19'],
      ['2013-12-07', '2013-12-24'],
      ['2013-12-21', '2013-12-27'],
    ],
  },
  {
    decree: '33/2013. (VIII. 30.) NGM',
    moved: [
      ['2014-05-10', '2014-05-02'],
      ['2014-10-18', '2014-10-24'],
      ['2014-12-13', '2014-12-24'],
    ],
  },
  {
    decree: '28/2014. (IX. 24.) NGM',
    moved: [
      ['2015-01-10', '2015-01-02'],
      ['2015-08-08', '2015-08-21'],
      ['2015-12-12', '2015-12-24'],
    ],
  },
  {
    decree: '18/2015. (VI. 29.) NGM',
    moved: [
      ['2016-03-05', '2016-03-14'],
      ['2016-10-15', '2016-10-31'],
    ],
  },
  {
    decree: '9/2017. (V. 19.) NGM',
    moved: [
      ['2018-03-10', '2018-03-16'],
      ['2018-04-21', '2018-04-30'],
      ['2018-10-13', '2018-10-22'],
      ['2018-11-10', '2018-11-02'],
      ['2018-12-01', '2018-12-24'],
      ['2018-12-15', '2018-12-31'],
    ],
  },
  {
    decree: '6/2018. (VIII. 23.) PM',
    moved: [
      ['2019-08-10', '2019-08-19'],
      ['2019-12-07', '2019-12-24'],
      ['2019-12-14', '2019-12-27'],
    ],
  },
  {
    decree: '7/2019. (VI. 25.) PM',
    moved: [
      ['2020-08-29', '2020-08-21'],
      ['2020-12-12', '2020-12-24'],
    ],
  },
  { decree: '14/2020. (V. 13.) ITM', moved: [['2021-12-11', '2021-12-24']] },
  {
    decree: '23/2021. (VI. 1.) ITM',
    moved: [
      ['2022-03-26', '2022-03-14'],
      ['2022-10-15', '2022-10-31'],
    ],
  },
  {
    decree: '15/2023. (VII. 13.) GFM',
    moved: [
      ['2024-08-03', '2024-08-19'],
      ['2024-12-07', '2024-12-24'],
      ['2024-12-14', '2024-12-27'],
    ],
  },
  {
    decree: '11/2024. (IV. 8.) NGM',
    moved: [
      ['2025-05-17', '2025-05-02'],
      ['2025-10-18', '2025-10-24'],
      ['2025-12-13', '2025-12-24'],
    ],
  },
  {
    decree: '10/2025. (IV. 30.) NGM',
    moved: [
      ['2026-01-10', '2026-01-02'],
      ['2026-08-08', '2026-08-21'],
      ['2026-12-12', '2026-12-24'],
    ],
  },
];

const workingSaturdays: readonly Day[] = movedInHungary.flatMap(({ decree, moved }) =>
  moved.map(([worked, free]) => ({ date: worked, name: `worked for ${free} (${decree})` })),
);

const restDays: readonly Day[] = movedInHungary.flatMap(({ decree, moved }) =>
  moved.map(([worked, free]) => ({ date: free, name: `rest day, worked on ${worked} (${decree})` })),
);

main();
