import { describe, expect, test } from "vitest";
import { judgeWrites } from "../standby/writes.ts";
import type { Written } from "../standby/writes.ts";
import { proof, whyNot } from "./standby.proof.ts";

const said = (subject: string, code: string | null, ended = 0): Written => ({
  ...{ subject, code, ended },
  begun: 0,
});

describe("the judge of writes", () => {
  test("finds what was lost, what stands twice, and what was refused and is there", () => {
    const verdict = judgeWrites(
      [
        ...[said("kept", null, 100), said("lost", null, 350), said("twice", null, 300)],
        ...[said("unsure", "DATABASE_OUTCOME_UNKNOWN"), said("revived", "DATABASE_UNREACHABLE")],
      ],
      new Map([
        ["kept", 1],
        ["twice", 2],
        ["unsure", 1],
        ["revived", 1],
      ]),
    );
    expect(verdict).toEqual({
      ...{ acknowledged: 3, unknown: 1, refused: 1, stillMs: 200 },
      ...{ lost: ["lost"], twice: ["twice"], revived: ["revived"] },
    });
  });
});

const reason = await whyNot();
if (reason !== null) process.stderr.write(`\nNOT RUN: the proof of a standby: ${reason}\n\n`);

// Three databases, three lock services and two nodes on one machine: most of the time is theirs.
test.skipIf(reason !== null)(
  proof.claim,
  async () => {
    const told: string[] = [];
    const { cases, failures, counterExample } = await proof.run({
      ...{ cases: proof.smallCases, seed: 2026 },
      report: (text) => told.push(text),
    });
    expect({ cases, failures, counterExample }, told.join("\n")).toEqual({
      ...{ cases: proof.smallCases, failures: 0 },
      counterExample: null,
    });
  },
  600_000,
);
