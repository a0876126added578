import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../encoding/index.ts";
import { createEd25519Signer } from "../keys/index.ts";
import {
  addCosignatures,
  buildTree,
  createLedgerIdentity,
  hashTree,
  openWitnessedCheckpoint,
  parseLedgerPolicy,
  planWitness,
  proveConsistency,
  readAddCheckpoint,
  readNote,
  readNoteKey,
  signCheckpoint,
  takeCosignatures,
  writeAddCheckpoint,
} from "./index.ts";
import type { WitnessAnswer, WitnessedLog } from "./index.ts";
import {
  codeOf,
  cosign,
  identity,
  logCosigner,
  makeLeaves,
  origin,
  primitives,
  signer,
  signHead,
  TIME,
  witnesses,
} from "./ledger.fixture.ts";

const cosigners = witnesses.slice(0, 2);
const witnessKeys = cosigners.map(({ vkey }) => readNoteKey(vkey, primitives));
const leaves = makeLeaves(60);
const rootOf = (size: number, tag = "entry"): Uint8Array => hashTree(makeLeaves(size, tag), primitives);
const proofOf = (from: number, to: number): Uint8Array[] =>
  from === 0 ? [] : proveConsistency({ from, leafHashes: leaves.slice(0, to) }, primitives);
const logKey = readNoteKey(identity.vkey, primitives);

function watching(size: number | null): WitnessedLog {
  return { origin, keys: [logKey], known: size === null ? null : { size, root: rootOf(size) } };
}

function answer(body: string, log: WitnessedLog | null = watching(null)): WitnessAnswer {
  return planWitness({ body, logs: log === null ? [] : [log], cosigners, time: TIME }, primitives);
}

/** An honest request from `oldSize` to `size`, with what a test changes in it. */
function request(
  oldSize: number,
  size: number,
  change: { proof?: Uint8Array[]; note?: string } = {},
): string {
  const proof = change.proof ?? proofOf(oldSize, size);
  return writeAddCheckpoint({ oldSize, proof, note: change.note ?? signHead(size) });
}

describe("requests to a witness", () => {
  it("are written and read back to the same", () => {
    const proof = proofOf(3, 7);
    const note = signHead(7);
    const body = writeAddCheckpoint({ oldSize: 3, proof, note });
    expect(body).toBe(`old 3\n${proof.map((hash) => `${encodeBase64(hash)}\n`).join("")}\n${note}`);
    expect(readAddCheckpoint(body)).toEqual({ oldSize: 3, proof, note, origin });
    expect(readAddCheckpoint(writeAddCheckpoint({ oldSize: 0, proof: [], note })).proof).toEqual([]);
  });

  it("are refused in any other form, and the answer is 400", () => {
    const body = request(3, 7);
    const hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    for (const bad of [
      "",
      "\n\n",
      "old 3\n",
      body.replace("old 3", "old 03"),
      body.replace("old 3", "old -3"),
      body.replace("old 3", "old"),
      body.replace("old 3", "old 3 "),
      body.replace("old 3", "old 9007199254740993"),
      body.replace("old 3", "size 3"),
      body.replace("old 3\n", "old 3\nAAAA\n"),
      body.replace("old 3\n", "old 3\n!\n"),
      body.replace("old 3\n", `old 3\n${hash.repeat(64)}`),
      body.slice(0, -1),
      `${body}\n`,
      body.replace("\n7\n", "\n07\n"),
    ]) {
      expect(codeOf(() => readAddCheckpoint(bad))).toBe("WITNESS_REQUEST_SYNTAX");
      expect(answer(bad)).toMatchObject({ status: 400, update: null });
    }
    expect(codeOf(() => writeAddCheckpoint({ oldSize: -1, proof: [], note: signHead(1) }))).toBe(
      "WITNESS_REQUEST_SYNTAX",
    );
  });

  it("give a status for any text, and never a cosignature for a stranger's", () => {
    const body = request(3, 7);
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .tuple(fc.nat(body.length), fc.nat(8), fc.string({ unit: "binary", maxLength: 4 }))
        .map(([at, drop, put]) => body.slice(0, at) + put + body.slice(at + drop)),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        const { status, update } = answer(hostile, watching(3));
        if (hostile !== body) expect([400, 403, 404, 409, 422]).toContain(status);
        expect(update === null).toBe(status !== 200);
      }),
      { numRuns: 400 },
    );
  });
});

