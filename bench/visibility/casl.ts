// CASL: one ability for each recipient, one rule for each policy it is cleared in, conditions on the marking.
import { createMongoAbility, subject } from "@casl/ability";
import type { Answer, Question } from "./data.ts";
import { caveats, fillMatrix } from "./data.ts";

/** Stands in a list that is not there. */
const ANYONE = "*";

export function prepareCasl(question: Question): Answer {
  const abilities = question.members.map(({ clearances, codes }) => {
    const held = [ANYONE, ...codes];
    return createMongoAbility(
      Object.entries(clearances).map(([policy, clearance]) => ({
        action: "read",
        subject: "Marking",
        conditions: {
          policy,
          rank: { $lte: clearance.rank },
          caveats: {
            $nin: caveats[policy as keyof typeof caveats].filter((name) => !clearance.caveats.includes(name)),
          },
          first: { $in: held },
          second: { $in: held },
        },
      })),
    );
  });
  const resources = question.markings.map(({ policy, rank, caveats: needed, lists }) =>
    subject("Marking", {
      policy,
      rank,
      caveats: [...needed],
      first: [...(lists[0] ?? [ANYONE])],
      second: [...(lists[1] ?? [ANYONE])],
    }),
  );
  return () =>
    fillMatrix(question, (marking, recipient) => {
      const resource = resources[marking];
      return resource !== undefined && abilities[recipient]?.can("read", resource) === true;
    });
}
