// The desks of the node itself, on two real nodes and through their screens alone: a case is opened, the nodes are paired by words,
// the case is brought and answered; a kit goes out and its reply comes in. Part by mouse, part by the keyboard alone.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import { BROUGHT as SLUG, bring, setInstant } from "./brought-case.ts";
import { addPeerCommands } from "../packages/server/src/cli/peer.ts";
import { openTyping } from "../packages/server/src/cli/typed.fixture.ts";
import { launchBrowser } from "./browser.ts";
import { keyboard, mouse } from "./hands.ts";
import { openPersons } from "./persons.ts";
import type { Persons } from "./persons.ts";
import { openRealNodeOf } from "./real-node.ts";
import type { RealNode } from "./real-node.ts";
import { findBarriers, findOverflow, walkByTab } from "./watched-page.ts";

const BUSY_MS = 300_000;
const WAIT_MS = 60_000;

let gbr: RealNode;
let est: RealNode;
let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;
let stick = "";
let persons: Persons<string>;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "entente-stick-"));
  [gbr, est] = [await openRealNodeOf("GBR", null), await openRealNodeOf("EST", null)];
  ({ browser, close: closeBrowser } = await launchBrowser());
  persons = openPersons(browser, WAIT_MS);
  await persons.letInFirst(gbr, "GBR/administrator/grace.h");
  await persons.letInFirst(est, "EST/administrator/grace.h");
  await persons.letIn(gbr, "GBR/drafter/anna.k", "GBR/administrator/grace.h");
  await persons.letIn(gbr, "GBR/desk/dora.m", "GBR/administrator/grace.h");
  await persons.letIn(est, "EST/desk/tiit.v", "EST/administrator/grace.h");
}, BUSY_MS);

afterAll(async () => {
  // Undefined when the setup failed.
  await (persons as Persons<string> | undefined)?.close();
  await closeBrowser?.();
  await (gbr as RealNode | undefined)?.close();
  await (est as RealNode | undefined)?.close();
  await rm(stick, { recursive: true, force: true });
}, BUSY_MS);

const pageOf = (seat: string): Page => persons.pageOf(seat);
const dialog = (page: Page): Locator => page.locator("dialog.statement[open]").last();
const sign = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Sign with your passkey" }).click();

/** What is hard to use on a screen, in both schemes and on a narrow one. */
async function inspect(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findBarriers(page)).toEqual([]);
  }
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 360, height: 740 });
  expect([...(await findOverflow(page)), ...(await findBarriers(page))]).toEqual([]);
  await page.setViewportSize(before);
}

describe("a node without a case", () => {
  test("leads a drafter from its first page to an open case, by the keyboard alone", async () => {
    const page = pageOf("GBR/drafter/anna.k");
    await page.goto(gbr.origin);
    await page.getByRole("heading", { level: 1, name: "No case yet" }).waitFor();
    expect(await page.locator("main").innerText()).not.toContain("npx");
    await inspect(page);
    await keyboard.press(page, page.locator(".start-ways").getByRole("link", { name: "Open a case" }));
    await page.getByRole("heading", { level: 1, name: "Open a case" }).waitFor();
    const field = (name: RegExp) => page.getByLabel(name);
    await keyboard.write(page, field(/^What the case is called/), "Bridge at Strelsau");
    await keyboard.write(page, field(/^What happened, in one/), "The bridge at Strelsau was closed.");
    await field(/^Day of the act/).fill("2026-03-04");
    await keyboard.write(page, field(/^Place/), "Strelsau");
    await keyboard.pick(page, field(/^Scheme of markings/), "tlp");
    for (const code of ["EST", "LVA"]) {
      await field(/^Add a member/).selectOption(code);
    }
    for (const name of ["Estonia", "Latvia"])
      await keyboard.pick(page, page.getByLabel(`How far ${name} is cleared`), "TLP:AMBER");
    await inspect(page);
    await keyboard.press(page, page.getByRole("button", { name: "Open the case" }));
    expect(await dialog(page).innerText()).toContain("3 members");
    await dialog(page).getByRole("button", { name: "Open the case" }).click();
    await page.waitForURL(`**/cases/${SLUG}`);
    await page.getByText("The bridge at Strelsau was closed.").first().waitFor();
    expect(persons.complaintsOf("GBR/drafter/anna.k")).toEqual([]);
  });

  test("shows its own desks to those they are for, and to others nothing", async () => {
    const page = pageOf("GBR/drafter/anna.k");
    for (const path of ["/foreign", "/nodes", "/stick"]) {
      await page.goto(`${gbr.origin}${path}`);
      await page.getByText("There is nothing at this address").waitFor();
    }
    // What nobody has and what others have are one page, with a way back.
    const bodies: (string | undefined)[] = [];
    for (const path of ["/nodes/x", "/api/nodes", "/api/nowhere", "/api/foreign-cases/LVA/nothing"]) {
      const response = await page.goto(`${gbr.origin}${path}`);
      await page.getByText("There is nothing at this address").waitFor();
      expect(response?.status(), path).toBe(404);
      bodies.push(await response?.text());
    }
    expect(new Set(bodies).size).toBe(1);
    await inspect(page);
    await keyboard.press(page, page.getByRole("link", { name: "To the start page" }));
    await page.waitForURL(`**/cases/${SLUG}`);
  });
});

