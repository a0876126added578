// Two implementations that share no code must say the same of every vector, and of cuts made and changed at random.
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { verifyCut } from "../../packages/core/src/releases/index.ts";
import { kinds, kindsCommunity } from "../../packages/core/src/releases/kinds.fixture.ts";
import { sample, sealRelease } from "../../packages/core/src/releases/release.fixture.ts";
import { createRandom } from "../prove/random.ts";
import { nativeTools } from "../prove/native-tools.ts";
import { openChecker } from "./checker.ts";
import type { Checker } from "./checker.ts";

interface Vector {
  readonly why: string;
  readonly code: string;
  readonly text: string;
  readonly cut: string;
  readonly unsealing: string;
  readonly note: string;
  readonly vkey: string;
  readonly entry: string;
}

const { primitives } = nativeTools;
let checker: Checker;
beforeAll(async () => {
  checker = await openChecker();
}, 60_000);

async function readVectors(path: string): Promise<readonly Vector[]> {
  const text = await readFile(new URL(`../../vectors/${path}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly cases: readonly Vector[] }).cases;
}

function isAccepted(text: string): boolean {
  try {
    verifyCut({ text, trust: { kind: "carried" }, primitives });
    return true;
  } catch {
    return false;
  }
}

describe("the second checker", () => {
  it("accepts and refuses the vectors of the ledger", async () => {
    for (const { why, text, entry, vkey } of await readVectors("ledger/proof_valid"))
      expect(checker.checkProof(text, entry, vkey), why).toBeNull();
    for (const { why, text, entry, vkey } of await readVectors("ledger/proof_invalid"))
      expect(checker.checkProof(text, entry, vkey), why).not.toBeNull();
    for (const { why, note, vkey } of await readVectors("ledger/checkpoint_valid"))
      expect(checker.checkCheckpoint(note, vkey), why).toBeNull();
    for (const { why, note, vkey } of await readVectors("ledger/checkpoint_invalid"))
      expect(checker.checkCheckpoint(note, vkey), why).not.toBeNull();
  });

  it("accepts and refuses the vectors of cuts", async () => {
    for (const { why, text } of await readVectors("releases/cuts_valid"))
      expect(checker.checkCut(text), why).toBeNull();
    // What a mark means is the one thing it does not judge.
    const invalid = await readVectors("releases/cuts_invalid");
    const judged = invalid.filter(({ code }) => code !== "MARKING_UNDEFINED");
    expect(judged.length).toBeGreaterThan(invalid.length - 3);
    for (const { why, text } of judged) expect(checker.checkCut(text), why).not.toBeNull();
  });

  it("accepts and refuses the vectors of unsealings", async () => {
    for (const { why, cut, unsealing } of await readVectors("releases/unsealings_valid"))
      expect(checker.checkUnsealing(cut, unsealing), why).toBeNull();
    for (const { why, cut, unsealing } of await readVectors("releases/unsealings_invalid"))
      expect(checker.checkUnsealing(cut, unsealing), why).not.toBeNull();
  });

  it("accepts cuts of every kind, and says of changed ones what the product says", () => {
    const seed = Date.now() % 2 ** 31;
    const random = createRandom(seed);
    const cuts = [
      ...sealRelease({
        document: sample,
        recipients: ["GBR", "CAN", "FRA", "SWE"],
        tools: nativeTools,
      }).cuts.values(),
      ...sealRelease({
        document: kinds,
        compiled: kindsCommunity,
        recipients: ["GBR", "CAN", "FRA", "SWE"],
        tools: nativeTools,
      }).cuts.values(),
    ];
    for (const cut of cuts) expect(checker.checkCut(cut)).toBeNull();
    let refused = 0;
    for (let index = 0; index < 150; index++) {
      const cut = cuts[Math.floor(random() * cuts.length)] ?? "";
      const at = Math.floor(random() * cut.length);
      const other = cut[Math.floor(random() * cut.length)] ?? "";
      const changed = cut.slice(0, at) + other + cut.slice(at + 1);
      const accepted = isAccepted(changed);
      expect(checker.checkCut(changed) === null, `seed ${seed}, case ${index}, at ${at}`).toBe(accepted);
      refused += accepted ? 0 : 1;
    }
    expect(refused).toBeGreaterThan(130);
  }, 240_000);
});
