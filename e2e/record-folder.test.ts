// A record as a reader meets it: a folder on any web server below any path, or on a disk; without scripts and with them; with
// texts in every field that try to be more than text.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { writeFolder } from "../packages/server/src/exchange/index.ts";
import { launchBrowser } from "./browser.ts";
import { makeRandomRecord } from "./prove/random-record.ts";
import { findBarriers, findOverflow, openWatched } from "./watched-page.ts";

/** Two persons, one of them taken back, a later edition, and hostile words in most fields. */
const SEED = 1;
const BELOW = "/some/where/else";
const TYPES: Readonly<Record<string, string>> = {
  ...{ ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" },
  ...{ ".json": "application/json", ".xml": "application/atom+xml", ".csv": "text/csv" },
};
const PAGE_LIMIT = 200 * 1024;

let files: Map<string, Uint8Array>;
let origin = "";
let folder = "";
let browser: Browser;
let close: (() => Promise<void>)[] = [];
/** What the server gives instead, by path. */
const swapped = new Map<string, Uint8Array>();

beforeAll(async () => {
  files = makeRandomRecord(SEED);
  folder = mkdtempSync(join(tmpdir(), "entente-record-"));
  await writeFolder(folder, files);
  // As plain as a server can be: no rule for any path, no header but the type.
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").slice(BELOW.length + 1);
    const bytes = swapped.get(path) ?? files.get(path);
    response.writeHead(bytes === undefined ? 404 : 200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    });
    response.end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const launched = await launchBrowser();
  browser = launched.browser;
  close = [
    launched.close,
    () => new Promise((done) => server.close(() => done())),
    () => rm(folder, { recursive: true, force: true }),
  ];
}, 60_000);
afterAll(async () => {
  for (const one of close) await one();
});

const pages = (): readonly string[] => [...files.keys()].filter((path) => path.endsWith(".html"));
const text = (path: string): string => Buffer.from(files.get(path) ?? "").toString();

/** English in the light and French in the dark, which halves the time and leaves out no kind of page. */
const settings = (): readonly { readonly path: string; readonly colorScheme: "light" | "dark" }[] =>
  pages().map((path) => ({ path, colorScheme: path.startsWith("fr/") ? "dark" : "light" }));

async function look(
  path: string,
  options: BrowserContextOptions,
  steps: (page: Page) => Promise<void>,
): Promise<void> {
  const address = path.startsWith("file:") ? path : `${origin}${BELOW}/${path}`;
  const watched = await openWatched(browser, address, options);
  try {
    await steps(watched.page);
    expect(watched.complaints, path).toEqual([]);
  } finally {
    await watched.close();
  }
}

