// The case, the cuts and the record as a person meets them: a node with both exercises, looked at in a real browser.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { openPlayedExercise } from "./exercise.ts";
import type { PlayedExercise } from "./exercise.ts";
import { findBarriers, findOverflow, openWatched, settle, walkByTab } from "./watched-page.ts";
import type { WatchedPage } from "./watched-page.ts";
import { findWithheld, listCuts } from "./withheld.ts";
import type { ListedCut } from "./withheld.ts";
import { findLeak } from "./prove/leak-scan.ts";

/** For what is done a hundred times in one page: seconds on a machine at rest, and minutes on one that is busy. */
const BUSY_MS = 180_000;

let exercise: PlayedExercise;
let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;
let cuts: readonly ListedCut[];

beforeAll(async () => {
  exercise = await openPlayedExercise();
  ({ browser, close: closeBrowser } = await launchBrowser());
  cuts = await listCuts(exercise.origin, "salisbury-2018");
});

afterAll(async () => {
  await closeBrowser?.();
  // Undefined when the setup failed.
  await (exercise as PlayedExercise | undefined)?.close();
});

/** Looks at `path`, and afterwards expects that the page had nothing to complain of. */
async function look(
  path: string,
  steps: (page: Page, watched: WatchedPage) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const watched = await openWatched(browser, `${exercise.origin}${path}`, options);
  try {
    await steps(watched.page, watched);
    expect(watched.complaints).toEqual([]);
  } finally {
    await watched.close();
  }
}

function cutOf(recipient: string, document = "assessment"): ListedCut {
  const found = cuts.find((cut) => cut.recipient === recipient && cut.document === document);
  if (found === undefined) throw new Error(`no cut of ${document} for ${recipient}`);
  return found;
}

/** Waits for the map, which is drawn after the rest. */
const drawMap = (page: Page) => page.locator(".map-figure .state").nth(30).waitFor({ state: "attached" });
const part = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