describe("two nodes", () => {
  test("are paired by cards and by words that are heard, and say what is in the way until then", async () => {
    const cards = new Map<string, { readonly path: string; readonly words: readonly string[] }>();
    for (const [there, member] of [
      [gbr, "GBR"],
      [est, "EST"],
    ] as const) {
      const page = pageOf(`${member}/administrator/grace.h`);
      await page.goto(`${there.origin}/nodes`);
      await page.getByRole("heading", { level: 1, name: "Other nodes" }).waitFor();
      await page.locator(".spoken-words li").first().waitFor();
      const words = await page.locator(".spoken-words li").allInnerTexts();
      expect(words).toHaveLength(12);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save this node’s card" }).click(),
      ]);
      const path = join(stick, download.suggestedFilename());
      await download.saveAs(path);
      cards.set(member, { path, words: words.map((word) => word.replace(/^\d+\s*/, "").trim()) });
    }
    for (const [there, member, other, name, hands] of [
      [gbr, "GBR", "EST", "Estonia", keyboard],
      [est, "EST", "GBR", "United Kingdom", mouse],
    ] as const) {
      const page = pageOf(`${member}/administrator/grace.h`);
      const card = cards.get(other);
      await page.getByLabel("The card of the other node").setInputFiles(card?.path ?? "");
      await hands.write(
        page,
        page.getByLabel("Its address, if you know better"),
        other === "EST" ? est.origin : gbr.origin,
      );
      await hands.press(page, page.getByRole("button", { name: "Take down this card" }));
      const form = page.getByRole("form", { name: `Words of ${name}` });
      await form.waitFor();
      // What is to be heard stands nowhere on the screen: a word of it may be a word of any sentence, the twelve are not.
      const shown = new Set((await form.innerText()).toLowerCase().match(/[a-z]+/g));
      expect((card?.words ?? []).filter((word) => shown.has(word)).length).toBeLessThan(6);
      const first = form.getByLabel("Word 1", { exact: true });
      await hands.write(page, first, "strelsau");
      await form.getByText(/Word 1, “strelsau”, is none of the words/).waitFor();
      expect(await form.getByRole("button", { name: "Confirm this node" }).isDisabled()).toBe(true);
      await inspect(page);
      await first.fill("");
      if (hands === keyboard) {
        // Typed in one go: a blank goes on to the next field.
        await first.focus();
        await page.keyboard.type((card?.words ?? []).join(" "));
      } else await first.fill((card?.words ?? []).join(" "));
      await hands.press(page, form.getByRole("button", { name: "Confirm this node" }));
      await dialog(page).getByRole("button", { name: "Confirm this node" }).click();
      await sign(page);
      await page
        .getByText(/confirmed here, not yet there|^paired$/)
        .first()
        .waitFor();
      expect(there.origin).toBeTruthy();
    }
    const page = pageOf("GBR/administrator/grace.h");
    const row = page.locator("tr", { hasText: "Estonia" });
    await expect
      .poll(
        async () => {
          await row.getByRole("button", { name: /^Bring letters now/ }).click();
          await page.waitForTimeout(500);
          return row.locator(".became").innerText();
        },
        { timeout: WAIT_MS },
      )
      .toBe("paired");
    await inspect(page);
    const stops = await walkByTab(page, 80);
    expect(stops.filter(({ seen, after }) => !seen || !after)).toEqual([]);
  });
});

