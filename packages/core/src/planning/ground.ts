// What one plan stands on: the document as places and gates, who has a say, and what was asked for.
import type { MarkedDocument } from "../documents/index.ts";
import type { CompiledCommunity } from "../markings/index.ts";
import type { Gates, OriginatorsSay } from "./gates.ts";
import type { Place } from "./places.ts";
import type { ReleaseRules } from "./plan.ts";
import type { Layout } from "./reach.ts";

export interface Ground {
  readonly document: MarkedDocument;
  readonly community: CompiledCommunity;
  readonly places: readonly Place[];
  readonly rules: ReleaseRules;
  readonly layout: Layout;
  readonly gates: Gates;
  readonly say: OriginatorsSay;
}
