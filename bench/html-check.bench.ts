// What the check inside a page costs its reader: the page of a cut of 1,000 portions, opened from a file in Chromium, until
// its check has passed and that is painted, against the same page without its script until it is painted.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { renderCutPage } from "../packages/core/src/pages/index.ts";
import {
  community,
  portion,
  sample,
  sealRelease,
  text,
} from "../packages/core/src/releases/release.fixture.ts";
import { readSelfCheck } from "../packages/verifier/src/index.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { nativeTools } from "../e2e/prove/native-tools.ts";
import { median } from "./contract.ts";
import type { Bench } from "./contract.ts";

const PORTIONS = 1_000;
const REPETITIONS = 15;
const GOAL = 1.5;
const WORDS =
  "the vehicle was seen again near the crossing shortly before nightfall and two persons left it on foot towards the river while a third remained inside".split(
    " ",
  );

interface Times {
  /** Until the page could first be read. */
  readonly shown: number;
  /** Until all of it was painted, with the state of its check where it has one. */
  readonly painted: number;
  readonly state: string;
}

export const bench: Bench = {
  name: "html-check",
  claim: `The self-checking page of ${PORTIONS} portions opens, checks and paints in under ${GOAL} times the same page without the check.`,
  run: async (report) => {
    const page = writePage();
    const script = /<script id="entente-check">[\s\S]*?<\/script>\n/.exec(page)?.[0] ?? "";
    if (script === "") throw new RangeError("the page has no script to take away");
    report(`page of ${page.length} characters, ${script.length} of them its check`);
    const folder = await mkdtemp(join(tmpdir(), "entente-html-check-"));
    const { browser, close } = await launchBrowser();
    try {
      const files = { with: join(folder, "with.html"), without: join(folder, "without.html") };
      await writeFile(files.with, page);
      await writeFile(files.without, page.replace(script, ""));
      const times: Record<"with" | "without", Times[]> = { with: [], without: [] };
      for (let round = -2; round < REPETITIONS; round++)
        for (const kind of ["with", "without"] as const) {
          const one = await open(browser, files[kind], kind === "with");
          if (one.state !== (kind === "with" ? "passed" : "unchecked"))
            throw new Error(`the check of the page ended ${one.state}`);
          if (round >= 0) times[kind].push(one);
        }
      const [ours, theirs] = [times.with, times.without].map((all) =>
        median(all.map(({ painted }) => painted)),
      );
      const [first, firstWithout] = [times.with, times.without].map((all) =>
        median(all.map(({ shown }) => shown)),
      );
      report(
        `first painted after ${first?.toFixed(0)} ms with, ${firstWithout?.toFixed(0)} ms without the check`,
      );
      const ratio = (ours ?? Number.NaN) / (theirs ?? Number.NaN);
      return [
        {
          what: `open, check and paint, ${PORTIONS} portions`,
          against: "the same page without its script",
          ratio,
          goal: `under ${GOAL}`,
          met: ratio < GOAL,
          ours: Math.round(ours ?? 0),
          theirs: Math.round(theirs ?? 0),
          unit: "ms",
          repetitions: REPETITIONS,
        },
      ];
    } finally {
      await close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function writePage(): string {
  const portions = Array.from({ length: PORTIONS }, (_, index) =>
    portion(`p${index}`, index % 10 === 9 ? "S - WALL" : "O", [text(writeText(index))], {
      number: String(index + 1),
    }),
  );
  const sealed = sealRelease({
    document: { ...sample, portions, footnotes: [] },
    compiled: community,
    recipients: ["SWE"],
    tools: nativeTools,
  });
  return renderCutPage({
    text: sealed.cuts.get("SWE") ?? "",
    names: { SWE: "Sweden" },
    authority: sealed.authority,
    script: readSelfCheck(),
    primitives: nativeTools.primitives,
  });
}

/** About 400 characters. */
function writeText(seed: number): string {
  const words = Array.from(
    { length: 72 },
    (_, index) => WORDS[(seed * 7 + index * (1 + (seed % 5))) % WORDS.length],
  );
  return `${words.join(" ")}.`;
}

async function open(browser: Browser, file: string, checks: boolean): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript((waits: boolean) => {
      const memory = globalThis as { done?: Promise<{ shown: number; painted: number; state: string }> };
      const afterPaint = (): Promise<number> =>
        new Promise((done) => {
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now());
            channel.port2.postMessage(null);
          });
        });
      memory.done = new Promise((done) => {
        document.addEventListener("DOMContentLoaded", () => {
          const notice = document.getElementById("check");
          const state = (): string => notice?.dataset["state"] ?? "";
          void afterPaint().then((shown) => {
            const finish = (): void => {
              void afterPaint().then((painted) => done({ shown, painted, state: state() }));
            };
            if (!waits || state() === "passed" || state() === "failed") {
              finish();
              return;
            }
            new MutationObserver((_, observer) => {
              observer.disconnect();
              finish();
            }).observe(notice ?? document, { attributes: true });
          });
        });
      });
    }, checks);
    await page.goto(`file://${file}`, { waitUntil: "commit" });
    return await page.evaluate(
      () =>
        (globalThis as unknown as { done: Promise<{ shown: number; painted: number; state: string }> }).done,
    );
  } finally {
    await context.close();
  }
}
