// The verifier as a page: files in, reports out. It reads what is dropped or chosen, checks it with the same function as the
// command, and shows the checklist. Its policy allows it no connection of any kind.
import { decodeUtf8 } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import type { Trust } from "@entente/core/releases";
import { checkFiles, reportFailure } from "../check.ts";
import type { FileReport, NamedInput } from "../check.ts";
import { isCoded } from "../errors.ts";
import { readTrust } from "../trust.ts";
import { groupInputs, listChosen, listDropped, readFiles } from "./dropped-files.ts";
import type { Gathered } from "./dropped-files.ts";
import { createReport, createWaiting } from "./report-view.ts";

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no element ${id}`);
  return element;
}

const drop = find("drop");
const results = find("results");
const trustText = find("trust") as HTMLTextAreaElement;
const trustState = find("trust-state");
const NONE = trustState.textContent;

let trust: Trust | null = { kind: "carried" };
/** What was given last, to be checked again when the trust file changes. */
let given: readonly Gathered[] = [];

function takeTrust(): void {
  const text = trustText.value.trim();
  trustState.className = "";
  try {
    trust = text === "" ? { kind: "carried" } : readTrust(text, portablePrimitives);
    trustState.textContent = trust.kind === "carried" ? NONE : describeTrust(trust);
  } catch (error) {
    if (!isCoded(error)) throw error;
    trust = null;
    trustState.className = "refused";
    trustState.textContent = `${error.message}. Nothing is checked until it can be used or is taken away.`;
  }
}

function describeTrust({ issuers, authorities, policy }: Trust & { readonly kind: "pinned" }): string {
  const count = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`;
  return `Only these are accepted: ${[
    count(issuers.length, "issuer", "issuers"),
    count(authorities.length, "release authority", "release authorities"),
    count(policy.logs.length, "ledger", "ledgers"),
  ].join(
    ", ",
  )}; ${policy.quorum === null ? "no witness is asked for" : `the quorum ${policy.quorum} of ${count(policy.witnesses.length, "witness", "witnesses")} must have cosigned`}.`;
}

async function take(list: readonly { readonly path: string; readonly file: File }[]): Promise<void> {
  if (list.length === 0) return;
  results.replaceChildren(
    ...[...new Set(list.map(({ path }) => path.split("/")[0] ?? ""))].map(createWaiting),
  );
  results.ariaBusy = "true";
  try {
    const gathered = await readFiles(list);
    const trustFile = gathered.find(({ bytes }) => isTrustFile(bytes));
    if (trustFile !== undefined) {
      trustText.value = decodeUtf8(trustFile.bytes);
      takeTrust();
    }
    given = gathered.filter((one) => one !== trustFile || gathered.length === 0);
    await nextPaint();
    check();
  } catch (error) {
    if (!isCoded(error)) throw error;
    results.replaceChildren(createReport(reportFailure({ file: "What you gave", input: null, error })));
  } finally {
    results.ariaBusy = "false";
  }
}

function isTrustFile(bytes: Uint8Array): boolean {
  return (
    bytes.length < 1_000_000 &&
    /^\s*\{[^}]*"format"\s*:\s*"entente-trust\//.test(new TextDecoder().decode(bytes))
  );
}

function check(): void {
  if (trust === null) {
    results.replaceChildren();
    return;
  }
  const read = groupInputs(given).map(({ file, read: open }): NamedInput | FileReport => {
    try {
      return { file, input: open() };
    } catch (error) {
      return reportFailure({ file, input: null, error });
    }
  });
  const files = read.filter((one): one is NamedInput => !("verified" in one));
  const reports = checkFiles({ files, trust, primitives: portablePrimitives });
  results.replaceChildren(
    ...read.map((one) => createReport("verified" in one ? one : (reports[files.indexOf(one)] as FileReport))),
  );
}

function nextPaint(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 100);
    requestAnimationFrame(() => setTimeout(done, 0));
  });
}

for (const id of ["files", "folder"]) {
  const input = find(id) as HTMLInputElement;
  input.addEventListener("change", () => {
    const chosen = listChosen(input.files ?? new DataTransfer().files);
    void take(chosen).then(() => (input.value = ""));
  });
}
trustText.addEventListener("input", () => {
  takeTrust();
  check();
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
document.addEventListener("dragleave", () => {
  drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer !== null) void listDropped(event.dataTransfer.items).then(take);
});
