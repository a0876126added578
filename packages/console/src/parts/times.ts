// Times of the page: always with their zone, UTC first, the reader's own beside it, written as the reader's language writes
// them. Days of measures are local days of whoever announced them and are never shifted.

const DAY_MS = 86_400_000;

/** `26 Mar 2018, 13:00 UTC`. @param tag BCP 47, `en-GB`. */
export function formatInstant(instant: string, tag: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const utc = new Intl.DateTimeFormat(tag, {
    ...{ timeZone: "UTC", day: "numeric", month: "short", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  return `${utc.format(at)} UTC`;
}

/** `26 Mar, 15:00` and the zone it holds in, or null when the reader lives on UTC and nothing would be added. */
export function formatOwn(
  instant: string,
  zone: string,
  tag: string,
): { readonly time: string; readonly zone: string } | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || ["UTC", "Etc/UTC", "GMT", "Etc/GMT"].includes(zone)) return null;
  const own = new Intl.DateTimeFormat(tag, {
    ...{ timeZone: zone, day: "numeric", month: "short" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  return { time: own.format(at), zone: zone.replaceAll("_", " ") };
}

/** `2018-03-26` → `26 March 2018`; `2018-03` → `March 2018`; anything else as it stands. */
export function formatDay(day: string, tag: string): string {
  return formatParts(day, "long", tag);
}

/** `26 Mar 2018`. */
export function formatShortDay(day: string, tag: string): string {
  return formatParts(day, "short", tag);
}

function formatParts(day: string, month: "long" | "short", tag: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(day);
  if (!full && !/^\d{4}-\d{2}$/.test(day)) return day;
  const at = new Date(full ? `${day}T00:00:00Z` : `${day}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(tag, {
    timeZone: "UTC",
    ...(full ? { day: "numeric" } : {}),
    month,
    year: "numeric",
  }).format(at);
}

/** Whole days from a day to an instant, UTC. */
export function daysSince(day: string, instant: string): number {
  return Math.floor((Date.parse(instant) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS);
}

/** The same with its fraction, for a scale. */
export function fractionOfDays(day: string, instant: string): number {
  return (Date.parse(instant) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS;
}

export interface Distance {
  readonly past: boolean;
  /** `3 days 4 hours`. */
  readonly text: string;
}

/** How far `to` lies from `from`, in its two largest units. */
export function distance(from: string, to: string, tag: string): Distance {
  const span = Date.parse(to) - Date.parse(from);
  const minutes = Math.floor(Math.abs(span) / 60_000);
  return { past: span < 0, text: sayMinutes(minutes, tag) };
}

/** `90` → `1 min 30 s`; `86400` → `1 day`. */
export function saySeconds(seconds: number, tag: string): string {
  if (seconds < 60) return `${new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(seconds)} s`;
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
    : sayMinutes(Math.floor(seconds / 60), tag);
}

function sayMinutes(minutes: number, tag: string): string {
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  const say = (value: number, unit: string): string =>
    new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(value);
  const said = units.filter(([value]) => value > 0).slice(0, 2);
  return said.length === 0 ? say(0, "minute") : said.map(([value, unit]) => say(value, unit)).join(" ");
}