describe("the case page", () => {
  test("says what happened, that it is an exercise, and whose marking it bears", () =>
    look("/", async (page) => {
      expect(await page.title()).toContain("Salisbury 2018");
      await part(page, "What happened")
        .getByText(/On 4 March 2018 two people were attacked .* in Salisbury, England/)
        .waitFor();
      expect(await page.getByRole("complementary", { name: "Exercise", exact: true }).innerText()).toMatch(
        /exercise/i,
      );
      expect(await page.locator(".exercise-word").count()).toBe(2);
      const banners = page.getByRole("complementary", { name: /^Marking of this page/ });
      expect(await banners.count()).toBe(2);
      expect(await banners.first().innerText()).toMatch(/^UK TOP SECRET/);
    }));

  test("states the tally with its rule, and what another rule makes of it", () =>
    look("/", async (page) => {
      const tally = part(page, "What it came to");
      expect(await tally.locator(".tally-sentence").innerText()).toMatch(
        /^153 expulsions by 29 states and NATO, the lead's 23 included, as of \d+ \w+ 2018\.$/,
      );
      expect(await tally.locator(".basis").innerText()).toMatch(
        /^Counts every state .* United Kingdom's own included\.$/,
      );
      await tally.getByRole("radio", { name: /^Without the lead/ }).check();
      expect(await tally.locator(".tally-sentence").innerText()).toMatch(
        /^130 expulsions by 28 states and NATO, not counting the lead's own, as of/,
      );
    }));

  test("says where each member stands by evidence that the keyboard reaches, and who could open a sealed pledge", () =>
    look("/", async (page) => {
      const members = part(page, "Members");
      await members.getByLabel("Find a member").fill("Switzerland");
      const evidence = members.locator("details.evidence").first();
      const summary = evidence.locator("summary");
      expect(await summary.getAttribute("title")).toMatch(/ on \d+ Mar 2018, \d\d:\d\d UTC/);
      await summary.focus();
      await page.keyboard.press("Enter");
      expect(await evidence.innerText()).toMatch(/by CHE\/desk|by GBR\/desk/);
      expect(await summary.innerText()).toMatch(/ \d+ Mar 2018$/);
      expect(await evidence.innerText()).toMatch(/Answer by .* UTC/);
      expect(await part(page, "What acting together added").innerText()).toContain(
        "could technically open it",
      );
    }));

  test("names the questions that wait, figures given otherwise, who was ready, and pledged against done", () =>
    look("/", async (page) => {
      expect(await part(page, "What waits for the lead").innerText()).toMatch(
        /questions asked, \d+ answered/,
      );
      const tally = part(page, "What it came to");
      expect(await tally.innerText()).toMatch(/Counted apart: \d+ expulsions in answer, as of /);
      await tally.getByText("One figure is given otherwise elsewhere").click();
      expect(await tally.innerText()).toMatch(/Albania: counted 2 expulsions .* also said 1 expulsion/s);
      const instant = part(page, "The common instant");
      expect(await instant.innerText()).toMatch(/Pledged against done: \d+ of \d+/);
      expect(await instant.innerText()).toContain("1 of 30 members had settled everything when it opened");
      expect(await instant.getByRole("row", { name: /^Text cleared/ }).innerText()).toContain("2 of 30");
      await instant.getByText("Who had what open").click();
      expect(await instant.innerText()).toMatch(/Translated, note verbale and legal step 1 member\s+Estonia/);
    }));

  test("draws the map, and the curve beside the one of 2006", () =>
    look("/", async (page) => {
      const breadth = part(page, "How broad, how fast");
      await drawMap(page);
      expect(await breadth.locator("svg path").count()).toBeGreaterThan(100);
      const curve = breadth.getByRole("img", { name: /^Members joined over days since the act/ });
      const label = await curve.getAttribute("aria-label");
      expect(label).toMatch(/Salisbury 2018.*: 30 members by day \d+/);
      expect(label).toMatch(/London 2006.*: 1 member by day 257/);
      expect(await curve.locator("svg").textContent()).toContain("2006");
      await breadth
        .getByRole("button", { name: /^Table/ })
        .nth(1)
        .click();
      expect(await breadth.getByRole("table").innerText()).toContain("London 2006");
    }));

  test("sorts the members by what the reader asks", () =>
    look("/", async (page) => {
      const members = part(page, "Members");
      const heads = members.getByRole("rowheader");
      expect(await heads.first().innerText()).toMatch(/^United States/);
      const byName = members.getByRole("button", { name: "Member" });
      await byName.click();
      const ascending = await heads.allInnerTexts();
      expect(ascending[0]).toMatch(/^Albania/);
      await byName.click();
      expect(await heads.allInnerTexts()).toEqual([...ascending].reverse());
      expect(await members.getByRole("columnheader", { name: "Member" }).getAttribute("aria-sort")).toBe(
        "descending",
      );
      await members.getByLabel("Find a member").fill("icela");
      expect(await heads.allInnerTexts()).toEqual([expect.stringMatching(/^Iceland/)]);
    }));

  test("says how many recipients each document has, and lists the cuts of one", () =>
    look("/", async (page) => {
      const desk = part(page, "Documents and cuts");
      const ofAnnex = cuts.filter(({ document }) => document === "technical-annex").length;
      const said = await desk.locator(".documents li").last().innerText();
      expect(said).toContain(`for ${ofAnnex} recipients`);
      await desk.getByLabel("Document").selectOption({ index: 2 });
      await desk.getByRole("button", { name: `Check ${ofAnnex} cuts in this browser` }).waitFor();
      const portions = await desk.locator('td[data-title="Portions"]').allInnerTexts();
      for (const [released, all] of portions.map((text) => (text.match(/\d+/g) ?? []).map(Number)))
        expect(released).toBeLessThanOrEqual(all ?? 0);
      expect(portions.length).toBeGreaterThan(0);
    }));

  test("offers every cut to open, and checks one step by step", () =>
    look("/", async (page) => {
      const desk = part(page, "Documents and cuts");
      await desk.getByRole("button", { name: `Show all ${cuts.length} cuts` }).click();
      expect(await desk.getByRole("link", { name: /^Open the cut for/ }).count()).toBe(cuts.length);
      expect(await desk.getByRole("button", { name: /^Check the cut for/ }).count()).toBe(cuts.length);
      await desk
        .getByRole("button", { name: /^Check the cut for Estonia/ })
        .first()
        .click();
      const holds = desk.getByRole("button", { name: /steps hold/ });
      await holds.click();
      const steps = await desk.locator(".check-steps li").allInnerTexts();
      expect(Number.parseInt(await holds.innerText().then((text) => text.replace(/\D+/, "")), 10)).toBe(
        steps.length,
      );
      expect(steps.length).toBeGreaterThan(5);
      expect(steps.at(-1)).toContain("made for EST, as listed");
      expect(await findBarriers(page)).toEqual([]);
    }));

  test("checks all cuts with a count, stops when told, and finds none broken", { timeout: BUSY_MS }, () =>
    look("/", async (page) => {
      const desk = part(page, "Documents and cuts");
      const checkAll = desk.getByRole("button", { name: `Check ${cuts.length} cuts in this browser` });
      await checkAll.click();
      await desk.getByText(new RegExp(`^[1-9]\\d* of ${cuts.length} checked$`)).waitFor();
      await desk.getByRole("button", { name: "Stop checking" }).click();
      const stopped = await desk.getByText(/^Stopped after/).innerText();
      const [done = 0, total = 0] = (stopped.match(/\d+/g) ?? []).map(Number);
      expect(total).toBe(cuts.length);
      expect(done).toBeLessThan(total);
      await checkAll.click();
      await desk.getByText(`All ${cuts.length} hold`).waitFor({ timeout: BUSY_MS });
    }),
  );

  test("says broken, and why, when a cut on the way was changed", () =>
    look("/", async (page) => {
      await page.route("**/cuts/*.json", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${await response.text()} ` });
      });
      const desk = part(page, "Documents and cuts");
      await desk
        .getByRole("button", { name: /^Check the cut for/ })
        .first()
        .click();
      await desk.getByText("This cut does not hold.").waitFor();
      expect(await desk.locator(".check-result").innerText()).toContain("JSON_NOT_CANONICAL");
    }));

  test("leads to the record", () =>
    look("/", async (page) => {
      await part(page, "The record").getByRole("link", { name: "Read the public record" }).click();
      await page.waitForURL("**/records/salisbury-2018/index.html");
      const earlier = await page.getByRole("table", { name: "Against earlier cases" }).innerText();
      expect(earlier).toContain("London 2006");
      expect(earlier).toContain("257 days");
      const text = await page.getByRole("main").innerText();
      expect(text).toMatch(/153 expulsions by 29 states and /);
      expect(text).toContain("How to check it");
      expect(await page.getByText("EXERCISE EXERCISE EXERCISE").count()).toBe(2);
    }));

  test("opens another case by its address", () =>
    look("/cases/litvinenko-2006", async (page) => {
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("London 2006");
      expect(await part(page, "What it came to").locator(".tally-sentence").innerText()).toMatch(
        /^4 expulsions by 1 state, the lead's 4 included/,
      );
    }));
});

describe("when something is wrong, the page", () => {
  test("says that there is nothing at a wrong address, of a case as of a desk", async () => {
    for (const path of ["/cases/nowhere-1900", "/cases/salisbury-2018/nowhere"])
      await look(path, async (page) => {
        const alert = page.getByRole("alert");
        expect(await alert.innerText()).toContain("There is nothing at this address");
        expect(await alert.innerText()).toContain("PAGE_UNKNOWN");
        expect(await page.getByRole("link", { name: "To the start page" }).getAttribute("href")).toBe("/");
      });
  });

  test("keeps the last answer, greyed, when the node is gone, and recovers when it is back", async () => {
    const watched = await openWatched(browser, `${exercise.origin}/cases/salisbury-2018`);
    const { page } = watched;
    try {
      await page.clock.install();
      await page.reload();
      await settle(page);
      await part(page, "What it came to").waitFor();
      await exercise.stopServing();
      await page.clock.fastForward("00:21");
      const line = page.getByRole("status").filter({ hasText: "Not updated since" });
      expect(await line.innerText()).toMatch(
        /Not updated since \d\d:\d\d:\d\d UTC\. The node cannot be reached/,
      );
      expect(await page.locator(".stale").count()).toBe(1);
      expect(await findBarriers(page)).toEqual([]);
      await exercise.serveAgain();
      await line.getByRole("button", { name: "Ask again" }).click();
      await line.waitFor({ state: "detached" });
    } finally {
      if (!(await isServing())) await exercise.serveAgain();
      await watched.close();
    }
  });
});

function isServing(): Promise<boolean> {
  return fetch(`${exercise.origin}/api/health`).then(
    () => true,
    () => false,
  );
}

describe("by keyboard", () => {
  test("every control is reached in order, with its ring in sight", { timeout: BUSY_MS }, () =>
    look("/", async (page) => {
      await drawMap(page);
      const stops = await walkByTab(page, 400);
      expect(stops.filter(({ after }) => !after)).toEqual([]);
      expect(stops.filter(({ seen }) => !seen)).toEqual([]);
      const parts = [...new Set(stops.map((stop) => stop.part))];
      expect(parts).toEqual([
        "",
        "What it came to",
        "Next steps",
        "How broad, how fast",
        "From release to action",
        "What waits for the lead",
        "What acting together added",
        "The common instant",
        "Members",
        "Documents and cuts",
        "The record",
      ]);
      const names = stops.map(({ name }) => name).join("\n");
      for (const control of [
        /Check \d+ cuts in this browser/,
        /^Open the cut for /m,
        /^Check the cut for /m,
        /Find a member/,
      ])
        expect(names).toMatch(control);
    }),
  );
});

describe("a cut's page", () => {
  test("shows its banner at both ends, *** for what is withheld, and prints", () =>
    look(cutOf("EST").page, async (page) => {
      const [first, last] = [page.locator("header.band"), page.locator("footer.band")];
      for (const band of [first, last]) {
        expect(await band.innerText()).toContain(cutOf("EST").banner);
        expect(await band.innerText()).toContain("EXERCISE EXERCISE EXERCISE");
      }
      expect(await page.getByRole("banner").innerText()).toMatch(/Copy for Estonia/);
      expect(await page.getByText("***", { exact: true }).count()).toBeGreaterThan(3);
      const print = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(print.subarray(0, 5).toString()).toBe("%PDF-");
      expect((print.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThan(1);
      await page.emulateMedia({ media: "print" });
      expect(await first.evaluate((band) => getComputedStyle(band).display)).toBe("table-header-group");
      expect(await last.evaluate((band) => getComputedStyle(band).display)).toBe("table-footer-group");
    }));

  test("opens from the case page", () =>
    look("/", async (page) => {
      await part(page, "Documents and cuts").getByLabel("Find a recipient").fill("Estonia");
      await page
        .getByRole("link", { name: /^Open the cut for Estonia/ })
        .first()
        .click();
      await page.waitForURL("**/cuts/*.html");
      expect(await page.getByRole("banner").innerText()).toContain("Copy for Estonia");
    }));

  test.each(["EST", "PUBLIC", "UKR"])("holds nothing of what is withheld from %s", async (recipient) => {
    const { released, withheld } = await findWithheld("salisbury-2018", cutOf(recipient));
    expect(withheld.length).toBeGreaterThan(2);
    const files = await Promise.all(
      [cutOf(recipient).json, cutOf(recipient).page].map((path) => readAddress(path)),
    );
    expect(findLeak(files, withheld)).toBeNull();
    // The scan itself: it finds what is released here, and in a fuller cut what is withheld here.
    expect(findLeak(files, released)).not.toBeNull();
    const fuller = await findWithheld("salisbury-2018", cutOf("USA"));
    const shared = withheld.filter((text) => fuller.released.includes(text));
    expect(shared.length).toBeGreaterThan(2);
    const file = await readAddress(cutOf("USA").json);
    expect(shared.filter((text) => findLeak([file], [text]) === null)).toEqual([]);
  });
});

async function readAddress(path: string): Promise<string> {
  const response = await fetch(`${exercise.origin}${path}`);
  expect(response.status).toBe(200);
  return response.text();
}

describe.each([360, 1280])("at %i px", (width) => {
  test.each(["light", "dark"] as const)(
    "in the %s, every page is free of barriers and of sideways scrolling",
    async (colorScheme) => {
      const found: Record<string, readonly string[]> = {};
      const paths = { case: "/", cut: cutOf("USA").page, record: "/records/salisbury-2018/index.html" };
      for (const [name, path] of Object.entries(paths))
        await look(
          path,
          async (page) => {
            if (name === "case") await drawMap(page);
            found[name] = [...(await findBarriers(page)), ...(await findOverflow(page))];
          },
          { viewport: { width, height: 800 }, colorScheme },
        );
      expect(found).toEqual({ case: [], cut: [], record: [] });
    },
  );
});
