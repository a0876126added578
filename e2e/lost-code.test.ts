// Pages whose code does not arrive: a laptop changes its network, a VPN comes up, the node is away for a moment.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { openExerciseUpTo } from "./exercise.ts";
import type { PlayedExercise } from "./exercise.ts";
import { openBlank } from "./watched-page.ts";

const SLUG = "litvinenko-2006";
const STEPS = 12;

let exercise: PlayedExercise;
let browser: Browser;
let closeBrowser: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  exercise = await openExerciseUpTo(SLUG, STEPS);
  ({ browser, close: closeBrowser } = await launchBrowser());
}, 240_000);

afterAll(async () => {
  await closeBrowser();
  await exercise.close();
});

/** Opens the case in a page whose requests for `file` fail as often as said. */
async function openLosing(file: string, times: number) {
  const { page, close } = await openBlank(browser, exercise.origin);
  const counts = { lost: 0, loads: 0 };
  page.on("framenavigated", () => (counts.loads += 1));
  await page.route(`**/assets/${file}`, async (route) => {
    if (counts.lost >= times) return route.continue();
    counts.lost += 1;
    return route.abort("internetdisconnected");
  });
  await page.goto(`${exercise.origin}/cases/${SLUG}/case`);
  return { page, close, counts };
}

const seeMap = (page: Page): Promise<void> => page.locator(".map-frame svg").first().waitFor();

describe("a part of the console that does not arrive", () => {
  test.each(["console-start-*.js", "console-start-*.css", "case-desk-*.js", "coalition-map-*.js"])(
    "once (%s): the page comes by itself",
    async (file) => {
      const { page, close, counts } = await openLosing(file, 1);
      await seeMap(page);
      expect(counts.lost).toBe(1);
      await close();
    },
  );

  test("never: the page says so, and begins anew only a few times", async () => {
    const { page, close, counts } = await openLosing("case-desk-*.js", Number.POSITIVE_INFINITY);
    await expect.poll(() => counts.loads, { timeout: 30_000 }).toBe(4);
    await page.getByText("CODE_LOST").waitFor();
    await page.waitForTimeout(2_000);
    expect(counts.loads).toBe(4);
    await page.unroute("**/assets/case-desk-*.js");
    await page.getByRole("button", { name: "Ask again" }).click();
    await seeMap(page);
    await close();
  });

  test.each(["index-*.js", "console-start-*.js"])(
    "never (%s, so that nothing can run): the page offers to load it again",
    async (file) => {
      const { page, close } = await openLosing(file, Number.POSITIVE_INFINITY);
      const again = page.getByRole("link", { name: "load it again" });
      await again.waitFor();
      await page.unroute(`**/assets/${file}`);
      await again.click();
      await seeMap(page);
      await close();
    },
  );
});

test("a screen that cannot be drawn says so in its place", async () => {
  const { page, close } = await openBlank(browser, exercise.origin);
  // What a node of another version might answer.
  await page.route("**/api/**", (route) =>
    new URL(route.request().url()).pathname.startsWith(`/api/cases/${SLUG}`)
      ? route.fulfill({ json: {} })
      : route.continue(),
  );
  await page.goto(`${exercise.origin}/cases/${SLUG}/case`);
  await page.getByText("SCREEN_BROKEN").waitFor();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Ask again" }).click();
  await seeMap(page);
  await close();
});

test("a machine without a network reads from the node that runs on it", async () => {
  const { page, close } = await openBlank(browser, exercise.origin);
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "onLine", { get: () => false });
    setInterval(() => dispatchEvent(new Event("offline")), 5);
  });
  await page.goto(`${exercise.origin}/cases/${SLUG}/case`);
  await seeMap(page);
  await close();
});

test("a request that a change of network ended is asked again before anything is said of it", async () => {
  const { page, close } = await openBlank(browser, exercise.origin);
  const lost = new Map<string, number>();
  const shown: string[] = [];
  await page.exposeFunction("tellNotice", (text: string) => shown.push(text));
  await page.addInitScript(() => {
    const { tellNotice } = globalThis as unknown as { tellNotice: (text: string) => void };
    new MutationObserver(() => {
      const notice = document.querySelector(".notice, .stale-line");
      if (notice !== null) tellNotice(notice.textContent);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.route("**/api/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.endsWith("/stream") || (lost.get(pathname) ?? 0) > 0) return route.continue();
    lost.set(pathname, 1);
    return route.abort("internetdisconnected");
  });
  await page.goto(`${exercise.origin}/cases/${SLUG}/case`);
  await seeMap(page);
  expect(lost.size).toBeGreaterThan(2);
  expect(shown).toEqual([]);
  await close();
});
