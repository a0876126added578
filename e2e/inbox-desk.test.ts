// The inbox as an ally meets it: a case it never looked at before, in a real browser, from the first minute to its answer.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { openPlayedExercise } from "./exercise.ts";
import type { PlayedExercise } from "./exercise.ts";
import { findLeak } from "./prove/leak-scan.ts";
import { findBarriers, findOverflow, openWatched, settle, walkByTab } from "./watched-page.ts";
import { findWithheld, listCuts } from "./withheld.ts";
import type { ListedCut } from "./withheld.ts";

/** Approached, delivered to, and silent until its approach lapsed: whoever opens it opens it cold. */
const ALLY = "ISR";
const INBOX = "/cases/salisbury-2018/inbox";
const BUSY_MS = 120_000;

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

/** Opens an address as an office, and expects that the page had nothing to complain of. */
async function sit(
  seat: string,
  path: string,
  steps: (page: Page, heard: readonly string[]) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const heard: string[] = [];
  const { page, complaints, close } = await openWatched(browser, `${exercise.origin}/sign-in`, options);
  try {
    page.on("response", (response) => {
      response.text().then(
        (text) => heard.push(response.url(), text),
        () => undefined,
      );
    });
    await page.goto(`${exercise.origin}${path}?as=${seat}`);
    await settle(page);
    await steps(page, heard);
    expect(complaints).toEqual([]);
  } finally {
    await close();
  }
}

