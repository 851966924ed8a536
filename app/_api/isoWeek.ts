/** An ISO 8601 week, "2026-W48": begins on Monday, 00:00 UTC. As text, weeks sort in order. */
export type IsoWeek = string;

const DAY_SECONDS = 86_400;
const DAYS = 7;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3;

export const WEEK_SECONDS = BigInt(DAYS * DAY_SECONDS);

/**
 * The week of a moment.
 * @param seconds Unix seconds, not before 1970.
 * @returns The ISO week, in UTC. A week belongs to the year of its Thursday.
 */
export function weekOf(seconds: bigint): IsoWeek {
  const day = Number(seconds / BigInt(DAY_SECONDS));
  const thursday = day - ((day + FIRST_WEEKDAY) % DAYS) + 3;
  const year = new Date(thursday * DAY_SECONDS * 1000).getUTCFullYear();
  const newYear = Date.UTC(year, 0, 1) / DAY_SECONDS / 1000;
  return format(year, Math.floor((thursday - newYear) / DAYS) + 1);
}

/**
 * When a week begins.
 * @param week As {@link weekOf} writes it.
 * @returns Unix seconds of its Monday, 00:00 UTC; undefined when there is no such week: not every year has a 53rd.
 */
export function weekBegin(week: IsoWeek): bigint | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  if (year === undefined || Number(year) < 1970) return undefined;
  // The 4th of January is always in the first week.
  const day = Date.UTC(Number(year), 0, 4) / DAY_SECONDS / 1000;
  const monday = day - ((day + FIRST_WEEKDAY) % DAYS) + (Number(number) - 1) * DAYS;
  const begin = BigInt(monday * DAY_SECONDS);
  return begin >= 0n && weekOf(begin) === week ? begin : undefined;
}

function format(year: number, number: number): IsoWeek {
  return `${year}-W${String(number).padStart(2, "0")}`;
}
