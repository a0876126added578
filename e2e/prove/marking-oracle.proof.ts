// Another engine decides the very cases of `marking-laws`: Cedar says of one member of the community whether it may see the join
// of the first two markings, and the third as it stands; our audience must say the same.
import fc from "fast-check";
import { compileCommunity, joinMarkings } from "../../packages/core/src/markings/index.ts";
import { decideByCedar } from "./cedar-oracle.ts";
import type { Proof } from "./contract.ts";
import { lawCases, SHARED } from "./law-cases.ts";
import type { LawCase } from "./law-cases.ts";

/** Decisions of one run by what they were: a run that never allowed, or never denied, would prove nothing. */
const decided = { allowed: 0, denied: 0 };

/** The first decision on which the two differ; null when there is none. */
function findDisagreement({ community, triples, who }: LawCase): unknown {
  const compiled = compileCommunity(community);
  const member = community.members[who % community.members.length]?.id ?? "";
  for (const { a, b, c } of triples) {
    const asked = [joinMarkings(a, b, community.policies), c];
    const answers = decideByCedar(community, asked, member);
    for (const [index, marking] of asked.entries()) {
      const ours = compiled.audienceOf(marking).has(member);
      decided[ours ? "allowed" : "denied"] += 1;
      if (ours !== answers[index]) return { member, marking, ours, cedar: answers[index] };
    }
  }
  return null;
}

export const proof: Proof = {
  name: "marking-oracle",
  claim: "Cedar, told the same in its own language, lets the same members see.",
  smallCases: 20_000,
  defaultCases: 1_000_000,
  run: ({ cases, seed, report }) => {
    decided.allowed = 0;
    decided.denied = 0;
    const chunk = 20_000;
    let done = 0;
    for (let part = 0; done < cases; part += 1) {
      const numRuns = Math.ceil(Math.min(chunk, cases - done) / SHARED);
      const details = fc.check(
        fc.property(lawCases, (one) => findDisagreement(one) === null),
        { numRuns, seed: (seed + part) | 0 },
      );
      if (details.failed) {
        const [example] = details.counterexample ?? [];
        const counterExample = { disagreement: example && findDisagreement(example), example, part };
        return Promise.resolve({ cases: done + details.numRuns * SHARED, failures: 1, counterExample });
      }
      done += numRuns * SHARED;
      report(`${done}/${cases}  ${decided.allowed} allowed, ${decided.denied} denied`);
    }
    const failures = Math.min(decided.allowed, decided.denied) * 20 > done ? 0 : 1;
    const counterExample =
      failures === 0 ? null : { law: "some are allowed and some are denied", ...decided };
    return Promise.resolve({ cases: done, failures, counterExample });
  },
};
