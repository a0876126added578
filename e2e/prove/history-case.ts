// The case of a history: an invented act, a lead, and members that hold what is needed to be asked at all.
import type { JsonObject } from "@entente/core/encoding";

export interface HistoryCase {
  readonly slug: string;
  /** The lead first. */
  readonly members: readonly string[];
}

export function writeCase({ slug, members }: HistoryCase): {
  readonly factsJson: JsonObject;
  readonly community: JsonObject;
} {
  const [lead = ""] = members;
  return {
    factsJson: {
      ...{ schema: "coalition-case/1", id: slug, title: "An act that never was", measures: [] },
      incident: { date: "2026-01-04", place: "Strelsau", host_state: lead, attributed_to: "RUR" },
    },
    community: {
      ...{
        format: "entente-community/1",
        name: "Invented",
        exercise: true,
        asOf: "2026-01-04",
        note: "Invented.",
      },
      ...{ policies: ["uk"], caveats: [], groups: [] },
      members: members.map((id) => ({
        ...{ id, name: id, kind: "state", weights: {} },
        clearances: { uk: { upTo: "SECRET", caveats: [] } },
      })),
    },
  };
}
