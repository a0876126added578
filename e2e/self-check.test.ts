// The page of a cut and the verifier's page in a real browser: they check without a network, say calmly what they found,
// and let nothing that was changed pass.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { spellWords } from "../packages/core/src/keys/index.ts";
import { renderCutPage } from "../packages/core/src/pages/index.ts";
import { kinds, kindsCommunity } from "../packages/core/src/releases/kinds.fixture.ts";
import { sealRelease } from "../packages/core/src/releases/release.fixture.ts";
import {
  nodePrimitives as primitives,
  readSelfCheck,
  readVerifierPage,
} from "../packages/verifier/src/index.ts";
import { launchBrowser } from "./browser.ts";
import { findBarriers, findOverflow, walkByTab } from "./watched-page.ts";

const sealed = sealRelease({ document: kinds, compiled: kindsCommunity, recipients: ["SWE", "FRA"] });
const cut = sealed.cuts.get("SWE") ?? "";
const page = renderCutPage({
  text: cut,
  names: { SWE: "Sweden" },
  authority: sealed.authority,
  script: readSelfCheck(),
  primitives,
});
const words = spellWords(sealed.trust.issuers[0] ?? "", 12);

let browser: Browser;
let closeBrowser: () => Promise<void>;
let folder = "";

beforeAll(async () => {
  ({ browser, close: closeBrowser } = await launchBrowser());
  folder = await mkdtemp(join(tmpdir(), "entente-self-check-"));
  await writeFile(join(folder, "verifier.html"), readVerifierPage());
});
afterAll(async () => {
  await closeBrowser();
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Opens a file as a reader does who got it by mail: every request but the file itself is a complaint. */
async function open(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  context.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (failure) => complaints.push(`exception: ${failure.error().message}`));
  const isForeign = (url: string): boolean => !url.startsWith("blob:") && url !== `file://${folder}/${name}`;
  context.on("request", (request) => {
    if (isForeign(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    if (isForeign(request.url()))
      complaints.push(`${request.url()} ended ${request.failure()?.errorText ?? ""}`);
  });
  const opened = await context.newPage();
  await opened.goto(`file://${folder}/${name}`);
  return { page: opened, complaints, close: () => context.close() };
}

async function openPage(name: string, html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  await writeFile(join(folder, name), html);
  return open(name, options);
}

const stateOf = (opened: Page): Promise<string | null> => opened.locator("#check").getAttribute("data-state");

async function settle(opened: Page): Promise<string | null> {
  await opened.locator("#check:not([data-state=unchecked])").waitFor();
  return stateOf(opened);
}

const views = [
  { name: "wide and light", width: 1280, colorScheme: "light" },
  { name: "wide and dark", width: 1280, colorScheme: "dark" },
  { name: "360 px", width: 360, colorScheme: "light" },
] as const;

describe("the page of a cut", () => {
  test.each(views)("checks itself without a network and says what it cannot prove: $name", async (view) => {
    const {
      page: opened,
      complaints,
      close,
    } = await openPage("cut.html", page, {
      viewport: { width: view.width, height: 900 },
      colorScheme: view.colorScheme,
    });
    try {
      expect(await settle(opened)).toBe("passed");
      expect(await opened.getByRole("status").innerText()).toMatch(
        /^This copy is whole: (\d+) of \1 checks passed/,
      );
      await opened.getByText("Who made it?").click();
      const notice = await opened.locator("#check").innerText();
      for (const said of [
        "issuer signatures",
        "key binding",
        "ledger: cut",
        "page text",
        "It cannot show who made it",
      ])
        expect(notice).toContain(said);
      expect((await opened.locator("#check .spoken").innerText()).split(/\s+/).join(" ")).toBe(words);
      expect(await findBarriers(opened)).toEqual([]);
      expect(await findOverflow(opened)).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  test("is read whole without scripts, and says that nothing was checked", async () => {
    const {
      page: opened,
      complaints,
      close,
    } = await openPage("cut.html", page, { javaScriptEnabled: false });
    try {
      expect(await stateOf(opened)).toBe("unchecked");
      expect(await opened.getByRole("status").innerText()).toContain("Not checked yet");
      expect(await opened.getByRole("heading", { level: 1 }).innerText()).toContain("Report from Strelsau");
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  test("can be read and opened by keyboard", async () => {
    const { page: opened, close } = await openPage("cut.html", page);
    try {
      await settle(opened);
      const stops = await walkByTab(opened, 60);
      expect(stops[0]?.name).toContain("Compare twelve words");
      expect(stops.filter(({ seen, after }) => !seen || !after)).toEqual([]);
    } finally {
      await close();
    }
  });

  test("prints banner, handling line and the words of the fingerprint on every page, and no state of a check", async () => {
    const { page: opened, close } = await openPage("cut.html", page);
    try {
      await settle(opened);
      await opened.emulateMedia({ media: "print" });
      expect(await opened.locator("#check").isVisible()).toBe(false);
      const repeated = await opened.evaluate(() =>
        ["header.band", "footer.band"].map(
          (part) => getComputedStyle(document.querySelector(part) ?? document.body).display,
        ),
      );
      expect(repeated).toEqual(["table-header-group", "table-footer-group"]);
      expect(await opened.locator("header.band").innerText()).toContain("UK OFFICIAL");
      const foot = await opened.locator("footer.band").innerText();
      for (const said of ["Copy for Sweden (SWE)", words, "UK OFFICIAL"]) expect(foot).toContain(said);
    } finally {
      await close();
    }
  });

  const other = renderCutPage({
    text: sealed.cuts.get("FRA") ?? "",
    names: {},
    authority: sealed.authority,
    script: readSelfCheck(),
    primitives,
  });
  const cutOf = (html: string): string => /id="entente-cut">([^<]*)</.exec(html)?.[1] ?? "";
  /** The page with something else in what it shows: the script before it holds many of the same words. */
  const changeText = (from: string | RegExp, to: string): string => {
    const start = page.lastIndexOf('<header class="band">');
    return page.slice(0, start) + page.slice(start).replace(from, to);
  };
  test.each<readonly [string, string]>([
    ["a word of the text", changeText("A bullet, Dill.", "A bullet, Bill.")],
    [
      "a portion taken out",
      changeText(/<div class="portion"><p[^>]*>(?:(?!<\/div>).)*A bullet(?:(?!<\/div>).)*<\/div>/, ""),
    ],
    [
      "a portion added",
      changeText('<section class="notes"', '<div class="portion"><p>Added.</p></div><section class="notes"'),
    ],
    ["a portion hidden", changeText('<div class="portion">', '<div class="portion" hidden>')],
    ["a mark", changeText('<span class="mark">O</span>', '<span class="mark">S</span>')],
    ["the banner", changeText(/UK OFFICIAL<\/p>/g, "UK OFFICIAL FOR PUBLIC RELEASE</p>")],
    ["the handling line", changeText(/Copy for Sweden/g, "Copy for Norway")],
    ["the words to compare", changeText(`<li>${words.split(" ")[0] ?? ""}</li>`, "<li>other</li>")],
    ["something after the end", changeText("</footer>\n</body>", "</footer>\n<aside>More.</aside></body>")],
    ["another recipient's cut inside", page.replace(cutOf(page), () => cutOf(other))],
    ["a broken cut inside", page.replace(/"kb_jwt":"e/, '"kb_jwt":"f')],
    ["another name of the recipient", page.replace('{"SWE":"Sweden"}', '{"SWE":"Norway"}')],
    ["no signature", page.replace(/<!-- entente-page-signature .*\n/, "")],
  ])("fails with %s changed", async (_what, html) => {
    expect(html).not.toBe(page);
    const { page: opened, close } = await openPage("changed.html", html);
    try {
      expect(await settle(opened)).toBe("failed");
      expect(await opened.getByRole("status").innerText()).toBe(
        "Do not rely on this page: its check failed.",
      );
      expect(await opened.locator("#check .broken").innerText()).toMatch(/[A-Z_]{8,}/);
      expect(await findBarriers(opened)).toEqual([]);
    } finally {
      await close();
    }
  });

  test("runs no script but its own: a style or script that was slipped in is refused by its policy", async () => {
    const html = changeText(
      "</main>",
      `<script>document.title = "run"</script><img src="https://example.org/x.png"></main>`,
    );
    const { page: opened, complaints, close } = await openPage("injected.html", html);
    try {
      expect(await settle(opened)).toBe("failed");
      expect(await opened.title()).not.toBe("run");
      expect(complaints).toContain("https://example.org/x.png ended csp");
    } finally {
      await close();
    }
  });
});

describe("the verifier's page", () => {
  const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({
    ...{ name, mimeType: "application/octet-stream" },
    buffer: Buffer.from(text),
  });
  const trust = JSON.stringify({
    format: "entente-trust/2",
    issuers: sealed.trust.issuers,
    authorities: sealed.trust.authorities,
    policy: `log ${sealed.vkey}\nquorum none\n`,
  });

  test.each(views)("checks what is chosen without a network: $name", async (view) => {
    const {
      page: opened,
      complaints,
      close,
    } = await open("verifier.html", {
      viewport: { width: view.width, height: 900 },
      colorScheme: view.colorScheme,
    });
    try {
      expect(await findBarriers(opened)).toEqual([]);
      await opened.locator("#files").setInputFiles([
        file("sweden.cut.json", cut),
        file("sweden.html", page),
        file(
          "forged.cut.json",
          cut.replace(/"signature":"./, (start) => `${start.slice(0, -1)}${start.endsWith("A") ? "B" : "A"}`),
        ),
        file("notes.txt", "notes"),
      ]);
      await opened.locator("article[data-state=refused]").first().waitFor();
      const verdicts = await opened.locator("article .verdict").allInnerTexts();
      expect(verdicts).toEqual([
        "Whole and unchanged",
        "Whole and unchanged",
        "Not whole: a proof does not hold",
        "Not readable as it is",
      ]);
      expect((await opened.locator("article .spoken").first().innerText()).split(/\s+/).join(" ")).toBe(
        words,
      );
      expect(await findBarriers(opened)).toEqual([]);
      expect(await findOverflow(opened)).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  test("holds to a trust file that is pasted or given with the files, and checks again when it changes", async () => {
    const { page: opened, complaints, close } = await open("verifier.html");
    try {
      await opened.locator("#files").setInputFiles([file("sweden.cut.json", cut), file("trust.json", trust)]);
      await opened.locator("article[data-state=whole]").waitFor();
      expect(await opened.locator("article").count()).toBe(1);
      expect(await opened.locator("#trust-state").innerText()).toContain(
        "1 issuer, 1 release authority, 1 ledger",
      );
      await opened.getByText("Name them").click();
      await opened.locator("#trust").fill(trust.replace(sealed.trust.issuers[0] ?? "", "A".repeat(43)));
      await opened.locator("article[data-state=refused]").waitFor();
      expect(await opened.locator("article").innerText()).toContain("KEY_UNTRUSTED");
      await opened.locator("#trust").fill("{");
      expect(await opened.locator("#trust-state").innerText()).toContain("The trust file cannot be used");
      expect(await opened.locator("article").count()).toBe(0);
      await opened.locator("#trust").fill("");
      await opened.locator("article[data-state=whole]").waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  test("is worked by keyboard, prints what it found, and says what it cannot tell", async () => {
    const { page: opened, close } = await open("verifier.html");
    try {
      const stops = await walkByTab(opened, 20);
      expect(stops.map(({ name }) => name)).toEqual(["Choose files", "Choose a folder", "Name them"]);
      await opened.locator("#files").setInputFiles([file("sweden.cut.json", cut)]);
      await opened.locator("article[data-state=whole]").waitFor();
      await opened.emulateMedia({ media: "print" });
      expect(await opened.locator("#drop").isVisible()).toBe(false);
      expect(await opened.locator("article .steps").isVisible()).toBe(true);
      expect(await opened.locator(".limits").innerText()).toContain("Who made a file");
    } finally {
      await close();
    }
  });
});
