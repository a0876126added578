// Who asks, found once per request from a credential and nothing else.
import type { Instant } from "@entente/core/encoding";
import type { Seat } from "./rules.ts";

/** Somebody without a credential. */
export interface Nobody {
  readonly kind: "nobody";
}

/**
 * The control of exercises: whoever sits at an exercise node, or has its data folder. It plays any office of an exercise and
 * reaches nothing real.
 */
export interface ExerciseControl {
  readonly kind: "exercise-control";
  /** The office it plays now; null: it looks on from all sides. */
  readonly seat: Seat | null;
  /** The exercise's time at which it acts; null: where the exercise's clock stands. */
  readonly at: Instant | null;
}

/** A person on one seat, or a machine that was given one. */
export interface SeatCaller {
  readonly kind: "seat";
  readonly seat: Seat;
  /** Random id of the person; of a machine, that of the person who answers for it. */
  readonly person: string;
  readonly by: "session" | "token" | "certificate";
  /** Random id of the session, token or certificate: what is revoked, never the secret. */
  readonly credential: string;
  /** Ids of the routes a machine may call; null: all that its seat may. A session has null. */
  readonly scopes: readonly string[] | null;
  /** Ids of the cases the seat was given for. */
  readonly cases: "all" | readonly string[];
}

/**
 * Another node, known by its signature over the request. It reaches nothing here: what it brings are statements of its own
 * member, and only a route made for nodes takes them.
 */
export interface Peer {
  readonly kind: "peer";
  /** The member that runs it. */
  readonly member: string;
  /** Fingerprint of the key it signed with: what is revoked. */
  readonly credential: string;
  /** SHA-256 of the body as the signature covers it, base64; null: it covers that there is none. */
  readonly bodyDigest: string | null;
}

export type Caller = Nobody | ExerciseControl | SeatCaller | Peer;
