// A document as rows: one for each portion and one for each stricter span, because each has a marking of its own and the
// database shows or hides whole rows. A span's text stands in its own row and nowhere else.
import { hash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { effectiveMarking } from "@entente/core/documents";
import type { MarkedDocument, Portion } from "@entente/core/documents";
import type { Marking, Policy } from "@entente/core/markings";
import type { MarkingRow } from "./store.ts";

export interface Place {
  /** Portion id, or `p7/2` for its third span: the names a release's plan uses. */
  readonly place: string;
  readonly kind: string;
  /** Null: unmarked, so it cannot be stored. */
  readonly marking: Marking | null;
  readonly content: JsonObject;
}

/** Everything of a document that has a marking of its own, in reading order, footnotes last. */
export function listPlaces(document: MarkedDocument, policies: readonly Policy[]): readonly Place[] {
  return [...document.portions, ...document.footnotes].flatMap((portion) => [
    { place: portion.id, kind: portion.kind, marking: portion.marking, content: describePortion(portion) },
    ...portion.spans.flatMap((span, index) =>
      span.kind === "restricted"
        ? [
            {
              place: `${portion.id}/${index}`,
              kind: "span",
              marking: effectiveMarking(portion, span, policies),
              content: toJson({ spans: span.spans }),
            },
          ]
        : [],
    ),
  ]);
}

/** A marking as the row that stands for it. */
export function describeMarking(marking: Marking): MarkingRow {
  return {
    digest: hash("sha256", canonicalize(toJson(marking)), "base64url"),
    terms: marking.terms.map(({ policy, level, caveats, oneOf, releasableTo }) => ({
      ...{ policy, level, caveats, oneOf, releasableTo },
    })),
  };
}

function describePortion({ id: _, kind: __, marking: ___, spans, ...rest }: Portion): JsonObject {
  return toJson({
    ...rest,
    spans: spans.map((span) => (span.kind === "restricted" ? { kind: "restricted" } : span)),
  });
}

function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonValue as JsonObject;
}
