// The marking of what a desk says about a whole case: asks, questions and statements quote what was released, so they are
// covered by what the reader was given or wrote of it.
import { node } from "../api/ask-node.ts";
import type { CaseOverview } from "../api/case-overview.ts";
import { useRead } from "../api/use-read.ts";
import type { CaseFacts } from "./desk-props.ts";
import { useScreenBanner } from "./screen-banner.tsx";

/** Tells the frame the banner of the case as this side has it, and of what is shown beside it. */
export function useCaseBanner({ slug, side }: CaseFacts, beside: readonly string[] = []): void {
  const params = { path: { case: slug } };
  const whole = useRead<CaseOverview>(
    [slug, "board"],
    side === "ally" ? null : (signal) => node.GET("/api/cases/{case}", { params, signal }),
  );
  const own = useRead(
    [slug, "own"],
    side === "ally" ? (signal) => node.GET("/api/cases/{case}/own", { params, signal }) : null,
  );
  const ofDocuments = "value" in whole.answer ? whole.answer.value.documents : [];
  const ofCopies = "value" in own.answer ? own.answer.value.cuts : [];
  useScreenBanner([...ofDocuments, ...ofCopies].map(({ banner }) => banner).concat(beside));
}
