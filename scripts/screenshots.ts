// npm run screenshots: plays the exercises on a node of its own and takes the pictures of the README from what it serves.
// With --all also every screen from every side, at three widths in both themes, to out/screenshots/, to be looked at.
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../e2e/browser.ts";
import { openPlayedExercise } from "../e2e/exercise.ts";
import { listCutPages, listDesks, listOutside, listRecordPages } from "../e2e/prove/screens.ts";
import type { Screen } from "../e2e/prove/screens.ts";
import { openBlank, openWatched, settleWhole } from "../e2e/watched-page.ts";
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

const artefacts = fileURLToPath(new URL("../out/screenshots/", import.meta.url));
const SLUG = "salisbury-2018";

/** The first part of each screen, from the desk of the lead and of an ally. */
async function takeAll(browser: Browser, origin: string): Promise<void> {
  const screens: readonly Screen[] = [
    ...["GBR/desk", "EST/desk"].flatMap((seat) => listDesks(SLUG, "GBR", seat)),
    ...listOutside(),
    ...(await listCutPages(origin, SLUG, "EST")),
    ...(await listRecordPages(origin, SLUG)).slice(0, 6),
  ];
  await mkdir(artefacts, { recursive: true });
  for (const { name, path, seat } of screens) {
    const { page, close } = await openBlank(browser, origin, { timezoneId: "Europe/Paris" });
    try {
      await page.goto(`${origin}${path}${seat === null ? "" : `?as=${seat}`}`);
      await settleWhole(page);
      await page.evaluate(() => document.fonts.ready.then(() => true));
      for (const width of [360, 1280, 1920])
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: width < 500 ? 780 : 1000 });
          const file = `${name.replaceAll(/[^a-z0-9-]+/gi, "-").replaceAll(/^-|-$/g, "")}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(artefacts, file) });
        }
    } finally {
      await close();
    }
  }
  process.stdout.write(`${screens.length} screens, six pictures of each, in out/screenshots/\n`);
}

const { values } = parseArgs({ options: { all: { type: "boolean", default: false } } });
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
        ...{ name: "approaches", path: "/cases/salisbury-2018/approaches?as=GBR/desk" },
        ...{ width: 1280, height: 1000, colorScheme: "light", prepare: settleWhole },
      },
      {
        ...{ name: "cut", path: cut.page, width: 1280, height: 1000, colorScheme: "light" },
        prepare: () => Promise.resolve(),
      },
    ];
    for (const picture of pictures) await take(browser, exercise.origin, picture);
    if (values.all) await takeAll(browser, exercise.origin);
  } finally {
    await close();
  }
} finally {
  await exercise.close();
}
