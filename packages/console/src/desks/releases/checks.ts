// What a plan's checks came to, as a list: what was found, what follows from it, and the lines that show it. Pure.
import type { paths } from "../../../../../formats/api.d.ts";

type Shown = paths["/api/cases/{case}/documents/{name}/plans/{plan}"]["get"]["responses"]["200"];
export type Plan = Shown["content"]["application/json"];
export type Proposal = Plan["proposal"];

export interface LeakFinding {
  readonly place: string;
  readonly rendering: string;
  readonly class: string;
  readonly where: string;
  readonly encoding: string;
}

/** `stops`: somebody has to look before it goes on. `waits`: for another person. `tells`: nothing stops, and something follows. */
export type Check =
  | {
      readonly name: "leak";
      readonly state: "good" | "stops";
      readonly forms: readonly string[];
      readonly findings: readonly LeakFinding[];
    }
  | {
      readonly name: "public";
      readonly state: "good" | "tells" | "unasked";
      readonly findings: Proposal["publicFindings"];
    }
  | {
      readonly name: "enough";
      readonly state: "good" | "tells" | "none";
      /** Recipients that read a judgement without all it rests on. */
      readonly members: readonly string[];
      readonly lines: readonly {
        readonly judgement: string;
        readonly verdict: Verdict;
        readonly members: readonly string[];
      }[];
    }
  | {
      readonly name: "joint";
      readonly state: "good" | "tells";
      readonly places: readonly string[];
      readonly pairs: Proposal["plan"]["comparison"]["pairs"];
    }
  | {
      readonly name: "helps";
      readonly state: "tells";
      readonly marking: string;
      readonly members: readonly string[];
    }
  | { readonly name: "persons"; readonly state: "good" | "waits"; readonly by: string };

export type Verdict = "weakened" | "unsupported" | "withheld";

const VERDICTS: readonly Verdict[] = ["unsupported", "weakened", "withheld"];
/** Of pairs of classes, those that would learn most from each other. */
const MOST_PAIRS = 6;

export function listChecks({ proposal, proposedBy, approvedBy }: Plan): readonly Check[] {
  const { plan, scan, publicText, publicFindings } = proposal;
  const members = new Map(plan.classes.map(({ id, recipients }) => [id, recipients]));
  const judged = VERDICTS.flatMap((verdict) =>
    [...new Set(plan.sufficiency.map(({ judgement }) => judgement))].flatMap((judgement) => {
      const of = plan.sufficiency
        .filter((one) => one.judgement === judgement && one.verdict === verdict)
        .flatMap((one) => members.get(one.class) ?? []);
      return of.length === 0 ? [] : [{ judgement, verdict, members: of }];
    }),
  );
  // A judgement that is withheld asks nobody to believe it.
  const short = judged.filter(({ verdict }) => verdict !== "withheld");
  const [most] = plan.marginal;
  const { together, pairs } = plan.comparison;
  return [
    {
      ...{ name: "leak", state: scan.findings.length === 0 ? "good" : "stops" },
      ...{ forms: scan.renderings, findings: scan.findings },
    },
    { name: "persons", state: approvedBy === null ? "waits" : "good", by: proposedBy },
    {
      name: "public",
      state: publicText === null ? "unasked" : publicFindings.length === 0 ? "good" : "tells",
      findings: publicFindings,
    },
    {
      name: "enough",
      state: plan.sufficiency.length === 0 ? "none" : short.length === 0 ? "good" : "tells",
      members: [...new Set(short.flatMap((one) => one.members))].sort(),
      lines: judged,
    },
    ...(most === undefined
      ? []
      : [{ name: "helps", state: "tells", marking: most.marking, members: most.adds } as const]),
    {
      ...{ name: "joint", state: together.length === 0 ? "good" : "tells", places: together },
      pairs: [...pairs].sort((a, b) => b.gains.a + b.gains.b - (a.gains.a + a.gains.b)).slice(0, MOST_PAIRS),
    },
  ];
}

export type PlanState = "planned" | "approved" | "issued";

export function stateOf({ approvedBy, release }: Pick<Plan, "approvedBy" | "release">): PlanState {
  if (release !== null) return "issued";
  return approvedBy === null ? "planned" : "approved";
}

/** Reasons with the places they keep back, the one that keeps most first. */
export function groupReasons(
  withheld: readonly { readonly place: string; readonly reason: string; readonly remedy: string }[],
): readonly {
  readonly reason: string;
  readonly places: readonly string[];
  readonly remedies: readonly string[];
}[] {
  const groups = new Map<string, { places: string[]; remedies: Set<string> }>();
  for (const { place, reason, remedy } of withheld) {
    const group = groups.get(reason) ?? { places: [], remedies: new Set<string>() };
    group.places.push(place);
    group.remedies.add(remedy);
    groups.set(reason, group);
  }
  return [...groups]
    .map(([reason, { places, remedies }]) => ({ reason, places, remedies: [...remedies] }))
    .sort((a, b) => b.places.length - a.places.length);
}

/** Codes as a person types them, `est, LVA`. */
export function readCodes(typed: string): readonly string[] {
  return [
    ...new Set(
      typed
        .split(/[\s,;]+/)
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    ),
  ];
}
