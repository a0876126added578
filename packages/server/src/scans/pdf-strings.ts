// The strings of a PDF, literal and hexadecimal, as bytes; and what glyph codes mean by the fonts' tables of characters.

/** One string, and how it stands to the one before: next to it in an array, after a wide step, or elsewhere. */
export interface PdfString {
  readonly bytes: Buffer;
  readonly before: "" | " " | "\n";
}

/** Width of a step between two pieces, in thousandths of the size, that reads as a space. */
const SPACE = -180;
const BACKSLASHED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Every string in `source`, the Latin-1 characters of an object or of a content stream. */
export function readStrings(source: string): readonly PdfString[] {
  const strings: PdfString[] = [];
  let after = 0;
  const add = (bytes: Buffer, from: number, to: number): void => {
    const between = source.slice(after, from);
    const wide = Number(between.trim()) < SPACE;
    const before = strings.length === 0 ? "" : !/^[\s\d.+-]*$/.test(between) ? "\n" : wide ? " " : "";
    strings.push({ bytes, before });
    after = to;
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source.charAt(at);
    if (sign === "(") {
      const [bytes, end] = readLiteral(source, at);
      add(bytes, at, end);
      at = end - 1;
    } else if (sign === "<" && source.charAt(at + 1) !== "<") {
      const end = source.indexOf(">", at);
      const digits = end < 0 ? "" : source.slice(at + 1, end).replace(/\s/g, "");
      if (end > 0 && /^[0-9A-Fa-f]*$/.test(digits)) {
        add(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex"), at, end + 1);
        at = end;
      }
    } else if (sign === "<" || sign === "%") {
      if (sign === "<") at++;
    }
  }
  return strings;
}

function readLiteral(source: string, from: number): readonly [Buffer, number] {
  let [depth, at, text] = [1, from + 1, ""];
  for (; at < source.length && depth > 0; at++) {
    const sign = source.charAt(at);
    if (sign === "\\") {
      const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0];
      if (octal !== undefined) {
        text += String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
        at += octal.length;
      } else {
        const next = source.charAt(++at);
        if (next === "\r" && source.charAt(at + 1) === "\n") at++;
        else if (next !== "\n" && next !== "\r") text += BACKSLASHED[next] ?? next;
      }
      continue;
    }
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    if (depth > 0) text += sign;
  }
  return [Buffer.from(text, "latin1"), at];
}

/** What the codes of one font mean. */
export interface CharacterMap {
  readonly width: 1 | 2;
  readonly signs: ReadonlyMap<number, string>;
}

/** A table of characters, or null where the stream is none. */
export function readCharacterMap(source: string): CharacterMap | null {
  if (!source.includes("begincmap") && !/beginbf(char|range)/.test(source)) return null;
  const signs = new Map<number, string>();
  const width = /begincodespacerange\s*<([0-9A-Fa-f]+)>/.exec(source)?.[1]?.length === 2 ? 1 : 2;
  for (const [, list = ""] of source.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = "", sign = ""] of list.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]+)>/g))
      signs.set(Number.parseInt(code, 16), readSign(sign));
  for (const [, list = ""] of source.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", target = ""] of list.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]+>|\[[^\]]*\])/g,
    ))
      addRange(signs, Number.parseInt(from, 16), Number.parseInt(to, 16), target);
  return signs.size === 0 ? null : { width, signs };
}

function addRange(signs: Map<number, string>, from: number, to: number, target: string): void {
  const listed = target.startsWith("[") ? (target.match(/<[^>]*>/g) ?? []).map(readSign) : null;
  const first = listed === null ? readSign(target) : "";
  for (let code = from; code <= Math.min(to, from + 0xffff); code++) {
    const shifted =
      first.slice(0, -1) + String.fromCharCode((first.charCodeAt(first.length - 1) || 0) + code - from);
    signs.set(code, listed === null ? shifted : (listed[code - from] ?? ""));
  }
}

function readSign(hex: string): string {
  const bytes = Buffer.from(hex.replace(/[^0-9A-Fa-f]/g, ""), "hex");
  return bytes.length === 1
    ? bytes.toString("latin1")
    : bytes
        .subarray(0, bytes.length & ~1)
        .swap16()
        .toString("utf16le");
}

/** Strings as they are painted, arrays run together, others each on a line; or all run together, for words painted in pieces. */
export function joinStrings(strings: readonly PdfString[], how: "lines" | "joined"): Buffer {
  return Buffer.concat(
    strings.flatMap(({ bytes, before }) => (how === "lines" ? [Buffer.from(before), bytes] : [bytes])),
  );
}

/** The same for glyph codes, as the characters `map` has for them. */
export function spellStrings(
  strings: readonly PdfString[],
  map: CharacterMap,
  how: "lines" | "joined",
): string {
  return strings
    .map(({ bytes, before }) => (how === "lines" ? before : "") + spellGlyphs(bytes, map))
    .join("");
}

/** Glyph codes as the characters that `map` has for them; unknown codes part words. */
function spellGlyphs(codes: Buffer, { width, signs }: CharacterMap): string {
  const spelled: string[] = [];
  for (let at = 0; at + width <= codes.length; at += width)
    spelled.push(signs.get(width === 1 ? (codes[at] ?? 0) : codes.readUInt16BE(at)) ?? "\n");
  return spelled.join("");
}
