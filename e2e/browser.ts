// A real Chromium from the package registry, for tests: no download of its own, no root, no library and no font of the
// machine it runs on, no network but the node's. Everything it unpacks and writes lies in one private temporary folder.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { unpackWoff } from "./woff.ts";

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
const PREFIX = "entente-browser-";
const archives = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "..", "bin");
/** The faces that cut and record pages ask for first: tests see those pages as a reader who has the faces. */
const FACES = [
  "source-serif-4-latin-400-normal",
  "source-serif-4-latin-400-italic",
  "source-serif-4-latin-700-normal",
  "source-sans-3-latin-400-normal",
  "source-sans-3-latin-700-normal",
];

/**
 * Unpacks and launches the browser; `close` also removes what it unpacked. A killed run's folder goes with the next.
 * @param moreFonts folders of the machine's own fonts, for pictures; tests take none, so that they see the same everywhere.
 */
export async function launchBrowser(moreFonts: readonly string[] = []): Promise<{
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}> {
  removeAbandoned();
  const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const removeNow = (): void => rmSync(home, { recursive: true, force: true });
  process.once("exit", removeNow);
  const remove = async (): Promise<void> => {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    process.off("exit", removeNow);
  };
  try {
    const browser = await withTemporaryFolder(home, async () => {
      // The package's own way to the path sets variables of this process by guessing where it runs; unpacking does not.
      const [executablePath, fonts, libraries] = await Promise.all(
        ["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((name) => inflate(join(archives, name))),
      );
      if (executablePath === undefined || fonts === undefined || libraries === undefined)
        throw new RangeError("three archives give three paths");
      return chromium.launch({
        executablePath,
        args: FLAGS,
        env: {
          PATH: process.env["PATH"] ?? "",
          HOME: home,
          TMPDIR: home,
          TZ: "UTC",
          LANG: "C.UTF-8",
          LD_LIBRARY_PATH: join(libraries, "lib"),
          FONTCONFIG_PATH: await writeFontSettings(home, [fonts, ...moreFonts]),
        },
      });
    });
    return {
      browser,
      close: async () => {
        await browser.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Both the package and Playwright put their files where this variable points while `work` runs. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/**
 * Writes a fontconfig folder that knows the unpacked fonts, our faces and `folders`. The package's own settings name fixed
 * folders; and without a family to fall back on, Chromium ends at the first form field.
 */
async function writeFontSettings(home: string, folders: readonly string[]): Promise<string> {
  const settings = join(home, "fontconfig");
  const faces = join(home, "faces");
  await mkdir(settings);
  await mkdir(faces);
  for (const face of FACES) {
    const family = face.slice(0, face.indexOf("-latin"));
    const path = fileURLToPath(import.meta.resolve(`@fontsource/${family}/files/${face}.woff`));
    await writeFile(join(faces, `${face}.ttf`), unpackWoff(await readFile(path)));
  }
  const [unpacked = ""] = folders;
  const found = await readdir(join(unpacked, "fonts"), { withFileTypes: true });
  const families = found
    .filter((entry) => entry.isDirectory())
    .map((entry) => `<string>${entry.name.replaceAll("_", " ")}</string>`);
  const listed = [...folders, faces].map((folder) => `  <dir>${folder}</dir>`);
  await writeFile(
    join(settings, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${listed.join("\n")}
  <cachedir>${join(home, "font-cache")}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last">${families.join("")}</edit>
  </match>
</fontconfig>
`,
  );
  return settings;
}

/** Removes folders of runs that were killed: their number is no running process, and they are ours to remove. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^entente-browser-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    const folder = join(tmpdir(), name);
    if (!Number.isSafeInteger(pid) || isRunning(pid) || !isOwn(folder)) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

function isOwn(folder: string): boolean {
  return existsSync(folder) && statSync(folder).uid === process.getuid?.();
}