describe("a case of another node", () => {
  beforeAll(() => bring(gbr), BUSY_MS);

  test("comes by itself, is opened, checked and read", async () => {
    const page = pageOf("EST/desk/tiit.v");
    await page.goto(est.origin);
    await page.locator(".start-ways").getByRole("link", { name: "From other nodes" }).click();
    const link = page.getByRole("link", { name: "Bridge at Strelsau" });
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.waitForTimeout(500);
          return link.count();
        },
        { timeout: WAIT_MS },
      )
      .toBe(1);
    const row = page.locator("tr", { hasText: "Bridge at Strelsau" });
    expect(await row.innerText()).toMatch(
      /United Kingdom[\s\S]*Act with us[\s\S]*UTC[\s\S]*not answered yet/,
    );
    expect(await page.locator(".banner").first().innerText()).toBe("TLP:AMBER");
    await inspect(page);
    await keyboard.press(page, link);
    await page.getByRole("heading", { level: 1, name: "Bridge at Strelsau" }).waitFor();
    await inspect(page);
    await keyboard.press(page, page.getByRole("button", { name: "Open this copy" }));
    expect(await dialog(page).innerText()).toMatch(/United Kingdom knows that Estonia has opened it/);
    await dialog(page).getByRole("button", { name: "Open this copy" }).click();
    await page.getByText("On 4 March the bridge at Strelsau was closed to all traffic.").first().waitFor();
    expect(await page.locator("main").innerText()).not.toContain("Two officers");
    await page
      .getByText(/whose node brought it/)
      .first()
      .waitFor({ state: "attached" });
    await inspect(page);
  });

  test("is asked about, answered and pledged in; what became of each is said", async () => {
    const page = pageOf("EST/desk/tiit.v");
    const letter = (kind: string) => page.locator("tr", { hasText: `${kind} to United Kingdom` });
    await keyboard.choose(page, page.getByLabel(/^Yes, we will act/));
    await keyboard.press(page, page.getByRole("button", { name: "Take this position" }));
    await dialog(page).getByRole("button", { name: "Take this position" }).click();
    await letter("Position").waitFor();
    await page.getByLabel("What is it about?").selectOption({ index: 1 });
    await page.getByLabel("Why do you need it?").fill("Our minister must know who was seen.");
    await page.getByRole("button", { name: "Ask United Kingdom" }).click();
    await dialog(page).getByRole("button", { name: "Ask United Kingdom" }).click();
    await letter("Question").waitFor();
    await page.getByText(/name the members and measures that United Kingdom told your node of/).waitFor();
    await page.getByRole("button", { name: "Place the pledge" }).click();
    await dialog(page).getByRole("button", { name: "Place the pledge" }).click();
    await sign(page);
    await letter("Pledge").waitFor();
    await expect
      .poll(
        async () => {
          await page.reload();
          await letter("Pledge").first().waitFor();
          return Promise.all(
            ["Position", "Question", "Pledge"].map((kind) => letter(kind).locator(".became").innerText()),
          );
        },
        { timeout: WAIT_MS },
      )
      .toEqual(Array(3).fill("confirmed by United Kingdom"));
    expect(await letter("Pledge").innerText()).toMatch(/Entry \d+ of the lead’s ledger/);
    await inspect(page);
    const board = pageOf("GBR/desk/dora.m");
    await board.goto(`${gbr.origin}/cases/${SLUG}/approaches/EST`);
    await board.getByText("Our minister must know who was seen.").first().waitFor();
  });

  test("takes a sealed pledge after its draft was kept, and gives its receipt when it is confirmed", async () => {
    const page = pageOf("EST/desk/tiit.v");
    // A member has one pledge: the open one is withdrawn before another is sealed.
    await page.getByRole("button", { name: "Withdraw the pledge" }).click();
    await dialog(page).getByRole("button", { name: "Withdraw the pledge" }).click();
    await sign(page);
    await page.locator("tr", { hasText: "Withdrawal of the pledge to United Kingdom" }).first().waitFor();
    await page.getByLabel(/^Sealed: nobody reads it/).check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^1\. / }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^receipt-draft-.*-EST\.json$/);
    const draft = join(stick, download.suggestedFilename());
    await download.saveAs(draft);
    await page.getByRole("button", { name: /^2\. / }).click();
    await dialog(page).getByRole("button", { name: /^2\. / }).click();
    await sign(page);
    await page.getByText(/^Sent sealed to the node of United Kingdom/).waitFor();
    const completes = page.getByLabel(/^For a sealed pledge/);
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.locator("tr", { hasText: "Pledge to United Kingdom" }).first().waitFor();
          return completes.count();
        },
        { timeout: WAIT_MS },
      )
      .toBe(2);
    await completes.first().setInputFiles(join(stick, "est.card.json"));
    await page.getByText("RECEIPT_DRAFT_UNKNOWN").waitFor();
    const [receipt] = await Promise.all([
      page.waitForEvent("download"),
      completes.first().setInputFiles(draft),
    ]);
    expect(receipt.suggestedFilename()).toMatch(/^receipt-.*-EST\.json$/);
    // An act that wants a signature is refused once, which a browser notes.
    const noted = /the server responded with a status of 401/;
    expect(persons.complaintsOf("EST/desk/tiit.v").filter((one) => !noted.test(one))).toEqual([]);
  });
});

