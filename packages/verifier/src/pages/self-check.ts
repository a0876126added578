// The script inside every page of a cut. Beside reading and painting it verifies the cut the page carries and has the page
// written again from it by the same renderer; then it compares that node by node with what stands in the browser. It asks
// nothing of any network, and shows what it found in the notice at the top.
// Invariant: "passed" stands only where every step passed; whatever else happens is "failed".
import { NOTICE, PART_IDS, verifyPageParts } from "@entente/core/pages";
import type { CheckState, PageParts, VerifiedParts } from "@entente/core/pages";
import { portablePrimitives } from "@entente/core/keys";
import type { CheckedStep } from "@entente/core/releases";
import { findDifference, pagePolicy, parseInert } from "./compare-pages.ts";

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

type Verified = Pick<VerifiedParts, "page" | "steps">;

/** What a worker answers: what was verified, or the code and words of the failure. */
type Answer =
  | { readonly verified: Verified }
  | { readonly failure: { readonly code: string | null; readonly message: string } };

function verify(parts: PageParts): Answer {
  try {
    const { page, steps } = verifyPageParts({
      parts,
      trust: { kind: "carried" },
      primitives: portablePrimitives,
    });
    return { verified: { page, steps } };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    return {
      failure: { code, message: error instanceof Error ? error.message : "The check ended unexpectedly" },
    };
  }
}

/** Has a worker verify, so that reading and painting go on meanwhile; where there can be none, does it here. */
function verifyAside(parts: PageParts): Promise<Answer> {
  return new Promise((done) => {
    const here = (): void => {
      afterPaint(() => {
        done(verify(parts));
      });
    };
    try {
      const address = URL.createObjectURL(new Blob([parts.script], { type: "text/javascript" }));
      const worker = new Worker(pagePolicy.createScriptURL(address));
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        done(data);
        worker.terminate();
        URL.revokeObjectURL(address);
      };
      worker.onerror = here;
      worker.postMessage(parts);
    } catch {
      here();
    }
  });
}

function compare({ page, steps }: Verified): readonly CheckedStep[] {
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

function conclude(answer: Answer): void {
  try {
    if ("failure" in answer) {
      showFailure(answer.failure.code, answer.failure.message);
      return;
    }
    const steps = compare(answer.verified);
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

if (typeof document === "undefined")
  globalThis.onmessage = ({ data }: MessageEvent<PageParts>) => {
    (globalThis.postMessage as (answer: Answer) => void)(verify(data));
  };
else
  document.addEventListener("DOMContentLoaded", () => {
    void verifyAside(readParts()).then((answer) => {
      afterPaint(() => {
        conclude(answer);
      });
    });
  });