describe("a witness", () => {
  it("cosigns a first checkpoint and each one that extends the last: 200", () => {
    for (const [known, size] of [
      [null, 5],
      [5, 9],
      [8, 13],
      [13, 13],
      [null, 0],
      [0, 4],
    ] as const) {
      const { status, contentType, body, update } = answer(request(known ?? 0, size), watching(known));
      expect(status).toBe(200);
      expect(contentType).toBe("text/plain; charset=utf-8");
      expect(update).toMatchObject({ origin, oldSize: known ?? 0, size, root: rootOf(size) });
      const note = signHead(size);
      expect(body).toBe(cosign(readNote(note).text, cosigners).join(""));
      expect(takeCosignatures({ note, body, keys: witnessKeys }, primitives)).toHaveLength(2);
      expect(update?.note).toBe(note + body);
    }
  });

  it("keeps for monitors the lines it verified and its own, and drops the rest", () => {
    const note = signHead(5);
    const more = addCosignatures(note, cosign(readNote(note).text, [logCosigner, ...witnesses.slice(0, 4)]));
    const { status, body, update } = answer(request(0, 5, { note: more }));
    expect(status).toBe(200);
    expect(update?.note).toBe(note + body);
    const both = { ...watching(null), keys: [logKey, readNoteKey(logCosigner.vkey, primitives)] };
    const kept = readNote(answer(request(0, 5, { note: more }), both).update?.note ?? "").signatures;
    expect(kept.map(({ name }) => name)).toEqual([
      origin,
      origin,
      "witness.example/w1",
      "witness.example/w2",
    ]);
  });

  it("does not know other ledgers: 404", () => {
    expect(answer(request(0, 5), null)).toMatchObject({ status: 404, update: null });
    expect(answer(request(0, 5), { ...watching(null), origin: "elsewhere" })).toMatchObject({ status: 404 });
  });

  it("wants the signature of a trusted key, and each trusted line to hold: 403", () => {
    const other = createEd25519Signer(new Uint8Array(32).fill(8));
    const stranger = createLedgerIdentity({ origin, publicKey: other.publicKey }, primitives);
    const checkpoint = { origin, size: 5, root: rootOf(5) };
    const strange = signCheckpoint({ checkpoint, identity: stranger, signer: other }, primitives);
    expect(answer(request(0, 5, { note: strange }))).toMatchObject({ status: 403, update: null });
    const changed = signHead(5).replace("\n5\n", "\n6\n");
    expect(answer(request(0, 5, { note: changed }))).toMatchObject({ status: 403, update: null });
    // One good line does not save a bad one of another trusted key.
    const [bad = expect.fail()] = cosign(readNote(signHead(6)).text, [logCosigner]);
    const both = { ...watching(null), keys: [logKey, readNoteKey(logCosigner.vkey, primitives)] };
    const mixed = addCosignatures(signHead(5), [bad]);
    expect(answer(request(0, 5, { note: mixed }), both)).toMatchObject({ status: 403, update: null });
    expect(answer(request(0, 5, { note: mixed }))).toMatchObject({ status: 200 });
  });

  it("refuses an old size beyond the checkpoint's: 400", () => {
    expect(answer(request(6, 5, { proof: [] }), watching(6))).toMatchObject({ status: 400, update: null });
  });

  it("says its size when asked from another: 409", () => {
    for (const [known, oldSize] of [
      [null, 3],
      [5, 0],
      [5, 4],
      [5, 6],
    ] as const) {
      expect(answer(request(oldSize, 9), watching(known))).toEqual({
        status: 409,
        contentType: "text/x.tlog.size",
        body: `${known ?? 0}\n`,
        update: null,
      });
    }
    // Asking from nothing is how a client learns it, whatever proof it sends along.
    expect(answer(request(0, 9, { proof: proofOf(3, 9) }), watching(5)).status).toBe(409);
  });

  it("says nothing of its size to whoever cannot show the ledger's signature", () => {
    const changed = signHead(9).replace("\n9\n", "\n8\n");
    expect(answer(request(0, 8, { note: changed }), watching(5)).status).toBe(403);
  });

  it("refuses what does not extend what it saw: 422", () => {
    const zeros = [new Uint8Array(32)];
    const wrongEmpty = (): string => {
      const text = `${origin}\n0\n${encodeBase64(rootOf(1))}\n`;
      const line = `— ${origin} `;
      const id = signHead(1).split(line)[1]?.slice(0, 5) ?? "";
      const blob = Buffer.concat([
        Buffer.from(`${id}A==`, "base64").subarray(0, 4),
        signer.sign(Buffer.from(text)),
      ]);
      return `${text}\n${line}${blob.toString("base64")}\n`;
    };
    for (const [known, body] of [
      [5, request(5, 9, { proof: [] })],
      [5, request(5, 9, { proof: [...proofOf(5, 9), ...zeros] })],
      [5, request(5, 9, { proof: proofOf(4, 9) })],
      [5, request(5, 5, { proof: zeros })],
      [null, request(0, 9, { proof: zeros })],
      [0, request(0, 9, { proof: zeros })],
      [null, request(0, 0, { note: wrongEmpty() })],
    ] as const)
      expect(answer(body, watching(known))).toMatchObject({ status: 422, update: null });
  });

  it("needs a key and a time", () => {
    const plan = (change: object): string =>
      codeOf(() =>
        planWitness(
          { body: request(0, 5), logs: [watching(null)], cosigners, time: TIME, ...change },
          primitives,
        ),
      );
    expect(plan({})).toBe("accepted");
    expect(plan({ cosigners: [] })).toBe("SHAPE_INVALID");
    expect(plan({ time: 0 })).toBe("SHAPE_INVALID");
  });
});

