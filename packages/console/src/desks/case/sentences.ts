// Small things about text on the case desk. A figure never stands without its counting rule and its day.

/** Sentence case for text that comes from data: `fires: 11 ≥ 10` → `Fires: 11 ≥ 10`. */
export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Text from data as a sentence that can stand alone. */
export function sentenceOf(text: string): string {
  return `${capitalise(text).replace(/\.$/, "")}.`;
}

/** `12,345 bytes` → `12 KB`; sizes are for judging a download, not for counting. */
export function saySize(bytes: number, tag: string): string {
  const [unit, size] = bytes < 1024 ? (["byte", bytes] as const) : (["kilobyte", bytes / 1024] as const);
  return new Intl.NumberFormat(tag, { style: "unit", unit, maximumFractionDigits: 0 }).format(size);
}

/** A fingerprint in groups of four, as it is read aloud. */
export function groupFingerprint(fingerprint: string, characters: number): string {
  return (
    fingerprint
      .slice(0, characters)
      .match(/.{1,4}/g)
      ?.join(" ") ?? ""
  );
}
