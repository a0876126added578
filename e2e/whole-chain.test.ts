// The whole chain on a real node and its real clock, through the screens alone: two members with their persons and passkeys, and
// the public. The same steps twice: by mouse, and by the keyboard alone.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { keyboard, mouse } from "./hands.ts";
import type { Hands } from "./hands.ts";
import { ask, openPersons } from "./persons.ts";
import type { Persons } from "./persons.ts";
import { openRealNodeHere } from "./real-node.ts";
import type { RealNode } from "./real-node.ts";
import { openWatched } from "./watched-page.ts";

/** Half a minute on a machine at rest, and minutes on one that is busy. */
const BUSY_MS = 300_000;
const WAIT_MS = 60_000;
/** From the last setting of T-0 to its instant: long enough to arm it. */
const LEAD_MS = 10_000;
const HOUR_MS = 3_600_000;

const SEATS = [
  ["GBR/drafter/anna.k", "GBR"],
  ["GBR/release-authority/ruth.b", "GBR"],
  ["GBR/desk/dora.m", "GBR"],
  ["GBR/publisher/paul.s", "GBR"],
  ["EST/administrator/liis.r", "GBR"],
  ["EST/desk/tiit.v", "EST"],
] as const;
type Seat = (typeof SEATS)[number][0] | "GBR/administrator/grace.h";

const cases = [
  { slug: "bridge-2026", title: "The bridge at Strelsau", hands: mouse, how: "by mouse" },
  { slug: "tunnel-2026", title: "The tunnel at Strelsau", hands: keyboard, how: "by the keyboard alone" },
] as const;

let there: RealNode;
let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;
let persons: Persons<Seat>;

beforeAll(async () => {
  there = await openRealNodeHere(null);
  ({ browser, close: closeBrowser } = await launchBrowser());
  persons = openPersons(browser, WAIT_MS);
  await persons.letInFirst(there, "GBR/administrator/grace.h");
  for (const [seat, by] of SEATS)
    await persons.letIn(there, seat, by === "GBR" ? "GBR/administrator/grace.h" : "EST/administrator/liis.r");
}, BUSY_MS);

afterAll(async () => {
  // Undefined when the setup failed.
  await (persons as Persons<Seat> | undefined)?.close();
  await closeBrowser?.();
  await (there as RealNode | undefined)?.close();
}, BUSY_MS);

const pageOf = (seat: Seat): Page => persons.pageOf(seat);

const facts = (slug: string, title: string): string =>
  JSON.stringify({
    ...{ schema: "coalition-case/1", id: slug, title, measures: [] },
    incident: { date: "2026-11-01", place: "Strelsau", host_state: "GBR", attributed_to: "RUR" },
  });
const member = (id: string, name: string, upTo: string, caveats: readonly string[] = []): object => ({
  ...{ id, name, kind: id === "PUBLIC" ? "public" : "state", weights: {} },
  clearances: { uk: { upTo, caveats } },
});
const community = JSON.stringify({
  ...{ format: "entente-community/1", name: "Two members", exercise: false, asOf: "2026-11-01" },
  ...{ note: "Invented.", policies: ["uk"], caveats: [], groups: [] },
  members: [
    member("EST", "Estonia", "SECRET"),
    member("GBR", "United Kingdom", "SECRET"),
    member("PUBLIC", "The public", "OFFICIAL FOR PUBLIC RELEASE"),
  ],
});
const TEXT = `---
title: (OPR) What was seen at Strelsau
originator: GBR
policy: uk
---

1. (OPR) On 1 November 2026 the bridge at Strelsau was cut.

2. (S) A caller had warned of it. {(S - UK EYES ONLY): The caller is known to us.}
`;

const ASK = "Say whether you would act on a common day.";
const QUESTION = "Our cabinet decides on Thursday and will ask who warned.";
const ANSWER = "Somebody who was there; more cannot be said.";
const STATEMENT = "Tallinn sends two persons home.";

