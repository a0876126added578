// From the first approach to the opening, through the screens: the lead goes to members, answers, resolves, asks what if,
// locks, arms and opens; members pledge, one openly and one sealed. One exercise in which only the first paper is released.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { openExerciseUpTo } from "./exercise.ts";
import type { PlayedExercise } from "./exercise.ts";
import { findBarriers, findOverflow, openWatched, settle, walkByTab } from "./watched-page.ts";

const SLUG = "salisbury-2018";
/** Opened, drafted, planned, approved, issued. */
const RELEASED = 5;
const SLOW_MS = 90_000;

let exercise: PlayedExercise;
let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;

beforeAll(async () => {
  exercise = await openExerciseUpTo(SLUG, RELEASED);
  ({ browser, close: closeBrowser } = await launchBrowser());
}, SLOW_MS);

afterAll(async () => {
  await closeBrowser?.();
  // Undefined when the setup failed.
  await (exercise as PlayedExercise | undefined)?.close();
});

/** Looks at a desk from an office, and afterwards expects that the page had nothing to complain of but what is not there yet. */
async function sit(
  office: string,
  desk: string,
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const address = `${exercise.origin}/cases/${SLUG}/${desk}?as=${office}`;
  const watched = await openWatched(browser, address, { acceptDownloads: true, ...options });
  try {
    await steps(watched.page);
    expect(watched.complaints.filter((line) => !line.includes("status of 404"))).toEqual([]);
  } finally {
    await watched.close();
  }
}

