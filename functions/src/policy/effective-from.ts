/** From which day a new version decides, after which one, and instead of which. */
import { dateIn } from '@dunlin/shared/dates/instant';
import { isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { inForceOn } from '@dunlin/shared/publishing/in-force';
import { anError, type Problem } from '@dunlin/shared/publishing/problem';
import type { Services } from '../services.ts';
import type { Drafts } from './load-drafts.ts';
import type { Version, VersionRow } from './version-rows.ts';

export type EffectiveFrom = {
  readonly effectiveOn: IsoDate;
  /** What decides until then; undefined before the first. */
  readonly before: Version | undefined;
  /** Published before, to be in force no earlier than this one: they never will be. */
  readonly replaced: readonly Version[];
  readonly number: number;
  readonly problems: readonly Problem[];
};

export function effectiveFrom({ now }: Services, row: VersionRow, drafts: Drafts): EffectiveFrom {
  const isOther = ({ id }: { readonly id: string }): boolean => id !== row.dun_policyversionid;
  const versions = drafts.versions.filter(isOther);
  const today = earliestToday(drafts, now());
  const effectiveOn = row.dun_effectiveon === null ? today : isoDate(row.dun_effectiveon);
  const replaced = versions.filter((one) => one.effectiveOn >= effectiveOn && one.effectiveOn > today);
  const staying = versions.filter((one) => !replaced.includes(one));
  return {
    effectiveOn,
    before: inForceOn(staying, effectiveOn),
    replaced,
    number: Math.max(0, ...drafts.numbers.filter(isOther).map(({ number }) => number)) + 1,
    problems:
      effectiveOn >= today
        ? []
        : [anError('in force from', effectiveOn, `it is in the past; choose ${today} or a later day`)],
  };
}

/** Where the day began last: a version from this day on is nowhere too late. A zone that does not exist is found by the check. */
function earliestToday({ companies }: Drafts, now: Parameters<typeof dateIn>[1]): IsoDate {
  const zones = companies.map(({ dun_timezone }) => dun_timezone).filter(isZone);
  const days = (zones.length > 0 ? zones : ['UTC']).map((zone) => dateIn(zone, now));
  return days.reduce((a, b) => (a < b ? a : b));
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
