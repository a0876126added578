// Whatever is written into a case stays text: every field holds payloads, every screen is opened from each side, and nothing runs,
// nothing is planted, and the browser's policy has nothing to report. What is shown is shown whole, as it was written.
import type { Browser, Page } from "playwright-core";
import { openBlank, settleWhole } from "../watched-page.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { ALLY, HOSTILE, writeHostileCase } from "./hostile-case.ts";
import { listCutPages, listDesks, listOutside, listRecordPages, shuffle, withWorld } from "./screens.ts";
import type { Screen } from "./screens.ts";
import { writePayloads } from "./xss-payloads.ts";
import type { Payload } from "./xss-payloads.ts";

/** So many payloads are worth the look at one screen: a small run looks at some, a whole one at all. */
const PER_SCREEN = 18;
/** Of what was put in, at least this share must have been seen on some screen: else the proof looked elsewhere. */
const SEEN = 0.5;

export const proof: Proof = {
  name: "xss",
  claim:
    "No text of a case runs, plants an element or troubles the policy on any screen; what is shown of it is shown as text.",
  smallCases: 72,
  defaultCases: 500,
  run: ({ cases, seed, report }) =>
    withWorld(async ({ exercise: { origin }, browser }) => {
      const payloads = writePayloads(seed, cases);
      const { placed, refused } = await writeHostileCase(origin, payloads);
      report(`${placed.length} of ${cases} payloads are in the case`);
      const all: readonly Screen[] = [
        ...["GBR/drafter", "GBR/publisher", `${ALLY}/desk`, null].flatMap((seat) =>
          listDesks(HOSTILE, "GBR", seat),
        ),
        ...listOutside(),
        ...(await listCutPages(origin, HOSTILE, ALLY)),
        ...(await listCutPages(origin, HOSTILE, "PUBLIC")),
        ...(await listRecordPages(origin, HOSTILE)),
      ];
      // The case desk shows most of what a case holds.
      const [first, ...others] = all;
      const screens = [first, ...shuffle(others, createRandom(seed))]
        .flatMap((screen) => (screen === undefined ? [] : [screen]))
        .slice(0, Math.max(cases / PER_SCREEN, cases < proof.defaultCases ? 0 : all.length));
      const texts = placed.map(({ payload }) => payload);
      const shown = new Set<string>();
      const failures: unknown[] = refused.map((refusal) => ({ refusal }));
      for (const screen of screens) {
        const seen = await look(browser, origin, screen, texts);
        for (const mark of seen.shown) shown.add(mark);
        failures.push(...seen.failures.map((failure) => ({ screen: screen.name, failure })));
      }
      report(`${shown.size} of them were seen on ${screens.length} screens`);
      const known = new Set(texts.map(({ mark }) => mark));
      if (screens.length === all.length && shown.size < SEEN * known.size)
        failures.push({ unseen: placed.filter(({ payload }) => !shown.has(payload.mark)).slice(0, 40) });
      for (const failure of failures) report(JSON.stringify(failure).slice(0, 400));
      return { cases: placed.length, failures: failures.length, counterExample: failures[0] ?? null };
    }),
};

interface Seen {
  readonly failures: readonly string[];
  /** Marks of the payloads that stand there whole. */
  readonly shown: readonly string[];
}

async function look(
  browser: Browser,
  origin: string,
  { path, seat }: Screen,
  payloads: readonly Payload[],
): Promise<Seen> {
  const watched = await openBlank(browser, origin);
  const { page } = watched;
  try {
    const failures: string[] = [];
    page.on("dialog", (dialog) => {
      failures.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.exposeFunction("planted", (index: number) => failures.push(`ran: ${index}`));
    await page.goto(`${origin}${path}${seat === null ? "" : `?as=${seat}`}`);
    await settleWhole(page);
    // What is folded away is opened, and what reacts to a hand or to focus gets its chance.
    await provoke(page);
    const { shown, broken, planted } = await readTexts(page, payloads);
    failures.push(...broken.map((text) => `not shown as text: ${text}`));
    if (planted > 0) failures.push(`${planted} planted elements`);
    failures.push(
      ...watched.complaints.filter((line) => line.includes("content policy") || line.startsWith("exception")),
    );
    return { failures, shown };
  } finally {
    await watched.close();
  }
}

function provoke(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const element of document.querySelectorAll<HTMLElement>("main *")) {
      element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    }
    await new Promise((done) => setTimeout(done, 150));
  });
}

/** Where a payload's mark stands in a text or an attribute, and whether all of the payload stands there with it. */
function readTexts(
  page: Page,
  payloads: readonly Payload[],
): Promise<{ readonly shown: string[]; readonly broken: string[]; readonly planted: number }> {
  return page.evaluate(
    (all) => {
      // A payload may be spread over the texts of one element, as by words set apart for wrapping, and spaces may be joined.
      const flat = (text: string): string => text.replaceAll(/\s+/g, "").toLowerCase();
      const texts = [flat(document.documentElement.textContent)];
      for (const element of document.querySelectorAll("*"))
        for (const { value } of element.attributes) texts.push(flat(value));
      for (const field of document.querySelectorAll("textarea, input"))
        texts.push(flat((field as HTMLInputElement).value));
      const whole = texts.join("\n");
      const here = all.filter(({ mark }) => whole.includes(mark));
      const isWhole = ({ text }: { text: string }): boolean => whole.includes(flat(text));
      return {
        shown: here.filter(isWhole).map(({ mark }) => mark),
        broken: here.filter((one) => !isWhole(one)).map(({ text }) => text),
        planted: document.querySelectorAll("[data-planted]").length,
      };
    },
    payloads.map(({ mark, text }) => ({ mark, text })),
  );
}
