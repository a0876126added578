// Code of the console that did not arrive: the machine changed its network while it was fetched, or the node was away. A browser
// may remember a failed import for as long as the page lives (whatwg/html issue 6768), so the page begins anew.

const KEPT = "entente-begun-anew";
/** A page that began anew so often in a minute is not helped by another time. */
const MOST = 3;
const WITHIN_MS = 60_000;
const WAITS_MS = [300, 1_000, 3_000] as const;
const LONG_WAIT_MS = 10_000;

/** Begins the page anew as soon as the node answers. Resolves only where that was done too often already. */
export async function loadAgain(): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const times = readTimes();
    if (times === null || times.length >= MOST) return;
    await new Promise((done) => setTimeout(done, WAITS_MS[turn] ?? LONG_WAIT_MS));
    if (!(await isAnswering())) continue;
    sessionStorage.setItem(KEPT, JSON.stringify([...times, Date.now()]));
    window.location.reload();
    // The page goes on for a moment until the new one is there.
    await new Promise(() => undefined);
  }
}

async function isAnswering(): Promise<boolean> {
  try {
    return (await fetch("/mark.svg", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** When it began anew within the last minute; null: nothing can be kept here, so it could not be told when to stop. */
function readTimes(): readonly number[] | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    const times = Array.isArray(kept) ? kept.filter((at) => typeof at === "number") : [];
    return times.filter((at) => Date.now() - at < WITHIN_MS);
  } catch {
    return null;
  }
}
