// Which office of an exercise this tab plays. Only an exercise node listens to it; a real node knows seats by their session.
// An address may carry it (`?as=GBR/drafter`), so that a link opens what its sender saw.
const KEPT = "entente-as";
const SEAT = /^[A-Z0-9-]{2,12}\/[a-z-]{2,30}(\/[a-z0-9.-]{1,60})?$/;

/** The office played, `GBR/drafter`, or null: looking on from all sides. */
export function readOffice(): string | null {
  const asked = new URLSearchParams(window.location.search).get("as");
  if (asked !== null) keepOffice(SEAT.test(asked) ? asked : null);
  const kept = sessionStorage.getItem(KEPT);
  return kept !== null && SEAT.test(kept) ? kept : null;
}

export function keepOffice(seat: string | null): void {
  if (seat === null) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, seat);
}

/** The header that says so. */
export function officeHeaders(): Readonly<Record<string, string>> {
  const seat = readOffice();
  return seat === null ? {} : { "entente-seat": seat };
}
