// What the frame tells every desk.
import type { OwnSeat, Side } from "./seat.ts";

export interface CaseFacts {
  readonly slug: string;
  readonly title: string;
  readonly exercise: boolean;
  /** Id of the member whose case it is. */
  readonly lead: string;
  /** Null: the control of exercises, looking on from all sides. */
  readonly seat: OwnSeat | null;
  readonly side: Side;
}

export interface DeskProps {
  readonly facts: CaseFacts;
  /** The parts of the address after the desk's own: `["oversight-report", "matrix"]`. Undecoded parts do not come here. */
  readonly rest: readonly string[];
}

/** What the frame tells a desk of the node itself. */
export interface NodeDeskProps {
  readonly seat: OwnSeat;
  /** The parts of the address after the desk's own. */
  readonly rest: readonly string[];
}