/** The same typed beside the node that serves: what waits for nobody is confirmed, what nobody asked for is refused with its reason. */
async function typeBeside(there: RealNode, letter: (kind: string) => Locator): Promise<void> {
  const type = openTyping(addPeerCommands);
  process.env["ENTENTE_PASSPHRASE_FILE"] = there.passphraseFile;
  const of = ["GBR", SLUG, "--data", there.node.folder, "--json"];
  const measure = ["--kind", "entry-ban", "--target", "RUS", "--announced", "2026-03-05"];
  const source = ["--source", "https://mfa.example/note", "--confidence", "high"];
  const said = [
    await type("peer", "case", "ready", ...of, "--done", "translated", "--not-needed", "legal-step"),
    await type("peer", "case", "acknowledge", ...of, "assessment"),
    await type("peer", "case", "done", ...of, ...measure, ...source),
    await type("peer", "case", "ready", ...of),
  ];
  delete process.env["ENTENTE_PASSPHRASE_FILE"];
  expect(said.map(({ code }) => code)).toEqual([null, null, null, "REQUEST_INVALID"]);
  const [first] = said;
  const page = letter("Readiness").page();
  const rows = page.locator("tr", { hasText: "to United Kingdom" });
  await expect
    .poll(
      async () => {
        await page.reload();
        await letter("Read and acknowledged").waitFor();
        return rows
          .locator(".became")
          .evaluateAll((cells) => cells.slice(0, 3).map((one) => one.textContent));
      },
      { timeout: WAIT_MS },
    )
    .toEqual(["confirmed by United Kingdom", "refused", "confirmed by United Kingdom"]);
  expect(Number(first?.json["letter"])).toBeGreaterThan(0);
  expect(await letter("Read and acknowledged").innerText()).toContain("The lead's desk can say more");
}

describe("what a member owes the common instant of another node's case", () => {
  test("is said in the desk, by the keyboard, and what was done afterwards too", async () => {
    const page = pageOf("EST/desk/tiit.v");
    const letter = (kind: string) => page.locator("tr", { hasText: `${kind} to United Kingdom` }).first();
    await page.getByText(/^United Kingdom has told of no common instant yet/).waitFor();
    await setInstant(gbr);
    const ready = page.getByRole("region", { name: "How ready your member is" });
    const cleared = ready.getByRole("group", { name: "Text cleared" }).getByLabel("done");
    await expect
      .poll(
        async () => {
          await page.reload();
          await ready.waitFor();
          return cleared.count();
        },
        { timeout: WAIT_MS },
      )
      .toBe(1);
    await keyboard.choose(page, cleared);
    await keyboard.write(
      page,
      ready.getByLabel(/^The text that opens at T-0/),
      "Estonia acts with its allies.",
    );
    await inspect(page);
    await keyboard.press(page, ready.getByRole("button", { name: "Say how ready we are" }));
    expect(await dialog(page).innerText()).toMatch(/Text cleared: done[\s\S]*Estonia acts with its allies/);
    await dialog(page).getByRole("button", { name: "Say how ready we are" }).click();
    const done = page.getByRole("region", { name: "What your member has done" });
    await done.getByLabel("What was done").selectOption("expulsion");
    await keyboard.write(page, done.getByLabel(/^How many/), "1");
    await done.getByLabel("Against whom").selectOption("RUS");
    await keyboard.write(page, done.getByLabel("Day of the announcement"), "2026-03");
    await keyboard.write(page, done.getByLabel(/^Who says so/), "https://mfa.example/note");
    await keyboard.press(page, done.getByRole("button", { name: "Say that it was done" }));
    expect(await dialog(page).innerText()).toMatch(/1 expulsion · Russia · 2026-03[\s\S]*mfa\.example/);
    await dialog(page).getByRole("button", { name: "Say that it was done" }).click();
    await expect
      .poll(
        async () => {
          await page.reload();
          await letter("Measure taken").waitFor();
          return Promise.all(
            ["Readiness", "Measure taken"].map((kind) => letter(kind).locator(".became").innerText()),
          );
        },
        { timeout: WAIT_MS },
      )
      .toEqual(Array(2).fill("confirmed by United Kingdom"));
    // What was said stands in the form, for whoever says it anew.
    expect(await cleared.isChecked()).toBe(true);
    await typeBeside(est, letter);
    expect(await letter("Measure taken").innerText()).toContain(`The measure was recorded: ${SLUG}/`);
  });
});

