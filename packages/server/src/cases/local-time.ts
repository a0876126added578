// Instants as people read them: in UTC, and in a member's own time zone by the rules this machine has (Intl).
import type { OfficeHours } from "@entente/core/arrangements";
import { InputError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";

/** Whether this machine knows the time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone });
    return true;
  } catch {
    return false;
  }
}

interface LocalMoment {
  readonly day: string;
  readonly weekday: string;
  readonly time: string;
}

/** `2018-03-23 17:00 UTC (Friday 2018-03-23 18:00 in Europe/Berlin)`; in UTC alone where that is the member's own. */
export function sayInstant(instant: Instant, timeZone: string): string {
  const utc = `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
  if (timeZone === "UTC") return utc;
  const { weekday, day, time } = readLocal(instant, timeZone);
  return `${utc} (${weekday} ${day} ${time} in ${timeZone})`;
}

/** Whether the desk is there at that instant; null where its hours are not known. */
export function isWithinHours(hours: OfficeHours | null, timeZone: string, instant: Instant): boolean | null {
  if (hours === null) return null;
  const { weekday, time } = readLocal(instant, timeZone);
  return hours.days.includes(WEEKDAYS.indexOf(weekday) + 1) && time >= hours.from && time < hours.to;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function readLocal(instant: Instant, timeZone: string): LocalMoment {
  if (!isTimeZone(timeZone))
    throw new InputError("COALITION_INVALID", `"${timeZone}" is no time zone this node knows.`);
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, hourCycle: "h23", weekday: "long", calendar: "gregory", numberingSystem: "latn" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: part("weekday"),
    time: `${part("hour")}:${part("minute")}`,
  };
}
