// Marks of one document, read and printed once each: a document has thousands of portions and tens of marks. Whatever is
// read from the same words is the same object, so that later questions about it are asked once too.
import { InputError } from "../encoding/index.ts";
import { joinMarkings, parseMark, printMark } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";

/** Why a mark cannot be read, at an offset within it. */
export interface MarkRefusal {
  readonly at: number;
  readonly message: string;
}

interface Joined {
  readonly marking: Marking | null;
  /** False when the join is as wide as the first of the two. */
  readonly stricter: boolean;
}

export class MarkReader {
  readonly #policy: string | null;
  readonly #policies: readonly Policy[];
  readonly #read = new Map<string, Marking | MarkRefusal>();
  readonly #joined = new WeakMap<Marking, WeakMap<Marking, Joined>>();
  readonly #printed = new WeakMap<Marking, string>();
  /** Characters a mark can begin with. */
  readonly #starts: ReadonlySet<string>;

  /** `policy` is null when the document names none that is known: no mark can be read then. */
  constructor(policy: string | null, policies: readonly Policy[]) {
    this.#policy = policy;
    this.#policies = policies;
    const shorts = policies.flatMap(({ levels }) => levels.map(({ short }) => short.charAt(0)));
    this.#starts = new Set(policy === null ? [] : [...shorts, "/"]);
  }

  /** Reads a mark without its brackets. */
  read(mark: string): Marking | MarkRefusal {
    const known = this.#read.get(mark);
    if (known !== undefined) return known;
    const read = this.#parse(mark);
    this.#read.set(mark, read);
    return read;
  }

  /** Whether `text` can be read as a mark. */
  isMark(text: string): boolean {
    return this.#starts.has(text.charAt(0)) && "terms" in this.read(text);
  }

  /** The join of both, and whether it is stricter than `base`. */
  join(base: Marking, added: Marking): Joined {
    let row = this.#joined.get(base);
    if (row === undefined) this.#joined.set(base, (row = new WeakMap()));
    let joined = row.get(added);
    if (joined === undefined) {
      const marking = joinMarkings(base, added, this.#policies);
      const stricter = JSON.stringify(marking) !== JSON.stringify(base);
      joined = { marking: stricter ? marking : base, stricter };
      row.set(added, joined);
    }
    return joined;
  }

  /** A mark in its brackets. @throws InputError MARKING_UNKNOWN when it cannot be written. */
  print(marking: Marking): string {
    let printed = this.#printed.get(marking);
    if (printed === undefined) {
      printed = `(${printMark(marking, this.#policy ?? "", this.#policies)})`;
      this.#printed.set(marking, printed);
    }
    return printed;
  }

  #parse(mark: string): Marking | MarkRefusal {
    if (this.#policy === null)
      return { at: 0, message: "Marks cannot be read before the front matter names a known policy" };
    try {
      return parseMark(mark, this.#policy, this.#policies);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return {
        at: (error.position?.column ?? 1) - 1,
        message: `${error.message}, in the mark (${mark})`,
      };
    }
  }
}
