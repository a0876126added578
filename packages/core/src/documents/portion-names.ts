// What a person calls a portion: its printed number, `Table 2`, `Figure 1`, or its id. Used for cross-references and for what
// supports a judgement, both ways. An id is always understood; a name only where it means one portion.
import { TARGET } from "./attributes.ts";
import type { Portion } from "./document.ts";

type Named = Pick<Portion, "id" | "kind" | "number">;
const WHOLE = /^(table|figure)[ \t]+(.+)$/i;

export class PortionNames {
  readonly #ids = new Map<string, Named>();
  readonly #numbers = new Map<string, Named>();

  constructor(portions: Iterable<Named>) {
    for (const portion of portions) {
      this.#ids.set(portion.id, portion);
      const name = describe(portion);
      if (name !== null && !this.#numbers.has(name)) this.#numbers.set(name, portion);
    }
  }

  /** The id of the portion that `name` means, or null. */
  find(name: string): string | null {
    const known = this.#ids.get(name) ?? this.#numbers.get(name);
    if (known !== undefined) return known.id;
    const [, whole, number] = WHOLE.exec(name) ?? [];
    if (whole === undefined || number === undefined) return null;
    return this.#numbers.get(`${capitalize(whole)} ${number}`)?.id ?? null;
  }

  /** The name to write for the portion `id`; the id itself where nothing shorter means it alone. */
  nameOf(id: string): string {
    const portion = this.#ids.get(id);
    const name = portion === undefined ? null : describe(portion);
    return name !== null && TARGET.test(name) && name.trim() === name && this.find(name) === id ? name : id;
  }
}

function describe({ kind, number }: Named): string | null {
  if (number === null) return null;
  if (kind === "table" || kind === "figure") return `${capitalize(kind)} ${number}`;
  return kind === "paragraph" || kind === "judgement" || kind === "quotation" ? number : null;
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
