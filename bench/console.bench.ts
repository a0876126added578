// What the console costs its reader: each desk until its first paint and until it answers a hand, against an empty React page that
// Vite built the same way and the same node serves; the scripts each desk loads, compressed; and a board of 121 members with
// 500 messages while it is scrolled, against an empty page as high.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Browser, Page, Response } from "playwright-core";
import { build } from "vite";
import { deskPlaces, pathOf } from "../packages/console/src/shell/places.ts";
import { createApp } from "../packages/server/src/http/app.ts";
import { identifyExerciseControl } from "../packages/server/src/http/identify.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { buildConsole } from "../e2e/exercise.ts";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { MEMBERS, openLargeCase, QUESTIONS } from "./large-case.ts";

const REPETITIONS = 5;
const MOST_TIMES = 2;
const MOST_SCRIPT = 250_000;
const MOST_FRAME_MS = 50;
const consoleRoot = fileURLToPath(new URL("../packages/console/", import.meta.url));

export const bench: Bench = {
  name: "console",
  claim:
    "Each desk paints and answers within twice the time of an empty React page, and scrolls without dropped frames.",
  run: async (report) => {
    await buildConsole();
    const empty = await mkdtemp(join(consoleRoot, "dist/empty-"));
    const large = await openLargeCase();
    const services = { ...large.node, identify: identifyExerciseControl };
    const apps = [
      await createApp({ ...services, site: join(consoleRoot, "dist/site") }),
      await createApp({ ...services, site: join(empty, "site") }),
    ];
    const { browser, close } = await launchBrowser();
    try {
      await buildEmpty(empty);
      const [ours = "", theirs = ""] = await Promise.all(
        apps.map((app) => app.listen({ host: "127.0.0.1", port: 0 })),
      );
      const { slug } = large.row;
      const rows: BenchRow[] = [];
      for (const { name, sides } of deskPlaces) {
        const seat = sides.includes("lead") ? `${large.row.lead}/desk` : "EST/desk";
        const address = `${ours}${pathOf(slug, name)}?as=${seat}`;
        rows.push(...(await compareDesk({ browser, name, address, empty: theirs, report })));
      }
      const board = `${ours}${pathOf(slug, "approaches")}?as=${large.row.lead}/desk`;
      rows.push(await compareScrolling(browser, board, theirs));
      return rows;
    } finally {
      await close();
      for (const app of apps) await app.close();
      await large.close();
      await rm(empty, { recursive: true, force: true });
    }
  },
};

/** The same entry, the same settings, and nothing on the page. */
async function buildEmpty(folder: string): Promise<void> {
  await writeFile(
    join(folder, "index.html"),
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Empty</title></head><body><div id="root"></div><script type="module" src="/main.tsx"></script></body></html>',
  );
  await writeFile(
    join(folder, "main.tsx"),
    `import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
createRoot(document.getElementById("root")!).render(<StrictMode><main><p>There is nothing here.</p></main></StrictMode>);
`,
  );
  await build({
    ...{ root: folder, configFile: false, logLevel: "error", base: "/", plugins: [react()] },
    build: {
      ...{ outDir: join(folder, "site"), assetsInlineLimit: 0, sourcemap: false, target: "es2023" },
      modulePreload: { polyfill: false },
    },
  });
}

interface Times {
  readonly paint: number;
  readonly ready: number;
  readonly script: number;
}

interface DeskRun {
  readonly browser: Browser;
  readonly name: string;
  readonly address: string;
  readonly empty: string;
  readonly report: (text: string) => void;
}

