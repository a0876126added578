// A portion while a document is being read: it can still change, and remembers where it came from.
import type { SourcePosition } from "../encoding/index.ts";
import type { Portion } from "./document.ts";
import type { PlacedReference } from "./portion-lines.ts";
import type { SourceLine } from "./source-text.ts";

export interface Placed {
  readonly portion: { -readonly [Member in keyof Portion]: Portion[Member] };
  readonly whole: Placed | null;
  /** As written; null where the portion has the id of its place. */
  readonly id: string | null;
  readonly references: readonly PlacedReference[];
  readonly position: SourcePosition;
  /** The judgement's own line. */
  readonly judgementLine: SourceLine | null;
}
