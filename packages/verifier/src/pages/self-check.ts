// The script inside every page of a cut. Beside reading and painting it verifies the cut the page carries and has the page
// written again from it by the same renderer; then it compares that node by node with what stands in the browser. It asks
// nothing of any network, and shows what it found in the notice at the top.
// Invariant: "passed" stands only where every step passed; whatever else happens is "failed", or nothing is said yet.
import { NOTICE, PART_IDS } from "@entente/core/pages";
import type { CheckState, PageParts } from "@entente/core/pages";
import type { CheckedStep } from "@entente/core/releases";
import { answerClaims, checkHere, followOrders, practiseVerifying, WORKERS } from "./check-worker.ts";
import type { Order, Report, Verdict } from "./check-worker.ts";
import { findDifference, pagePolicy, parseInert } from "./compare-pages.ts";

const SIGNATURE = /^ entente-page-signature ([\w-]{86}) $/;

/** The signature in the last line of the page, once that was read. */
function readSignature(): string {
  const last = document.lastChild;
  return SIGNATURE.exec(last instanceof Comment ? last.data : "")?.[1] ?? "";
}

/** What the page was written from, as soon as the browser has read so far; at the latest when it has read all. */
function readParts(whole: Promise<unknown>): Promise<Omit<PageParts, "signature">> {
  const find = (id: string): HTMLElement | null => document.getElementById(id);
  return new Promise((done) => {
    const look = (): void => {
      if (find(PART_IDS.names)?.nextSibling != null) finish();
    };
    const finish = (): void => {
      observer.disconnect();
      const [cut = "", names = "", script = ""] = [PART_IDS.cut, PART_IDS.names, PART_IDS.script].map(
        (id) => find(id)?.textContent,
      );
      done({ cut, names, script });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    void whole.then(finish);
  });
}

/** What a check reports, each part when it is known. `shown` may never come where the verdict is a failure. */
interface Findings {
  readonly shown: Promise<string>;
  readonly verdict: Promise<Verdict>;
}

/** Has workers check, which start before there is anything to check: the page is read and painted meanwhile. */
function checkAside(whole: Promise<unknown>): Findings {
  const parts = readParts(whole);
  const [shown, verdict] = [Promise.withResolvers<string>(), Promise.withResolvers<Verdict>()];
  const here = async (): Promise<void> => {
    await whole;
    await afterPaint();
    const found = checkHere({ ...(await parts), signature: readSignature() });
    shown.resolve(found.shown);
    verdict.resolve(found.verdict);
  };
  try {
    const script = document.currentScript?.textContent ?? "";
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const start = (name: string): Worker => new Worker(pagePolicy.createScriptURL(address), { name });
    const checker = start(WORKERS.check);
    let helper: Worker | null = null;
    const end = (): void => {
      checker.terminate();
      helper?.terminate();
      URL.revokeObjectURL(address);
    };
    checker.onmessage = ({ data }: MessageEvent<Report>) => {
      if ("shown" in data) shown.resolve(data.shown);
      else {
        end();
        verdict.resolve(data.verdict);
      }
    };
    const giveUp = (): void => {
      end();
      void here();
    };
    checker.onerror = giveUp;
    const tell = (order: Order, handedOver: Transferable[] = []): void => {
      checker.postMessage(order, handedOver);
    };
    void parts.then((read) => {
      const { port1, port2 } = new MessageChannel();
      tell({ kind: "check", parts: read, port: port1 }, [port1]);
      helper = start(WORKERS.verify);
      helper.onerror = giveUp;
      helper.postMessage(port2, [port2]);
    });
    void Promise.all([whole, parts]).then(() => {
      tell({ kind: "conclude", signature: readSignature() });
    });
  } catch {
    void here();
  }
  return { shown: shown.promise, verdict: verdict.promise };
}

/** @throws Error when the page shows something else than `written`. */
function compare(written: Document): CheckedStep {
  const difference = compareClosed(written);
  if (difference !== null)
    throw new Error(
      `This page shows something else than its cut says, ${difference}. Something that changes pages in this browser can do that too: check the file with entente-verify`,
    );
  const detail = "Everything this page shows is what the cut gives, written again and compared node by node.";
  return { name: "page text", detail };
}

/** What a reader has opened meanwhile is no change of the page. */
function compareClosed(written: Document): string | null {
  const details = document.querySelector(`#${NOTICE.id} details`);
  const open = details?.hasAttribute("open") ?? false;
  details?.removeAttribute("open");
  const difference = findDifference(written, document);
  if (open) details?.setAttribute("open", "");
  return difference;
}

function show(
  state: CheckState,
  verdict: string,
  lines: readonly (CheckedStep & { broken: boolean })[],
): void {
  const notice = document.getElementById(NOTICE.id);
  if (notice === null) return;
  notice.dataset["state"] = state;
  const said = notice.querySelector(`.${NOTICE.verdict}`);
  if (said !== null) said.textContent = verdict;
  notice.querySelector(`.${NOTICE.steps}`)?.replaceChildren(
    ...lines.map(({ name, detail, broken }) => {
      const item = document.createElement("li");
      if (broken) item.className = "broken";
      const label = document.createElement("b");
      label.textContent = name;
      const words = document.createElement("span");
      words.append(label, detail);
      item.append(words);
      return item;
    }),
  );
}

function conclude(verdict: Verdict, written: Document | null): void {
  if ("failure" in verdict) {
    showFailure(verdict.failure.code, verdict.failure.message);
    return;
  }
  try {
    if (written === null) throw new Error("The check ended unexpectedly");
    const steps = [...verdict.steps, compare(written)];
    show(
      "passed",
      `This copy is whole: ${steps.length} of ${steps.length} checks passed in this browser, without a network.`,
      steps.map((step) => ({ ...step, broken: false })),
    );
  } catch (error) {
    showFailure(null, error instanceof Error ? error.message : "The check ended unexpectedly");
  }
}

function showFailure(code: string | null, message: string): void {
  const detail = message.endsWith(".") ? message : `${message}.`;
  show("failed", "Do not rely on this page: its check failed.", [
    { name: code ?? "RENDERING_MISMATCH", detail, broken: true },
  ]);
  document.querySelector(`#${NOTICE.id} details`)?.setAttribute("open", "");
}

/** Comes once what the page shows has been painted; where nothing is painted, as in a hidden tab, soon. */
function afterPaint(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done, 0));
    setTimeout(done, 2_000);
  });
}

async function checkPage(): Promise<void> {
  const whole = new Promise((done) => {
    document.addEventListener("DOMContentLoaded", done, { once: true });
  });
  const { shown, verdict } = checkAside(whole);
  await whole;
  await afterPaint();
  let written: Document | null = null;
  void shown.then((page) => {
    written = parseInert(page);
  });
  conclude(await verdict, written);
}

if (typeof document !== "undefined") void checkPage();
else if (self.name === WORKERS.verify) {
  globalThis.onmessage = ({ data }: MessageEvent<MessagePort>) => {
    answerClaims(data);
  };
  practiseVerifying();
} else {
  const follow = followOrders(globalThis.postMessage as (report: Report) => void);
  globalThis.onmessage = ({ data }: MessageEvent<Order>) => {
    follow(data);
  };
}