interface Worked {
  readonly hands: Hands;
  readonly slug: string;
}

/** A page as one person works it. */
class Desk {
  readonly page: Page;
  readonly hands: Hands;
  constructor(page: Page, hands: Hands) {
    this.page = page;
    this.hands = hands;
  }

  press(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    return this.hands.press(this.page, within.getByRole("button", { name, exact: true }).first());
  }

  /** Follows a link, and stays until the page it leads to, or the one that leads on to, is there. */
  async follow(name: string | RegExp): Promise<void> {
    const link = this.page.getByRole("link", { name, exact: true }).first();
    const from = this.page.url();
    const to = await link.evaluate((one: HTMLAnchorElement) => one.href);
    await this.hands.press(this.page, link);
    await this.page.waitForURL(({ href }) => href === to || href !== from);
  }

  /** The last step: it names what it names, then its verb; and the passkey where the act binds others. */
  async consent(verb: string, names: readonly string[], signed: boolean): Promise<void> {
    const dialog = this.page.locator("dialog[open]").first();
    await dialog.waitFor();
    const said = await dialog.innerText();
    for (const name of names) expect(said).toContain(name);
    await this.press(verb, dialog);
    if (signed) {
      const signing = this.page.getByRole("dialog", { name: "You are about to sign" });
      await this.press("Sign with your passkey", signing);
    }
    await dialog.waitFor({ state: "detached" });
  }

  /** Asks for an act until it names what others did a moment ago; a page that has not heard of it yet is left alone. */
  async asks(verb: string, names: readonly string[]): Promise<void> {
    const dialog = this.page.locator("dialog[open]").first();
    await expect
      .poll(
        async () => {
          await this.press(verb);
          await dialog.waitFor();
          const said = await dialog.innerText();
          const missing = names.filter((name) => !said.includes(name));
          if (missing.length > 0) {
            await this.press("Do nothing", dialog);
            await dialog.waitFor({ state: "detached" });
          }
          return missing;
        },
        { timeout: BUSY_MS / 2, interval: 500 },
      )
      .toEqual([]);
  }

  sees(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }
}

/** A person signs in by passkey and goes to a case. */
async function sit(seat: Seat, { hands, slug }: Worked): Promise<Desk> {
  const desk = new Desk(pageOf(seat), hands);
  const { page } = desk;
  await page.goto(`${there.origin}/sign-in`);
  await desk.press("Sign in with a passkey");
  await page.waitForURL("**/seat");
  await desk.follow("Entente");
  const choice = page.getByRole("combobox", { name: "Case", exact: true });
  await choice.waitFor();
  if (!page.url().includes(`/cases/${slug}`)) await hands.pick(page, choice, slug);
  await page.waitForURL((address) => address.pathname.startsWith(`/cases/${slug}`));
  return desk;
}

