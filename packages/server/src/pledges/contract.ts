// What this room takes and gives, in one place.
import type { Instant, JsonValue } from "@entente/core/encoding";
import type { Resolution } from "@entente/core/coalition";
import type { MeasureKind } from "@entente/core/kinds";
import type { CompiledCommunity } from "@entente/core/markings";
import type { Pledge, PledgedMeasure, PledgeSet } from "@entente/core/pledges";
import type { Keystore } from "../keys/index.ts";

/** Who in the pledging member stands behind a pledge. */
export const authorities = ["desk", "minister", "cabinet", "parliament"] as const;
export type Authority = (typeof authorities)[number];

/** What reading and resolving pledges needs beside the rows. */
export interface PledgeContext {
  readonly community: CompiledCommunity;
  readonly kinds: readonly MeasureKind[];
}

/** The same, with the keys of the node: sealing and locking need the resolver's. */
export interface SealingContext extends PledgeContext {
  readonly keystore: Keystore;
}

/** A pledge as a member gives it: in words, or as levels of the form `entente-pledges/1`. */
export type PledgeSource = { readonly text: string } | { readonly levels: JsonValue };

export interface NewPledge extends SealingContext {
  readonly source: PledgeSource;
  readonly authority: Authority;
  /** The last instant at which it counts; null for as long as it is not withdrawn. */
  readonly validUntil: Instant | null;
  readonly sealed: boolean;
}

/** A pledge with who stands behind it and how long it counts. */
export interface StandingPledge extends Pledge {
  readonly authority: Authority;
  readonly validUntil: Instant | null;
}

/** What the member keeps of a sealed pledge: with it, it can show to anyone later what it had sealed and when. */
export interface SealedReceipt {
  readonly format: "entente-receipt/1";
  readonly case: string;
  readonly pledge: StandingPledge;
  /** The leaf in the ledger, and what opens it (base64url). */
  readonly leaf: number;
  readonly at: Instant;
  readonly digest: string;
  readonly salt: string;
}

export interface PlacedPledge {
  readonly pledge: StandingPledge;
  readonly leaf: number;
  /** Null for an open pledge. */
  readonly receipt: SealedReceipt | null;
}

/** One member that acts by the final resolution: the one level that holds, and nothing of the others. */
export interface ActingMember {
  readonly member: string;
  /** The highest level that holds, from 1. Of a sealed pledge always 1: how many it had is nobody's business. */
  readonly level: number;
  readonly measures: readonly PledgedMeasure[];
  readonly authority: Authority;
  readonly validUntil: Instant | null;
  readonly explanation: string;
}

export interface FinalResolution {
  readonly id: string;
  readonly lockedAt: Instant;
  readonly lockedBy: string;
  readonly acting: readonly ActingMember[];
  /** Everything the resolution may be checked with: open pledges that counted, and of sealed ones the level that holds. */
  readonly set: PledgeSet;
}

/** A trial or final resolution with what it was made from. */
export interface Resolved {
  readonly set: PledgeSet;
  readonly resolution: Resolution;
}

/** Stands on every screen that speaks of sealed pledges. */
export const WHO_CAN_SEE_SEALED =
  "A sealed pledge is shown to nobody, and opened only when pledges are locked, and then only where it holds; whoever holds " +
  "both the resolver's key of the lead's node and that node's database could technically open it before.";