describe("a ledger that shows two histories", () => {
  it("is refused at the same size with another root, rightly signed", () => {
    for (const proof of [[], proofOf(4, 5), [rootOf(5)]])
      expect(answer(request(5, 5, { note: signHead(5, "other"), proof }), watching(5))).toMatchObject({
        status: 422,
        update: null,
      });
  });

  it("is refused at every larger size, with every proof it can make in either history", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 25 }), (size, more) => {
        const to = size + more;
        const other = buildTree(makeLeaves(to, "other"), primitives);
        const note = signHead(to, "other");
        for (const proof of [other.proveConsistency(size), proofOf(size, to), []])
          expect(answer(request(size, to, { note, proof }), watching(size))).toMatchObject({ status: 422 });
      }),
      { numRuns: 60 },
    );
  });

  it("cannot get both cosigned in any order of requests, while an honest one always gets on", () => {
    const step = fc.record({ grow: fc.integer({ min: 0, max: 12 }), lie: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let known: WitnessedLog["known"] = null;
        for (const { grow, lie } of steps) {
          const from: number = known?.size ?? 0;
          const to = Math.min(from + grow, leaves.length);
          const note = signHead(to, lie && from > 0 ? "other" : "entry");
          const body = writeAddCheckpoint({ oldSize: from, proof: proofOf(from, to), note });
          const { status, update } = answer(body, { origin, keys: [logKey], known });
          expect(status).toBe(lie && from > 0 ? 422 : 200);
          if (update !== null) known = { size: update.size, root: update.root };
        }
        expect(known?.root ?? rootOf(0)).toEqual(rootOf(known?.size ?? 0));
      }),
      { numRuns: 60 },
    );
  });

  it("is caught by whoever asks for a quorum: each history has its witnesses, and no third of them both", () => {
    const policy = parseLedgerPolicy(
      `log ${identity.vkey}\n${witnesses
        .slice(0, 3)
        .map(({ vkey }, index) => `witness W${index} ${vkey}\n`)
        .join("")}group most 2 W0 W1 W2\nquorum most\n`,
      primitives,
    );
    const [one, other] = [signHead(5), signHead(5, "other")];
    const first = addCosignatures(one, cosign(readNote(one).text, witnesses.slice(0, 2)));
    const second = addCosignatures(other, cosign(readNote(other).text, witnesses.slice(2, 3)));
    const open = (note: string): string =>
      codeOf(() => openWitnessedCheckpoint({ note, policy }, primitives));
    expect(open(first)).toBe("accepted");
    expect(open(second)).toBe("LEDGER_QUORUM_MISSING");
  });
});
