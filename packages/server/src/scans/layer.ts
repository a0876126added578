// What a file unfolds to: layers, each found in another by undoing one coding. A walk over them has one budget, so that
// whatever a file holds, the scan ends; what does not fit is refused and never passed over in silence.
import { ServerError } from "../errors.ts";

const MEGABYTE = 1024 * 1024;
/** Largest file looked through. */
export const MOST_SCANNED = 64 * MEGABYTE;
/** All layers of a file together. */
const MOST_LAYERED = 320 * MEGABYTE;
const MOST_LAYERS = 60_000;
/** One layer, unpacked. */
export const MOST_UNPACKED = 64 * MEGABYTE;
/** Codings in each other that are undone. */
export const MOST_DEPTH = 8;
const MOST_MILLISECONDS = 120_000;

export interface Layer {
  /** Null for a layer that is text by nature, such as what an engine read from a page. */
  readonly bytes: Uint8Array | null;
  /** Null for bytes whose text is not known yet. */
  readonly text: string | null;
  /** Codings undone, outermost first. */
  readonly codings: readonly string[];
  /** Part, page or object of the file. */
  readonly part: string;
}

export class Budget {
  readonly #name: string;
  readonly #until: number;
  #bytes = 0;
  #layers = 0;

  constructor(name: string) {
    this.#name = name;
    this.#until = performance.now() + MOST_MILLISECONDS;
  }

  /** @throws ServerError SCAN_TOO_LARGE, SCAN_TIMEOUT. */
  spend(length: number): void {
    this.#bytes += length;
    this.#layers += 1;
    if (this.#bytes > MOST_LAYERED || this.#layers > MOST_LAYERS || length > MOST_UNPACKED) this.refuse();
    if (performance.now() > this.#until)
      throw new ServerError(
        "SCAN_TIMEOUT",
        `${this.#name} takes too long to look through, so it counts as not scanned: divide it into parts`,
      );
  }

  refuse(): never {
    throw new ServerError(
      "SCAN_TOO_LARGE",
      `${this.#name} unfolds to more than is looked through, so it counts as not scanned: divide it into parts`,
    );
  }
}

export function ofBytes(from: Pick<Layer, "codings" | "part">, coding: string, bytes: Uint8Array): Layer {
  return { bytes, text: null, codings: [...from.codings, coding], part: from.part };
}

export function ofText(from: Pick<Layer, "codings" | "part">, coding: string, text: string): Layer {
  return { bytes: null, text, codings: [...from.codings, coding], part: from.part };
}
