// A PDF without believing its tables: every object of every revision, every stream with its filters undone, reachable or not.
import { undoFilters } from "./pdf-filters.ts";
import { joinStrings, readCharacterMap, readStrings, spellStrings } from "./pdf-strings.ts";
import type { CharacterMap, PdfString } from "./pdf-strings.ts";

export interface PdfPart {
  /** `object 12`. */
  readonly name: string;
  readonly coding: string;
  readonly bytes?: Uint8Array;
  readonly text?: string;
  /** Samples of a picture, in which the low bits are looked at. */
  readonly samples: boolean;
}

const OBJECT = /(\d{1,9})\s+\d{1,5}\s+obj\b/g;
/** Tables of characters each string is read by. A file with more fonts is read by its engines. */
const MOST_MAPS = 48;

/** @throws RangeError when a stream unpacks to more than is looked through. */
export function walkPdf(bytes: Uint8Array): readonly PdfPart[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const source = buffer.toString("latin1");
  const parts: PdfPart[] = [];
  const maps: CharacterMap[] = [];
  const strings: { name: string; painted: boolean; read: readonly PdfString[] }[] = [];
  const addStrings = (name: string, text: string, painted: boolean): void => {
    const read = readStrings(text);
    if (read.length > 0) strings.push({ name, painted, read });
  };
  const objects = [...source.matchAll(OBJECT)];
  for (const [index, match] of objects.entries()) {
    const name = `object ${match[1] ?? ""}`;
    const from = match.index + match[0].length;
    const until = objects[index + 1]?.index ?? source.length;
    const stream = findStream(source, from, until);
    addStrings(name, source.slice(from, stream?.dictionaryEnd ?? until), false);
    if (stream === null) continue;
    const dictionary = source.slice(from, stream.dictionaryEnd);
    const data = undoFilters(dictionary, buffer.subarray(stream.from, stream.to));
    const samples = /\/Subtype\s*\/Image/.test(dictionary);
    parts.push({ name, coding: "stream", bytes: data, samples });
    if (samples) continue;
    const content = data.toString("latin1");
    const map = maps.length < MOST_MAPS ? readCharacterMap(content) : null;
    if (map === null) addStrings(name, content, true);
    else maps.push(map);
  }
  // What stands in no object: trailers, and whatever somebody put behind them.
  if (objects.length === 0) addStrings("trailer", source, true);
  for (const { name, painted, read } of strings)
    for (const how of ["lines", "joined"] as const) {
      parts.push({ name, coding: "strings", bytes: joinStrings(read, how), samples: false });
      for (const map of painted ? maps : [])
        parts.push({ name, coding: "glyphs", text: spellStrings(read, map, how), samples: false });
    }
  return parts;
}

function findStream(
  source: string,
  from: number,
  until: number,
): { readonly dictionaryEnd: number; readonly from: number; readonly to: number } | null {
  const word = source.indexOf("stream", from);
  if (word < 0 || word >= until || source.slice(word - 3, word) === "end") return null;
  const start = word + 6 + (source.charAt(word + 6) === "\r" ? 1 : 0);
  const data = start + (source.charAt(start) === "\n" ? 1 : 0);
  const said = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(source.slice(from, word))?.[1] ?? -1);
  const fits = said >= 0 && /^\s{0,2}endstream/.test(source.slice(data + said, data + said + 12));
  const end = fits ? data + said : source.indexOf("endstream", data);
  return { dictionaryEnd: word, from: data, to: end < 0 ? source.length : end };
}
