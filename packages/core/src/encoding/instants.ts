// Instants and days. Core has no clock: instants are RFC 3339 UTC text with milliseconds, days are YYYY-MM-DD, and both
// are handed in. Arithmetic is on the proleptic Gregorian calendar, so that no machine's time zone takes part.
import { InputError } from "./errors.ts";

declare const instantBrand: unique symbol;
declare const dayBrand: unique symbol;

/** `2018-03-26T13:00:00.000Z`, always this form. */
export type Instant = string & { readonly [instantBrand]: true };
/** `2018-03-26`. */
export type Day = string & { readonly [dayBrand]: true };

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?Z$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** @throws InputError INSTANT_INVALID unless `text` is an RFC 3339 instant in UTC; normalises to milliseconds. */
export function readInstant(text: string): Instant {
  const match = INSTANT.exec(text);
  if (match?.[1] === undefined)
    throw new InputError("INSTANT_INVALID", `"${text}" is not an instant such as 2018-03-26T13:00:00Z`);
  readDay(match[1]);
  return `${match[1]}T${match[2] ?? ""}:${match[3] ?? ""}:${match[4] ?? ""}.${(match[5] ?? "").padEnd(3, "0")}Z` as Instant;
}

/** @throws InputError INSTANT_INVALID unless `text` is a day of the calendar. */
export function readDay(text: string): Day {
  const match = DAY.exec(text);
  if (match !== null) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)) return text as Day;
  }
  throw new InputError("INSTANT_INVALID", `"${text}" is not a day such as 2018-03-26`);
}

export function dayOf(instant: Instant): Day {
  return instant.slice(0, 10) as Day;
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  // Days from civil: the year starts in March, so that the leap day is the last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function epochMilliseconds(instant: Instant): number {
  const [hour = 0, minute = 0, second = 0] = instant.slice(11, 19).split(":").map(Number);
  return (
    dayNumber(dayOf(instant)) * DAY_MS +
    hour * 3_600_000 +
    minute * 60_000 +
    second * 1000 +
    Number(instant.slice(20, 23))
  );
}

/** The instant so many whole milliseconds after 1970-01-01T00:00:00Z. @throws InputError INSTANT_INVALID outside years 0 to 9999. */
export function instantAt(milliseconds: number): Instant {
  const number = Math.floor(milliseconds / DAY_MS);
  const rest = milliseconds - number * DAY_MS;
  const [hour, minute, second] = [
    Math.floor(rest / 3_600_000),
    Math.floor(rest / 60_000) % 60,
    Math.floor(rest / 1000) % 60,
  ];
  const time = [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
  return readInstant(`${dayAt(number)}T${time}.${String(rest % 1000).padStart(3, "0")}Z`);
}

/** The day of that number: `dayNumber` the other way round. */
function dayAt(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(date).padStart(2, "0")].join(
    "-",
  );
}

/** The last day of a month written `YYYY-MM`. @throws InputError INSTANT_INVALID. */
export function lastDayOfMonth(month: string): Day {
  const first = readDay(`${month}-01`);
  const [year = 0, number = 0] = first.split("-").map(Number);
  return `${month}-${String(daysInMonth(year, number)).padStart(2, "0")}` as Day;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
