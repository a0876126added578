// Kills a node, its database, or both with SIGKILL at random moments, again and again: most of them while several writers
// write, where nothing that was acknowledged may be lost or be there by half; some during an exercise, which must come to the
// very result it comes to when nobody interferes.
import type { Proof } from "./contract.ts";
import { killExercise } from "./kill-exercise.ts";
import { killWrites } from "./kill-writes.ts";

/** One kill in so many hits an exercise. */
const EXERCISE_SHARE = 50;

export const proof: Proof = {
  name: "kill",
  claim: "Killed at any moment, a node comes back by itself within 10 s with everything it acknowledged.",
  smallCases: 100,
  defaultCases: 2000,
  run: async ({ cases, seed, report }) => {
    const ofExercise = Math.max(1, Math.round(cases / EXERCISE_SHARE));
    const writes = await killWrites({ cases: Math.max(1, cases - ofExercise), seed, report });
    if (writes.failures > 0) return writes;
    const exercise = await killExercise({ cases: ofExercise, seed, report });
    return {
      cases: writes.cases + exercise.cases,
      failures: exercise.failures,
      counterExample: exercise.counterExample,
      ...(writes.late === undefined ? {} : { late: writes.late }),
    };
  },
};
