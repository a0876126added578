// What this room takes and gives, in one place.
import type { Instant, JsonValue } from "@entente/core/encoding";
import type { Authority } from "@entente/core/arrangements";
import type { Resolution, ResolutionCertificate } from "@entente/core/coalition";
import type { MeasureKind } from "@entente/core/kinds";
import type { CommitmentOpening } from "@entente/core/ledger";
import type { CompiledCommunity } from "@entente/core/markings";
import type { Pledge, PledgedMeasure, PledgeSet } from "@entente/core/pledges";
import type { Keystore } from "../keys/index.ts";

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
  /** Who in the member stands behind it. */
  readonly authority: Authority;
  /** The last instant at which it counts; null for as long as it is not withdrawn. */
  readonly validUntil: Instant | null;
  /**
   * Null: openly. Else sealed, with the salt that opens its leaf: 32 bytes that nobody can guess. It is drawn by whoever
   * keeps the receipt, so that what an answer says is no secret and a receipt that was not written can be made again.
   */
  readonly sealed: { readonly salt: Uint8Array } | null;
}

/** A pledge with who stands behind it and how long it counts. */
export interface StandingPledge extends Pledge {
  readonly authority: Authority;
  readonly validUntil: Instant | null;
}

/** What is committed to: the pledge and the case it is for. */
export interface CommittedPledge {
  readonly case: string;
  readonly member: string;
  readonly levels: JsonValue;
  readonly authority: Authority;
  readonly validUntil: Instant | null;
}

/**
 * What the member keeps of a sealed pledge: with it, it can show to anyone later what it had sealed and when. It is made from
 * what the member sent, salt included, and from where and when the node committed to it; the node keeps nothing that could
 * be read without the resolver's key, so without the salt nobody can make it.
 */
export interface SealedReceipt {
  readonly format: "entente-receipt/1";
  readonly pledge: CommittedPledge;
  readonly leaf: number;
  readonly opening: CommitmentOpening;
}

export interface PlacedPledge {
  readonly pledge: StandingPledge;
  readonly leaf: number;
  /** Null for an open pledge. */
  readonly receipt: SealedReceipt | null;
}

/** What a member is shown of its own. */
export interface OwnPledge {
  readonly open: (StandingPledge & { readonly placedAt: Instant; readonly leaf: number }) | null;
  readonly sealed: { readonly placedAt: Instant; readonly leaf: number } | null;
  readonly locked: Instant | null;
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
  /** Sorted by member. */
  readonly acting: readonly ActingMember[];
  /** Everything the resolution may be checked with: open pledges that counted, and of sealed ones the level that holds. */
  readonly set: PledgeSet;
  /** Proves `acting` from `set` (core/coalition, `checkCertificate`); null for one from before there were certificates. */
  readonly certificate: ResolutionCertificate | null;
}

/** A resolution with what it was made from. */
export interface Resolved {
  readonly set: PledgeSet;
  readonly resolution: Resolution;
}

/** Stands on every screen that speaks of sealed pledges. */
export const WHO_CAN_SEE_SEALED =
  "A sealed pledge is shown to nobody and opened only when pledges are locked, where it then holds; whoever has both the " +
  "resolver's key of the lead's node and that node's database could technically open it before.";
