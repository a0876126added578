// Times of the page: always with their zone, UTC first, the reader's own beside it. Days of measures are local days of
// whoever announced them and are never shifted.

const DAY_MS = 86_400_000;

const utcInstant = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** `26 Mar 2018, 13:00 UTC`. */
export function formatInstant(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : `${utcInstant.format(at)} UTC`;
}

/** `15:00, 26 Mar in Europe/Berlin`, or null when the reader lives on UTC and nothing would be added. */
export function formatOwn(instant: string, zone: string): string | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || ["UTC", "Etc/UTC", "GMT", "Etc/GMT"].includes(zone)) return null;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("day")} ${part("month")}, ${part("hour")}:${part("minute")} in ${zone.replaceAll("_", " ")}`;
}

/** `2018-03-26` → `26 March 2018`; `2018-03` → `March 2018`; anything else as it stands. */
export function formatDay(day: string): string {
  return formatParts(day, "long");
}

/** `26 Mar 2018`. */
export function formatShortDay(day: string): string {
  return formatParts(day, "short");
}

function formatParts(day: string, month: "long" | "short"): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(day);
  if (!full && !/^\d{4}-\d{2}$/.test(day)) return day;
  const at = new Date(full ? `${day}T00:00:00Z` : `${day}-01T00:00:00Z`);
  return new Intl.DateTimeFormat("en-GB", {
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
export function distance(from: string, to: string): Distance {
  const span = Date.parse(to) - Date.parse(from);
  const minutes = Math.floor(Math.abs(span) / 60_000);
  return { past: span < 0, text: sayMinutes(minutes) };
}

/** `90` → `1 min 30 s`; `86400` → `1 day`. */
export function saySeconds(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
    : sayMinutes(Math.floor(seconds / 60));
}

function sayMinutes(minutes: number): string {
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  const said = units.filter(([value]) => value > 0).slice(0, 2);
  return said.length === 0
    ? "0 minutes"
    : said.map(([value, unit]) => `${value} ${unit}${value === 1 ? "" : "s"}`).join(" ");
}
