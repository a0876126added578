// Who signed a checkpoint, worked out from keys that were typed in.
import { describe, expect, test } from "vitest";
import { createEd25519Signer, portablePrimitives } from "@entente/core/keys";
import {
  addCosignatures,
  cosignCheckpoint,
  createCosigner,
  createLedgerIdentity,
  signCheckpoint,
} from "@entente/core/ledger";
import { checkWitnesses } from "./check-witnesses.ts";

const seed = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const signer = createEd25519Signer(seed(1));
const identity = createLedgerIdentity(
  { origin: "entente.example/gbr", publicKey: signer.publicKey },
  portablePrimitives,
);
const witness = (name: string, value: number) =>
  createCosigner({ name, ed25519: createEd25519Signer(seed(value)) }, portablePrimitives);
const [tallinn, riga, vilnius] = [
  witness("witness.ee", 2),
  witness("witness.lv", 3),
  witness("witness.lt", 4),
];
const plain = signCheckpoint(
  { checkpoint: { origin: identity.origin, size: 5, root: seed(9) }, identity, signer },
  portablePrimitives,
);
const note = addCosignatures(
  plain,
  [tallinn, riga].map((cosigner) => cosignCheckpoint({ note: plain, cosigner, time: 1_700_000_000 })),
);
const check = (witnesses: readonly string[], text = note, { vkey } = identity) =>
  checkWitnesses({ note: text, vkey, witnesses });

describe("signatures of a checkpoint", () => {
  test("are held against the keys that were given, and against no others", () => {
    expect(check([tallinn.vkey, vilnius.vkey])).toEqual({
      ...{ state: "holds", size: 5, signed: ["witness.ee"], missing: ["witness.lt"] },
      unchecked: ["witness.lv"],
    });
    expect(check([])).toMatchObject({ signed: [], missing: [], unchecked: ["witness.ee", "witness.lv"] });
  });

  test("say nothing where a line of a known witness was changed, or the ledger is another", () => {
    const [line = ""] = /^— witness\.ee .*$/m.exec(note) ?? [];
    const changed = note.replace(
      line,
      `${line.slice(0, -6)}${line.at(-6) === "A" ? "B" : "A"}${line.slice(-5)}`,
    );
    expect(changed).not.toBe(note);
    expect(check([tallinn.vkey], changed)).toMatchObject({
      state: "broken",
      code: "LEDGER_CHECKPOINT_INVALID",
    });
    const other = createLedgerIdentity(
      { origin: "entente.example/fra", publicKey: signer.publicKey },
      portablePrimitives,
    );
    expect(check([tallinn.vkey], note, other)).toMatchObject({ state: "broken", code: "KEY_UNTRUSTED" });
  });

  test("refuse what is no key of a witness", () => {
    for (const line of ["hello", identity.vkey, `${tallinn.vkey}x`])
      expect(check([line])).toMatchObject({ state: "broken" });
  });
});
