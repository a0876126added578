// The language-neutral cases in vectors/ledger: each is read, checked, and written back to the same bytes.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError, utf8, VerificationError } from "../encoding/index.ts";
import { createEd25519Signer, portablePrimitives as primitives } from "../keys/index.ts";
import {
  encodeEntry,
  formatProof,
  formatTilePath,
  hashLeaf,
  hashTree,
  openCheckpoint,
  planTiles,
  proveConsistency,
  proveInclusion,
  readEntries,
  readLedgerIdentity,
  signCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifyProof,
} from "./index.ts";
import type { CommitmentOpening } from "./index.ts";

function load<Case extends object>(name: string): (Case & { readonly why: string })[] {
  const file = new URL(`../../../../vectors/ledger/${name}.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: (Case & { readonly why: string })[] };
  expect(cases.length).toBeGreaterThan(0);
  return cases;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const makeEntries = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => utf8(`entry ${i}`));
const leafHashes = makeEntries(70).map((entry) => hashLeaf(entry, primitives));
const signer = createEd25519Signer(new Uint8Array(32).fill(7));

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError || error instanceof VerificationError) return error.code;
    throw error;
  }
  return "accepted";
}

interface InclusionCase {
  readonly index: number;
  readonly size: number;
  readonly leafHash: string;
  readonly proof: readonly string[];
  readonly root: string;
}

interface ConsistencyCase {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: string;
  readonly toRoot: string;
  readonly proof: readonly string[];
}

interface NoteCase {
  readonly vkey: string;
  readonly note: string;
}

interface ProofCase {
  readonly vkey: string;
  readonly entry: string;
  readonly text: string;
}

const checkInclusion = ({ index, size, leafHash, proof, root }: InclusionCase): boolean =>
  verifyInclusion(
    { index, size, leafHash: bytes(leafHash), proof: proof.map(bytes), root: bytes(root) },
    primitives,
  );

const checkConsistency = ({ from, to, fromRoot, toRoot, proof }: ConsistencyCase): boolean =>
  verifyConsistency(
    { from, to, fromRoot: bytes(fromRoot), toRoot: bytes(toRoot), proof: proof.map(bytes) },
    primitives,
  );

const open = ({ vkey, note }: NoteCase) =>
  openCheckpoint({ note, identity: readLedgerIdentity(vkey, primitives) }, primitives);

const prove = ({ vkey, entry, text }: ProofCase) =>
  verifyProof(
    { text, entry: utf8(entry), identity: readLedgerIdentity(vkey, primitives), policy: null },
    primitives,
  );

describe("vectors of the ledger", () => {
  it("entries", () => {
    for (const { why, opening, entry, leafHash } of load<{
      opening: CommitmentOpening;
      entry: string;
      leafHash: string;
    }>("entry_valid")) {
      expect(encodeEntry(opening, primitives), why).toEqual(utf8(entry));
      expect(hex(hashLeaf(utf8(entry), primitives)), why).toBe(leafHash);
    }
    for (const { why, opening, code } of load<{ opening: CommitmentOpening; code: string }>("entry_invalid"))
      expect(
        codeOf(() => encodeEntry(opening, primitives)),
        why,
      ).toBe(code);
  });

  it("trees", () => {
    for (const { why, entries, root } of load<{ entries: string[]; root: string }>("tree_valid"))
      expect(
        hex(
          hashTree(
            entries.map((entry) => hashLeaf(bytes(entry), primitives)),
            primitives,
          ),
        ),
        why,
      ).toBe(root);
  });

  it("inclusion", () => {
    for (const { why, ...claim } of load<InclusionCase>("inclusion_valid")) {
      expect(checkInclusion(claim), why).toBe(true);
      const known = { index: claim.index, leafHashes: leafHashes.slice(0, claim.size) };
      expect(proveInclusion(known, primitives).map(hex), why).toEqual(claim.proof);
    }
    for (const { why, ...claim } of load<InclusionCase>("inclusion_invalid"))
      expect(checkInclusion(claim), why).toBe(false);
  });

  it("consistency", () => {
    for (const { why, ...claim } of load<ConsistencyCase>("consistency_valid")) {
      expect(checkConsistency(claim), why).toBe(true);
      const known = { from: claim.from, leafHashes: leafHashes.slice(0, claim.to) };
      expect(proveConsistency(known, primitives).map(hex), why).toEqual(claim.proof);
    }
    for (const { why, ...claim } of load<ConsistencyCase>("consistency_invalid"))
      expect(checkConsistency(claim), why).toBe(false);
  });

  it("checkpoints", () => {
    for (const { why, vkey, note, ...said } of load<
      NoteCase & { origin: string; size: number; root: string }
    >("checkpoint_valid")) {
      const checkpoint = open({ vkey, note });
      expect({ ...checkpoint, root: hex(checkpoint.root) }, why).toEqual(said);
      const identity = readLedgerIdentity(vkey, primitives);
      expect(signCheckpoint({ checkpoint, identity, signer }, primitives), why).toBe(note);
    }
    for (const { why, code, ...one } of load<NoteCase & { code: string }>("checkpoint_invalid"))
      expect(
        codeOf(() => open(one)),
        why,
      ).toBe(code);
  });

  it("proofs", () => {
    for (const { why, index, size, ...one } of load<ProofCase & { index: number; size: number }>(
      "proof_valid",
    )) {
      expect(prove(one), why).toMatchObject({ index, size });
      const [head = "", checkpoint = ""] = one.text.split(/\n\n(.*)/s);
      const hashes = head
        .split("\n")
        .slice(2)
        .map((line) => Uint8Array.from(Buffer.from(line, "base64")));
      expect(formatProof({ index, hashes, checkpoint }), why).toBe(one.text);
    }
    for (const { why, code, ...one } of load<ProofCase & { code: string }>("proof_invalid"))
      expect(
        codeOf(() => prove(one)),
        why,
      ).toBe(code);
  });

  it("tiles", () => {
    for (const { why, path, ...tile } of load<{ level: string; tile: number; width: number; path: string }>(
      "tile_path_valid",
    ))
      expect(formatTilePath(tile), why).toBe(path);
    for (const { why, count, files } of load<{ count: number; files: Record<string, string> }>(
      "tiles_valid",
    )) {
      const tiles = planTiles(makeEntries(count), primitives);
      const digests = [...tiles].map(([path, file]) => [path, hex(primitives.sha256(file))]);
      expect(Object.fromEntries(digests), why).toEqual(files);
      expect(readEntries({ files: tiles, size: count }), why).toEqual(makeEntries(count));
    }
  });
});
