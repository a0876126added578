// Exact decimals: shares and weights are compared as the numbers people wrote down, never as rounded binary fractions.

/** `digits` × 10^-`scale`, with `scale` ≥ 0. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** The decimal that `number` prints as: 0.1 is one tenth. `number` is finite. */
export function readDecimal(number: number): Decimal {
  if (Number.isSafeInteger(number)) return { digits: BigInt(number), scale: 0 };
  const [mantissa = "0", exponent = "0"] = String(number).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** The smallest scale at which every one of these numbers is whole. */
export function findScale(numbers: readonly number[]): number {
  return numbers.reduce(
    (scale, number) => (Number.isSafeInteger(number) ? scale : Math.max(scale, readDecimal(number).scale)),
    0,
  );
}

/** `number` × 10^`scale`, which is whole when `scale` is at least its own. */
export function toWhole(number: number, scale: number): bigint {
  const decimal = readDecimal(number);
  return decimal.digits * 10n ** BigInt(scale - decimal.scale);
}

/** The same where it is known to be an exact number, as of a weight that was checked. */
export function toExact(number: number, scale: number): number {
  return scale === 0 ? number : Number(toWhole(number, scale));
}

/** The least whole number that is at least `share` of `whole`. */
export function leastShare(share: number, whole: bigint): bigint {
  const { digits, scale } = readDecimal(share);
  const divisor = 10n ** BigInt(scale);
  return (digits * whole + divisor - 1n) / divisor;
}

/** A share as a percentage, in full: `50 %`, `33.3 %`. */
export function printPercent(share: number): string {
  return `${printDecimal(percentOf(share))} %`;
}

/**
 * A share from its percentage as written, `33.3`: exactly the number that `printPercent` prints so. Null where it is not
 * above 0 and at most 1, or has more digits than a number holds.
 */
export function readPercent(text: string): number | null {
  const [whole = "", fraction = ""] = text.split(".");
  if (text.length > 400 || /^0[0-9]/.test(whole)) return null;
  const share = Number(`${whole}${fraction}e-${fraction.length + 2}`);
  const trimmed = fraction.replace(/0+$/, "");
  const written = trimmed === "" ? whole : `${whole}.${trimmed}`;
  return share > 0 && share <= 1 && printPercent(share) === `${written} %` ? share : null;
}

/**
 * `part` of `whole` as a percentage, cut (not rounded) to one decimal, or to as many as `share` has, so that what is printed
 * is below `share` exactly when the part is.
 */
export function printPart(part: bigint, whole: bigint, share: number): string {
  const scale = Math.max(1, percentOf(share).scale);
  return `${printDecimal({ digits: (part * 100n * 10n ** BigInt(scale)) / whole, scale })} %`;
}

function percentOf(share: number): Decimal {
  const { digits, scale } = readDecimal(share);
  return scale >= 2 ? { digits, scale: scale - 2 } : { digits: digits * 10n ** BigInt(2 - scale), scale: 0 };
}

function printDecimal({ digits, scale }: Decimal): string {
  if (scale === 0) return digits.toString();
  const text = digits.toString().padStart(scale + 1, "0");
  const fraction = text.slice(-scale).replace(/0+$/, "");
  return fraction === "" ? text.slice(0, -scale) : `${text.slice(0, -scale)}.${fraction}`;
}
