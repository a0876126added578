// The script inside every page of a cut. After the first paint it verifies the cut the page carries, has the page written
// again from it by the same renderer, and compares that node by node with what stands in the browser. It asks nothing of
// any network, and shows what it found in the notice at the top.
// Invariant: "passed" stands only where every step passed; whatever else happens is "failed".
import { NOTICE, PART_IDS, verifyPageParts } from "@entente/core/pages";
import type { CheckState, PageParts } from "@entente/core/pages";
import { portablePrimitives } from "@entente/core/keys";
import type { CheckedStep } from "@entente/core/releases";
import { findDifference, parseInert } from "./compare-pages.ts";

const SIGNATURE = /^ entente-page-signature ([\w-]{86}) $/;

function readParts(): PageParts {
  const text = (id: string): string => document.getElementById(id)?.textContent ?? "";
  const last = document.lastChild;
  const signature = SIGNATURE.exec(last instanceof Comment ? last.data : "")?.[1] ?? "";
  return {
    cut: text(PART_IDS.cut),
    names: text(PART_IDS.names),
    script: text(PART_IDS.script),
    signature,
  };
}

function checkPage(): readonly CheckedStep[] {
  const { page, steps } = verifyPageParts({
    parts: readParts(),
    trust: { kind: "carried" },
    primitives: portablePrimitives,
  });
  const difference = compareClosed(parseInert(page));
  if (difference !== null)
    throw new Error(
      `This page shows something else than its cut says, ${difference}. Something that changes pages in this browser can do that too: check the file with entente-verify`,
    );
  const detail = "Everything this page shows is what the cut gives, written again and compared node by node.";
  return [...steps, { name: "page text", detail }];
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

function runCheck(): void {
  try {
    const steps = checkPage();
    show(
      "passed",
      `This copy is whole: ${steps.length} of ${steps.length} checks passed in this browser, without a network.`,
      steps.map((step) => ({ ...step, broken: false })),
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "RENDERING_MISMATCH";
    const reason = error instanceof Error ? error.message : "The check ended unexpectedly";
    show("failed", "Do not rely on this page: its check failed.", [
      { name: code, detail: reason.endsWith(".") ? reason : `${reason}.`, broken: true },
    ]);
    document.querySelector(`#${NOTICE.id} details`)?.setAttribute("open", "");
  }
}

/** Runs `work` once what the page shows has been painted; where nothing is painted, as in a hidden tab, soon. */
function afterPaint(work: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    work();
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, 2_000);
}

document.addEventListener("DOMContentLoaded", () => {
  afterPaint(runCheck);
});
