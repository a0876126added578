// Footnotes of wikitext over one page or several: `<ref>` with text, by name, by group, used again, defined after its first
// use, and continued on a later page with `follow`. A label is given where a note is first met, so labels follow the text.
import type { SourcePosition } from "../encoding/index.ts";
import type { ImportedNote } from "./imported-document.ts";
import { joinPieces, splitPieceLines } from "./pieces.ts";
import type { Piece } from "./pieces.ts";

export interface NoteText {
  readonly pieces: readonly Piece[];
  readonly page: string | null;
  readonly at: SourcePosition;
}

export interface NoteName {
  /** Null for a note nobody can name again. */
  readonly name: string | null;
  readonly group: string | null;
}

interface Note {
  readonly label: string;
  /** Empty while it is only referred to. */
  readonly parts: NoteText[];
}

export class WikitextNotes {
  readonly #notes: Note[] = [];
  readonly #named = new Map<string, Note>();
  readonly #counts = new Map<string, number>();

  /** Defines a note and gives its label; null where the name has another text already, which is then a note of its own. */
  define(key: NoteName, text: NoteText): { readonly label: string; readonly repeated: boolean } {
    const named = this.#find(key);
    if (named === null) return { label: this.#add(key, text).label, repeated: false };
    if (named.parts.length === 0) named.parts.push(text);
    else if (plain(named.parts[0]) !== plain(text))
      return { label: this.#add({ ...key, name: null }, text).label, repeated: true };
    return { label: named.label, repeated: false };
  }

  /** The label of a note that is used by name before or after it is defined. */
  refer(key: NoteName): string {
    return (this.#find(key) ?? this.#add(key, null)).label;
  }

  isDefined(key: NoteName): boolean {
    return (this.#find(key)?.parts.length ?? 0) > 0;
  }

  /** Adds text to a note of an earlier page; false when there is none of that name. */
  extend(key: NoteName, text: NoteText): boolean {
    const note = this.#find(key);
    if (note === null || note.parts.length === 0) return false;
    note.parts.push(text);
    return true;
  }

  /** Notes in the order they are first met. One that is only referred to is left out, so its marks stay as text. */
  finish(stripQuotes: (piece: Piece) => Piece): ImportedNote[] {
    return this.#notes.flatMap(({ label, parts }) => {
      const [first] = parts;
      if (first === undefined) return [];
      const lines = parts.flatMap(({ pieces }) => splitPieceLines(pieces.map(stripQuotes)));
      return [
        {
          ...{ label, page: first.page, at: first.at },
          spans: joinPieces(lines.filter((line) => line.pieces.length > 0)),
        },
      ];
    });
  }

  #find({ name, group }: NoteName): Note | null {
    return name === null ? null : (this.#named.get(JSON.stringify([group, name])) ?? null);
  }

  #add({ name, group }: NoteName, text: NoteText | null): Note {
    const count = (this.#counts.get(group ?? "") ?? 0) + 1;
    this.#counts.set(group ?? "", count);
    const note = {
      label: group === null ? String(count) : `${group}-${count}`,
      parts: text === null ? [] : [text],
    };
    this.#notes.push(note);
    if (name !== null) this.#named.set(JSON.stringify([group, name]), note);
    return note;
  }
}

function plain(text: NoteText | undefined): string {
  return (text?.pieces ?? []).map(({ span }) => (span.kind === "text" ? span.text.trim() : "***")).join("");
}
