// How letters are compared: without case, accents and widths, and without anything that is no letter or digit. One table for
// all of the basic plane, so that folding costs one look per character.

/** What a character is to the search; nought for what parts words. */
export const LETTER = 1;
/** Soft hyphens, joiners, accents standing alone: they neither part words nor join them. */
export const INVISIBLE = 2;

export interface FoldTable {
  /** LETTER, INVISIBLE or nought by code unit. */
  readonly kind: Uint8Array;
  /** The folded letter by code unit. */
  readonly letter: Uint16Array;
}

/** Stands where a tag or a joint inside a word was taken out. Invisible by its own nature. */
export const JOINER = "\u2060";

let table: FoldTable | null = null;

/** Built at first use: tens of milliseconds that a command without a scan does not spend. */
export function foldTable(): FoldTable {
  table ??= buildTable();
  return table;
}

/** Text as the search sees it: letters that are spelled as others with an accent, or as one sign, taken apart. */
export function decompose(text: string): string {
  // eslint-disable-next-line no-control-regex -- what needs no taking apart
  return /^[\u0000-\u007f]*$/.test(text) ? text : text.normalize("NFKD");
}

/** Letters and digits of `text`, folded and run together. */
export function squash(text: string): string {
  const { kind, letter } = foldTable();
  let squashed = "";
  const source = decompose(text);
  for (let index = 0; index < source.length; index++) {
    const unit = source.charCodeAt(index);
    if (kind[unit] === LETTER) squashed += String.fromCharCode(letter[unit] ?? unit);
  }
  return squashed;
}

function buildTable(): FoldTable {
  const kind = new Uint8Array(0x10000);
  const letter = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    // Halves of characters beyond the basic plane are kept as they are: scripts and signs there are compared exactly.
    if (unit >= 0xd800 && unit <= 0xdfff) {
      kind[unit] = LETTER;
      letter[unit] = unit;
      continue;
    }
    const character = String.fromCharCode(unit);
    if (/^[\p{L}\p{N}]$/u.test(character)) {
      kind[unit] = LETTER;
      letter[unit] = character.normalize("NFKD").toLowerCase().charCodeAt(0);
    } else if (/^[\p{M}\p{Cf}]$/u.test(character)) kind[unit] = INVISIBLE;
  }
  return { kind, letter };
}
