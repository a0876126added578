// How measures are said in a case.
import { sayMeasure } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";

/** None until the node has said them: a measure is then called by its id. */
export function useKinds(slug: string): readonly MeasureKind[] {
  const { answer } = useRead([slug, "pledges", "vocabulary"], (signal) =>
    node.GET("/api/cases/{case}/pledges/vocabulary", { params: { path: { case: slug } }, signal }),
  );
  return "value" in answer ? answer.value.kinds : [];
}

export function sayMeasures(
  kinds: readonly MeasureKind[],
  measures: readonly { readonly kind: string; readonly count: number | null }[],
): string {
  return measures.map(({ kind, count }) => sayMeasure(kinds, kind, count)).join(", ");
}
