// A kit in a real browser, opened from a stick: it reads, verifies, answers and pledges without a network, and what it saves
// counts at the lead once its words were heard, on the lead's own board.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openSeatView, readSeat } from "../packages/server/src/access/index.ts";
import { composeOverview } from "../packages/server/src/board/index.ts";
import { arrangementsOf, communityOf } from "../packages/server/src/cases/index.ts";
import { importBundle, makeKit, readBundleFile } from "../packages/server/src/bundles/index.ts";
import { findOwnPledge } from "../packages/server/src/pledges/index.ts";
import { bringCase, NOW, openLeadNode, SLUG } from "../packages/server/src/peers/peers.fixture.ts";
import { launchBrowser } from "./browser.ts";
import { findBarriers, findOverflow, walkByTab } from "./watched-page.ts";

type Lead = Awaited<ReturnType<typeof openLeadNode>>;
let lead: Lead;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let stick = "";
let kit = "";

beforeAll(async () => {
  lead = await openLeadNode();
  await bringCase(lead, ["EST", "DEU"]);
  stick = await mkdtemp(join(tmpdir(), "entente-stick-"));
  kit = (await make()).html;
  ({ browser, close: closeBrowser } = await launchBrowser());
}, 180_000);
afterAll(async () => {
  await closeBrowser();
  await lead.close();
  await rm(stick, { recursive: true, force: true });
});

const make = (member = "EST") =>
  makeKit(lead.services, { member, caseName: SLUG, renewed: false, by: "node", at: NOW });

async function open(name: string, html: string, options: BrowserContextOptions = {}) {
  await writeFile(join(stick, name), html);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    offline: true,
    ...options,
  });
  const complaints: string[] = [];
  context.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (failure) => complaints.push(`exception: ${failure.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("blob:") && url !== `file://${stick}/${name}`) complaints.push(`asked for ${url}`);
  });
  const page = await context.newPage();
  await page.goto(`file://${stick}/${name}`);
  return { page, complaints, close: () => context.close() };
}

async function settle(page: Page): Promise<string | null> {
  const check = page.locator("#check:not([data-state=unchecked])");
  await check.waitFor({ timeout: 60_000 });
  return check.getAttribute("data-state");
}

const overview = () =>
  lead.desk.database.read((reader) =>
    composeOverview(reader, openSeatView(readSeat("GBR/desk"), lead.desk.row), lead.desk.row),
  );