describe("a member without a node", () => {
  test("gets a kit, and its reply is shown before its words are heard and it is taken", async () => {
    const desk = pageOf("GBR/desk/dora.m");
    await desk.goto(`${gbr.origin}/stick`);
    await desk.getByRole("combobox", { name: /^For/ }).selectOption("LVA");
    const make = desk.getByRole("button", { name: "Make the kit" });
    await keyboard.press(desk, make);
    await dialog(desk).getByRole("button", { name: "Make the kit" }).click();
    const [made] = await Promise.all([desk.waitForEvent("download"), sign(desk)]);
    const kit = join(stick, made.suggestedFilename());
    await made.saveAs(kit);
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(`file://${kit}`);
    await page.locator("#check[data-state=passed]").waitFor({ timeout: WAIT_MS });
    await page.getByLabel("We support it").check();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the reply" }).click(),
    ]);
    const reply = join(stick, saved.suggestedFilename());
    await saved.saveAs(reply);
    const words = await page.locator("#reply-words").innerText();
    await context.close();

    const file = desk.getByLabel("A bundle of another node, or the reply of a kit");
    await file.setInputFiles(kit);
    await desk.getByText("BUNDLE_SEALED_OTHERWISE").waitFor();
    await file.setInputFiles(reply);
    await desk.getByText(/A reply from the kit of Latvia/).waitFor();
    const plan = desk.locator(".bundle-plan");
    // Its words are shown once the marks of their case are known.
    await plan.getByText("supportive").waitFor();
    expect(await plan.innerText()).toMatch(/Position[\s\S]*supportive/);
    await inspect(desk);
    const first = desk.getByLabel("Word 1", { exact: true });
    await first.fill("abandon ability able about above absent");
    await plan.getByRole("button", { name: "Take it in" }).click();
    await dialog(desk).getByRole("button", { name: "Take it in" }).click();
    await dialog(desk).getByText("KIT_WORDS_WRONG").waitFor();
    await dialog(desk).getByRole("button", { name: "Do nothing" }).click();
    await first.fill(words);
    await keyboard.press(desk, plan.getByRole("button", { name: "Take it in" }));
    await dialog(desk).getByRole("button", { name: "Take it in" }).click();
    await desk.getByText(/new letters? of Latvia (is|are) taken/).waitFor();
    await file.setInputFiles(reply);
    await desk.getByText(/It brings nothing new/).waitFor();
  });

  test("a file for a node is written, and brings nothing twice", async () => {
    const page = pageOf("EST/desk/tiit.v");
    await page.goto(`${est.origin}/stick`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Write the file for United Kingdom" }).click(),
    ]);
    const path = join(stick, download.suggestedFilename());
    expect(download.suggestedFilename()).toMatch(/^to-GBR-\d+-\d+-\d+T\d+Z\.bundle$/);
    await download.saveAs(path);
    const desk = pageOf("GBR/desk/dora.m");
    await desk.getByLabel("A bundle of another node, or the reply of a kit").setInputFiles(path);
    await desk.getByText(/Written by the node of Estonia/).waitFor();
    await desk.locator(".bundle-plan").getByRole("button", { name: "Take it in" }).click();
    await dialog(desk).getByRole("button", { name: "Take it in" }).click();
    await desk.getByText(/everything up to letter \d+ is here/).waitFor();
    await inspect(desk);
  });
});
