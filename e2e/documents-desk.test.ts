// A document from its first line to who holds it, as two persons of the lead do it: an own small case in a real browser.
import { mkdtempSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { createApp } from "../packages/server/src/http/app.ts";
import { identifyExerciseControl } from "../packages/server/src/http/identify.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import { launchBrowser } from "./browser.ts";
import { buildConsole } from "./exercise.ts";
import { findBarriers, findOverflow, openWatched, settle, walkByTab } from "./watched-page.ts";

const project = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFile(join(project, path), "utf8");
/** Planning looks through every form of every copy: seconds on a machine at rest, and minutes on one that is busy. */
const BUSY_MS = 180_000;
const DRAFTER = "GBR/drafter";
const AUTHORITY = "GBR/release-authority";
const DOCUMENTS = "/cases/salisbury-2018/documents";
const RELEASES = "/cases/salisbury-2018/releases";
/** In a frame where nothing runs, the browser says that nothing ran, and that the frame is no page of the origin. */
const KNOWN = [
  // A name is asked for before its document is begun.
  /status of 404/,
  /^error: Blocked script execution in '[^']*\/read-as\//,
  /origin-keyed agent cluster/,
];

let folder: string;
let node: Node;
let app: Awaited<ReturnType<typeof createApp>>;
let origin: string;
let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;

beforeAll(async () => {
  await buildConsole();
  folder = mkdtempSync(join(tmpdir(), "entente-e2e-"));
  node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  const site = join(project, "packages/console/dist/site");
  app = await createApp({ ...node, site, identify: identifyExerciseControl });
  origin = await app.listen({ host: "127.0.0.1", port: 0 });
  await tell("/api/exercises", {
    ...{ facts: await read("scenarios/salisbury-2018/case.json"), coalition: null },
    community: await read("scenarios/salisbury-2018/community.json"),
  });
  ({ browser, close: closeBrowser } = await launchBrowser());
}, BUSY_MS);

