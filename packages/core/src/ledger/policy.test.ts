import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner } from "../keys/index.ts";
import {
  addCosignatures,
  createCosigner,
  createLedgerIdentity,
  openWitnessedCheckpoint,
  readNote,
  verifyProof,
  verifyProofWithExtra,
} from "./index.ts";
import type { LedgerPolicy, SignatureLine } from "./index.ts";
import {
  codeOf,
  cosign,
  identity,
  logCosigner,
  origin,
  parsePolicy,
  policyOf,
  primitives,
  signHead,
  witnesses,
  witnessLines,
  writeProofOf,
} from "./ledger.fixture.ts";

describe("checkpoints under a policy", () => {
  const note = signHead(5);
  const { text } = readNote(note);
  const lines = cosign(text, witnesses);
  const policy = policyOf("group G 3 W1 W2 W3 W4\nquorum G\n");
  const withLines = (...which: number[]): string =>
    addCosignatures(
      note,
      which.map((index) => lines[index - 1] ?? expect.fail()),
    );
  const open = (whole: string, under = policy) =>
    openWitnessedCheckpoint({ note: whole, policy: under }, primitives);

  it("open when the log signed and enough witnesses cosigned", () => {
    const opened = open(withLines(4, 2, 1, 9));
    expect(opened).toMatchObject({
      checkpoint: { origin, size: 5 },
      log: { vkey: identity.vkey },
      unchecked: [],
    });
    expect(opened.witnesses).toEqual(["W1", "W2", "W4", "W9"]);
  });

  it("are refused when too few did", () => {
    for (const which of [[], [1, 2], [1, 5, 6, 7, 8, 9]])
      expect(codeOf(() => open(withLines(...which)))).toBe("LEDGER_QUORUM_MISSING");
    expect(open(note, policyOf("quorum none\n")).witnesses).toEqual([]);
  });

  it("are refused when a known witness's line does not hold, though enough others do", () => {
    const strange = cosign(readNote(signHead(6)).text, witnesses)[8] ?? expect.fail();
    const whole = addCosignatures(withLines(1, 2, 3), [strange]);
    expect(codeOf(() => open(whole))).toBe("LEDGER_CHECKPOINT_INVALID");
    const less = parsePolicy(
      `log ${identity.vkey}\n${witnessLines.split("\n").slice(0, 8).join("\n")}\nquorum W1\n`,
    );
    expect(open(whole, less).unchecked).toEqual(["witness.example/w9"]);
  });

  it("are refused when no log of the policy signed", () => {
    const other = createEd25519Signer(new Uint8Array(32).fill(8));
    const stranger = createLedgerIdentity({ origin, publicKey: other.publicKey }, primitives);
    const elsewhere = createLedgerIdentity({ origin: "elsewhere", publicKey: other.publicKey }, primitives);
    const under = (vkey: string): LedgerPolicy => parsePolicy(`log ${vkey}\n${witnessLines}quorum W1\n`);
    expect(codeOf(() => open(withLines(1), under(stranger.vkey)))).toBe("LEDGER_CHECKPOINT_INVALID");
    expect(codeOf(() => open(withLines(1), under(elsewhere.vkey)))).toBe("KEY_UNTRUSTED");
    expect(codeOf(() => open(withLines(1), parsePolicy(`${witnessLines}quorum W1\n`)))).toBe("KEY_UNTRUSTED");
  });

  it("may rest on the log's ML-DSA-44 key, or on both its keys", () => {
    const [line = "" as SignatureLine] = cosign(text, [logCosigner]);
    const onlyMlDsa = parsePolicy(`log ${logCosigner.vkey}\nquorum none\n`);
    const both = parsePolicy(`log ${identity.vkey}\nlog ${logCosigner.vkey}\nquorum none\n`);
    expect(codeOf(() => open(note, onlyMlDsa))).toBe("LEDGER_CHECKPOINT_INVALID");
    expect(open(addCosignatures(note, [line]), onlyMlDsa).log.vkey).toBe(logCosigner.vkey);
    expect(open(addCosignatures(note, [line]), both).unchecked).toEqual([]);
    // As a witness of its own quorum, the second key is required.
    const required = parsePolicy(`log ${identity.vkey}\nwitness second ${logCosigner.vkey}\nquorum second\n`);
    expect(codeOf(() => open(note, required))).toBe("LEDGER_QUORUM_MISSING");
    expect(open(addCosignatures(note, [line]), required).witnesses).toEqual(["second"]);
  });

  describe("in proofs", () => {
    const proof = writeProofOf({ index: 2, size: 5, note: withLines(1, 2, 3, 7) });
    const entry = utf8("entry 2");
    const verify = (proofText: string, under: LedgerPolicy | null = policy) =>
      verifyProof({ text: proofText, entry, identity, policy: under }, primitives);

    it("say which witnesses cosigned, and without a policy that nobody looked", () => {
      expect(verify(proof)).toMatchObject({
        index: 2,
        size: 5,
        witnesses: ["W1", "W2", "W3", "W7"],
        unchecked: [],
      });
      expect(verify(proof, null)).toMatchObject({
        witnesses: [],
        unchecked: [1, 2, 3, 7].map((number) => `witness.example/w${number}`),
      });
    });

    it("are refused without the quorum, or under a policy that does not know the very key", () => {
      expect(codeOf(() => verify(writeProofOf({ index: 2, size: 5, note })))).toBe("LEDGER_QUORUM_MISSING");
      expect(codeOf(() => verify(proof, parsePolicy(`${witnessLines}quorum W1\n`)))).toBe("KEY_UNTRUSTED");
      // The origin is known to this policy, by the other key alone.
      expect(codeOf(() => verify(proof, parsePolicy(`log ${logCosigner.vkey}\nquorum none\n`)))).toBe(
        "KEY_UNTRUSTED",
      );
    });

    const change = fc
      .tuple(
        fc.nat(proof.length - 1),
        fc.constantFrom("", "A", "0", "\n", " ", "=", "\u00e9", "\n\n"),
        fc.boolean(),
      )
      .map(([at, put, insert]) => proof.slice(0, at) + put + proof.slice(insert ? at : at + 1));

    it("are refused with any changed, added or dropped character, where every cosignature is needed", () => {
      const all = policyOf("group G all W1 W2 W3 W7\nquorum G\n");
      expect(verify(proof, all).witnesses).toHaveLength(4);
      fc.assert(
        fc.property(change, (changed) => {
          if (changed !== proof) expect(codeOf(() => verify(changed, all))).not.toBe("accepted");
        }),
        { numRuns: 1500 },
      );
    });

    it("say so where a changed line of a witness not needed is no longer that witness's", () => {
      const whole = verify(proof);
      fc.assert(
        fc.property(change, (changed) => {
          if (changed === proof || codeOf(() => verify(changed)) !== "accepted") return;
          // The signed-note text asks readers to ignore lines of unknown keys, and a changed name or key id makes one.
          const { unchecked, witnesses: left, ...rest } = verify(changed);
          expect(unchecked).toHaveLength(1);
          expect(left).toEqual(["W1", "W2", "W3"]);
          expect(rest).toEqual({ index: whole.index, size: whole.size, checkpoint: whole.checkpoint });
        }),
        { numRuns: 800 },
      );
    });

    it("have an extra line only where it is asked for, and it proves nothing", () => {
      const extra = proof.replace("index 2", "extra aGVsbG8=\nindex 2");
      expect(codeOf(() => verify(extra))).toBe("PROOF_SYNTAX");
      const read = (proofText: string) =>
        verifyProofWithExtra({ text: proofText, entry, identity, policy }, primitives);
      expect(read(extra)).toMatchObject({ index: 2, extra: utf8("hello") });
      expect(read(proof).extra).toBeNull();
      expect(read(proof.replace("index 2", "extra AAAA\nindex 2")).extra).toEqual(new Uint8Array(3));
      for (const bad of [
        "extra \n",
        "extra\n",
        "extra A\n",
        "extra AB==\n",
        "extra AAAA\nextra AAAA\n",
        "Extra AAAA\n",
      ])
        expect(codeOf(() => read(proof.replace("index 2", `${bad}index 2`)))).toBe("PROOF_SYNTAX");
      expect(codeOf(() => read(proof.replace("index 2", "index 2\nextra AAAA")))).toBe("PROOF_SYNTAX");
    });
  });

  it("know an ML-DSA-44 key by its length", () => {
    const mlDsa44 = createMlDsaSigner("ML-DSA-44", new Uint8Array(32).fill(1));
    expect(createCosigner({ name: "w", mlDsa44 }, primitives).vkey).toMatch(
      /^w\+[0-9a-f]{8}\+[A-Za-z0-9+/]{1751}=?$/,
    );
  });
});