async function compareDesk({ browser, name, address, empty, report }: DeskRun): Promise<readonly BenchRow[]> {
  const ours: Times[] = [];
  const theirs: Times[] = [];
  for (let round = -1; round < REPETITIONS; round += 1) {
    const [desk, none] = [await open(browser, address), await open(browser, empty)];
    if (round < 0) continue;
    ours.push(desk);
    theirs.push(none);
  }
  report(`${name}: ${Math.round(median(ours.map(({ ready }) => ready)))} ms until it answers`);
  const against = "an empty React page";
  const row = (what: string, pick: (times: Times) => number): BenchRow => {
    const [mine, peer] = [median(ours.map(pick)), median(theirs.map(pick))];
    const ratio = mine / peer;
    return {
      ...{
        what: `${name}, ${what}`,
        against,
        ratio,
        goal: `at most ${MOST_TIMES}`,
        met: ratio <= MOST_TIMES,
      },
      ...{ ours: Math.round(mine), theirs: Math.round(peer), unit: "ms", repetitions: REPETITIONS },
    };
  };
  const [script, peer] = [median(ours.map((one) => one.script)), median(theirs.map((one) => one.script))];
  return [
    row("first paint", ({ paint }) => paint),
    row("until it answers", ({ ready }) => ready),
    {
      ...{
        what: `${name}, scripts compressed`,
        against,
        ratio: script / peer,
        goal: `at most ${MOST_SCRIPT} bytes`,
      },
      ...{ met: script <= MOST_SCRIPT, ours: script, theirs: peer, unit: "bytes", repetitions: REPETITIONS },
    },
  ];
}

/** Opens a page in a browser that has never seen it. */
async function open(browser: Browser, address: string): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const scripts: Promise<number>[] = [];
    const weigh = (response: Response): void => {
      if (new URL(response.url()).pathname.endsWith(".js"))
        scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    };
    page.on("response", weigh);
    await page.addInitScript(() => {
      const told = globalThis as { readyAt?: number };
      // Ready is what shows its content and has nothing left to do before the next frame.
      const look = (): void => {
        const there =
          document.querySelector("main") !== null &&
          document.querySelector(".skeleton, .skeleton-plot") === null;
        if (!there) requestAnimationFrame(look);
        else
          requestAnimationFrame(() =>
            setTimeout(() => {
              told.readyAt = performance.now();
            }),
          );
      };
      requestAnimationFrame(look);
    });
    await page.goto(address);
    // A page may answer before the browser has said when it painted.
    await page.waitForFunction(
      () =>
        (globalThis as { readyAt?: number }).readyAt !== undefined &&
        performance.getEntriesByName("first-contentful-paint").length > 0,
    );
    const [paint, ready] = await page.evaluate(() => [
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      (globalThis as { readyAt?: number }).readyAt ?? Number.NaN,
    ]);
    // What is loaded after it answers is no part of what the reader waited for.
    page.off("response", weigh);
    const sizes = await Promise.all(scripts);
    return {
      paint,
      ready,
      script: sizes.reduce((sum, size) => sum + size, 0),
    };
  } finally {
    await context.close();
  }
}

async function compareScrolling(browser: Browser, board: string, empty: string): Promise<BenchRow> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < REPETITIONS; round += 1) {
    const desk = await scroll(browser, board, null);
    ours.push(desk.slow);
    theirs.push((await scroll(browser, empty, desk.height)).slow);
  }
  const [mine, peer] = [median(ours), median(theirs)];
  return {
    what: `approaches scrolled, ${MEMBERS} members and ${2 * QUESTIONS} messages, frames over ${MOST_FRAME_MS} ms`,
    ...{ against: "an empty page as high", ratio: peer === 0 ? null : mine / peer },
    // What the machine itself drops, the empty page drops as well.
    ...{ goal: "no more than the empty page drops", met: mine <= peer },
    ...{ ours: mine, theirs: peer, unit: "frames", repetitions: REPETITIONS },
  };
}

/** From top to bottom by the wheel. @param height makes a page that has none as high as the other. */
async function scroll(
  browser: Browser,
  address: string,
  height: number | null,
): Promise<{ readonly slow: number; readonly height: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.locator("main:not(:has(.skeleton))").waitFor();
    if (height !== null)
      await page.evaluate((high) => {
        document.body.style.height = `${high}px`;
      }, height);
    await page.mouse.move(640, 500);
    await startFrames(page);
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(16);
    }
    return await page.evaluate((most) => {
      const { frames } = globalThis as unknown as { readonly frames: readonly number[] };
      const slow = frames.filter((time, index) => index > 0 && time - (frames[index - 1] ?? 0) > most).length;
      return { slow, height: document.documentElement.scrollHeight };
    }, MOST_FRAME_MS);
  } finally {
    await context.close();
  }
}

function startFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const frames: number[] = [];
    (globalThis as unknown as { frames: number[] }).frames = frames;
    const note = (time: number): void => {
      frames.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
}
