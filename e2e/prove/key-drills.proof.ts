// Keys are stolen again and again, on a node that has released something: what was given out before stays verifiable, and
// whatever the thief signs and however it is dated, it is refused from the statement on.
import { readInstant } from "@entente/core/encoding";
import { readCutHeader } from "@entente/core/releases";
import { findIssued, readCutFiles } from "../../packages/server/src/releases/index.ts";
import { openReleaseDesk, TEXT } from "../../packages/server/src/releases/releases.fixture.ts";
import { drillKeys, prepareMaterial } from "../../packages/server/src/rotations/index.ts";
import type { Proof } from "./contract.ts";

const DAY_MS = 86_400_000;

export const proof: Proof = {
  name: "key-drills",
  claim: "A stolen key convinces nobody of anything that stands in the ledger after its statement.",
  smallCases: 30,
  defaultCases: 1_000,
  run: async ({ cases, seed, report }) => {
    const desk = await openReleaseDesk();
    try {
      await desk.draft("evidence", TEXT);
      await desk.release("evidence", ["DEU", "EST", "FRA"]);
      const cuts = await desk.database.read((reader) => readCutFiles(reader, desk.lead));
      const name = readCutHeader(cuts[0]?.file ?? "").release;
      const issued = await desk.database.read((reader) => findIssued(reader, desk.lead, name));
      let state = seed >>> 0;
      const draw = (below: number): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      let failures = 0;
      let slowest = 0;
      let counterExample: unknown = null;
      for (let index = 0; index < cases; index += 1) {
        const cut = cuts[draw(cuts.length)];
        if (cut === undefined || issued === null) throw new Error("nothing was released");
        const drill = await drillKeys({
          ...{ ...desk.context, database: desk.database, by: "node" },
          at: readInstant(`2018-03-${String(6 + draw(20)).padStart(2, "0")}T12:00:00Z`),
          material: prepareMaterial({
            member: "GBR",
            issued: issued.issued,
            recipient: cut.recipient,
            cut: cut.file,
          }),
          keys: draw(2) === 0 ? "issuer" : "authority",
          answer: draw(2) === 0 ? "rotation" : "revocation",
          backDatedMs: draw(3_650) * DAY_MS,
        });
        slowest = Math.max(slowest, drill.unavailableMs);
        if (drill.wrong > 0) {
          failures += 1;
          counterExample ??= { index, ...drill };
        }
      }
      report(`${cases} drills, the longest without keys ${Math.ceil(slowest)} ms`);
      return { cases, failures, counterExample };
    } finally {
      await desk.close();
    }
  },
};
