// npm run screenshots: plays the exercises on a node of its own and takes the pictures of the README from what it serves.
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../e2e/browser.ts";
import { openPlayedExercise } from "../e2e/exercise.ts";
import { openWatched } from "../e2e/watched-page.ts";
import { listCuts } from "../e2e/withheld.ts";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
/** What a README should make its reader load for one picture. */
const MOST_BYTES = 300 * 1024;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
  /** Brings the page to what the picture shows. */
  readonly prepare: (page: Page) => Promise<void>;
}

async function take(browser: Browser, origin: string, picture: Picture): Promise<void> {
  const { name, path, width, height, colorScheme, prepare } = picture;
  const options = { viewport: { width, height }, colorScheme, timezoneId: "UTC", deviceScaleFactor: 1 };
  const { page, complaints, close } = await openWatched(browser, `${origin}${path}`, options);
  try {
    await prepare(page);
    await page.evaluate(() => document.fonts.ready.then(() => true));
    if (complaints.length > 0) throw new Error(`${path}: ${complaints.join("; ")}`);
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, more than ${MOST_BYTES}`);
    process.stdout.write(`docs/images/${name}.png  ${width} x ${height}  ${Math.ceil(size / 1024)} KB\n`);
  } finally {
    await close();
  }
}

async function drawn(page: Page): Promise<void> {
  await page.locator(".map-figure .state").nth(30).waitFor({ state: "attached" });
}

await mkdir(folder, { recursive: true });
const exercise = await openPlayedExercise();
try {
  const cuts = await listCuts(exercise.origin, "salisbury-2018");
  // This one withholds something within its first screen.
  const cut = cuts.find(({ document, recipient }) => document === "technical-annex" && recipient === "EST");
  if (cut === undefined) throw new Error("the exercise has no cut of the annex for Estonia");
  // Signs that our faces lack, such as arrows and check marks, come from the machine's own fonts.
  const { browser, close } = await launchBrowser(["/usr/share/fonts"]);
  try {
    const page = { path: "/", width: 1280, height: 1000, prepare: drawn };
    const pictures: readonly Picture[] = [
      { ...page, name: "case-light", colorScheme: "light" },
      { ...page, name: "case-dark", colorScheme: "dark" },
      { ...page, name: "case-360", colorScheme: "light", width: 360, height: 800 },
      {
        ...{ name: "cut", path: cut.page, width: 1280, height: 1000, colorScheme: "light" },
        prepare: () => Promise.resolve(),
      },
    ];
    for (const picture of pictures) await take(browser, exercise.origin, picture);
  } finally {
    await close();
  }
} finally {
  await exercise.close();
}
