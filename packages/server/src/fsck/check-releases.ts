// Releases and cuts: what was signed, and the file each recipient was given.
import { hash } from "node:crypto";
import { parseCanonicalFile, parseJson } from "@entente/core/encoding";
import { digestCut, digestRelease, verifyCut } from "@entente/core/releases";
import type { CutFile, IssuedRelease, LedgerEvidence } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import type { Committed } from "./check-commitments.ts";
import { digestHex, explainFault, findByDigest } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { findCheckpointNote, listCosignatureLines, listCuts, listIssues } from "./store.ts";

const DIGEST = /(?<![\w-])[\w-]{43}(?![\w-])/g;

/** A committed thing with what else can be said of its row. */
export interface Released extends Committed {
  readonly check: () => Promise<Finding | null>;
}

/** What a view's case released, in the order of its leaves. */
export async function* listReleased(reader: Reader, view: View): AsyncGenerator<Released> {
  for await (const { id, issued, leafIndex } of listIssues(reader, view))
    yield {
      spot: { table: "release_issue", row: id, column: "issued" },
      kind: "release",
      leafIndex,
      digest: () => digestRelease(readIssued(issued), nodePrimitives),
      check: () => Promise.resolve(checkOpenings(id, readIssued(issued))),
    };
  for await (const cut of listCuts(reader, view))
    yield {
      spot: { table: "cut", row: cut.id, column: "file" },
      kind: "cut",
      leafIndex: cut.leafIndex,
      digest: () => digestCut((parseCanonicalFile(cut.file) as object as CutFile).release, nodePrimitives),
      check: () => checkFile(reader, cut),
    };
}

/** Every opening that is kept stands by its digest in the signed payload, or in another opening. */
function checkOpenings(id: string, { payload, openings }: IssuedRelease): Finding | null {
  const spot = { table: "release_issue", row: id, column: "issued" };
  const digests = new Set<string>();
  for (const text of [payload, ...openings.map((opening) => opening.text)])
    for (const [word] of Buffer.from(text, "base64url").toString("utf8").matchAll(DIGEST)) digests.add(word);
  const stray = openings.find(({ text }) => !digests.has(hash("sha256", text, "base64url")));
  if (stray === undefined) return null;
  const why = `the opening of ${stray.place} is not of what was signed`;
  return findByDigest(spot, { expected: null, found: digestHex(stray.text), why });
}

/** The file whole: its digest as lists show it, every step a reader goes through, and the checkpoints it carries. */
async function checkFile(
  reader: Reader,
  cut: { readonly id: string; readonly file: string; readonly sha256: string },
): Promise<Finding | null> {
  const spot = { table: "cut", row: cut.id };
  const found = digestHex(cut.file);
  const fault = explainFile(cut.file) ?? (await explainEvidence(reader, cut.file));
  if (fault !== null)
    return findByDigest({ ...spot, column: "file" }, { expected: cut.sha256, found, why: fault });
  const why = "the digest is not that of the file, which verifies";
  return found === cut.sha256
    ? null
    : findByDigest({ ...spot, column: "sha256" }, { expected: found, found: cut.sha256, why });
}

function explainFile(file: string): string | null {
  try {
    verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
    return null;
  } catch (error) {
    return `the cut does not verify: ${explainFault(error)}`;
  }
}

/** Lines of keys that a reader need not know are not checked by readers; here they are compared with what was signed. */
async function explainEvidence(reader: Reader, file: string): Promise<string | null> {
  const { evidence } = parseCanonicalFile(file) as object as CutFile;
  for (const { proof } of Object.values(evidence) as readonly LedgerEvidence[]) {
    const note = proof.slice(proof.indexOf("\n\n") + 2);
    const size = Number(note.split("\n")[1]);
    const stored = await findCheckpointNote(reader, size);
    const lines = await listCosignatureLines(reader, size);
    if (stored === null || !note.startsWith(stored))
      return "the cut carries a checkpoint that was not signed";
    const further = note.slice(stored.length).split(/(?<=\n)/);
    if (further.some((line) => line !== "" && !lines.includes(line)))
      return "the cut carries a cosignature that was not received";
  }
  return null;
}

function readIssued(text: string): IssuedRelease {
  return parseJson(text) as unknown as IssuedRelease;
}
