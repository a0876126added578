// Points of Ed25519 that strict readers refuse whatever the rest says, because under them one signature fits many messages
// or one point has two spellings (RFC 8032 section 5.1.3). Native verifiers differ in how many of these they let pass.

const FIELD_PRIME = 2n ** 255n - 19n;
/** The y coordinates of the points of order 1, 2, 4 and 8. */
const SMALL_ORDER_Y = new Set([
  0n,
  1n,
  FIELD_PRIME - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n,
]);

/** A point in canonical form that is not of small order; whether it is on the curve a verifier decides. */
export function isSoundPoint(point: Uint8Array): boolean {
  const digits = Array.from(point, (byte) => byte.toString(16).padStart(2, "0")).reverse();
  const y = BigInt(`0x0${digits.join("")}`) & (2n ** 255n - 1n);
  return point.length === 32 && y < FIELD_PRIME && !SMALL_ORDER_Y.has(y);
}