afterAll(async () => {
  await closeBrowser?.();
  await app.close();
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

async function tell(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${origin}${path}`, {
    ...{ method: "POST", body: JSON.stringify(body) },
    headers: { "entente-seat": DRAFTER, "content-type": "application/json" },
  });
  expect(response.status).toBe(200);
  return response.json();
}

async function sit(
  seat: string,
  path: string,
  steps: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const { page, complaints, close } = await openWatched(browser, `${origin}/sign-in`, options);
  try {
    page.setDefaultTimeout(60_000);
    await page.goto(`${origin}${path}?as=${seat}`);
    await settle(page);
    await steps(page);
    expect(complaints.filter((line) => !KNOWN.some((known) => known.test(line)))).toEqual([]);
  } finally {
    await close();
  }
}

const HEAD = "---\ntitle: (OPR) The bridge at Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n\n";
const FIRST = `${HEAD}1. (OPR) The bridge was closed at noon. {(S - REL TO DEU): A caller had warned of it.}

2. (S - WALL) Two officers were seen at the tunnel.
`;
const editor = (page: Page) => page.getByRole("textbox", { name: "Marked text of bridge" });
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

describe("a drafter", () => {
  test(
    "begins a document, sees marks and banner while typing, and what has to be put right",
    { timeout: BUSY_MS },
    () =>
      sit(DRAFTER, DOCUMENTS, async (page) => {
        await page.getByLabel("Name, as files will be called").fill("bridge");
        await page.getByRole("button", { name: "Write it" }).click();
        await editor(page).waitFor();
        expect(await page.getByRole("status").filter({ hasText: "Banner" }).innerText()).toContain(
          "UK OFFICIAL FOR PUBLIC RELEASE",
        );
        await write(page, FIRST.replace("2. (S - WALL) Two", "2. Two"));
        const problem = page.getByRole("button", { name: /^Line \d+, column \d+$/ });
        await problem.waitFor();
        expect(await page.locator(".live-banner").innerText()).toContain("nobody may read it");
        expect(await page.getByRole("button", { name: /^Save as version/ }).isDisabled()).toBe(true);
        // The cursor goes there, and the helper marks the portion it stands in.
        await problem.click();
        await page.getByText("Portion mark", { exact: true }).click();
        await page.getByLabel("Level").selectOption("SECRET");
        await page.getByLabel("WALL").check();
        await page.getByText(/^\(S - WALL\): \d+ members read it\.$/).waitFor();
        await page.getByRole("button", { name: "Mark the portion (S - WALL)" }).click();
        expect(await page.locator(".live-banner").innerText()).toContain("UK SECRET - WALL - REL TO DEU");
        expect(await page.locator(".cm-mark").allInnerTexts()).toEqual(["OPR", "OPR", "S - WALL"]);
        await page.getByRole("button", { name: "Save as version 1" }).click();
        await page.getByText("Version 1 is saved.").waitFor();
        expect(
          await page.getByRole("complementary", { name: "Marking of this page", exact: true }).innerText(),
        ).toBe("UK SECRET - WALL - REL TO DEU");
      }),
  );

  test(
    "puts in a judgement with its scale and a grading, and sees what changed word by word",
    { timeout: BUSY_MS },
    () =>
      sit(DRAFTER, `${DOCUMENTS}/bridge`, async (page) => {
        await editor(page).click();
        await page.keyboard.press("ControlOrMeta+End");
        await page.keyboard.insertText("\n3. (O) It is likely that two persons acted.\n");
        await page.getByText("Grading of a source", { exact: true }).click();
        await page.getByLabel("Reliability of the source").selectOption("C");
        await page.getByRole("button", { name: "Insert the grading C2" }).click();
        await page.getByText("Judgement", { exact: true }).click();
        await page
          .getByRole("combobox", { name: "Probability", exact: true })
          .selectOption({ label: "likely, 55–75 %" });
        await page.getByLabel("Rests on").fill("1, 9");
        expect(await page.getByRole("button", { name: "Insert the judgement" }).isDisabled()).toBe(true);
        await page.getByText("There is no 9 in this text.").waitFor();
        await page.getByLabel("Rests on").fill("1, 2");
        await page.getByRole("button", { name: "Insert the judgement" }).click();
        expect(await editor(page).innerText()).toContain(
          "{judgement: likely, confidence: moderate, supports: 1, 2}",
        );
        await page.getByText("It can be saved.").waitFor();
        await page.getByRole("button", { name: "Save as version 2" }).click();
        await page.getByText("Version 2 is saved.").waitFor();
        await page.getByRole("link", { name: "Is it enough?" }).click();
        await page.getByText(/^\d+ of 49 members could read enough to act\.$/).waitFor();
        await page.getByText("UK SECRET - WALL", { exact: true }).waitFor();
        await page.getByRole("link", { name: "Versions" }).click();
        const changed = page.locator(".difference");
        await changed.locator("ins").first().waitFor();
        expect(await changed.locator("ins").allInnerTexts()).toEqual([
          "It is likely that two persons acted.",
        ]);
        await page.getByRole("link", { name: "Originals" }).click();
        const [taken] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Save the original of version 1" }).click(),
        ]);
        expect(taken.suggestedFilename()).toBe("bridge.md");
        await page.getByRole("rowheader", { name: "original taken" }).waitFor();
      }),
  );

  test(
    "learns from a square of the matrix why a member does not read it, by keyboard alone",
    { timeout: BUSY_MS },
    () =>
      sit(DRAFTER, `${DOCUMENTS}/bridge/matrix`, async (page) => {
        const grid = page.getByRole("grid", { name: "Matrix of portions and members" });
        await grid.focus();
        const why = page.locator(".matrix-why");
        expect(await why.innerText()).toBe("France reads the title whole.");
        await page.keyboard.press("End");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowDown");
        expect(await why.innerText()).toMatch(/ does not read paragraph 2: .*cleared up to .*SECRET\.$/);
        const active = await grid.getAttribute("aria-activedescendant");
        expect(await page.locator(`[id="${active ?? ""}"]`).getAttribute("aria-label")).toMatch(
          /: does not read it$/,
        );
        for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "Home", "ArrowRight"])
          await page.keyboard.press(key);
        expect(await why.innerText()).toMatch(/ reads \d portions whole and .* of 4\.$/);
        await page.keyboard.press("Enter");
        await page.waitForURL("**/read-as/*");
      }),
  );

  test(
    "reads as a member what it would be given, with its gaps, and nothing of what is withheld",
    { timeout: BUSY_MS },
    () =>
      sit(DRAFTER, `${DOCUMENTS}/bridge/read-as/EST`, async (page) => {
        const copy = page.frameLocator("iframe");
        await copy.getByText("The bridge was closed at noon.").waitFor();
        const text = await copy.locator("body").innerText();
        expect(text).toContain("Copy for Estonia (EST)");
        expect(text).toContain("***");
        expect(text).not.toContain("caller");
        expect(text).not.toContain("tunnel");
        await page.getByRole("combobox", { name: "Member", exact: true }).selectOption("DEU");
        await page.frameLocator("iframe").getByText("A caller had warned of it.").waitFor();
      }),
  );

  test("plans a release, and cannot approve it", { timeout: BUSY_MS }, () =>
    sit(DRAFTER, `${RELEASES}/bridge`, async (page) => {
      await page.getByLabel("these members").check();
      for (const name of ["Estonia", "Germany", "Latvia"]) await page.getByLabel(name).check();
      await page
        .getByLabel("What is public already, to be compared with")
        .fill("Papers say that two officers were seen at the tunnel.");
      await page.getByRole("button", { name: "Plan it" }).click();
      await page.waitForURL(/\/releases\/bridge\/[\w-]{43}$/);
      expect(await part(page, "Who would read what").innerText()).toMatch(
        /3 recipients in \d classes; nobody is left without a copy\./,
      );
      await part(page, "Checks")
        .getByText(/^paragraph 3: weakened for /)
        .waitFor();
      const checks = await part(page, "Checks").innerText();
      expect(checks).toContain("No withheld word was found in any of");
      expect(checks).toContain("Waits for another person than GBR/drafter.");
      expect(checks).toContain("One withheld passage stands in the public text already.");
      await part(page, "Who would read what").getByText("Why not the rest").last().click();
      expect(await part(page, "Who would read what").innerText()).toContain("does not hold the caveat WALL");
      const approval = part(page, "Approval");
      await approval.getByText(/^A release authority of United Kingdom approves/).waitFor();
      expect(await approval.getByRole("button", { name: /^Approve/ }).count()).toBe(0);
    }),
  );
});

/** The address of the newest plan. */
async function newestPlan(): Promise<string> {
  const response = await fetch(`${origin}/api${DOCUMENTS}/bridge/plans`);
  const { plans } = (await response.json()) as { plans: readonly { readonly digest: string }[] };
  return plans[0]?.digest ?? "";
}

describe("a release authority", () => {
  test(
    "sees what is signed and for whom, approves, and issues what then verifies",
    { timeout: BUSY_MS },
    async () => {
      const digest = await newestPlan();
      await sit(AUTHORITY, `${RELEASES}/bridge/${digest}`, async (page) => {
        expect(await part(page, "Issue").innerText()).toContain("once a second person has approved it");
        await part(page, "Approval").getByText("Each copy (3)").click();
        expect(await part(page, "Approval").getByRole("row").count()).toBe(4);
        await page.getByRole("button", { name: "Approve for 3 recipients" }).click();
        const dialog = page.getByRole("dialog", { name: "Approve bridge for 3 recipients?" });
        const said = await dialog.innerText();
        for (const word of ["Estonia", "Germany", "Latvia", digest, "UK SECRET - WALL - REL TO DEU"])
          expect(said).toContain(word);
        expect(await findBarriers(page)).toEqual([]);
        await dialog.getByRole("button", { name: "Approve for 3 recipients" }).click();
        await part(page, "Approval").getByText("GBR/release-authority approved it.").waitFor();
        await part(page, "Issue").getByRole("button", { name: "Release to 3 recipients" }).click();
        const last = page.getByRole("dialog", { name: "Release bridge to 3 recipients?" });
        expect(await last.innerText()).toMatch(/Estonia[\s\S]*You cannot take this back/);
        await last.getByRole("button", { name: "Release to 3 recipients" }).click();
        await part(page, "Who holds it").getByText("3 copies issued, 0 delivered, 0 opened.").waitFor();
      });
      const { cuts } = (await (await fetch(`${origin}/api/cases/salisbury-2018/cuts`)).json()) as {
        cuts: readonly { readonly id: string; readonly recipient: string }[];
      };
      expect(cuts.map(({ recipient }) => recipient).sort()).toEqual(["DEU", "EST", "LVA"]);
      for (const { id, recipient } of cuts) {
        const text = await (await fetch(`${origin}/api/cases/salisbury-2018/cuts/${id}.json`)).text();
        const { document } = verifyCut({ text, trust: { kind: "carried" }, primitives: nodePrimitives });
        expect(document.recipient).toBe(recipient);
        expect(text.includes("tunnel")).toBe(false);
      }
    },
  );

  test(
    "opens a place that a drafter planned to unseal, for one recipient alone",
    { timeout: BUSY_MS },
    async () => {
      const path = `${RELEASES}/bridge/${await newestPlan()}`;
      await sit(DRAFTER, path, async (page) => {
        const unseal = part(page, "Unseal");
        await unseal.getByText("Plan to open places").click();
        await unseal.getByRole("combobox", { name: "To", exact: true }).selectOption("EST");
        await unseal.getByLabel(/paragraph 1 \(p1\/1\)/).check();
        await unseal.getByLabel("Why", { exact: true }).fill("Its parliament asked.");
        await unseal.getByRole("button", { name: "Plan it for Estonia" }).click();
        await unseal.getByText(/not cleared for it\. Two persons decide it all the same\./).waitFor();
        await unseal.getByText(/^A release authority of United Kingdom, another person/).waitFor();
      });
      await sit(AUTHORITY, path, async (page) => {
        const unseal = part(page, "Unseal");
        for (const act of ["Approve for Estonia", "Open to Estonia"]) {
          await unseal.getByRole("button", { name: act }).click();
          const dialog = page.getByRole("dialog");
          expect(await dialog.innerText()).toContain("Its parliament asked.");
          await dialog.getByRole("button", { name: act }).click();
          await dialog.waitFor({ state: "detached" });
        }
        await unseal.locator('[data-state="issued"]').waitFor();
      });
    },
  );

  test("recalls it from all who hold it, and sees who confirmed", { timeout: BUSY_MS }, async () => {
    const path = `${RELEASES}/bridge/${await newestPlan()}`;
    await sit(AUTHORITY, path, async (page) => {
      const notices = part(page, "Correct, supersede, recall");
      await notices.getByLabel("What it is").selectOption("recall");
      await notices.getByLabel("Words of the notice").fill("The hour in it is wrong. A new paper follows.");
      await notices.getByRole("button", { name: "Tell 3 holders" }).click();
      const dialog = page.getByRole("dialog", { name: "Recall it from 3 holders?" });
      const said = await dialog.innerText();
      for (const word of ["The hour in it is wrong", "Estonia", "Germany", "Latvia"])
        expect(said).toContain(word);
      await dialog.getByRole("button", { name: "Tell 3 holders" }).click();
      await notices.getByText("0 of 3 confirmed").waitFor();
      const { notices: all } = (await (await fetch(`${origin}/api/cases/salisbury-2018/notices`)).json()) as {
        notices: readonly { readonly release: string }[];
      };
      const done = await fetch(
        `${origin}/api/cases/salisbury-2018/releases/${all[0]?.release ?? ""}/acknowledgement`,
        { method: "POST", headers: { "entente-seat": "LVA/desk" } },
      );
      expect(done.status).toBe(200);
      await page.reload();
      await notices.getByText("1 of 3 confirmed").waitFor();
      expect(await notices.innerText()).toContain("Not confirmed yet: Germany, Estonia");
    });
  });
});

describe("every screen of both desks", () => {
  test.each(["light", "dark"] as const)(
    "has no barrier and fits a telephone in the %s theme",
    { timeout: BUSY_MS },
    async (colorScheme) => {
      const plan = `${RELEASES}/bridge/${await newestPlan()}`;
      const tabs = ["matrix", "read-as/EST", "enough", "versions", "originals"];
      const paths = [
        ...[DOCUMENTS, `${DOCUMENTS}/bridge`, ...tabs.map((tab) => `${DOCUMENTS}/bridge/${tab}`)],
        ...[RELEASES, `${RELEASES}/bridge`, plan],
      ];
      for (const path of paths)
        await sit(
          DRAFTER,
          path,
          async (page) => {
            expect([path, await findBarriers(page)]).toEqual([path, []]);
            await page.setViewportSize({ width: 360, height: 780 });
            await page.waitForTimeout(100);
            expect([path, await findOverflow(page)]).toEqual([path, []]);
          },
          { colorScheme },
        );
    },
  );

  test("is reached by keyboard, in order and with its ring in sight", { timeout: BUSY_MS }, () =>
    sit(DRAFTER, `${RELEASES}/bridge`, async (page) => {
      const stops = await walkByTab(page, 60);
      expect(stops.filter(({ after, seen }) => !after || !seen)).toEqual([]);
      expect(stops.map(({ name }) => name)).toContain("Plan it");
    }),
  );

  test("speaks French throughout", { timeout: BUSY_MS }, () =>
    sit(
      DRAFTER,
      `${DOCUMENTS}/bridge/matrix`,
      async (page) => {
        await page.getByRole("heading", { name: "Qui voit quelle portion" }).waitFor();
        await page.getByRole("grid").focus();
        expect(await page.locator(".matrix-why").innerText()).toBe("France lit le titre en entier.");
      },
      { locale: "fr-FR" },
    ),
  );

  test("says who can where a seat may only read", { timeout: BUSY_MS }, () =>
    sit("GBR/desk", `${DOCUMENTS}/bridge`, async (page) => {
      await page.getByText("A drafter of GBR writes here. You read.").waitFor();
      expect(await page.getByRole("button", { name: /^Save as/ }).count()).toBe(0);
      await editor(page).waitFor();
      expect(await editor(page).getAttribute("aria-readonly")).toBe("true");
    }),
  );
});