describe.each(cases)("the whole chain $how", ({ slug, title, hands }) => {
  const worked = { slug, hands };
  const desks = new Map<Seat, Desk>();
  const at = async (seat: Seat): Promise<Desk> => {
    const desk = desks.get(seat) ?? (await sit(seat, worked));
    desks.set(seat, desk);
    return desk;
  };

  test("is opened, drafted and planned", { timeout: BUSY_MS }, async () => {
    const drafter = pageOf("GBR/drafter/anna.k");
    await ask(drafter, "/api/cases", { facts: facts(slug, title), community, coalition: null });
    const desk = await at("GBR/drafter/anna.k");
    const { page } = desk;
    await desk.follow("Documents");
    await hands.write(page, page.getByLabel("Name, as files will be called"), "bridge");
    await desk.press("Write it");
    await hands.write(page, page.getByRole("textbox", { name: "Marked text of bridge" }), TEXT);
    await desk.press("Save as version 1");
    await desk.sees("Version 1 is saved.");
    await desk.follow("Plan a release");
    await desk.press("Plan it");
    await page.waitForURL(/\/releases\/bridge\/[\w-]{43}$/);
    await desk.sees("A release authority of United Kingdom approves, who neither drafted nor planned it.");
  });

  test("is approved and issued by a second person", { timeout: BUSY_MS }, async () => {
    const desk = await at("GBR/release-authority/ruth.b");
    await desk.follow("Releases");
    await desk.follow(/^Plan [\w-]{12}/);
    const to = "for 2 recipients";
    await desk.press(`Approve ${to}`);
    await desk.consent(`Approve ${to}`, ["Estonia", "The public", "UK SECRET"], true);
    await desk.press("Release to 2 recipients");
    await desk.consent(
      "Release to 2 recipients",
      ["Estonia", "The public", "You cannot take this back"],
      true,
    );
    await desk.sees("2 copies issued, 0 delivered, 0 opened.");
  });

  test("reaches the ally, which opens it and asks", { timeout: BUSY_MS }, async () => {
    const lead = await at("GBR/desk/dora.m");
    await lead.follow("Approaches");
    await lead.follow("Go to members");
    await hands.choose(lead.page, lead.page.getByRole("checkbox", { name: /^Estonia/ }));
    await hands.write(lead.page, lead.page.getByLabel("What is asked of them"), ASK);
    const by = new Date(Date.now() + 5 * 86_400_000);
    await hands.date(lead.page, lead.page.getByLabel("Answer by (UTC)"), by);
    await lead.press("Open one approach");
    await lead.consent("Open one approach", ["Estonia", ASK, "What was seen at Strelsau"], false);
    await lead.press("Deliver to one member");
    await lead.consent("Deliver to one member", ["Estonia", "You cannot take this back"], false);

    const ally = await at("EST/desk/tiit.v");
    await ally.sees(ASK);
    await ally.press("Open this copy");
    await ally.consent("Open this copy", ["United Kingdom", "UK SECRET"], false);
    await ally.page.locator(".paper").waitFor();
    const paper = await ally.page.locator(".paper").innerText();
    expect(paper).toContain("A caller had warned of it.");
    expect(paper).not.toContain("known to us");
    await ally.sees(/All \d+ steps hold/);
    const places = ally.page.getByLabel("What is it about?");
    await hands.pick(ally.page, places, (await places.locator("option").nth(1).getAttribute("value")) ?? "");
    await hands.write(ally.page, ally.page.getByLabel("Why do you need it?"), QUESTION);
    await ally.press("Ask United Kingdom");
    await ally.consent("Ask United Kingdom", [QUESTION, "United Kingdom"], false);
  });

  test("is answered, and the ally takes a position and pledges", { timeout: BUSY_MS }, async () => {
    const lead = await at("GBR/desk/dora.m");
    await lead.follow(/^Questions/);
    await lead.sees(QUESTION);
    await lead.press("Answer");
    await hands.write(lead.page, lead.page.getByLabel("Your answer to Estonia"), ANSWER);
    await lead.press("Send the answer");
    await lead.consent("Send the answer", [QUESTION, ANSWER, "Estonia"], false);

    const ally = await at("EST/desk/tiit.v");
    // It comes by itself: nobody asked for the page again.
    await ally.sees(ANSWER);
    await hands.choose(ally.page, ally.page.getByRole("radio", { name: /^Yes, we will act/ }));
    await ally.press("Take this position");
    await ally.consent("Take this position", ["We will act.", "United Kingdom"], false);
    await ally.follow("To your pledge");
    await hands.write(ally.page, ally.page.getByLabel("How many"), "2");
    await hands.choose(ally.page, ally.page.getByRole("radio", { name: "if all of this holds" }));
    await hands.write(ally.page, ally.page.getByRole("spinbutton", { name: "At least" }), "1");
    await ally.press("Have the node read it back");
    await ally.sees("The node reads the same: 2 expulsions if at least 1 other acts");
    await ally.press("Place the pledge");
    await ally.consent("Place the pledge", ["2 expulsions if at least 1 other acts"], true);
    await ally.sees("Openly, with the authority of minister.");

    await lead.follow("Approaches");
    await lead.page.locator(".long-board [data-standing='committed']").waitFor();
    // What the member said of a marked paper stands under the marking of the case.
    await lead.sees("We will act.");
    const banner = lead.page.getByRole("complementary", { name: "Marking of this page", exact: true });
    expect(await banner.innerText()).toBe("UK SECRET - UK EYES ONLY");
    await lead.follow("Pledges");
    await lead.follow("Our pledge");
    await hands.write(lead.page, lead.page.getByLabel("How many"), "3");
    await lead.press("Have the node read it back");
    await lead.press("Place the pledge");
    await lead.consent("Place the pledge", ["3 expulsions always"], true);
    await lead.sees("Openly, with the authority of minister.");
  });

  test("is locked, armed, and opens at its instant by itself", { timeout: BUSY_MS }, async () => {
    const chief = await at("GBR/release-authority/ruth.b");
    await chief.follow("Pledges");
    await chief.press("Lock all pledges");
    await chief.consent("Lock all pledges", ["Estonia", "United Kingdom", "You cannot take this back"], true);
    await chief.sees("2 members act together");
    await chief.follow("T-0");
    const set = async (instant: Date): Promise<void> => {
      await hands.date(chief.page, chief.page.getByLabel("Instant (UTC)"), instant);
      await chief.press("Set T-0");
      await chief.consent("Set T-0", [String(instant.getUTCFullYear())], false);
    };
    await set(new Date(Date.now() + HOUR_MS));

    const ally = await at("EST/desk/tiit.v");
    await ally.follow("T-0");
    const cleared = ally.page.getByRole("group", { name: "Text cleared" });
    await hands.choose(ally.page, cleared.getByRole("radio", { name: "done" }));
    await hands.write(ally.page, ally.page.getByLabel(/^The text that opens at T-0/), STATEMENT);
    await ally.press("Say how ready we are");
    await ally.consent("Say how ready we are", ["Text cleared: done", STATEMENT, "United Kingdom"], false);

    const instant = new Date(Date.now() + LEAD_MS);
    await set(instant);
    const packages = ["Estonia: 2 expulsions, with text", "United Kingdom: 3 expulsions"];
    await chief.asks("Arm 2 packages", packages);
    await chief.consent("Arm 2 packages", packages, true);
    await chief.sees("T-0 is armed.");
    expect(Date.now()).toBeLessThan(instant.getTime());
    for (const desk of [chief, ally]) await desk.sees("T-0 has opened.");
    expect(Date.now()).toBeGreaterThanOrEqual(instant.getTime() - 1000);
  });

  test("is published, and the public reads and checks it", { timeout: BUSY_MS }, async () => {
    const publisher = await at("GBR/publisher/paul.s");
    await publisher.follow("Record");
    await publisher.press("Publish the record");
    await publisher.consent("Publish the record", ["What was seen at Strelsau", "Everybody"], true);
    await publisher.sees("Published.");

    const { page, complaints, close } = await openWatched(browser, `${there.origin}/sign-in`);
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${there.origin}/records/${slug}/index.html`);
    const reader = new Desk(page, hands);
    await reader.follow("What was seen at Strelsau");
    const text = await page.getByRole("main").innerText();
    expect(text).toContain("On 1 November 2026 the bridge at Strelsau was cut.");
    expect(text).not.toContain("A caller had warned");
    await reader.follow(/^Check/);
    await page.locator('#check[data-state="passed"]').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("gave no page anything to complain of", () => {
    for (const [seat, { complaints }] of persons)
      // A passkey is asked for where an act binds others; a name before its document is begun, and T-0 before it is set.
      expect({ seat, said: complaints.filter((line) => !/status of 40[14]/.test(line)) }).toEqual({
        seat,
        said: [],
      });
  });
});
