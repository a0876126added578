// Ours: the community file read and compiled, the marks read from text, and one question for all portions. Every run has a
// community of its own that has not been asked yet, so nothing is remembered from one run to the next.
import { compileCommunity, parseBanner, readCommunity } from "../../packages/core/src/markings/index.ts";
import type { CompiledCommunity, Marking } from "../../packages/core/src/markings/index.ts";
import type { Answer, PlainMarking, Question } from "./data.ts";
import { caveats, RECIPIENTS } from "./data.ts";

const LEVELS = {
  nato: ["NATO UNCLASSIFIED", "NATO RESTRICTED", "NATO CONFIDENTIAL", "NATO SECRET", "COSMIC TOP SECRET"],
  tlp: ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"],
  uk: ["OFFICIAL FOR PUBLIC RELEASE", "OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"],
} as const;
const PHRASES = { nato: "RELEASABLE TO", tlp: "REL TO", uk: "REL TO" } as const;
type PolicyId = keyof typeof LEVELS;

export function prepareEntente(question: Question, runs: number): Answer {
  const communities = Array.from({ length: runs }, () => compileCommunity(readFile(question)));
  const [first] = communities;
  if (first === undefined) throw new Error("at least one run");
  const { policies } = first.community;
  const markings = question.markings.map((marking) => parseBanner(writeBanner(marking), policies));
  const portions = Array.from(question.portions, (index): Marking | null => markings[index] ?? null);
  return () => {
    const compiled: CompiledCommunity | undefined = communities.pop();
    if (compiled === undefined) throw new Error("more runs than were prepared");
    return compiled.visibilityOf(portions).words;
  };
}

function readFile(question: Question): ReturnType<typeof readCommunity> {
  return readCommunity({
    ...{ format: "entente-community/1", name: "Two hundred recipients", exercise: true, asOf: "2018-03-26" },
    policies: Object.keys(LEVELS),
    caveats: caveats.uk.map((name) => ({ policy: "uk", name, explanation: "Invented." })),
    members: question.members.slice(0, RECIPIENTS).map(({ id, clearances }) => ({
      ...{ id, name: id, kind: "state" },
      clearances: Object.fromEntries(
        Object.entries(clearances).map(([policy, held]) => [
          policy,
          { upTo: LEVELS[policy as PolicyId][held.rank] ?? "", caveats: [...held.caveats] },
        ]),
      ),
    })),
    groups: [...question.groups].map(([id, members]) => ({ id, name: id, members: [...members] })),
  });
}

function writeBanner({ policy, rank, caveats: needed, lists }: PlainMarking): string {
  const id = policy as PolicyId;
  const written = lists
    .map((list) => [...list].sort())
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    .map((list) => `${PHRASES[id]} ${list.join(", ")}`);
  const prefix = id === "uk" ? "UK " : "";
  return [`${prefix}${LEVELS[id][rank] ?? ""}`, ...[...needed].sort(), ...new Set(written)].join(" - ");
}