/** What another desk than these would send. */
async function send(office: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${exercise.origin}/api/cases/${SLUG}/${path}`, {
    ...{ method: "POST", body: JSON.stringify(body) },
    headers: { "content-type": "application/json", "entente-seat": office },
  });
  expect([response.status, await response.text()]).toEqual([200, expect.anything()]);
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
/** The last step: what it names, and then its verb. */
async function consent(
  page: Page,
  names: readonly (string | RegExp)[],
  verb: string | RegExp,
): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const text = await dialog.innerText();
  for (const name of names) expect(text).toMatch(name);
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: verb }).click();
  await dialog.waitFor({ state: "detached" });
}

describe("from the first approach to the opening", () => {
  test("the lead goes to members; the last step names all of them, and nothing reaches them before delivery", () =>
    sit("GBR/desk", "approaches/open", async (page) => {
      for (const name of [/^Germany/, /^Estonia/, /^France/])
        await page.getByRole("checkbox", { name }).check();
      await page.getByLabel("What is asked of them").fill("Say whether you would act on a common day.");
      await page.getByLabel("Answer by (UTC)").fill("2018-03-23T17:00");
      await press(page, "Open 3 approaches");
      await consent(
        page,
        [/Germany/, /Estonia/, /France/, /Say whether/, /23 Mar 2018, 17:00 UTC/],
        /^Open 3/,
      );
      await page
        .getByRole("heading", { name: /3 members have been approached: none has taken a position/ })
        .waitFor();
      expect(await page.locator(".long-board [data-standing='not delivered']").count()).toBe(3);
      await press(page, "Deliver to 3 members");
      await consent(page, [/Germany/, /cannot take this back/], /^Deliver/);
      await page.locator(".long-board [data-standing='delivered']").nth(2).waitFor();
      await page.getByRole("searchbox").fill("eston");
      expect(await page.locator(".long-board-row").count()).toBe(1);
    }));

  test("every word of silence has its row, and a question its clock; the lead answers where it reads", async () => {
    await send("EST/desk", "copies/assessment/opening", {}).catch(() => undefined);
    await send("EST/desk", "questions", { text: "Who else has read this?", place: null, told: null });
    await send("DEU/desk", "positions", { position: "supportive", statement: "We agree.", told: null });
    await sit("GBR/desk", "approaches", async (page) => {
      await page.locator(".long-board [data-standing='asked']").waitFor();
      const row = page.locator(".long-board-row", { hasText: "Germany" });
      expect(await row.innerText()).toMatch(/supportive[\s\S]*UTC[\s\S]*by DEU\/desk[\s\S]*We agree\./);
      await page.getByRole("link", { name: /Questions/ }).click();
      await page.getByText("Who else has read this?").waitFor();
      expect(await page.locator(".question").innerText()).toMatch(/due in \d+/);
      await press(page, "Answer");
      await page.getByLabel("Your answer to Estonia").fill("Six members, in their own copies.");
      await press(page, "Send the answer");
      await consent(page, [/Estonia/, /Six members/, /Who else/], "Send the answer");
      await page.getByText("None is late. None waits.").waitFor();
      await page.goto(`${exercise.origin}/cases/${SLUG}/approaches/EST`);
      await page.getByText("Six members, in their own copies.").waitFor();
      await press(page, "Draw up talking points");
      await page.locator(".points").waitFor();
    });
  });

  test("a member builds a pledge by choosing, and the node reads back the same words", async () => {
    await send("GBR/desk", "pledges", {
      ...{ pledge: { text: "23 expulsions always" }, authority: "cabinet", validUntil: null, sealed: null },
    });
    await sit("DEU/desk", "pledges", async (page) => {
      await page.getByLabel("How many").fill("4");
      await page.getByRole("radio", { name: "if all of this holds" }).check();
      await page.getByLabel("Kind of condition").selectOption("named");
      await page.getByText("Name at least one member in the condition.").waitFor();
      await page.getByLabel("Members", { exact: true }).selectOption("GBR");
      await page.getByText("4 expulsions if GBR acts", { exact: true }).waitFor();
      expect(await page.getByRole("button", { name: "Place the pledge" }).isDisabled()).toBe(true);
      await press(page, "Have the node read it back");
      await page.getByText("The node reads the same: 4 expulsions if GBR acts").waitFor();
      await press(page, "Place the pledge");
      await consent(page, [/4 expulsions if GBR acts/, /until withdrawn/], "Place the pledge");
      await page.getByText("Openly, with the authority of minister.").waitFor();
    });
  });

  test("a sealed pledge goes to nobody for reading, and its receipt proves it", async () => {
    await sit("EST/desk", "pledges", async (page) => {
      const sent: string[] = [];
      page.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
      await page.getByRole("radio", { name: "if all of this holds" }).check();
      await page.getByLabel("At least").fill("1");
      await page.getByText("1 expulsion if at least 1 other acts", { exact: true }).waitFor();
      await page.getByRole("radio", { name: /^Sealed/ }).check();
      await page
        .getByText(/whoever runs the lead’s node/)
        .first()
        .waitFor();
      expect(await page.getByRole("button", { name: "2. Seal the pledge" }).isDisabled()).toBe(true);
      const [draft] = await Promise.all([page.waitForEvent("download"), press(page, "1. Save the draft")]);
      expect(JSON.parse(await readFile(await draft.path(), "utf8"))).toMatchObject({
        ...{ format: "entente-receipt-draft/1", pledge: { member: "EST", authority: "minister" } },
      });
      expect(sent.filter((line) => line.startsWith("POST"))).toEqual([]);
      await press(page, "2. Seal the pledge");
      await consent(page, [/1 expulsion if at least 1 other acts/, /Nobody is told/], "2. Seal the pledge");
      expect(sent.filter((line) => line.startsWith("POST"))).toEqual([`POST /api/cases/${SLUG}/pledges`]);
      await page.getByText("What it says is told to nobody, not even back to you").waitFor();
      const [receipt] = await Promise.all([
        page.waitForEvent("download"),
        press(page, "3. Save the receipt"),
      ]);
      const kept = await receipt.path();
      await page.getByRole("link", { name: "Check a receipt" }).click();
      await page.getByLabel(/^Receipt/).setInputFiles(kept);
      await press(page, "Check it");
      await page.getByText(/It holds: leaf \d+ of this ledger commits to this pledge of EST/).waitFor();
    });
    await sit("GBR/desk", "pledges", async (page) => {
      await page.getByRole("heading", { name: /^2 open pledges stand/ }).waitFor();
      expect(await page.getByRole("main").innerText()).not.toContain("Estonia");
    });
  });

  test("the lead sees who fires whom, and what if a member is out: by its button and by dragging it", () =>
    sit("GBR/desk", "pledges", async (page) => {
      await press(page, "Try the resolution");
      await page.getByText("2 members act together; 2 would act alone.").waitFor();
      await press(page, /^Germany/);
      await page.getByText("Fired by United Kingdom").waitFor();
      await page.getByRole("link", { name: "What if" }).click();
      await page.getByText("2 members act by the open pledges").waitFor();
      await press(page, "Take out: United Kingdom");
      await page.getByText("2 act now; 0 would act.").waitFor();
      expect(page.url()).toContain("-GBR");
      await press(page, "Put back: United Kingdom");
      await page.getByText("2 members act by the open pledges").waitFor();
      const chip = page.locator("[data-member='DEU']");
      const from = await chip.locator(".whatif-name").boundingBox();
      const to = await page.locator("[data-zone='out']").boundingBox();
      if (from === null || to === null) throw new Error("nothing to drag");
      await page.mouse.move(from.x + 5, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(to.x + 40, to.y + 60, { steps: 6 });
      await page.mouse.up();
      await page.getByText("2 act now; 1 would act.").waitFor();
      expect(await page.locator("[data-zone='out']").innerText()).toMatch(/Germany[\s\S]*moved by you/);
      await page.goBack();
    }));

  test("long questions are answered, and keystones are named", () =>
    sit("GBR/desk", "pledges/path", async (page) => {
      await page.getByLabel("At least").fill("2");
      await page.locator(".long-board-row", { hasText: "United Kingdom" }).waitFor();
      await press(page, "Look for the fewest withdrawals");
      await page.getByText(/One withdrawal would do/).waitFor();
      await page.getByLabel("At least").fill("5");
      await press(page, "Look for the path");
      await page.getByText(/It cannot be reached|Persuade/).waitFor();
    }));

  test("T-0 is set, pledges are locked with every name, and what was sealed fires", async () => {
    await sit("GBR/release-authority", "t-zero", async (page) => {
      await page.getByRole("heading", { name: /No T-0 is set/ }).waitFor();
      await page.getByLabel("Instant (UTC)").fill("2018-03-26T13:00");
      await press(page, "Set T-0");
      await consent(page, [/26 Mar 2018, 13:00 UTC/], "Set T-0");
      await page.getByText("The exercise’s clock stands at").waitFor();
      await page.getByText("Pledges are not locked yet").waitFor();
    });
    await sit("GBR/release-authority", "pledges", async (page) => {
      await press(page, "Lock all pledges");
      await consent(page, [/Germany/, /23 expulsions always/, /cannot take this back/], "Lock all pledges");
      await page.getByText("3 members act together").waitFor();
    });
    await sit("EST/desk", "pledges", async (page) => {
      await page.getByText("By the resolution your member acts:").waitFor();
    });
  });

  test("members say how ready they are, the lead arms with every package named", async () => {
    await sit("EST/desk", "t-zero", async (page) => {
      await page
        .getByRole("group", { name: "Text cleared" })
        .getByRole("radio", { name: "done" })
        .check()
        .catch(() => undefined);
      expect(await page.getByRole("main").innerText()).not.toContain("Germany");
    });
    await sit("GBR/release-authority", "t-zero", async (page) => {
      await press(page, "Arm 3 packages");
      await consent(
        page,
        [/Germany: 4 expulsions, without text/, /Estonia: 1 expulsion/, /readiness items are open/],
        "Arm 3 packages",
      );
      await page.getByRole("heading", { name: "T-0 is armed." }).waitFor();
      await press(page, "Hold a rehearsal");
      await page
        .getByText(/3 packages were gone through within \d+ ms. Each is what was committed to./)
        .waitFor();
    });
  });

  test("a member sees its own package and what a hold would do, and holds by its written rule", () =>
    sit("EST/desk", "t-zero", async (page) => {
      await page.getByRole("heading", { name: "Your package" }).waitFor();
      const text = await page.getByRole("main").innerText();
      expect(text).toMatch(/By the written rule/);
      expect(text).not.toMatch(/Germany|4 expulsions/);
      await press(page, "Leave");
      await page.getByLabel("Reason, written down").fill("A test of the words alone.");
      await press(page, "Put away");
    }));

  test("the lead holds, resumes and opens; afterwards stands how wide it was and what is missing", () =>
    sit("GBR/release-authority", "t-zero", async (page) => {
      await press(page, "Hold");
      await page.getByText(/T-0 (stays due|is then due) at/).waitFor();
      await page.getByLabel("Reason, written down").fill("One government asked for an hour.");
      await page.locator(".desk-form .primary", { hasText: "Hold" }).click();
      await consent(page, [/One government asked/], "Hold");
      await press(page, "Resume");
      await page.getByLabel("Reason, written down").fill("It is ready.");
      await page.locator(".desk-form .primary", { hasText: "Resume" }).click();
      await consent(page, [/Your hold ends/], "Resume");
      await press(page, "Move the exercise’s clock to T-0 and open");
      await consent(page, [/Germany/, /Estonia/, /clock moves/, /public from then on/], /^Move the exercise/);
      await page.getByRole("heading", { name: "T-0 has opened." }).waitFor();
      await page.getByText(/The first and the last package opened \d+ ms apart/).waitFor();
      await page.getByText("nothing yet").first().waitFor();
    }));
});

const looks = [
  ["GBR/desk", "approaches"],
  ["GBR/desk", "approaches/questions"],
  ["GBR/desk", "approaches/open"],
  ["GBR/desk", "approaches/EST"],
  ["GBR/desk", "pledges"],
  ["GBR/desk", "pledges/path"],
  ["EST/desk", "pledges"],
  ["GBR/release-authority", "t-zero"],
  ["EST/desk", "t-zero"],
] as const;

describe.each([
  [1280, "light"],
  [360, "dark"],
] as const)("at %i px in the %s", (width, colorScheme) => {
  test("no desk has a barrier or scrolls sideways", { timeout: SLOW_MS }, async () => {
    const found: string[] = [];
    for (const [office, desk] of looks)
      await sit(
        office,
        desk,
        async (page) => {
          await settle(page);
          for (const line of [...(await findBarriers(page)), ...(await findOverflow(page))])
            found.push(`${desk} ${office}: ${line}`);
        },
        { viewport: { width, height: 800 }, colorScheme },
      );
    expect(found).toEqual([]);
  });
});

describe("by keyboard and at length", () => {
  test("every control of the board is reached in order, with its ring in sight", () =>
    sit("GBR/desk", "approaches", async (page) => {
      const stops = await walkByTab(page, 120);
      expect(stops.filter(({ after, seen }) => !after || !seen)).toEqual([]);
      expect(stops.map(({ name }) => name).join("\n")).toMatch(/Find a member|Germany/);
    }));

  test(
    "121 members with 500 questions each are all there, and only those in sight are drawn",
    { timeout: SLOW_MS },
    () =>
      sit("GBR/desk", "approaches", async (page) => {
        await page.route(/\/api\/cases\/[^/]+\/(?:approaches|questions)$/, async (route) => {
          const response = await route.fetch();
          const body = (await response.json()) as Record<string, unknown[]>;
          await route.fulfill({ response, json: lengthen(body) });
        });
        await page.reload();
        const board = page.locator(".long-board");
        await board.waitFor({ timeout: SLOW_MS });
        expect(await board.getAttribute("aria-rowcount")).toBe("122");
        for (const share of [0, 0.5, 1]) {
          await page.evaluate((part) => window.scrollTo(0, document.body.scrollHeight * part), share);
          await page.locator(".long-board-row").first().waitFor();
          expect(await page.locator(".long-board-row").count()).toBeLessThan(60);
        }
        await page.getByRole("link", { name: /Questions/ }).click();
        await page.getByRole("combobox", { name: "Show" }).selectOption("all");
        const item = page.locator(".long-list > li").first();
        await item.waitFor({ timeout: SLOW_MS });
        expect(await item.getAttribute("aria-setsize")).toBe("60500");
        expect(await page.locator(".long-list > li").count()).toBeLessThan(40);
      }),
  );
});

/** The same answer with 121 members and 500 questions of each. */
function lengthen(body: Record<string, unknown[]>): object {
  const [first] = (body["approaches"] ?? []) as { questions: object[] }[];
  const question = { ...(body["questions"]?.[0] as object | undefined) };
  const ids = (count: number, start: string) => Array.from({ length: count }, (_, at) => `${start}${at}`);
  if (first !== undefined)
    return { approaches: ids(121, "M").map((member) => ({ ...first, member, name: `Member ${member}` })) };
  return {
    ...body,
    questions: ids(60_500, "q").map((id, at) => ({ ...question, id, member: `M${at % 121}` })),
  };
}
