/** Time zones by the codes of Dataverse's user settings (`timezonecode`), as names browsers know. */

const zones: Readonly<Record<number, string>> = {
  4: 'America/Los_Angeles',
  10: 'America/Denver',
  15: 'America/Phoenix',
  20: 'America/Chicago',
  35: 'America/New_York',
  65: 'America/Sao_Paulo',
  85: 'Europe/London',
  92: 'UTC',
  95: 'Europe/Budapest',
  100: 'Europe/Warsaw',
  105: 'Europe/Paris',
  110: 'Europe/Berlin',
  115: 'Europe/Chisinau',
  125: 'Europe/Kyiv',
  130: 'Europe/Bucharest',
  134: 'Europe/Istanbul',
  135: 'Asia/Jerusalem',
  145: 'Europe/Moscow',
  190: 'Asia/Kolkata',
  210: 'Asia/Shanghai',
  235: 'Asia/Tokyo',
  255: 'Australia/Sydney',
};

/** @throws {RangeError} for a code without a zone here */
export function timeZoneOf(code: number): string {
  const zone = zones[code];
  if (zone === undefined) throw new RangeError(`No time zone is known for the code ${code}.`);
  return zone;
}
