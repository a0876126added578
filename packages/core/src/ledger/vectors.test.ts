// The language-neutral cases in vectors/ledger: each is read, checked, and written back to the same bytes.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { utf8 } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner, portablePrimitives as primitives } from "../keys/index.ts";
import {
  checkQuorum,
  createCosigner,
  encodeEntry,
  formatProof,
  formatTilePath,
  hashLeaf,
  hashTree,
  listHeadTiles,
  listProofTiles,
  openCheckpoint,
  parseLedgerPolicy,
  planTiles,
  planWitness,
  proveConsistency,
  proveInclusion,
  readEntries,
  readLedgerIdentity,
  readNote,
  readNoteKey,
  readSignatureLines,
  signCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifyProof,
  verifyProofWithExtra,
} from "./index.ts";
import type { CommitmentOpening, ProofClaim } from "./index.ts";
import { verifyLine } from "./cosignature.ts";
import { codeOf, TIME } from "./ledger.fixture.ts";

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

interface LineCase {
  readonly vkey: string;
  readonly text: string;
  readonly line: string;
}

interface WitnessedCase extends ProofCase {
  readonly policy: string;
}

interface WitnessCase {
  readonly vkey: string;
  readonly known: { readonly size: number; readonly root: string } | null;
  readonly request: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string | null;
}

function holds({ vkey, text, line }: LineCase): boolean {
  const key = readNoteKey(vkey, primitives);
  expect(readSignatureLines(line)).toEqual([line]);
  const [signature] = readNote(`${text}\n${line}`).signatures;
  expect(signature).toMatchObject({ name: key.name, keyId: key.keyId });
  return verifyLine({ key, text, blob: signature?.blob ?? new Uint8Array() }, primitives);
}

const proveWitnessed = ({ vkey, entry, text, policy }: WitnessedCase) =>
  verifyProofWithExtra(
    {
      text,
      entry: utf8(entry),
      identity: readLedgerIdentity(vkey, primitives),
      policy: parseLedgerPolicy(policy, primitives),
    },
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
      NoteCase & { origin: string; size: number; root: string; extensions: string[] }
    >("checkpoint_valid")) {
      const checkpoint = open({ vkey, note });
      expect({ ...checkpoint, root: hex(checkpoint.root) }, why).toEqual(said);
      const identity = readLedgerIdentity(vkey, primitives);
      if (said.extensions.length === 0 && readNote(note).signatures.length === 1)
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

  it("notes", () => {
    for (const { why, note, text, signatures } of load<{
      note: string;
      text: string;
      signatures: { name: string; keyId: string; blob: string }[];
    }>("note_valid")) {
      const read = readNote(note);
      expect(read.text, why).toBe(text);
      expect(
        read.signatures.map((line) => ({ ...line, blob: hex(line.blob) })),
        why,
      ).toEqual(signatures);
    }
    for (const { why, note, code } of load<{ note: string; code: string }>("note_invalid"))
      expect(
        codeOf(() => readNote(note)),
        why,
      ).toBe(code);
  });

  it("cosignatures", () => {
    for (const { why, seed, time, ...one } of load<LineCase & { seed: number | null; time: number | null }>(
      "cosignature_valid",
    )) {
      expect(holds(one), why).toBe(true);
      if (seed === null || time === null) continue;
      const [name, type] = [readNoteKey(one.vkey, primitives).name, readNoteKey(one.vkey, primitives).type];
      const secret = new Uint8Array(32).fill(seed);
      const cosigner =
        type === "ed25519-cosignature"
          ? createCosigner({ name, ed25519: createEd25519Signer(secret) }, primitives)
          : createCosigner({ name, mlDsa44: createMlDsaSigner("ML-DSA-44", secret) }, primitives);
      expect(cosigner.vkey, why).toBe(one.vkey);
      expect(cosigner.sign(one.text, time), why).toBe(one.line);
    }
    for (const { why, ...one } of load<LineCase>("cosignature_invalid")) expect(holds(one), why).toBe(false);
  });

  it("policies", () => {
    for (const { why, policy: text, enough } of load<{ policy: string; enough: string[] }>("policy_valid")) {
      const policy = parseLedgerPolicy(text, primitives);
      const names = policy.witnesses.map(({ name }) => name);
      const subsets = Array.from({ length: 2 ** names.length }, (_, subset) =>
        names.filter((_name, index) => (subset & (1 << index)) !== 0),
      );
      const found = subsets.filter((subset) => checkQuorum(policy, subset));
      expect(
        found.map((subset) => subset.join(" ")),
        why,
      ).toEqual(enough);
    }
    for (const { why, policy, line } of load<{ policy: string; line: number }>("policy_invalid"))
      expect(() => parseLedgerPolicy(policy, primitives), why).toThrow(
        expect.objectContaining({
          code: "LEDGER_POLICY_SYNTAX",
          position: expect.objectContaining({ line }) as unknown,
        }),
      );
  });

  it("proofs under a policy", () => {
    for (const { why, index, size, witnesses, unchecked, extra, ...one } of load<
      WitnessedCase & {
        index: number;
        size: number;
        witnesses: string[];
        unchecked: string[];
        extra: string | null;
      }
    >("witnessed_proof_valid")) {
      const proof = proveWitnessed(one);
      expect(proof, why).toMatchObject({ index, size, witnesses, unchecked });
      expect(proof.extra === null ? null : hex(proof.extra), why).toBe(extra);
    }
    for (const { why, code, ...one } of load<WitnessedCase & { code: string }>("witnessed_proof_invalid"))
      expect(
        codeOf(() => proveWitnessed(one)),
        why,
      ).toBe(code);
  });

  it("answers of a witness", () => {
    const ed25519 = createEd25519Signer(new Uint8Array(32).fill(0x65));
    const cosigners = [createCosigner({ name: "witness.example/w1", ed25519 }, primitives)];
    for (const one of load<WitnessCase>("witness_valid")) {
      const key = readNoteKey(one.vkey, primitives);
      const known = one.known === null ? null : { size: one.known.size, root: bytes(one.known.root) };
      const logs = [{ origin: key.name, keys: [key], known }];
      const answer = planWitness({ body: one.request, logs, cosigners, time: TIME }, primitives);
      expect(answer, one.why).toMatchObject({ status: one.status, contentType: one.contentType });
      if (one.body !== null) expect(answer.body, one.why).toBe(one.body);
      expect(answer.update === null, one.why).toBe(one.status !== 200);
    }
  });

  it("lists of tiles", () => {
    for (const { why, claim, paths } of load<{
      claim: ProofClaim | { kind: "head"; size: number };
      paths: string[];
    }>("tile_list_valid"))
      expect(claim.kind === "head" ? listHeadTiles(claim.size) : listProofTiles(claim), why).toEqual(paths);
  });
});
