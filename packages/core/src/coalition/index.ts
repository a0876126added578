// coalition: positions, pledges and their conditions, resolution and its explanation.
export type {
  Condition,
  Pledge,
  PledgedMeasure,
  PledgeLevel,
  Resolution,
  ResolutionContext,
} from "./pledge.ts";
