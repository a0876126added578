// A real Chromium from the package registry, for tests: no download of its own, no root, no network but the node's.
import { mkdtempSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--headless=shell",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Unpacks and launches the browser; `close` also removes what it unpacked. */
export async function launchBrowser(): Promise<{
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}> {
  // The package unpacks into the temporary folder when it is imported, and looks at this variable for its own libraries.
  const home = mkdtempSync(join(tmpdir(), "entente-browser-"));
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = home;
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs24.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const executablePath = await packaged.executablePath();
    await mkdir(join(home, "profile"), { recursive: true });
    const browser = await chromium.launch({
      executablePath,
      args: FLAGS,
      env: { ...process.env, HOME: home },
    });
    return {
      browser,
      close: async () => {
        await browser.close();
        await rm(home, { recursive: true, force: true });
      },
    };
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