async function ask(seat: string, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${exercise.origin}/api/cases/salisbury-2018${path}`, {
    headers: { "entente-seat": seat },
  });
  return (await response.json()) as Record<string, unknown>;
}

/** What the journal tells the lead of the ally, page after page. */
async function listActs(): Promise<readonly string[]> {
  const actions: string[] = [];
  for (let next: string | null = ""; next !== null;) {
    const cursor = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
    const page = (await ask("GBR/desk", `/history?limit=200${cursor}`)) as {
      items: readonly { action: string; by: string }[];
      next: string | null;
    };
    actions.push(...page.items.filter(({ by }) => by.startsWith(`${ALLY}/`)).map(({ action }) => action));
    ({ next } = page);
  }
  return actions;
}

const cutOf = (recipient: string): ListedCut => {
  const found = cuts.find((cut) => cut.recipient === recipient && cut.document === "assessment");
  if (found === undefined) throw new Error(`no cut for ${recipient}`);
  return found;
};

const paper = (page: Page) => page.locator(".paper");
const dialog = (page: Page) => page.locator("dialog[open]");

describe("an ally that opens its inbox cold", () => {
  test("knows what happened, what is asked and by when; nothing is opened by looking", () =>
    sit(`${ALLY}/desk`, INBOX, async (page) => {
      const sentences = page.locator(".three-sentences");
      expect(await sentences.locator("dt").allInnerTexts()).toEqual([
        "What happened",
        "What is asked",
        "By when",
      ]);
      expect(await sentences.innerText()).toMatch(/Salisbury 2018[\s\S]*\d{1,2} Mar 2018, \d\d:\d\d UTC/);
      expect(
        await page.getByRole("complementary", { name: "Marking of this page", exact: true }).innerText(),
      ).toBe(cutOf(ALLY).banner);
      await page.getByRole("button", { name: "Open this copy" }).waitFor();
      expect(await paper(page).count()).toBe(0);
      expect(await listActs()).toEqual([]);
    }));

  test("opens it by its own hand, and reads what was checked, and nothing that is withheld", () =>
    sit(`${ALLY}/desk`, INBOX, async (page, heard) => {
      await page.getByRole("button", { name: "Open this copy" }).click();
      const consent = dialog(page);
      expect(await consent.innerText()).toMatch(
        /Open the copy of .*One recipient.*United Kingdom.*cannot be undone/s,
      );
      expect(await listActs()).toEqual([]);
      await consent.getByRole("button", { name: "Open this copy" }).click();
      await paper(page).waitFor();
      expect(await listActs()).toContain("cut.open");

      const { released, withheld } = await findWithheld("salisbury-2018", cutOf(ALLY));
      expect(withheld.length).toBeGreaterThan(2);
      const shown = (await paper(page).innerText()).replaceAll(/\s+/g, " ");
      const [telling = ""] = released.filter((text) => text.length > 60);
      expect(shown).toContain(telling.replaceAll(/\s+/g, " ").trim().slice(0, 60));
      expect(shown).toContain("***");
      // Everything that came to this browser, and everything it made of it.
      const bytes = [...heard, await page.content()];
      expect(findLeak(bytes, withheld)).toBeNull();
      expect(findLeak(bytes, released)).not.toBeNull();

      expect(await page.locator(".three-sentences .sentence").first().innerText()).toMatch(
        /^On 4 March 2018 a nerve agent was used/,
      );
      expect(await page.locator(".holds-line").innerText()).toMatch(/All \d+ steps hold/);
      expect((await page.locator("[data-words]").innerText()).split(/\s+/)).toHaveLength(12);
      const forward = page.getByRole("region", { name: "May I forward this?" });
      expect(await forward.innerText()).toMatch(
        /To my minister\s+Yes\.[\s\S]*To my police\s+Ask first\.[\s\S]*To the press, or an open sitting\s+No\./,
      );
      expect(await forward.innerText()).toContain("GBR/release-authority");
      const sure = page.getByRole("region", { name: "How sure are they?" });
      expect(await sure.innerText()).toContain("highly likely: 80 to 90 in 100");
      await page
        .getByRole("region", { name: "Public already, and new to you" })
        .getByText("New", { exact: true })
        .waitFor();
    }));

  test("finds the same words in its file as in its browser, and a changed file is not shown", () =>
    sit(`${ALLY}/desk`, INBOX, async (page) => {
      await paper(page).waitFor();
      const words = await page.locator("[data-words]").innerText();
      const file = await (await fetch(`${exercise.origin}${cutOf(ALLY).page}`)).text();
      expect(file).toContain(words.trim());
      await page.route("**/cuts/*/files", async (route) => {
        const response = await route.fetch();
        const text = await response.text();
        await route.fulfill({ response, body: text.replace("entente-cut/2", "entente-cut/3") });
      });
      await page.reload();
      await page.getByText("This copy does not hold, so it is not shown.").waitFor();
      expect(await paper(page).count()).toBe(0);
    }));

  test("asks for one more tear: the clock is shown before, and the lead is told once", () =>
    sit(`${ALLY}/desk`, INBOX, async (page) => {
      await paper(page).waitFor();
      const form = page.locator("form#ask");
      const choice = form.getByLabel("What is it about?");
      const [, place = ""] = await choice.locator("option").allInnerTexts();
      await choice.selectOption({ label: place });
      await form.getByLabel("Why do you need it?").fill("Our cabinet decides on Thursday and will ask this.");
      expect(await form.innerText()).toMatch(/The clock starts when you send it.*UTC/s);
      await form.getByRole("button", { name: "Ask United Kingdom" }).click();
      expect(await dialog(page).innerText()).toContain("Our cabinet decides on Thursday");
      await dialog(page).getByRole("button", { name: "Do nothing" }).click();
      expect(await listActs()).not.toContain("question.ask");
      await form.getByRole("button", { name: "Ask United Kingdom" }).click();
      await dialog(page).getByRole("button", { name: "Ask United Kingdom" }).click();
      const listed = page.locator(".question-list li");
      await listed.first().waitFor();
      expect(await listed.innerText()).toMatch(
        /Our cabinet decides[\s\S]*waits for an answer · Answer due by/,
      );
      expect((await listActs()).filter((action) => action === "question.ask")).toHaveLength(1);
    }));

  test("takes a position in its own words", () =>
    sit(`${ALLY}/desk`, INBOX, async (page) => {
      await page.getByRole("radio", { name: /No, but we will not object/ }).check();
      const words = page.getByLabel("In your words, as the lead will read it");
      expect(await words.inputValue()).toBe("We will take no part, and will not object.");
      await page.getByRole("button", { name: "Take this position" }).click();
      expect(await dialog(page).innerText()).toMatch(/It is kept as: declined/);
      await dialog(page).getByRole("button", { name: "Take this position" }).click();
      await page.locator(".standing-position", { hasText: "declined" }).waitFor();
      const { position } = (await ask(`${ALLY}/desk`, "/own")) as { position: { statement: string } };
      expect(position.statement).toBe("We will take no part, and will not object.");
    }));

  test("has a page for its minister, of its own copy alone, that says to whom it may be shown", () =>
    sit(`${ALLY}/desk`, `${INBOX}/assessment/minister`, async (page, heard) => {
      await paper(page).waitFor();
      expect(await page.locator(".minister-shown").innerText()).toBe(
        "This sheet may be shown to your minister. Before it is shown to your police or your parliament in closed sitting, ask the release authority of United Kingdom. It may not be shown to the press.",
      );
      const { withheld } = await findWithheld("salisbury-2018", cutOf(ALLY));
      expect(findLeak([...heard, await page.content()], withheld)).toBeNull();
      const print = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect((print.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length).toBe(1);
    }));
});

test("what was unsealed later is read with the copy", () =>
  sit("ITA/desk", INBOX, async (page) => {
    await paper(page).waitFor();
    expect(await paper(page).innerText()).toContain("controlled manufacture by trained staff");
    await page.getByText("One place was opened to you since.").waitFor();
  }));

test("a release authority reads what its desk was given, and is told who answers", () =>
  sit("EST/release-authority", INBOX, async (page) => {
    await paper(page).waitFor();
    expect(await page.getByText("Your desk, EST/desk, does this.").count()).toBe(2);
    expect(await page.getByRole("button", { name: "Take this position" }).count()).toBe(0);
  }));

test("the inbox is no screen of the lead", () =>
  sit("GBR/desk", INBOX, async (page) => {
    await page.getByText("An inbox belongs to a member the case was brought to.").waitFor();
  }));

test("every control is reached by keyboard, in order, with its ring in sight", { timeout: BUSY_MS }, () =>
  sit("EST/desk", INBOX, async (page) => {
    await paper(page).waitFor();
    const stops = await walkByTab(page, 200);
    expect(stops.filter(({ after }) => !after)).toEqual([]);
    expect(stops.filter(({ seen }) => !seen)).toEqual([]);
    const names = stops.map(({ name }) => name).join("\n");
    for (const control of [/Minister’s page/, /We are considering it/, /What is it about/])
      expect(names).toMatch(control);
  }),
);

describe.each([360, 1280])("at %i px", (width) => {
  test.each(["light", "dark"] as const)(
    "in the %s, it is free of barriers and of sideways scrolling",
    async (colorScheme) => {
      for (const path of [INBOX, `${INBOX}/assessment/minister`])
        await sit(
          "EST/desk",
          path,
          async (page) => {
            await paper(page).waitFor();
            expect({ path, found: [...(await findBarriers(page)), ...(await findOverflow(page))] }).toEqual({
              path,
              found: [],
            });
          },
          { viewport: { width, height: 800 }, colorScheme },
        );
    },
  );
});

describe("the desks beside it", () => {
  test("members are shown as of a day, and a member is told of its own capacity alone", () =>
    sit("EST/desk", "/cases/salisbury-2018/members/as-of/2016-01-01", async (page) => {
      const groups = page.getByRole("region", { name: "Groups" });
      await groups.waitFor();
      expect(
        await groups.getByRole("listitem").filter({ hasText: "NATO" }).first().innerText(),
      ).not.toContain("Montenegro");
      await page.getByRole("link", { name: "The day of the case" }).click();
      await groups.getByText("Montenegro").first().waitFor();
      await page.getByRole("link", { name: /Estonia/ }).click();
      await page.getByText("Europe/Tallinn").first().waitFor();
      await page.goto(`${exercise.origin}/cases/salisbury-2018/members/LVA`);
      await page.getByText("is told of your own member").waitFor();
      expect(await page.getByText("Europe/Riga").count()).toBe(0);
    }));

  test("a leaf of the ledger is proven in the browser, with the key a copy named; a changed proof is not", () =>
    sit("EST/desk", INBOX, async (page) => {
      await paper(page).waitFor();
      await page.getByRole("link", { name: "Ledger" }).click();
      expect(
        await page
          .getByRole("region", { name: "Prove a leaf in this browser" })
          .getByLabel("The ledger’s key, as your copy or its operator gave it")
          .inputValue(),
      ).not.toBe("");
      await page.getByRole("button", { name: "Check the signatures" }).click();
      await page.getByText(/^The ledger signed this state of \d+ leaves, and no witness/).waitFor();
      const keys = page.getByRole("region", { name: "Keys of this node" });
      const [id = ""] = await keys.locator(".key-id").allInnerTexts();
      expect(id).toMatch(/^[\w-]{43}$/);
      expect((await keys.locator(".key-words").first().innerText()).split(" ").length).toBeGreaterThan(5);
      await page.getByLabel("Leaf, counted from 0").fill("3");
      await page.getByRole("button", { name: "Prove it" }).click();
      await page.getByText(/Leaf 3 is in the ledger of \d+ leaves/).waitFor();
      await page.route("**/ledger/proof/*", async (route) => {
        const response = await route.fetch();
        const text = await response.text();
        await route.fulfill({ response, body: text.replace("index 3", "index 4") });
      });
      await page.getByRole("button", { name: "Prove it" }).click();
      await page.getByText("This is not proven.").waitFor();
    }));

  test("the journal of the lead is filtered by what stands in its address", () =>
    sit("GBR/desk", "/cases/salisbury-2018/journal", async (page) => {
      await page.locator(".journal-filters select").nth(1).selectOption("release.issue");
      await expect.poll(() => page.url()).toContain("act=release.issue");
      expect(await page.locator(".journal-row").count()).toBe(2);
      await page.getByRole("button", { name: "Show all again" }).click();
      await expect.poll(() => page.locator(".journal-row").count()).toBeGreaterThan(10);
    }));

  test("publishing names what becomes public for ever; looking publishes nothing", () =>
    sit("GBR/publisher", "/cases/salisbury-2018/record", async (page) => {
      await page
        .getByLabel("Why there is a new edition, as everybody will read it")
        .fill("A date was wrong.");
      await page.getByRole("button", { name: "Publish edition 2" }).click();
      expect(await dialog(page).innerText()).toMatch(
        /Make this public for ever\?[\s\S]*Salisbury, 4 March 2018[\s\S]*A date was wrong\.[\s\S]*Everybody[\s\S]*never taken back/,
      );
      await dialog(page).getByRole("button", { name: "Do nothing" }).click();
      const [preview] = await Promise.all([
        page.waitForEvent("popup"),
        page.getByRole("link", { name: "Open its first page" }).click(),
      ]);
      await preview.waitForLoadState("domcontentloaded");
      expect(await preview.content()).toContain("Salisbury");
      const { published } = (await ask("GBR/publisher", "/record")) as { published: { edition: number } };
      expect(published.edition).toBe(1);
      await page.getByRole("button", { name: "Publish edition 2" }).click();
      await dialog(page).getByRole("button", { name: "Publish edition 2" }).click();
      await page.getByText("Published.", { exact: true }).waitFor();
    }));

  test.each(["light", "dark"] as const)(
    "in the %s, they are free of barriers and of sideways scrolling",
    async (colorScheme) => {
      for (const [seat, desk] of [
        ["EST/desk", "members"],
        ["EST/desk", "members/EST"],
        ["EST/desk", "ledger"],
        ["GBR/desk", "journal"],
        ["GBR/publisher", "record"],
      ] as const)
        await sit(
          seat,
          `/cases/salisbury-2018/${desk}`,
          async (page) => {
            await page.getByRole("heading", { level: 1 }).waitFor();
            await settle(page);
            expect({ desk, found: [...(await findBarriers(page)), ...(await findOverflow(page))] }).toEqual({
              desk,
              found: [],
            });
          },
          { viewport: { width: 360, height: 800 }, colorScheme },
        );
    },
  );
});