describe("the folder", () => {
  test("has a page of each kind in both languages, none of 200 KB with its style", () => {
    const style = files.get("style.css")?.length ?? 0;
    for (const path of pages()) expect((files.get(path)?.length ?? 0) + style, path).toBeLessThan(PAGE_LIMIT);
    const kinds = new Set(pages().map((path) => path.replace(/[^/]+\.html$/, "")));
    expect([...kinds].sort()).toEqual(["", "documents/", "fr/", "fr/documents/", "fr/persons/", "persons/"]);
  });

  test("leads by relative links only, and every one arrives, anchors included", () => {
    for (const path of [...pages(), "feed.xml", "fr/feed.xml"])
      for (const [, href = ""] of text(path).matchAll(/\s(?:href|src|content)="([^"]*)"/g)) {
        if (/^https:\/\/|^[^#?]*[ ;,']|^(?:article|website|no-referrer|en_GB|fr_FR)$/.test(href)) continue;
        if (!/[/#]|\.(?:html|svg|css|js|xml|json|csv)$/.test(href)) continue;
        const [to = "", anchor] = href.split("#");
        const target = to === "" ? path : posix.join(posix.dirname(path), to);
        expect(files.has(target), `${path} leads to ${href}`).toBe(true);
        if (anchor !== undefined) expect(text(target), `${path} to ${href}`).toContain(` id="${anchor}"`);
      }
  });

  test("never writes an address that is not for reading, whatever the sources say", () => {
    for (const path of pages())
      expect(text(path), path).not.toMatch(/(?:href|src)="(?:javascript|data|vbscript):/i);
  });
});

describe("without scripts", () => {
  test("every page is read at 360 px and more, in light and dark, without going sideways", async () => {
    for (const { path, colorScheme } of settings())
      await look(
        path,
        { javaScriptEnabled: false, colorScheme, viewport: { width: 360, height: 900 } },
        async (page) => {
          expect(await page.locator("h1").count(), path).toBe(1);
          expect(await page.locator(".band").count(), path).toBe(2);
          expect(await findOverflow(page), path).toEqual([]);
          await page.setViewportSize({ width: 1280, height: 900 });
          expect(await findOverflow(page), path).toEqual([]);
        },
      );
  }, 120_000);

  test("every page is without barriers, in light and dark", async () => {
    for (const { path, colorScheme } of settings())
      await look(path, { colorScheme, bypassCSP: true }, async (page) => {
        expect(await findBarriers(page), `${path} ${colorScheme}`).toEqual([]);
      });
  }, 180_000);

  test("prints with the banner at the top and bottom of every sheet, and nothing to click", async () => {
    await look("documents/assessment.html", { javaScriptEnabled: false }, async (page) => {
      await page.emulateMedia({ media: "print" });
      const display = (selector: string): Promise<string> =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => getComputedStyle(element).display);
      expect(await display("header.band")).toBe("table-header-group");
      expect(await display("footer.band")).toBe("table-footer-group");
      expect(await display("nav ul")).toBe("none");
      expect(await display(".cite")).toBe("none");
    });
  });
});

describe("with scripts", () => {
  test("no hostile text runs, on any page", async () => {
    const said = pages().map(text).join("");
    expect(said).toContain("&lt;script&gt;globalThis.hit=1");
    for (const path of pages().filter((one) => !one.startsWith("fr/")))
      await look(path, {}, async (page) => {
        for (const link of await page.locator("main summary").all()) await link.click();
        expect(await page.evaluate(() => "hit" in globalThis), path).toBe(false);
      });
    for (const drawing of ["map.svg", "curve.svg", "card.svg", "feed.xml"]) {
      const page = await browser.newPage();
      await page.goto(`${origin}${BELOW}/${drawing}`);
      expect(await page.evaluate(() => "hit" in globalThis), drawing).toBe(false);
      await page.close();
    }
  }, 120_000);

  test("the record checks itself, and says so in the page's language", async () => {
    await look("fr/check.html", {}, async (page) => {
      await page.locator('#check[data-state="passed"]').waitFor({ timeout: 60_000 });
      expect(await page.locator("#verdict").innerText()).toMatch(/^Ce dossier est entier : les 10 contrôles/);
      expect(await page.locator("#steps").innerText()).toMatch(
        /each of the \d+ places shown opens what was signed/,
      );
      expect(await page.locator("#local").isVisible()).toBe(false);
    });
  }, 90_000);

  test("a changed byte fails the check, and a missing file decides nothing", async () => {
    const bytes = Uint8Array.from(files.get("documents/annex.html") ?? []);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    swapped.set("documents/annex.html", bytes);
    await look("check.html", {}, async (page) => {
      await page.locator('#check[data-state="failed"]').waitFor({ timeout: 60_000 });
      expect(await page.locator("#steps").innerText()).toContain("RECORD_FILE_CHANGED");
    });
    swapped.clear();
  }, 90_000);

  test("from a disk, a reader chooses the folder and it is checked there", async () => {
    await look(pathToFileURL(join(folder, "check.html")).href, {}, async (page) => {
      await page.locator("#local").waitFor();
      await page.locator("#folder").setInputFiles(folder);
      await page.locator('#check[data-state="passed"]').waitFor({ timeout: 60_000 });
    });
  }, 90_000);
});