describe("a kit on a laptop without a network", () => {
  test.each([
    { name: "wide and light", width: 1280, colorScheme: "light", locale: "en-GB" },
    { name: "360 px and dark", width: 360, colorScheme: "dark", locale: "en-GB" },
    { name: "in French", width: 360, colorScheme: "light", locale: "fr-FR" },
  ] as const)("says in three sentences what, what is asked and by when: $name", async (view) => {
    const { page, complaints, close } = await open("kit.html", kit, {
      viewport: { width: view.width, height: 900 },
      colorScheme: view.colorScheme,
      locale: view.locale,
    });
    try {
      expect(await settle(page)).toBe("passed");
      const ask = await page.locator(".ask").innerText();
      expect(ask).toContain("Act with us.");
      expect(ask).toContain("2018-03-20 12:00 UTC");
      expect(ask).toMatch(view.locale === "fr-FR" ? /vous apporte un document/ : /brings you one document/);
      expect(ask).not.toMatch(view.locale === "fr-FR" ? /brings you/ : /apporte/);
      expect(await page.locator("article.copy").innerText()).not.toBe("");
      expect(await page.locator(".warning").innerText()).toMatch(/Whoever holds this file|Quiconque détient/);
      expect(await findBarriers(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  test("is worked by keyboard", async () => {
    const { page, close } = await open("kit.html", kit);
    try {
      await settle(page);
      const stops = await walkByTab(page, 60);
      expect(stops.length).toBeGreaterThan(8);
      expect(stops.filter(({ seen, after }) => !seen || !after)).toEqual([]);
    } finally {
      await close();
    }
  });

  test("answers nothing where anything of it was changed", async () => {
    for (const [from, to] of [
      ["Act with us.</q>", "Stand aside.</q>"],
      ["</article>\n<form", "<p>And more.</p></article>\n<form"],
    ] as const) {
      const changed = kit.replace(from, to);
      expect(changed).not.toBe(kit);
      const { page, close } = await open("changed.html", changed);
      try {
        expect(await settle(page)).toBe("failed");
        expect(await page.locator("#answer").isVisible()).toBe(false);
      } finally {
        await close();
      }
    }
  });

  test("reads, verifies, answers, pledges and saves; and the lead's board shows it", async () => {
    const { page, complaints, close } = await open("kit.html", kit);
    const save = async () => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save the reply" }).click(),
      ]);
      const path = join(stick, download.suggestedFilename());
      await download.saveAs(path);
      await page.locator("#saved").waitFor();
      return { path, words: await page.locator("#reply-words").innerText() };
    };
    try {
      expect(await settle(page)).toBe("passed");
      await page.getByRole("button", { name: "Save the reply" }).click();
      expect(await page.locator("#problem").innerText()).toContain("nothing to save");
      await page.getByLabel("We support it").check();
      await page.getByLabel("In your words, if you like").fill("We are with you.");
      await page.getByLabel("A question").fill("Who warned the hospital?");
      await page.getByLabel("A pledge, in English words").fill("3 expulsions unless LVA acts");
      expect(await page.locator("#pledge-says").innerText()).toMatch(/^1:\d+ /);
      await page.getByRole("button", { name: "Save the reply" }).click();
      expect(await page.locator("#problem").innerText()).toMatch(/^1:\d+ /);
      await page.getByLabel("A pledge, in English words").fill("2 expulsions if at least 3 others act");
      expect(await page.locator("#pledge-says").innerText()).toContain(
        "This reads: 2 expulsions if at least 3",
      );
      await page.getByLabel("the minister").check();
      const first = await save();
      await page.getByLabel("We will act").check();
      const second = await save();
      expect(second.words).not.toBe(first.words);
      expect(first.words.split(" ")).toHaveLength(6);
      expect(complaints).toEqual([]);

      const take = async ({ path }: { readonly path: string }, heard: string | null) =>
        importBundle(lead.services, await readBundleFile(path), { heard, by: "node", at: NOW });
      await expect(take(second, null)).rejects.toMatchObject({ code: "KIT_UNHEARD" });
      await expect(take(second, first.words)).rejects.toMatchObject({ code: "KIT_WORDS_WRONG" });
      expect(await take(second, second.words)).toMatchObject({ member: "EST" });
      expect(await take(first, first.words)).toMatchObject({ fresh: 0 });
      expect((await readdir(stick)).filter((name) => name.endsWith(".bundle"))).toHaveLength(2);
    } finally {
      await close();
    }
    const board = await overview();
    const estonia = board.members.find(({ id }) => id === "EST");
    expect(estonia).toMatchObject({ position: "committed" });
    expect(JSON.stringify(estonia)).toContain("2 expulsions if at least 3 others act");
    expect(board.questions).toMatchObject({ asked: 1 });

    const again = await open("kit-2.html", (await make()).html);
    try {
      expect(await settle(again.page)).toBe("passed");
      expect(await again.page.locator(".said").innerText()).toContain("The pledge was placed.");
      expect(again.complaints).toEqual([]);
    } finally {
      await again.close();
    }
  });

  test("seals a pledge in either language, which nobody at the lead is shown", async () => {
    const { page, complaints, close } = await open("kit-deu.html", (await make("DEU")).html);
    try {
      expect(await settle(page)).toBe("passed");
      await page.getByRole("button", { name: "Français" }).click();
      expect(await page.locator("html").getAttribute("lang")).toBe("fr");
      await page.getByLabel("Un engagement, en mots anglais").fill("3 expulsions if at least 2 others act");
      await page.getByLabel("Le sceller jusqu’au verrouillage").check();
      expect(await findBarriers(page)).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Enregistrer la réponse" }).click(),
      ]);
      const path = join(stick, download.suggestedFilename());
      await download.saveAs(path);
      await page.locator("#kept").waitFor();
      expect(await page.locator("#salt").innerText()).toMatch(/^[\w-]{43}$/);
      expect(await page.locator("#kept").innerText()).toContain("Notez cette ligne");
      const heard = await page.locator("#reply-words").innerText();
      // Every word of the page is there in the one language and the other.
      expect(await page.locator("span[lang=en]").count()).toBe(await page.locator("span[lang=fr]").count());
      await page.getByRole("button", { name: "English" }).click();
      expect(await page.locator("#kept").innerText()).toContain("Write this line down");
      expect(complaints).toEqual([]);
      const wish = { heard, by: "node", at: NOW } as const;
      expect(await importBundle(lead.services, await readBundleFile(path), wish)).toMatchObject({
        member: "DEU",
      });
    } finally {
      await close();
    }
    const row = (await overview()).members.find(({ id }) => id === "DEU");
    expect(JSON.stringify(row)).not.toContain("3 expulsions");
    const { row: of } = lead.desk;
    const context = { community: communityOf(of), kinds: arrangementsOf(of).kinds };
    const own = await lead.desk.database.read((reader) =>
      findOwnPledge(reader, openSeatView(readSeat("DEU/desk"), of), context),
    );
    expect(own).toMatchObject({ open: null, sealed: { leaf: expect.any(Number) as number } });
  });

  test("prints the banner and the copies, and no buttons", async () => {
    const { page, close } = await open("kit.html", kit);
    try {
      await settle(page);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("header.band").isVisible()).toBe(true);
      expect(await page.locator("article.copy").first().isVisible()).toBe(true);
      expect(await page.getByRole("button", { name: "Save the reply" }).isVisible()).toBe(false);
    } finally {
      await close();
    }
  });
});
