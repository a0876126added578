// What taking a letter needs, and what comes of it.
import type { Instant, JsonObject } from "@entente/core/encoding";
import type { Content, Letter, LetterKind } from "@entente/core/letters";
import type { NodeServices } from "../routing/index.ts";
import type { OwnNode } from "./own-node.ts";
import type { PeerRow } from "./store.ts";

/** What of a node is needed to take letters. */
export type LetterServices = Pick<
  NodeServices,
  "database" | "keystore" | "ledger" | "cosigners" | "folder" | "host" | "origin"
> & {
  /** The wall clock. */
  readonly now: () => Instant;
};

export interface Arriving {
  readonly own: OwnNode;
  readonly peer: PeerRow;
  readonly letter: Letter;
  readonly said: Content;
  readonly at: Instant;
}

/** What came of a letter. */
export interface Taken {
  /** Kept beside it: ids of what it became. */
  readonly outcome: JsonObject;
  /** What is written back, in the same transaction. */
  readonly replies: readonly { readonly kind: LetterKind; readonly content: JsonObject }[];
}
