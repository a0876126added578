// How far two instants lie apart, in the reader's language and the two largest units: `3 days, 4 hours`, `3 jours et 4 heures`.
const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** @param tag BCP 47. Without a sign: before and after are said by whoever asks. */
export function sayDistance(tag: string, from: string, to: string): string {
  let left = Math.abs(Date.parse(to) - Date.parse(from));
  const said: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0 && said.length < 2)
      said.push(new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(count));
  }
  if (said.length === 0)
    return new Intl.NumberFormat(tag, { style: "unit", unit: "minute", unitDisplay: "long" }).format(0);
  return said.join(" ");
}
