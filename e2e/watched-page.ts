// Pages that are watched while they are used: what they complain of, what they fetch from elsewhere, how they are laid out.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, exceptions, violations of the content policy, requests that left the node. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Opens `address` in a context of its own. */
export async function openWatched(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const watched = await openBlank(browser, new URL(address).origin, options);
  await watched.page.goto(address);
  await settle(watched.page);
  return watched;
}

/** A page that shows nothing yet, for whoever has something to prepare before it asks the node at `origin`. */
export async function openBlank(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  await watchContext(context, origin, complaints);
  return { page: await context.newPage(), complaints, close: () => context.close() };
}

/** Waits until everything of the page is there, also what is loaded after the rest. */
export async function settleWhole(page: Page): Promise<void> {
  try {
    await page.locator("body:not(:has(.skeleton, .skeleton-plot, #root:empty))").waitFor();
  } catch (cause) {
    const left = await page.evaluate(() =>
      [...document.querySelectorAll(".skeleton, .skeleton-plot, #root:empty")].map(
        (element) => `${element.closest("[id]")?.id ?? "?"}: ${element.textContent.trim()}`,
      ),
    );
    throw new Error(`${page.url()} does not come to its end: ${left.join("; ")}`, { cause });
  }
}

/** Waits until the page shows an answer instead of its skeleton. */
export async function settle(page: Page): Promise<void> {
  await page.locator("main:not(:has(.skeleton))").waitFor();
}

async function watchContext(context: BrowserContext, origin: string, complaints: string[]): Promise<void> {
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      // A browser names a status without saying of which address.
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`.trimEnd());
  });
  context.on("weberror", (failure) => complaints.push(`exception: ${failure.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:") complaints.push(`left the node: ${request.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (violation) => {
      console.error(`content policy: ${violation.violatedDirective} ${violation.blockedURI}`);
    });
  });
}

/** What axe finds, one line for each element, empty when nothing. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, so the page's own policy stays as it is.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Violation {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: readonly Violation[] }> };
    };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
    );
  });
}

/** Elements that stick out of the window to the right, and by how much the page can be scrolled sideways. */
export function findOverflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const beyond = document.documentElement.scrollWidth - width;
    if (beyond <= 0) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return [`${beyond} px sideways`, ...wide.slice(0, 8).map((element) => element.outerHTML.slice(0, 120))];
  });
}

export interface FocusStop {
  /** Heading of the part of the page it is in. */
  readonly part: string;
  readonly name: string;
  /** Whether a ring is drawn and nothing lies over it. */
  readonly seen: boolean;
  /** Whether it stands after the stop before it in the page. */
  readonly after: boolean;
}

/** Presses Tab from the top of the page until focus leaves it, and says what each stop looks like. */
export async function walkByTab(page: Page, most: number): Promise<readonly FocusStop[]> {
  const stops: FocusStop[] = [];
  await page.evaluate(() => {
    (globalThis as { lastStop?: Element }).lastStop = document.body;
  });
  while (stops.length < most) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((): FocusStop | null => {
      const memory = globalThis as unknown as { lastStop: Element };
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return null;
      const after =
        (memory.lastStop.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      memory.lastStop = focused;
      const box = focused.getBoundingClientRect();
      const top = document.elementFromPoint(
        Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
        Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1),
      );
      const covered =
        top === null || !(focused.contains(top) || top.contains(focused) || top.closest("label") !== null);
      const style = getComputedStyle(focused);
      const drawn = focused instanceof SVGElement;
      const ringed = drawn
        ? [...focused.querySelectorAll(".ring, .dot-ground")].some((shape) => {
            const { stroke, strokeWidth } = getComputedStyle(shape);
            return stroke !== "rgba(0, 0, 0, 0)" && Number.parseFloat(strokeWidth) >= 3;
          })
        : style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      return {
        part: focused.closest("section")?.querySelector("h2")?.textContent ?? "",
        name:
          focused.getAttribute("aria-label") ??
          focused.closest("label, a, button, summary")?.textContent ??
          "",
        // A state's shape seldom lies under the middle of its box.
        seen: ringed && (drawn || !covered),
        after,
      };
    });
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}
